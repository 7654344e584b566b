"""Every format, read back and decoded by third-party programs: timing, tags, bytes."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from mutagen.flac import Picture
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from audio_builder.mixing.write import Mix, write_mixed
from audio_builder.pictures.covers.cover import draw_cover
from audio_builder.session.audio_links import address_of
from audio_builder.session.session import OutputFormat
from audio_builder.session.tags import TagChapter
from content.output import ForeignFileError
from tests.audio_builder.mixing.bursts import ALONE_DB, OVER_BED_DB, by_av, by_ffmpeg, by_miniaudio, small, tags
from tests.output import opened
from tests.tools import need, slow_for

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.mixing.write import MixProgress
    from content.files import WrittenFile
    from tests.sessions import Decoded

OUTPUTS = [
    OutputFormat("mp3", bed=True),
    *(OutputFormat(each, bed) for each in ("m4b", "opus") for bed in (False, True)),
]
SLOW = [each for each in OUTPUTS if each.bed and each.format != "mp3"]
COVER = draw_cover("Bursts", "Gentle Back", "bridge")
LONGEST_MS = {"mp3": 72_000, "m4b": 72_043, "opus": 72_020}
"""What a decoder may give at the end: the last frame whole."""

RINGS_MS = {"mp3": 9, "m4b": 9, "opus": 18}
"""How long a burst that breaks off may ring: Opus codes 20 ms at once."""


@dataclass(frozen=True)
class Made:
    mix: Mix
    file: Path
    reported: list[tuple[str, int, int]]


def write(file: Path, mix: Mix, progress: MixProgress = lambda *_: None) -> WrittenFile:
    """As a build does: at its address first."""
    with opened(file.parent) as out:
        written = write_mixed(out, file.name, mix, progress)
        if written.changed:
            out.link(file.name, address_of(file.name, written.sha256), written.sha256)
    return written


def named(output: OutputFormat) -> str:
    return f"{output.format}{'-bed' * output.bed}"


@pytest.fixture(
    scope="module",
    params=slow_for(OUTPUTS, *SLOW),
    ids=named,
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp(named(request.param))
    placement, measure = small(folder / "clips")
    mix = Mix(placement, measure, request.param, tags(placement, COVER))
    file = folder / f"session.{request.param.format}"
    reported: list[tuple[str, int, int]] = []
    assert write(file, mix, lambda *each: reported.append(each)).changed
    return Made(mix, file, reported)


def test_every_sound_is_heard_where_it_should_be(made: Made) -> None:
    for decode in (by_ffmpeg, by_av, *([by_miniaudio] if made.file.suffix == ".mp3" else [])):
        _check_edges(made, decode(made.file))


def _check_edges(made: Made, sound: Decoded) -> None:
    output = made.mix.output
    assert 72_000 <= sound.length_ms + 0.01 <= LONGEST_MS[output.format] + 0.02
    over_db = OVER_BED_DB if output.bed else ALONE_DB
    for start_ms, end_ms, _ in made.mix.placement.sounds:
        assert sound.first_sound_ms(start_ms - 40, end_ms, over_db) == pytest.approx(start_ms, abs=4)
        assert sound.last_sound_ms(start_ms, end_ms + 40, over_db) == pytest.approx(end_ms, abs=RINGS_MS[output.format])


def test_between_the_sounds_is_silence_or_the_bed(made: Made) -> None:
    sound = by_ffmpeg(made.file)
    loudest_db = sound.peak_db(15_000, 29_000)
    if made.mix.output.bed:
        assert -41 < loudest_db < -31
        assert sound.peak_db(0, 20) < -60
        assert sound.peak_db(71_900, 72_000) < -60
    else:
        assert loudest_db < -80


def test_ffprobe_lists_the_chapters_and_the_cover(made: Made) -> None:
    command = [need("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", "-show_streams", str(made.file)]
    reported = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    chapters = [(each["tags"]["title"], float(each["start_time"])) for each in reported["chapters"]]
    assert chapters == [("Bursts \N{EN DASH} and silence", 0), ("腰 = \\ ;", 30)]
    (picture,) = [each for each in reported["streams"] if each["disposition"]["attached_pic"]]
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("png", 600, 600)
    (audio,) = [each for each in reported["streams"] if each["codec_type"] == "audio"]
    codec = {"mp3": "mp3", "m4b": "aac", "opus": "opus"}[made.mix.output.format]
    assert (audio["codec_name"], audio["channels"]) == (codec, 1)


def test_mutagen_reads_every_field(made: Made) -> None:
    read = {"mp3": _read_mp3, "m4b": _read_m4b, "opus": _read_opus}[made.mix.output.format](made.file)
    assert read.pop("cover") == COVER
    assert abs(read.pop("length_s") - 72) < 0.05
    assert read == {
        "title": "Bursts (bed)",
        "artist": "Nobody",
        "album": "Gentle Back",
        "genre": "Speech",
        "year": "2026",
        "track": (3, 9),
        "lyrics": "[00:00.60]burst\n[00:01.12]腰",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "chapters": [("Bursts \N{EN DASH} and silence", 0), ("腰 = \\ ;", 30)],
    }


def _read_mp3(path: Path) -> dict[str, Any]:
    file: Any = MP3(path)
    tag = file.tags
    assert tag.version == (2, 3, 0)
    number, of = str(tag["TRCK"]).split("/")
    chapters = sorted(tag.getall("CHAP"), key=lambda each: each.start_time)
    return {
        **{name: str(tag[frame]) for name, frame in zip(("title", "artist", "album", "genre"), _MP3, strict=True)},
        "year": str(tag["TYER"] if "TYER" in tag else tag["TDRC"]),
        "track": (int(number), int(of)),
        "lyrics": tag.getall("USLT")[0].text,
        "licence_url": tag["WCOP"].url,
        "chapters": [(each.sub_frames["TIT2"].text[0], each.start_time / 1_000) for each in chapters],
        "cover": tag.getall("APIC")[0].data,
        "length_s": file.info.length,
    }


_MP3 = ("TIT2", "TPE1", "TALB", "TCON")


def _read_m4b(path: Path) -> dict[str, Any]:
    file: Any = MP4(path)
    tag = file.tags
    assert tag["stik"] == [2]
    assert tag["aART"] == ["Nobody"]
    licence, _, licence_url = tag["cprt"][0].rpartition(" ")
    assert licence == "2026 Gentle Back, CC BY-SA 4.0"
    return {
        **{name: tag[atom][0] for name, atom in zip(("title", "artist", "album", "genre"), _MP4, strict=True)},
        "year": tag["©day"][0],
        "track": tag["trkn"][0],
        "lyrics": tag["©lyr"][0],
        "licence_url": licence_url,
        "chapters": [(each.title, each.start) for each in file.chapters],
        "cover": bytes(tag["covr"][0]),
        "length_s": file.info.length,
    }


_MP4 = ("©nam", "©ART", "©alb", "©gen")


def _read_opus(path: Path) -> dict[str, Any]:
    file: Any = OggOpus(path)
    tag = {name: value for name, (value,) in file.tags.as_dict().items()}
    picture: Any = Picture(b64decode(tag["metadata_block_picture"]))
    assert (picture.type, picture.mime, picture.width) == (3, "image/png", 600)
    numbers = [name for name in tag if name.startswith("chapter") and name[7:].isdigit()]
    return {
        **{name: tag[name] for name in ("title", "artist", "album", "genre", "lyrics")},
        "year": tag["date"],
        "track": (int(tag["tracknumber"]), int(tag["tracktotal"])),
        "licence_url": tag["license"],
        "chapters": [(tag[f"{name}name"], _seconds(tag[name])) for name in sorted(numbers)],
        "cover": picture.data,
        "length_s": file.info.length,
    }


def _seconds(text: str) -> float:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3_600 + int(minutes) * 60 + float(seconds)


@pytest.mark.parametrize("made", [OutputFormat("m4b")], indirect=True)
def test_an_m4b_begins_with_what_a_player_needs(made: Made) -> None:
    data = made.file.read_bytes()
    assert data[4:12] == b"ftypM4B "
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"Lavf" not in data
    assert b"Lavc" not in data


@pytest.mark.parametrize("made", [OutputFormat("mp3", bed=True)], indirect=True)
def test_an_mp3_is_whole_frames_of_one_kind_behind_the_usual_tag(made: Made) -> None:
    data = made.file.read_bytes()
    frames = data[-72_000 // 24 * 240 :]
    assert {frames[at : at + 4] for at in range(0, len(frames), 240)} == {bytes.fromhex("fff394c4")}
    assert data.startswith(b"ID3\3")
    assert b"Info" not in frames
    assert b"Xing" not in frames
    found = subprocess.run([need("mp3val"), str(made.file)], capture_output=True, check=True, text=True).stdout
    assert "WARNING" not in found
    assert "3000 MPEG frames" in found


@pytest.mark.parametrize("form", ["m4b", "opus"])
def test_what_no_text_can_hold_is_replaced(tmp_path: Path, form: str) -> None:
    placement, measure = small(tmp_path / "clips")
    odd = replace(tags(placement, COVER), title="a\0b", chapters=(TagChapter("half \ud83d", 0, 72_000),))
    file = tmp_path / f"session.{form}"
    write(file, Mix(placement, measure, OutputFormat(form), odd))
    read = _read_m4b(file) if form == "m4b" else _read_opus(file)
    assert (read["title"], read["chapters"]) == ("a b", [("half ?", 0)])


def test_every_second_is_reported(made: Made) -> None:
    assert made.reported == [(made.file.name, second, 72) for second in range(1, 73)]


def test_what_is_right_is_left_alone_without_mixing_it_again(made: Made) -> None:
    before = made.file.stat()
    reported: list[object] = []
    again = write(made.file, made.mix, lambda *each: reported.append(each))
    assert (again.changed, again.bytes, reported) == (False, before.st_size, [])
    assert made.file.stat() == before


@pytest.mark.slow
def test_what_was_forgotten_is_mixed_again_and_found_to_be_the_same(made: Made) -> None:
    before = made.file.stat()
    [kept] = made.mix.measure.store.folder.rglob("*.mix")
    kept.unlink()
    assert not write(made.file, made.mix).changed
    assert made.file.stat().st_ino == before.st_ino


def test_a_file_that_was_changed_is_not_replaced_and_its_mix_is_kept(made: Made) -> None:
    good = made.file.read_bytes()
    changed = good[:-1] + bytes([good[-1] ^ 1])
    made.file.unlink()
    made.file.write_bytes(changed)
    with pytest.raises(ForeignFileError):
        write(made.file, made.mix)
    assert made.file.read_bytes() == changed
    made.file.unlink()
    reported: list[object] = []
    assert write(made.file, made.mix, lambda *each: reported.append(each)).changed
    assert (made.file.read_bytes(), reported) == (good, [])
