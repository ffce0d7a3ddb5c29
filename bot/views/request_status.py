"""What `status` and Home say of requests, and of who is invited but not there yet."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.overview import SetupSeen
from bot.domain.request import Request
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.ids import CardValue
from bot.views.names import setup_name
from bot.views.request_buttons import connect_missing
from bot.views.request_lines import request_line
from bot.views.say import Say
from bot.views.text import Mrkdwn

LINES: Final = 600  # characters, of one setup


def open_requests(seen: SetupSeen, say: Say) -> Block | None:
    """Of one setup, a line each; None: there are none."""
    if not seen.requests:
        return None
    lines = [request_line(one, seen.setup, say) for one in seen.requests]
    title = say.count("status.requests", len(lines))
    return section(Mrkdwn(f"{title}\n{say.some(lines, budget=LINES)}"))


def not_there_yet(setup: Setup, number: int, say: Say) -> ButtonElement:
    label = say.count("button.not_there_yet", number)
    return button(label, ids.NOT_THERE_YET, CardValue(setup.id).dump())


def to_connect(setup: Setup, number: int, say: Say) -> list[Block]:
    """Who was invited and is not connected yet: now they can be."""
    said = say.count("to_connect.text", number, setup=setup_name(setup, say))
    return [section(said), actions(connect_missing(setup, say))]


def own_requests(own: Sequence[tuple[Request, Setup]], say: Say, *, is_alone: bool = True) -> Block:
    """What somebody asked for, and what was asked for them; less of it beside something else."""
    lines = [request_line(request, setup, say) for request, setup in own]
    title = say.count("status.own_requests", len(own))
    return section(Mrkdwn(f"{title}\n{say.some(lines, budget=2 * LINES if is_alone else LINES)}"))
