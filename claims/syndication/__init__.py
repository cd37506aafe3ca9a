"""What leaves the public site for other programs: feeds, calendars and structured data. Reads only.

What it may tell is asked of `claims.querysets`, as the pages do.
"""
