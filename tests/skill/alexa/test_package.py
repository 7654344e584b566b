"""``gentleback package``: the files in the tree, what Amazon reads in them, and the folder for Lambda."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from content.errors import GentleBackError
from content.model.compiled import compiled, read_compiled
from content.model.loader import load
from gentleback_cli import run
from skill.alexa.package import REQUIREMENTS, manifest, package, package_files, without_pictures
from skill.simulator.matcher import FALLBACK, matcher_of
from tests.content.model.folder import write
from tests.output import files_in, opened

ROUTINES = len(load().routines)

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "skill-package"
LOCALES = {"en-US", "en-GB", "en-AU", "en-CA", "en-IN"}
STALE = "is stale; 'gentleback package' updates it"
DISCLAIMER = re.compile(
    r"no medical advice.*does not take the place of professional medical advice.*local emergency number"
)
UNWANTED = ("yaml", "platformdirs", "sqlalchemy", "flask", "cryptography", "certifi", "boto3")
"""Lambda has none of these, or (the last) does not need it to start."""
IMPORTS = """
import sys
from content.model.loader import load
content = load()
from skill.alexa.durations import seconds_of
print(len(content.routines), seconds_of("twenty seconds", content.words["en"]), "yaml" in sys.modules)
"""


def test_the_files_in_the_tree_are_what_the_command_writes() -> None:
    files = package_files(load())
    here = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.json")}
    assert here == files.keys(), STALE
    for name, text in files.items():
        assert (PACKAGE / name).read_text(encoding="utf-8") == text, f"{name} {STALE}"


@pytest.mark.parametrize(
    "settings", [(), ("https://example.org/alexa", "https://example.org/privacy")], ids=["lambda", "server"]
)
def test_amazons_classes_read_the_manifest_and_drop_nothing(settings: tuple[str, ...]) -> None:
    written = manifest(["en"], *settings)
    serializer = DefaultSerializer()
    read = serializer.deserialize(json.dumps(written), SkillManifestEnvelope)
    assert serializer.serialize(read) == written


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PACKAGE / "skill.json").read_text(encoding="utf-8"))["manifest"]
    return found


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_the_page_in_the_store_is_complete(written: dict[str, Any], locale: str) -> None:
    page = written["publishingInformation"]["locales"][locale]
    assert DISCLAIMER.search(page["description"])
    assert "{" not in page["description"]
    for field in ("smallIconUri", "largeIconUri"):
        assert (PACKAGE / page[field].removeprefix("file://")).is_file()
    assert page["name"].lower() == "gentle back"


def test_the_emergency_number_is_that_of_the_country(written: dict[str, Any]) -> None:
    pages = written["publishingInformation"]["locales"]
    numbers = {locale: re.findall(r"call (\d+)", page["description"]) for locale, page in pages.items()}
    assert numbers == {"en-US": ["911"], "en-CA": ["911"], "en-GB": ["999"], "en-AU": ["000"], "en-IN": ["112"]}


def test_the_example_phrases_work(written: dict[str, Any]) -> None:
    content = load()
    matcher = matcher_of(content, content.words["en"])
    assert matcher is not None
    for page in written["publishingInformation"]["locales"].values():
        first, *others = page["examplePhrases"]
        assert first == "Alexa, open gentle back"
        assert len(others) == 2
        for phrase in others:
            match = matcher.match(phrase)
            assert match.intent != FALLBACK
            assert all(slot.id or slot.value.startswith("PT") for slot in match.slots.values())


def test_what_amazon_asks_is_answered(written: dict[str, Any]) -> None:
    answers = written["privacyAndCompliance"]
    assert answers == {
        "allowsPurchases": False,
        "usesPersonalInfo": True,
        "usesHealthInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
    }
    assert written["publishingInformation"]["category"] == "HEALTH_AND_FITNESS"
    assert set(written["publishingInformation"]["locales"]) == LOCALES
    assert written["apis"] == {"custom": {}}


def test_the_address_of_a_server_is_in_the_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://example.org/alexa"
    assert package(["--out", str(tmp_path), "--endpoint", address]) == 0
    written = json.loads((tmp_path / "skill.json").read_text(encoding="utf-8"))["manifest"]
    assert written["apis"]["custom"] == {"endpoint": {"uri": address, "sslCertificateType": "Trusted"}}
    assert (tmp_path / "assets/images/icon-108.png").is_file()
    said = f"{tmp_path}: the manifest, and interaction models for en-AU, en-CA, en-GB, en-IN, en-US\n"
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "example.org", "https://", "https://example.org:8443/x", "https://[", "https://a b"],
)
def test_an_address_that_alexa_cannot_reach_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(GentleBackError, match="Alexa takes https addresses"):
        package(["--out", str(tmp_path), "--endpoint", address])
    assert list(tmp_path.iterdir()) == []


def test_a_users_own_routine_can_be_asked_for(tmp_path: Path) -> None:
    own = write(tmp_path / "own")
    assert package(["--out", str(tmp_path / "out"), "--content", str(own)]) == 0
    model = json.loads((tmp_path / "out/interactionModels/custom/en-GB.json").read_text(encoding="utf-8"))
    types = {each["name"]: each["values"] for each in model["interactionModel"]["languageModel"]["types"]}
    assert types["Routine"][-1] == {"id": "my-morning", "name": {"value": "my morning", "synonyms": ["morning"]}}


@pytest.mark.parametrize("has_own", [False, True], ids=["ours", "own"])
def test_the_folder_for_lambda_runs_on_the_bare_sdk(tmp_path: Path, has_own: bool) -> None:
    folder, own = tmp_path / "lambda", write(tmp_path / "own")
    words = ["--out", str(tmp_path / "out"), "--lambda", str(folder), *(["--content", str(own)] if has_own else [])]
    for _ in range(2):  # the second run replaces what the first laid out
        assert package(words) == 0
    assert (folder / "requirements.txt").read_text(encoding="utf-8") == "ask-sdk-core>=1.19\n"
    assert not list(folder.rglob("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-S", "-c", IMPORTS],  # -S: no installed package can be imported
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (f"{ROUTINES + has_own} 20 False", "")


def test_lambda_gets_neither_figures_nor_the_words_of_the_page() -> None:
    content = load()
    assert content.words["en"].page
    small = read_compiled(compiled(without_pictures(content)))
    assert small == without_pictures(content)
    assert small.words["en"].page is None
    assert not [each for each in small.exercises.values() if each.figure or any(way.figure for way in each.ways)]


def test_lambda_answers_without_a_yaml_reader(tmp_path: Path) -> None:
    package(["--out", str(tmp_path / "out"), "--lambda", str(tmp_path / "lambda")])
    assert not (tmp_path / "lambda" / "skill" / "simulator").exists()
    code = f"import sys\nsys.modules.update(dict.fromkeys({UNWANTED}))\nimport skill.lambda_function\nprint('here')"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=tmp_path / "lambda",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "lambda")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("here\n", "")


def test_a_folder_with_other_files_is_left_unchanged(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    assert run(lambda: package(["--out", str(tmp_path / "out"), "--lambda", str(tmp_path)])) == 2
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear"
    assert not (tmp_path / "content").exists()


def test_a_site_with_the_same_layout_keeps_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pelican's sites have a ``content`` folder and a ``requirements.txt``."""
    theirs = {"requirements.txt": "pelican", "content/article.md": "Title", "skill/notes.txt": "mine"}
    for name, text in theirs.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    words = ["--out", str(tmp_path / "out"), "--lambda", str(tmp_path / "site")]
    assert run(lambda: package(words)) == 2
    assert {name.as_posix(): (tmp_path / "site" / name).read_text() for name in files_in(tmp_path / "site")} == theirs
    complaint = "article.md was not made by gentleback, or was changed since; move it away, or choose another folder\n"
    assert capsys.readouterr().err.endswith(complaint)


