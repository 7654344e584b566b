"""The conversation, pure: (state, what was said, milliseconds since the last answer) -> (state, what to answer)."""
