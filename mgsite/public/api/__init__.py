"""The syndication API under `/api/`: read-only, anonymous, from published versions alone.

May import what `mgsite.public` may. Contract: docs/partners.md and `/api/v1/openapi.json`.
"""
