"""The public record as files that need no server: the site's own pages, asked for as any reader asks, with links that
lead from file to file. Reads only; what it may tell is asked where the pages ask it.

rows ──> units of pages ── asking ──> the site's answers ── links ──> files ── folder ──> what changed is written
"""
