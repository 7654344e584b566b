"""``feed.xml``: the sessions as a podcast, for any podcast app that can reach the folder on the web."""
