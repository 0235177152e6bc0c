"""References in and out: files and pasted identifiers, what is here already, citations, exports.

Imports no Django, and of `claims` only its vocabulary and errors; nothing is saved here.
"""