@pytest.mark.parametrize("name", ["skill/respond.py", "requirements.txt", "content/mine.py"])
def test_a_lambda_folder_that_was_changed_is_left_unchanged(tmp_path: Path, name: str) -> None:
    words = ["--out", str(tmp_path / "out"), "--lambda", str(tmp_path / "lambda")]
    assert package(words) == 0
    (tmp_path / "lambda" / name).write_text("mine")
    assert run(lambda: package(words)) == 2
    assert (tmp_path / "lambda" / name).read_text() == "mine"


def test_what_a_new_version_no_longer_has_is_removed_from_the_lambda_folder(tmp_path: Path) -> None:
    words = ["--out", str(tmp_path / "out"), "--lambda", str(tmp_path / "lambda")]
    with opened(tmp_path / "lambda") as out:
        out.write_whole("skill/old.py", b"")
    (tmp_path / "lambda/skill/__pycache__").mkdir()
    (tmp_path / "lambda/skill/__pycache__/old.cpython-313.pyc").write_bytes(b"")
    assert package(words) == 0
    assert not (tmp_path / "lambda/skill/old.py").exists()
    assert (tmp_path / "lambda/skill/respond.py").is_file()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("skill.json", '{"manifest":{"publishingInformation":{"locales":{"en-US":{"name":"Pizza"}}}}}'),
        ("skill.json", '{"manifest":{"publishingInformation":{"locales":{"en-US":7}}}}'),
        ("skill.json", "notes"),
        ("skill.json", "[" * 100_000),
        (
            "interactionModels/custom/en-US.json",
            '{"interactionModel":{"languageModel":{"invocationName":"pizza"}}}',
        ),
        ("interactionModels/custom/en-US.json", "{}"),
    ],
)
def test_the_package_of_another_skill_is_left_unchanged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    assert run(lambda: package(["--out", str(tmp_path)])) == 2
    complaint = f"gentleback: {tmp_path / name} is not of this skill; move it away, or choose another folder\n"
    assert capsys.readouterr().err == complaint
    assert [(path.as_posix(), (tmp_path / path).read_text()) for path in files_in(tmp_path)] == [(name, text)]


def test_an_icon_that_is_a_link_stays_one(tmp_path: Path) -> None:
    icon = tmp_path / "assets" / "images" / "icon-108.png"
    icon.parent.mkdir(parents=True)
    icon.symlink_to("nothing.png")
    assert package(["--out", str(tmp_path)]) == 0
    assert icon.is_symlink()


def test_lambda_gets_what_the_skill_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(REQUIREMENTS) == project["optional-dependencies"]["skill"]


def test_ask_cli_finds_everything() -> None:
    profile = json.loads((ROOT / "ask-resources.json").read_text(encoding="utf-8"))["profiles"]["default"]
    assert (ROOT / profile["skillMetadata"]["src"]).resolve() == PACKAGE
    settings = profile["skillInfrastructure"]["userConfig"]
    assert settings["runtime"] == "python3.13"
    assert settings["lambda"]["timeout"] <= 8
    assert settings["handler"].startswith("skill.lambda_function.")
