"""The manifest of the skill: its page in the store, instructions for testers, and where Alexa finds the skill."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.alexa.model import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SOURCE = Path(__file__).with_suffix(".yaml")
ICONS = {"smallIconUri": "icon-108.png", "largeIconUri": "icon-512.png"}
IMAGES = Path("assets") / "images"
"""The folder of the icons in the skill package."""


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
            "apis": {"custom": _custom(endpoint)},
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


def _custom(endpoint: str | None) -> dict[str, Any]:
    """APL for Audio needs no interface. One's own server has a certificate of a public authority."""
    return {"endpoint": {"uri": endpoint, "sslCertificateType": "Trusted"}} if endpoint else {}
