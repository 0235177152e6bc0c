"""The content that the site starts with: data files, and the loader that reads them.

The loader creates what is missing and reports what differs; it never overwrites an editor.
"""
