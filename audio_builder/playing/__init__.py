"""Playing on this machine: sessions in the terminal, answers of the skill, samples of voices."""
