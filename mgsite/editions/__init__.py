"""The store of what is published: numbered editions, versions, links and addresses.

May import `claims` and `articles`; never `mgsite.public`.
"""
