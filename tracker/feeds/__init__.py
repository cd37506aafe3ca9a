"""What the desk wants of a feed and is told of it: adding and changing it, lists of feeds, its health.

an address -> probe (what is there?) -> advice -> tracking.track
a list     -> opml -> lists (new, known, broken) -> tracking.track
a feed     -> waiting (why not now?), health (broken or silent?), chart
"""
