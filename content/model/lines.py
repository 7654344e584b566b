"""Every line of words that code asks for by name: mypy checks the name, and loading that each language has the line.

A line may have names in braces, which code fills in; a language may omit some of them, but not add others. To add a
line, add its name here and its words to each language; mypy then lets code ask for it.
"""

from __future__ import annotations

from typing import Literal, get_args

ScreenLine = Literal[
    "screen_welcome", "screen_fetch", "screen_safety", "screen_number", "screen_down", "screen_up", "screen_ready",
    "screen_listen", "screen_rest", "screen_change", "screen_breathe", "screen_quiet", "screen_done",
]  # fmt: skip
"""Of ``phrases.yaml``: what is shown in a few large words."""
CoachLine = Literal[
    ScreenLine,
    # the first minute
    "opening_title", "welcome", "stay_there", "stay_standing", "length", "length_one",
    "length_floor", "length_floor_one", "length_passages",
    "few_words", "lose_me", "fetch", "fetch_shoes", "set_chair", "fetch_pause", "fetch_wait", "sit", "bed",
    "no_kneeling", "bed_up", "limited", "ask_number", "over_four", "over_four_short",
    "over_four_walk", "much_worse", "new_here",
    "down_title", "already_down", "down_alone", "lie_down", "already_down_there", "down",
    # an exercise
    "first", "next", "last", "only", "progress", "progress_late", "coming", "coming_same", "coming_resting",
    "dose_hold", "dose_hold_one", "dose_hold_sides", "dose_hold_turns", "dose_hold_lying", "dose_breaths",
    "dose_breaths_sides", "dose_breaths_turns", "dose_breaths_lying", "dose_move", "dose_move_sides",
    "dose_move_turns", "dose_move_lying", "dose_minutes", "when", "bell_begins", "bell_ends", "tone_in", "tone_out",
    "eyes_to_turn", "no_bells", "counted_once", "counted_all",
    # a repetition
    "in", "count", "count_last", "count_last_turn", "hold", "stay", "countdown", "breathe_in", "breathe_out", "halfway",
    "next_set", "that_is", "that_is_sides",
    # a walk
    "walk_quiet", "minutes_left",
    # the end
    "rest_title", "rest_everyone", "rest_already", "rest_lying", "rest_on_side", "rest_standing", "quiet",
    "think_of_number",
    "number_same", "number_higher", "number_higher_walk", "rest_longer", "up_title", "eyes_open",
    # what is written
    "read_length", "read_licence", "read_hold", "read_move", "read_rest", "read_chime",
    "sheet_need", "sheet_nothing", "sheet_often", "sheet_start", "sheet_do", "sheet_back", "sheet_other_side",
    "sheet_alternate", "sheet_easier", "sheet_amber", "sheet_sources",
    "feed_motto", "feed_about",
]  # fmt: skip
"""Of ``phrases.yaml``: what the coach says, and what transcripts, sheets and the feed say."""
_COACH_PLACEHOLDERS: dict[CoachLine, str] = {
    "welcome": "routine", "length": "movements minutes", "length_one": "minutes", "length_passages": "minutes",
    "length_floor": "movements minutes passages", "length_floor_one": "minutes passages",
    "fetch": "things", "fetch_shoes": "things", "fetch_wait": "time", "down_alone": "time",
    "first": "exercise", "next": "exercise",
    "last": "exercise", "only": "exercise", "progress": "done left", "progress_late": "done left",
    "coming": "exercise place", "coming_same": "exercise place", "coming_resting": "exercise",
    "dose_hold": "times time", "dose_hold_one": "time", "dose_hold_sides": "times time",
    "dose_hold_turns": "times time", "dose_hold_lying": "times time", "dose_breaths": "times breaths",
    "dose_breaths_sides": "times breaths", "dose_breaths_turns": "times breaths",
    "dose_breaths_lying": "times breaths", "dose_move": "times", "dose_move_sides": "times",
    "dose_move_turns": "times", "dose_move_lying": "times", "dose_minutes": "minutes", "when": "word do",
    "count": "number", "countdown": "number", "next_set": "number", "that_is": "number", "that_is_sides": "number",
    "minutes_left": "minutes", "quiet": "time", "sheet_other_side": "side",
}  # fmt: skip
Alternatives = Literal["greet", "listen", "settle", "rest", "breathe"]
"""Of ``phrases.yaml``: lists of sentences that take turns."""

