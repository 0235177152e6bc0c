"""How editors work on claims and what they rest on, in the order of thought."""

from claims.admin import assessment, claim, condition, review, source, supplement  # noqa: F401
