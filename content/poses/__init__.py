"""How a body lies, stands and moves: poses as data, one skeleton, and what can be checked of them. It draws nothing."""
