"""The listening page, in Chromium."""
