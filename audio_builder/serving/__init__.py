"""The sessions, the page and the feed over HTTP: a WSGI application that serves one folder."""
