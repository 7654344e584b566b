"""From a routine to cues: adapt and fit to a wish, compile to a timeline, place on a clock."""
