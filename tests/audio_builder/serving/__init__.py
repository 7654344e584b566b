"""What is served, asked for over a real socket."""
