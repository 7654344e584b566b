"""``gentleback package``: writes what Amazon reads, and on request the folder that runs as an AWS Lambda function."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gentleback_cli import Parser, UsageError
from skill.alexa.manifest import ICONS, IMAGES, manifest
from skill.alexa.model import LOCALES, interaction_model

if TYPE_CHECKING:
    from argparse import Namespace

    from content.model.types import Content

PACKAGE = Path("skill-package")
OURS = Path(__file__).resolve().parents[2] / PACKAGE
"""Of the checkout: the icons that were drawn are there."""


def package(arguments: list[str]) -> int:
    """``gentleback package``: the manifest and the interaction models, made from the content."""
    from content.model.loader import load

    asked = _parser().parse_args(arguments)
    for option, url in (("--endpoint", asked.endpoint), ("--privacy-policy", asked.privacy_policy)):
        _check_url(option, url)
    files = package_files(load(asked.content), asked.endpoint, asked.privacy_policy)
    for name, text in files.items():
        _write(asked.out / name, text)
    print(f"{asked.out}: the manifest, and interaction models for {', '.join(_locales(files))}")
    _copy_icons(asked.out / IMAGES)
    if asked.lambda_folder is not None:
        _assemble(asked)
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


def _parser() -> Parser:
    parser = Parser(
        "package",
        "Write what Amazon reads of the skill: its manifest, and how people speak to it, made from the content.",
    )
    parser.add_argument("--out", type=Path, default=PACKAGE, metavar="DIR", help=f"where it goes (default: {PACKAGE})")
    parser.add_argument("--content", type=Path, metavar="DIR", help="a folder of your own exercises and routines")
    parser.add_argument(
        "--endpoint", metavar="URL", help="the address of a server of your own (default: a Lambda function)"
    )
    parser.add_argument("--privacy-policy", metavar="URL", help="what you promise people; Amazon's store asks for it")
    parser.add_argument(
        "--lambda", dest="lambda_folder", type=Path, metavar="DIR", help="also lay out the Lambda function in DIR"
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


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _locales(files: dict[str, str]) -> list[str]:
    return sorted(Path(name).stem for name in files if name.startswith("interactionModels"))


def _copy_icons(folder: Path) -> None:
    """Icons are drawn elsewhere; without the checkout somebody has to put them there."""
    missing = [name for name in ICONS.values() if not (folder / name).exists()]
    for name in missing:
        drawn = OURS / IMAGES / name
        if not drawn.exists():
            print(f"{folder}: put {' and '.join(missing)} there, PNGs of that many pixels each way")
            return
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(drawn, folder / name)


def _assemble(asked: Namespace) -> None:
    from skill.alexa.lambda_folder import assemble_lambda

    count = assemble_lambda(asked.lambda_folder, asked.content)
    print(f"{asked.lambda_folder}: the Lambda function, {count} files; 'ask deploy' adds what requirements.txt names")
