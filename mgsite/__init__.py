"""The site as the world meets it: settings, doors, the edition store and what the public reads from it.

May import claims and articles; neither of them imports this package.
"""
