"""The covers of sessions."""
