"""``gentleback talk``: a conversation in the terminal, through the whole skill."""
