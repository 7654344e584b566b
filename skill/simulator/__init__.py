"""``gentleback talk``: a conversation in the terminal, through the whole skill. No hosted code imports this."""
