"""What people typed into the things that are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bot.domain.effects import Slot
from bot.domain.setup import Setup
from bot.views.blocks import Message
from bot.views.say import Say

from .bends import ORGANIZATIONS

View: TypeAlias = dict[str, Any]
Messages: TypeAlias = dict[str, Callable[[Say], Message]]
Modals: TypeAlias = dict[str, Callable[[Say], View]]
Shown: TypeAlias = dict[str, tuple[Setup, Slot]]  # `card.state`: what stands on a card


@dataclass(frozen=True)
class Typed:
    """Each of `emails` once; `organizations` and `domains` as if nothing had checked them."""

    name: str = "EMEA"
    workspaces: tuple[str, ...] = ("EMEA Marketing", "APAC Marketing")  # the list of the setup
    picked: tuple[str, ...] = ("EMEA Marketing", "APAC Marketing")  # for the people of a run
    emails: tuple[str, ...] = ("sam@acme.example", "ida@acme.example", "leo@acme.example")
    why: str = "missing in Team Access"
    malformed: str = "sam at acme"  # in a file
    unknown: str = "estern Sales"  # of a workspace in a file
    columns: tuple[str, ...] = ("Region", "First")  # of a file, that mean nothing here
    halted: str = "403"  # what the connector answered
    word: str = "provison"
    organizations: tuple[str, str] = ORGANIZATIONS  # Marketo's, and another one
    group: str = "@sales-leads"
    domains: tuple[str, ...] = ("acme.example", "acme.fr")
    from_marketo: tuple[str, ...] = (
        "EMEA Marketing",
        "APAC Marketing",
    )  # workspaces, as read there
    unread: str = "users.emailAddress"  # a field of Marketo's answer, as it names it
    recipient: str = "Sasha"  # their name in Slack, and their address there
    recipient_email: str = "sasha@acme.example"
    refused: str = "chat.postMessage: invalid_blocks"  # why Slack did not take a message


TAME: Final = Typed()
