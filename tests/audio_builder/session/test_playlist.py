"""The playlist, compared whole."""

from __future__ import annotations

from audio_builder.session.playlist import Entry, m3u8, one_of_each


def test_whole_file() -> None:
    entries = [
        Entry("relief-techniques.mp3", "Five easy relief stretches", 872_499),
        Entry("walk-20.mp3", "A walk,\r\n#twenty minutes", 1_200_500),
        Entry("#腰.mp3", "腰のストレッチ", 0),
    ]
    assert "".join(m3u8("Gentle\nBack", entries)) == (
        "#EXTM3U\n"
        "#PLAYLIST:Gentle Back\n"
        "#EXTINF:872,Five easy relief stretches\n"
        "relief-techniques.mp3\n"
        "#EXTINF:1201,A walk, #twenty minutes\n"
        "walk-20.mp3\n"
        "#EXTINF:0,腰のストレッチ\n"
        "./#腰.mp3\n"
    )


def test_a_session_in_several_formats_is_listed_once() -> None:
    files = ["a--bed.opus", "a.m4b", "a.opus", "b.m4b", "b.mp3", "c.opus", "d.1.mp3", "d.2.mp3"]
    assert one_of_each(files) == {"a--bed.opus", "a.m4b", "b.mp3", "c.opus", "d.1.mp3", "d.2.mp3"}


def test_of_several_formats_the_most_common_one_is_chosen() -> None:
    files = ["bridge.opus", "bridge.mp3", "bridge.m4b", "walk.opus", "walk.m4b", "swim.unknown"]
    assert one_of_each(files) == {"bridge.mp3", "walk.m4b"}


def test_no_session() -> None:
    assert "".join(m3u8("Gentle Back", [])) == "#EXTM3U\n#PLAYLIST:Gentle Back\n"
