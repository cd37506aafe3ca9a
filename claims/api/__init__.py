"""The record for programs, below /api/v1/: reading, and with a token also writing. What it may tell is asked of
`claims.querysets`, as the pages do; what it tells is described by its own `openapi.json`.

request ── gate: CORS, limits, ETag ──> doors ──> paging ── shapes ──> JSON
                                          └─ what was wrong ── problems ──> application/problem+json
"""
