"""The base of every error that a person may see: facts as attributes, the message made from them."""

from __future__ import annotations


class GentleBackError(Exception):
    """``str()`` is one clear line; ``exit_code`` is what the command answers with."""

    exit_code = 1
