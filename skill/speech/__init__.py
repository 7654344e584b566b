"""An answer of the coach -> what an Alexa device plays: APL for Audio, or SSML where that is refused."""
