"""``gentleback package``: writes what Amazon reads, and on request the folder that becomes an AWS Lambda function."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from content.files import read_bounded, write_whole
from gentleback_cli import Parser, UsageError, path_of
from skill.alexa.model import LOCALES, interaction_model

if TYPE_CHECKING:
    from content.model.types import Content

SOURCE = Path(__file__).with_name("manifest.yaml")
ICONS = {"smallIconUri": "icon-108.png", "largeIconUri": "icon-512.png"}
IMAGES = Path("assets") / "images"
"""The folder of the icons in the skill package."""
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path("skill-package")
PARTS = ("content", "skill")
"""The packages that a Lambda function consists of."""
REQUIREMENTS = ("ask-sdk-core>=1.19",)
"""What Lambda lacks: the extra ``skill`` of ``pyproject.toml``."""
MOST_BYTES = 10_000_000
"""Of a file of the package; Amazon takes 1.5 MB of an interaction model."""
_OMITTED = ("wheel_hook.py", "simulator", "__pycache__")
"""Files and folders that no function on Lambda imports."""


def package(arguments: list[str]) -> int:
    """``gentleback package``: the manifest and the interaction models, made from the content."""
    from content.model.loader import load

    asked = _parser().parse_args(arguments)
    for option, url in (("--endpoint", asked.endpoint), ("--privacy-policy", asked.privacy_policy)):
        _check_url(option, url)
    content = load(asked.content)
    files = package_files(content, asked.endpoint, asked.privacy_policy)
    for name in files:
        _refuse_another_skill(asked.out / name, content)
    if asked.lambda_folder is not None:  # first, since it may be refused
        count = assemble_lambda(asked.lambda_folder, content)
    for name, text in files.items():
        write_whole(asked.out / name, text.encode())
    locales = sorted(Path(name).stem for name in files if name.startswith("interactionModels"))
    print(f"{asked.out}: the manifest, and interaction models for {', '.join(locales)}")
    _copy_icons(asked.out / IMAGES)
    if asked.lambda_folder is not None:
        what = f"the Lambda function, {count} files; 'ask deploy' adds what requirements.txt names"
        print(f"{asked.lambda_folder}: {what}")
    return 0


def package_files(content: Content, endpoint: str | None = None, privacy_policy: str | None = None) -> dict[str, str]:
    """Every text file of the skill package, by its path inside."""
    files: dict[str, str] = {}
    spoken = [language for language, words in content.words.items() if words.utterances and language in LOCALES]
    if not spoken:
        raise UsageError(f"no language of the content is one of Alexa's; there are: {', '.join(LOCALES)}")
    for language in spoken:
        words = content.words[language]
        if words.utterances is not None:
            model = _json(interaction_model(content, words, words.utterances))
            files |= {f"interactionModels/custom/{locale}.json": model for locale in LOCALES[language]}
    return {"skill.json": _json(manifest(spoken, endpoint, privacy_policy)), **files}


@cache
def store_words() -> Mapping[str, Any]:
    """The content of ``manifest.yaml``."""
    import yaml

    words: Mapping[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return words


def manifest(
    languages: Iterable[str], endpoint: str | None = None, privacy_policy: str | None = None
) -> dict[str, Any]:
    """The content of ``skill.json``. Without an ``endpoint`` ask-cli fills in the Lambda function that it makes."""
    locales = {locale: language for language in languages for locale in LOCALES[language]}
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _store_page(locale, language) for locale, language in locales.items()},
                "isAvailableWorldwide": True,
                "distributionMode": "PUBLIC",
                "distributionCountries": [],
                "category": "HEALTH_AND_FITNESS",
                "testingInstructions": store_words()[next(iter(locales.values()))]["testing"].strip(),
            },
            "privacyAndCompliance": _privacy(locales, privacy_policy),
            # APL for Audio needs no interface; one's own server has a certificate of a public authority
            "apis": {"custom": {"endpoint": {"uri": endpoint, "sslCertificateType": "Trusted"}} if endpoint else {}},
        }
    }


def _store_page(locale: str, language: str) -> dict[str, Any]:
    words = store_words()[language]
    number = store_words()["emergency"][locale.split("-")[1]]
    icons = {field: f"file://{(IMAGES / name).as_posix()}" for field, name in ICONS.items()}
    return {
        "name": words["name"],
        "summary": words["summary"],
        "description": words["description"].strip().replace("{number}", number),
        "examplePhrases": words["examples"],
        "keywords": words["keywords"],
        **icons,
    }


def _privacy(locales: Iterable[str], privacy_policy: str | None) -> dict[str, Any]:
    """Settings and progress are kept under the user id that Amazon makes for the skill; nothing about health is."""
    answers: dict[str, Any] = {
        "allowsPurchases": False,
        "usesPersonalInfo": True,
        "usesHealthInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
    }
    if privacy_policy:
        answers["locales"] = {locale: {"privacyPolicyUrl": privacy_policy} for locale in locales}
    return answers


def _parser() -> Parser:
    parser = Parser(
        "package",
        "Write what Amazon reads of the skill: its manifest, and how people speak to it, made from the content.",
    )
    parser.add_argument(
        "--out", type=path_of, default=PACKAGE, metavar="DIR", help=f"where it goes (default: {PACKAGE})"
    )
    parser.add_argument("--content", type=path_of, metavar="DIR", help="a folder of your own exercises and routines")
    parser.add_argument(
        "--endpoint", metavar="URL", help="the address of a server of your own (default: a Lambda function)"
    )
    parser.add_argument("--privacy-policy", metavar="URL", help="what you promise people; Amazon's store asks for it")
    parser.add_argument(
        "--lambda", dest="lambda_folder", type=path_of, metavar="DIR", help="also lay out the Lambda function in DIR"
    )
    return parser


def _check_url(option: str, url: str | None) -> None:
    if url is None:
        return
    try:
        parts = urlsplit(url)
        is_good = parts.scheme == "https" and bool(parts.hostname) and parts.port in (None, 443) and url.isprintable()
    except ValueError:
        is_good = False
    if not is_good or " " in url:
        raise UsageError(
            f"{option} {url}: Alexa takes https addresses at the usual port, such as https://example.org/x"
        )


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _refuse_another_skill(file: Path, content: Content) -> None:
    """Raises ``ForeignFileError`` if ``file`` is there, and is not one that an earlier run wrote for this skill.

    Amazon reads the whole folder, so that a list of what we made has no place in it.
    """
    from content.output import ForeignFileError

    if not os.path.lexists(file):
        return
    try:
        old = json.loads(read_bounded(file, MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        old = None
    match old:
        case {"manifest": {"publishingInformation": {"locales": {**locales}}}}:
            names = [page.get("name") for page in locales.values() if isinstance(page, dict)]
            is_ours = any(words.get("name") in names for words in store_words().values())
        case {"interactionModel": {"languageModel": {"invocationName": name}}}:
            is_ours = any(each.utterances and each.utterances.invocation == name for each in content.words.values())
        case _:
            is_ours = False
    if file.is_symlink() or not is_ours:
        raise ForeignFileError(file, "is not of this skill")


def _copy_icons(folder: Path) -> None:
    """Copy the icons that the checkout has; without a checkout, say what is missing."""
    missing = [name for name in ICONS.values() if not os.path.lexists(folder / name)]
    for name in missing:
        drawn = ROOT / PACKAGE / IMAGES / name
        if not drawn.exists():
            print(f"{folder}: put {' and '.join(missing)} there, PNGs of that many pixels each way")
            return
        write_whole(folder / name, drawn.read_bytes())


def assemble_lambda(folder: Path, content: Content) -> int:
    """Lay out ``folder`` anew: the skill, and ``content`` compiled, so that no YAML is read. Returns how many files.

    Raises ``ForeignFileError`` when ``folder`` contains anything else.
    """
    from content.model.compiled import COMPILED, compiled
    from content.output import ForeignFileError, open_output

    files = {f"{part}/{path.as_posix()}": ROOT / part / path for part in PARTS for path in _modules(ROOT / part)}
    with open_output(folder, "gentleback package", lambda line: print(line, file=sys.stderr, flush=True)) as out:
        if foreign := next(out.foreign(), None):
            raise ForeignFileError(foreign)
        for name, file in files.items():
            out.write_whole(name, file.read_bytes())
        out.write_whole(f"content/{COMPILED.name}", compiled(without_pictures(content)))
        out.write_whole("requirements.txt", "".join(f"{each}\n" for each in REQUIREMENTS).encode())
        for part in PARTS:
            out.remove_others(part)
        return len(out.current)


def without_pictures(content: Content) -> Content:
    """``content`` without what a speaker does not use: figures, and the words of the listening page."""
    exercises = {
        name: replace(each, figure=None, ways=tuple(replace(way, figure=None) for way in each.ways))
        for name, each in content.exercises.items()
    }
    words = {language: replace(each, page=None) for language, each in content.words.items()}
    routines = {
        name: replace(
            routine, steps=tuple(replace(step, exercise=exercises[step.exercise.id]) for step in routine.steps)
        )
        for name, routine in content.routines.items()
    }
    return replace(content, exercises=exercises, routines=routines, words=words)


def _modules(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*.py")):
        below = path.relative_to(root)
        if not any(part in _OMITTED or part.startswith(".") for part in below.parts):
            yield below
