"""The second path, for a bed and other formats: placed sounds mixed as samples, block by block, and encoded once."""