ConversationLine = Literal[
    # opening the skill
    "greeting_first", "greeting", "doctor_first", "stop_any_time", "suggest", "ask_which", "reprompt_which",
    "left_off_start", "left_off", "left_off_side", "left_off_opening", "left_off_ending", "ask_resume",
    "reprompt_resume",
    # choosing a routine
    "chosen_surprise", "chosen_minutes", "chosen_need", "chosen_exercise", "ask_offer", "reprompt_offer",
    "all_routines", "more_routines", "no_such_routine", "no_such_exercise", "nothing_for_that", "too_short", "too_long",
    "no_last",
    # walks, and listening elsewhere
    "other_routine", "walk", "recording", "recording_how", "walk_instead",
    # in a routine
    "ask_begin", "ask_next", "ask_side", "ask_rest", "ask_finish", "ask_go_on", "ask_else", "reprompt", "reprompt_else",
    "go_on_at", "ask_down", "reprompt_down", "skipped", "again", "from_the_top", "at_the_first", "not_in_this_routine",
    "switched", "no_sides",
    "wait", "place_kept", "get_up_slowly", "goodbye", "not_yet", "take_your_time",
    # questions about the routine
    "left_number", "on_side", "left_last", "left_side", "left_exercises", "left_exercises_now", "left_exercise_now",
    "left_exercise", "left_none", "left_minutes", "next_is", "next_waiting", "next_then", "next_end", "how_place",
    "how_easier", "how_often", "how_often_depends",
    # settings
    "slower", "slowest", "faster", "fastest", "hold_now", "hold_limited", "hold_senseless", "hold_not_here",
    "times_now", "times_limited", "times_senseless", "talk_less", "talk_least", "talk_more", "talk_most", "easier",
    "harder", "no_easier", "no_harder", "usual", "which_length", "which_number",
    # pain
    "pain_about", "ask_pain", "reprompt_pain", "pain_skipped", "hurt", "hurt_signs", "ask_hurt", "reprompt_hurt",
    "hurt_idle", "ask_gentle", "reprompt_gentle", "hurt_end", "emergency", "emergency_call", "emergency_close",
    # when somebody is lost
    "help_idle", "help_routine", "not_understood", "hint_idle", "hint_routine", "hint_yes_no", "rest_then",
    # what is kept
    "ask_forget", "reprompt_forget", "glad", "privacy", "way_usual", "forgotten", "not_forgotten", "forget_failed",
    "failed",
]  # fmt: skip
"""Of ``conversation.yaml``: what the skill says around the routines."""
_CONVERSATION_PLACEHOLDERS: dict[ConversationLine, str] = {
    "suggest": "routines", "left_off_start": "exercise", "left_off": "exercise number of",
    "left_off_side": "exercise number of side", "left_off_opening": "routine", "left_off_ending": "routine",
    "chosen_surprise": "routine", "chosen_minutes": "minutes routine", "chosen_need": "routine",
    "chosen_exercise": "exercise routine", "all_routines": "routines", "more_routines": "routines",
    "too_short": "minutes", "too_long": "minutes", "walk_instead": "routine", "ask_side": "side",
    "go_on_at": "exercise place", "skipped": "exercise", "not_in_this_routine": "exercise", "switched": "side",
    "left_number": "number of", "on_side": "side", "left_last": "of", "left_side": "side",
    "left_exercises": "exercises", "left_exercises_now": "exercises", "left_minutes": "minutes", "next_is": "exercise",
    "next_waiting": "exercise", "next_then": "exercise",
    "how_place": "place", "how_often": "routine", "hold_now": "time", "hold_limited": "time",
    "hold_senseless": "time", "times_now": "times", "times_limited": "times", "times_senseless": "number",
    "pain_about": "exercise", "pain_skipped": "exercise", "emergency_call": "number",
}  # fmt: skip

