"""The skill on a server of one's own: everything between the socket and the SDK's skill object."""
