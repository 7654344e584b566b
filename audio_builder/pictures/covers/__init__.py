"""What a cover is drawn with: colours, motifs, letters."""
