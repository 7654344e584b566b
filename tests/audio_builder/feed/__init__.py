"""The feed, read by third-party parsers."""
