"""The sessions, the page and the feed over HTTP: a WSGI application over a folder, and nothing else of that disk."""
