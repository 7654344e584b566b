"""The smart-speaker skill: requests -> answers. Knows content, and nothing of audio."""
