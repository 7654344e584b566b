"""``make torture``: what files, folders and answers of others may do to a build, tried at random and at every point."""
