"""What is taught: exercises, routines, words and the timeline. Knows no audio, no Alexa, no network and no clock."""
