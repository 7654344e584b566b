"""The second path: mixing, the bed, and the other formats."""
