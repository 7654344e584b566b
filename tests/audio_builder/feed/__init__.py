"""The feed, read by parsers that are not ours."""
