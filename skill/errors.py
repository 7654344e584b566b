"""Errors of the skill: refused requests, missing libraries; and a fault as the log shows it."""

from __future__ import annotations

from importlib.util import find_spec

from content.errors import GentleBackError

BAD_REQUEST, TOO_LARGE, WRONG_TYPE, TOO_MANY = 400, 413, 415, 429


class RefusedError(Exception):
    """A request that gets no answer. ``reason``, one short line, is logged and sent back; it quotes no request."""

    def __init__(self, reason: str, status: int = BAD_REQUEST) -> None:
        super().__init__(reason)
        self.reason, self.status = reason, status


class MissingLibraryError(GentleBackError):
    """``library``, which ``user`` needs, is not installed; the extra ``extra`` of this package has it."""

    exit_code = 2

    def __init__(self, user: str, library: str, extra: str) -> None:
        self.user, self.library, self.extra = user, library, extra
        super().__init__(f"{user} needs {library}, which is not installed: pip install 'gentle-back[{extra}]'")


def need_libraries(user: str, extra: str, *libraries: str) -> None:
    """Raise ``MissingLibraryError`` for the first of ``libraries`` that is not installed."""
    for library in libraries:
        if find_spec(library) is None:
            raise MissingLibraryError(user, library, extra)


def traceback_without_words(error: BaseException) -> str:
    """The class of ``error`` (or of its cause) and the lines that it came through: its message may quote a person."""
    from traceback import extract_tb  # only when something is wrong

    cause = error.__cause__ or error
    frames = "".join(
        f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(cause.__traceback__)
    )
    return f"{type(cause).__name__}{frames}"
