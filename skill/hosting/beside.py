"""What is served beside the skill, from another wing: a folder of sessions as a web application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from skill.hosting.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SKILL_PATHS = ("/alexa", "/healthz")


@dataclass(frozen=True, slots=True)
class Beside:
    usual_folder: Callable[[], str | None]
    """The folder to serve when none is named; None where there is nothing to serve."""
    open_site: Callable[[str], WSGIApplication]
    """The application for a folder. Raises ``GentleBackError``."""


def by_path(skill: WSGIApplication | None, site: WSGIApplication | None) -> WSGIApplication:
    """One application of both: what has an address of the skill's goes to the skill, all else to the site."""
    if skill is None or site is None:
        both = skill or site
        if both is None:
            raise SettingsError("there is nothing to serve")
        return both

    def chosen(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return (skill if environ.get("PATH_INFO") in SKILL_PATHS else site)(environ, start_response)

    return chosen


def _no_site(folder: str) -> NoReturn:
    raise SettingsError(f"--out {folder}: sessions are served by 'gentleback serve' only")


NOTHING = Beside(lambda: None, _no_site)
