"""An invented newsroom with its claims, feeds and articles, for a first look. Nothing here is used elsewhere."""
