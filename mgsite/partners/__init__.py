"""Partners who copy what we publish: whom to tell of a recall, their keys, and how much they may ask.

Below `mgsite.public`, whose API asks here who is calling; knows nothing of editions or drafts.
"""
