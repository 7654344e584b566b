"""From placed cues to sound and files: voices, clips, tracks, captions, the catalog. Knows ``content``."""
