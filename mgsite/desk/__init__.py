"""The editors' desk: whose turn it is, editions in the making, what differs, what was.

May import `claims`, `articles`, `mgsite.editions` and, for previews, `mgsite.public`; none of them
imports it.
"""
