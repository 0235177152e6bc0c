"""Everything the world reads, from the edition store alone.

May import `mgsite.editions` (models and readers) and the pure modules of `claims` and
`articles`; never their models, so a draft cannot leak.
"""
