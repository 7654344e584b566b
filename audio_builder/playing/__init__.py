"""Playing sound on this machine: answers and samples of voices aloud, and sessions in the terminal."""
