"""The skill on one's own server: the web server, and the verification of requests."""
