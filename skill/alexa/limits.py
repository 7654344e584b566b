"""The limits of Alexa, each with where it is written. What keeps away from them is in ``skill.speech.weigh``.

Names of pages are those of developer.amazon.com/docs/alexa. Where sources differ, the smaller figure is kept.
"""

from __future__ import annotations

AUDIO_MS = 240_000
"""The longest answer: "maximum response length (currently 240 seconds)" of APL for Audio (Amazon's blog, 2021-02, "Trim
and repeat audio of variable length in APLA"), and the total of audio files in an outputSpeech
(request-and-response-json-reference). No source limits speech with breaks alone; the same is kept there."""

REPROMPT_AUDIO_MS = 90_000
"""The same for a reprompt (request-and-response-json-reference)."""

SPEECH_CHARACTERS = 8_000
"""An outputSpeech has fewer characters than this, its tags included (best-practice-text-response: "must be less than
8000 characters"; at run time: "exceeds allowed size of 8000 characters")."""

RESPONSE_BYTES = 24_000
"""The whole response with its session attributes: 24 KB in older copies of request-and-response-json-reference, 120 KB
in the newest."""

BREAK_MS = 10_000
"""The longest single ``<break>`` (speech-synthesis-markup-language-ssml-reference; Amazon Polly's break-tag has the
same rule). Several may stand in a row: no source forbids it, no checker counts them."""

AUDIO_TAGS = 5
"""The most ``<audio>`` in one response (Amazon's announcement "New SSML Tag: Audio"; ``ssml-check-core`` checks it)."""

ANSWER_MS = 8_000
"""How long Alexa waits for an answer: "approximately eight seconds" (send-the-user-a-progressive-response, which also
says that a progressive response does not extend it)."""

LISTENING_MS = 8_000
"""How long the microphone stays open after a question, and once more after the reprompt; then the session ends
(manage-skill-session-and-session-attributes)."""

SILENCE_ENDS_MS = 2 * LISTENING_MS
"""A person who says nothing for this long has left the session."""

CARD_CHARACTERS = 8_000
"""Title, content and addresses of a card together (request-and-response-json-reference)."""

REQUEST_AGE_MS = 150_000
"""An older request is refused (host-a-custom-skill-as-a-web-service; ``verifier_constants.py`` of Amazon's SDK)."""
