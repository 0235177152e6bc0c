"""What changed, for feed readers: Atom and JSON Feed of claims, articles and editions.

`entry` says what an entry is, `words` writes it, `atom` and `json_feed` put it on the wire; all four are
pure. `reading` finds the entries in the edition store.
"""
