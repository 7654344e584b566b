"""A session: placed cues joined to one track, with its tag, captions, transcript and place in the catalog."""
