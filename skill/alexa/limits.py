"""The limits of Alexa, each with its source. ``skill.speech.size`` keeps a distance from them.

Names of pages are those of developer.amazon.com/docs/alexa. Where sources differ, the smaller number is used.
"""

from __future__ import annotations

AUDIO_MS = 240_000
"""The longest answer: "maximum response length (currently 240 seconds)" of APL for Audio (Amazon's blog, 2021-02, "Trim
and repeat audio of variable length in APLA"), and the total of audio files in an outputSpeech
(request-and-response-json-reference). No source limits speech with breaks alone; the same limit is used there."""

SPEECH_CHARACTERS = 8_000
"""An outputSpeech has fewer characters than this, its tags included (best-practice-text-response: "must be less than
8000 characters"; at run time: "exceeds allowed size of 8000 characters")."""

RESPONSE_BYTES = 24_000
"""The whole response with its session attributes: 24 KB in older copies of request-and-response-json-reference, 120 KB
in the newest."""

BREAK_MS = 10_000
"""The longest single ``<break>`` (speech-synthesis-markup-language-ssml-reference; Amazon Polly's break-tag has the
same rule). Several may follow each other: no source forbids it, no checker counts them."""

AUDIO_TAGS = 5
"""The most ``<audio>`` in one response (Amazon's announcement "New SSML Tag: Audio"; ``ssml-check-core`` checks it)."""

REQUEST_AGE_MS = 150_000
"""An older request is refused (host-a-custom-skill-as-a-web-service; ``verifier_constants.py`` of Amazon's SDK)."""