PageLine = Literal[
    "name", "motto", "noscript", "care", "licence", "choose", "first_time", "go_on", "found_one", "found_none",
    "show_all", "filter_length", "any_length", "length_10", "length_20", "length_30", "length_more", "filter_purpose",
    "any_purpose", "need_gentle", "need_stretch", "need_strength", "need_breathing", "need_whole", "filter_position",
    "any_position", "only_back", "only_front", "only_side_lying", "only_all_fours", "only_upright", "place_back",
    "place_front", "place_side_lying", "place_all_fours", "place_upright", "filter_things", "any_things", "kept_here",
    "unit_minutes", "all_sessions", "you_need", "nothing", "some_room", "how_you_lie", "lie_back_knees_bent",
    "lie_back_legs_long", "lie_front_on_elbows", "lie_front_flat", "lie_side_lying", "lie_all_fours", "lie_upright",
    "before_you_start", "start", "from_the_top", "what_comes", "other_versions", "offline", "transcript_file",
    "captions_file", "save", "save_cancel", "save_cancelled", "saving_progress", "save_failed_offline",
    "save_failed_changed", "save_failed_full", "free", "free_all", "freed", "saving_file", "saving_insecure",
    "saving_unable", "remark_insecure", "remark_unable", "storage", "storage_none", "now", "next_end", "left", "right",
    "ring_hold", "ring_move", "ring_rest", "breathe_in", "breathe_out", "controls", "position",
    "button_play", "button_pause", "button_previous", "button_next", "button_again", "button_ten", "stop_if_it_hurts",
    "that_hurts", "transcript", "transcript_hint", "pace", "pace_slower", "pace_usual", "pace_quicker", "pace_hint",
    "keys", "keys_on", "key_space", "key_play", "key_back", "key_forward", "key_next", "key_previous", "key_again",
    "key_hurts", "key_quit", "hurt_title", "hurt_first", "hurt_ache", "hurt_less", "hurt_sharp", "hurt_stop",
    "hurt_signs", "hurt_skip", "hurt_gently", "hurt_end", "done_title", "done_text", "done_care",
    "once_more", "update", "update_now", "trouble_offline",
    "trouble_gone", "left_at", "found_many", "without", "minutes", "passage", "minutes_left", "seconds_left",
    "megabytes", "gigabytes", "go_on_at", "saving_share", "saved", "saved_now", "free_this", "download", "storage_one",
    "storage_many", "storage_room", "nth", "now_is", "next_is", "count", "side_count", "ring_count", "position_text",
]  # fmt: skip
"""Of ``page.yaml``: what the listening page shows."""
_PAGE_PLACEHOLDERS: dict[PageLine, str] = {
    "left_at": "time length", "found_many": "n", "without": "thing", "minutes": "n", "passage": "n",
    "minutes_left": "n", "seconds_left": "n", "megabytes": "n", "gigabytes": "n", "go_on_at": "time",
    "saving_share": "percent size",
    "saved": "size", "saved_now": "title", "free_this": "title", "download": "size", "storage_one": "size",
    "storage_many": "n size", "storage_room": "size", "nth": "n of", "now_is": "n of title", "next_is": "title",
    "count": "n of", "side_count": "side count", "ring_count": "n of", "position_text": "time length exercise",
}  # fmt: skip

Intent = Literal[
    "AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent",
    "AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.RepeatIntent", "AMAZON.PauseIntent", "AMAZON.ResumeIntent",
    "AMAZON.StartOverIntent", "AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent",
    "ChooseRoutineIntent", "ChooseByNeedIntent", "ChooseByTimeIntent", "ChooseLastIntent", "SurpriseIntent",
    "ListRoutinesIntent", "ReadyIntent", "SkipIntent", "GoToExerciseIntent", "HowIntent", "WhatIntent",
    "WhatIsNextIntent", "HowManyLeftIntent", "HowLongLeftIntent", "HowOftenIntent", "SlowerIntent", "FasterIntent",
    "SetHoldIntent", "SetRepetitionsIntent", "HoldLongerIntent", "HoldShorterIntent", "LessTalkingIntent",
    "MoreTalkingIntent", "EasierIntent", "HarderIntent", "SwitchSidesIntent", "HurtsIntent", "WarningSignIntent",
    "UsualSettingsIntent", "SafetyIntent", "RecordingIntent", "EmergencyIntent", "ChooseOfferedIntent", "PrivacyIntent",
    "FineIntent", "ForgetMeIntent",
]  # fmt: skip
"""Of ``utterances.yaml``: what a person may want of the skill, by the names that Alexa knows."""
_SLOTS: dict[Intent, str] = {
    "ChooseRoutineIntent": "routine", "ChooseByNeedIntent": "need", "ChooseByTimeIntent": "length",
    "GoToExerciseIntent": "exercise", "HowIntent": "exercise", "HowOftenIntent": "routine",
    "SetHoldIntent": "length seconds", "SetRepetitionsIntent": "number",
    "WarningSignIntent": "sign", "ChooseOfferedIntent": "position",
}  # fmt: skip

COACH_LINES = {name: _COACH_PLACEHOLDERS.get(name, "").split() for name in get_args(CoachLine)}
CONVERSATION_LINES = {name: _CONVERSATION_PLACEHOLDERS.get(name, "").split() for name in get_args(ConversationLine)}
PAGE_LINES = {name: _PAGE_PLACEHOLDERS.get(name, "").split() for name in get_args(PageLine)}
INTENTS = {name: _SLOTS.get(name, "").split() for name in get_args(Intent)}
"""Each line, and the names that may be in its braces; of an intent: the slots that its sentences may have."""
