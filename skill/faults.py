"""A fault for the log: what failed and where. Not with which words, since those may be a person's."""

from __future__ import annotations


def without_words(error: BaseException) -> str:
    """The class of ``error`` (of its cause, where it has one) and the lines that it came through."""
    from traceback import extract_tb  # not before something is wrong

    cause = error.__cause__ or error
    frames = "".join(
        f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(cause.__traceback__)
    )
    return f"{type(cause).__name__}{frames}"
