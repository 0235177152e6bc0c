"""Claims, sources and conditions as tables: a file to edit elsewhere, and its way back as drafts.

Columns are the fields of the admin's own form, so an import is an edit by the same rules. Nothing is
kept on the server between the preview and its confirmation.
"""
