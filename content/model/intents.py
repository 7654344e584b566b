"""What a person may want of the skill: every intent, and the slots that its sentences may have."""

from __future__ import annotations

from content.model.types import NEEDS

DURATION, NUMBER = "AMAZON.DURATION", "AMAZON.NUMBER"
"""Alexa's own types of slots; whatever stands alone as one of these would answer to every sentence."""

_BUILT_IN = (
    "Yes No Help Stop Cancel Next Previous Repeat Pause Resume StartOver Fallback NavigateHome"  # Amazon's names
)
TAKES_NO_SAMPLES = ("AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent")
INTENTS: dict[str, dict[str, str]] = {f"AMAZON.{name}Intent": {} for name in _BUILT_IN.split()} | {
    "ChooseRoutineIntent": {"routine": "Routine"},
    "ChooseByNeedIntent": {"need": "Need"},
    "ChooseByTimeIntent": {"length": DURATION},
    "ChooseLastIntent": {},
    "SurpriseIntent": {},
    "ListRoutinesIntent": {},
    "ReadyIntent": {},
    "SkipIntent": {},
    "GoToExerciseIntent": {"exercise": "Exercise"},
    "HowIntent": {"exercise": "Exercise"},
    "WhatIntent": {},
    "WhatIsNextIntent": {},
    "HowManyLeftIntent": {},
    "HowLongLeftIntent": {},
    "SlowerIntent": {},
    "FasterIntent": {},
    "SetHoldIntent": {"length": DURATION, "seconds": NUMBER},
    "SetRepetitionsIntent": {"number": NUMBER},
    "HoldLongerIntent": {},
    "HoldShorterIntent": {},
    "LessTalkingIntent": {},
    "MoreTalkingIntent": {},
    "EasierIntent": {},
    "HarderIntent": {},
    "SwitchSidesIntent": {},
    "HurtsIntent": {},
    "WarningSignIntent": {"sign": "Sign"},
    "UsualSettingsIntent": {},
    "SafetyIntent": {},
    "RecordingIntent": {},
    "EmergencyIntent": {},
    "ChooseOfferedIntent": {"position": "Position"},
    "PrivacyIntent": {},
    "FineIntent": {},
    "ForgetMeIntent": {},
}
"""Each intent -> its slots, and the type of each."""
KINDS = (*NEEDS, "short", "long", "walk")
"""What a routine may be asked for by, besides the areas that it is good for."""
SIGNS = ("numb-legs", "numb-saddle", "weak-legs", "bladder-bowel", "fever", "chest-pain", "accident")
"""Signs that a person should get medical help now."""
DENIALS = ("before", "after")
"""Where words stand that take a sign back: "no fever", "I fell asleep"."""
PLACES = ("first", "second", "third", "last")
"""Of a routine among those that were named last."""
