"""Sound as samples: tones, loudness, the limiter, and the MP3 encoder."""
