"""What each page holds as of one edition: a few queries, then plain values for a template.

Each function takes `AsOf` and answers None for an address that was not known by then; the item
itself may be withdrawn, which is for the view to say.
"""
