"""The second path: placed sounds mixed as samples, block by block, and encoded once. For a bed, and for other formats."""
