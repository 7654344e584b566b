"""``words/LANGUAGE/page.yaml``: the words of the listening page, and what each may hold. They are read, not spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.fields import Fields, Report
from content.model.words import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.tree import Tree

PLAIN = """
    name motto noscript care licence choose go_on found_one found_none show_all filter_length any_length length_10
    length_20 length_30 length_more filter_purpose any_purpose need_gentle need_stretch need_strength need_breathing
    need_whole filter_position any_position only_back only_front only_side_lying only_all_fours only_upright
    place_back place_front place_side_lying place_all_fours place_upright filter_things any_things kept_here
    unit_minutes all_sessions you_need nothing some_room how_you_lie lie_back_knees_bent lie_back_legs_long
    lie_front_on_elbows lie_front_flat lie_side_lying lie_all_fours lie_upright before_you_start start from_the_top
    what_comes other_versions offline transcript_file captions_file save save_cancel save_cancelled saving_progress
    save_failed_offline save_failed_changed save_failed_full free free_all freed saving_file saving_insecure
    saving_unable remark_insecure remark_unable storage storage_none now next_end left right ring_hold ring_move
    ring_rest ring_breathe breathe_in breathe_out controls position button_play button_pause button_previous
    button_next button_again button_ten stop_if_it_hurts that_hurts transcript transcript_hint pace pace_slower
    pace_usual pace_quicker pace_hint keys keys_on key_space key_play key_back key_forward key_next key_previous
    key_again key_hurts key_quit hurt_title hurt_first hurt_easier hurt_signs hurt_skip hurt_gently hurt_end
    done_title done_text done_care once_more update update_now trouble_offline trouble_gone
"""
"""Names of lines without braces."""
FILLED: dict[str, str] = {
    "left_at": "time length",
    "found_many": "n",
    "without": "thing",
    "minutes": "n",
    "minutes_left": "n",
    "seconds_left": "n",
    "megabytes": "n",
    "gigabytes": "n",
    "go_on_at": "time",
    "saving_share": "percent size",
    "saved": "size",
    "saved_now": "title",
    "free_this": "title",
    "download": "size",
    "storage_one": "size",
    "storage_many": "n size",
    "storage_room": "size",
    "nth": "n of",
    "now_is": "n of title",
    "next_is": "title",
    "count": "n of",
    "side_count": "side count",
    "ring_count": "n of",
    "position_text": "time length exercise",
}
LINES: dict[str, str] = dict.fromkeys(PLAIN.split(), "") | FILLED
"""Every line that the page needs, and the names that may stand in its braces."""


def read_page(tree: Tree, report: Report) -> dict[str, str]:
    """The lines of the page by name."""
    fields = Fields(tree, report)
    lines = {name: fields.text(name) for name in LINES}
    for name, text in lines.items():
        for unknown in _unknown(name, text):
            fields.fault(name, f"has an unknown placeholder: {unknown}; {_known(name)}")
    fields.done()
    return lines


def _unknown(name: str, text: str) -> Iterator[str]:
    return (each[0] for each in PLACEHOLDER.finditer(text) if each[1] not in LINES[name].split())


def _known(name: str) -> str:
    names = ", ".join(f"{{{each}}}" for each in sorted(LINES[name].split()))
    return f"there are: {names}" if names else "none may stand here"
