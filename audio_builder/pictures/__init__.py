"""Pictures: figures of exercises, covers of sessions, icons of the skill."""
