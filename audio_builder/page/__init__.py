"""The listening page: built once from ``web``, filled in with the sessions of a folder, and written beside them."""
