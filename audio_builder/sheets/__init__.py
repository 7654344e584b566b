"""A sheet to print for each routine: the words of the session without the voice."""
