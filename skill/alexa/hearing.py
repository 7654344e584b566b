"""A request of Alexa -> what the coach hears: a table by the name of the intent; unknown slots stay empty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from skill.alexa.durations import number_of, seconds_of
from skill.coach.state import Heard

if TYPE_CHECKING:
    from content.model.words import Words

INTENTS: dict[str, str] = {
    "AMAZON.YesIntent": "yes",
    "AMAZON.NoIntent": "no",
    "AMAZON.HelpIntent": "help",
    "AMAZON.StopIntent": "stop",
    "AMAZON.CancelIntent": "stop",
    "AMAZON.NavigateHomeIntent": "stop",
    "AMAZON.FallbackIntent": "not-understood",
    "AMAZON.NextIntent": "next",
    "AMAZON.PreviousIntent": "previous",
    "AMAZON.RepeatIntent": "repeat",
    "AMAZON.PauseIntent": "pause",
    "AMAZON.ResumeIntent": "resume",
    "AMAZON.StartOverIntent": "start-over",
    "ChooseRoutineIntent": "choose-routine",
    "ChooseByNeedIntent": "choose-need",
    "ChooseByTimeIntent": "choose-time",
    "ChooseLastIntent": "choose-last",
    "SurpriseIntent": "surprise",
    "ListRoutinesIntent": "list",
    "ReadyIntent": "ready",
    "SkipIntent": "skip",
    "GoToExerciseIntent": "go-to",
    "HowIntent": "how",
    "WhatIntent": "what",
    "WhatIsNextIntent": "what-is-next",
    "HowManyLeftIntent": "how-many-left",
    "HowLongLeftIntent": "how-long-left",
    "HowOftenIntent": "how-often",
    "SlowerIntent": "slower",
    "FasterIntent": "faster",
    "SetHoldIntent": "set-hold",
    "SetRepetitionsIntent": "set-repetitions",
    "HoldLongerIntent": "hold-longer",
    "HoldShorterIntent": "hold-shorter",
    "LessTalkingIntent": "less-talking",
    "MoreTalkingIntent": "more-talking",
    "EasierIntent": "easier",
    "HarderIntent": "harder",
    "SwitchSidesIntent": "switch-sides",
    "HurtsIntent": "hurts",
    "WarningSignIntent": "warning-sign",
    "UsualSettingsIntent": "usual",
    "SafetyIntent": "safety",
    "RecordingIntent": "recording",
    "EmergencyIntent": "emergency",
    "ChooseOfferedIntent": "choose-offered",
    "PrivacyIntent": "privacy",
    "FineIntent": "fine",
    "ForgetMeIntent": "forget",
}
"""Intent -> what was said (a key of ``skill.coach.step.ACTIONS``)."""

KINDS = {"LaunchRequest": "launch", "SessionEndedRequest": "gone"}
"""Requests other than intents."""
NAMES = ("routine", "exercise", "need", "sign", "position")
"""Slots of our own types: the id of the value is used."""


def hear(request: Any, words: Words) -> Heard | None:
    """What was said; None for a request that is not for the coach."""
    kind = request.object_type
    if kind in KINDS:
        return Heard(KINDS[kind])
    if kind != "IntentRequest":
        return None
    intent = request.intent
    heard = Heard(INTENTS.get(intent.name if intent else "", "not-understood"))
    for name, slot in ((intent.slots if intent else None) or {}).items():
        if slot is not None and isinstance(slot.value, str):
            heard = _with_slot(heard, name, slot, words)
    return heard


def _with_slot(heard: Heard, name: str, slot: Any, words: Words) -> Heard:
    if name in NAMES:
        found = value_id(slot)
        named: dict[str, Any] = {name: found} if found else {"unknown": slot.value}
        return replace(heard, **named)
    if name == "length":
        return replace(heard, seconds=seconds_of(slot.value, words))
    if name == "seconds":
        return replace(heard, seconds=number_of(slot.value, words))
    if name == "number":
        return replace(heard, number=number_of(slot.value, words))
    return heard


def value_id(slot: Any) -> str:
    """The id of the value that was matched in a slot; empty for an unknown value."""
    resolutions = slot.resolutions
    for authority in (resolutions.resolutions_per_authority if resolutions else None) or ():
        code = authority.status.code if authority and authority.status else None
        if str(getattr(code, "value", code)) == "ER_SUCCESS_MATCH" and authority.values:
            value = authority.values[0].value if authority.values[0] else None
            if value and isinstance(value.id, str):
                return value.id
    return ""
