"""The syndication API under `/api/`: read-only, anonymous, from published versions alone.

May import what `mgsite.public` may. The contract is `/api/v1/openapi.json`, to read at `/api/v1/docs`.
"""
