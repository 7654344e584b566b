"""What is kept of a person, and forgetting it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skill.coach.choosing import on_or_which, which
from skill.coach.going import ask, ask_again
from skill.coach.state import State

if TYPE_CHECKING:
    from skill.coach.exchange import Exchange, Reply


def forget(at: Exchange) -> Reply:
    """Ask first: what is forgotten cannot be brought back."""
    return ask(at.put_by(), "forget")


def privacy(at: Exchange) -> Reply:
    """What is kept, and how to be rid of it."""
    return on_or_which(at, at.line("privacy"))


def forget_yes(at: Exchange) -> Reply:
    """Forget everything: the state that comes out is that of a stranger."""
    reply = at.close(at.line("forgotten"), at.line("goodbye"))
    return replace(reply, state=State(), forgets=True)


def forget_no(at: Exchange) -> Reply:
    said = at.line("not_forgotten")
    at = at.with_session(asking="go_on" if at.run else "which")
    return ask_again(at, said) if at.run else which(at, said)
