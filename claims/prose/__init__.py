"""The lint of our own prose: which words a text uses, and whether its certainty bears them.

May import claims.vocabulary and claims.wording; all of it is pure.
"""
