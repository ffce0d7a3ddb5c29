"""To a sentence that wants something done: the button that does it, or why there is none."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.audit_place import Place
from bot.domain.errand_kinds import Errand
from bot.domain.ids import UserId
from bot.domain.refusals import Refusal, TooEarly
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Turn
from bot.views import buttons, ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message, actions, button, context, message, section
from bot.views.ids import Wanted
from bot.views.names import setup_name, setup_names
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.step_buttons import snooze
from bot.views.text import Mrkdwn, moment
from bot.views.welcome import begin_setup

MOST: Final = 5  # steps, or setups, of one answer
REFUSED: Final = 2_700  # characters: a section takes 3,000

Step: TypeAlias = tuple[Setup, Role, Turn]

Press: TypeAlias = Callable[[Setup, Say], ButtonElement]

_PRESSES: Final[dict[Errand, Press]] = {
    Errand.HAND_OVER: buttons.hand_over,
    Errand.CONNECT_USERS: buttons.connect_users,
}
_COMMANDS: Final = {
    Errand.STATUS: "status",
    Errand.NEXT: "status",
    Errand.HAND_OVER: "credentials",
    Errand.CONNECT_USERS: "provision",
    Errand.DISCONNECT: "disconnect",
    Errand.AUDIT: "audit",
}


def in_public(errand: Errand, say: Say) -> Message:
    """Where others read the answer, nothing is said of a setup: where it is said instead."""
    if errand not in _COMMANDS:
        return message(section(say("errand.in_public")))
    command = say.mrkdwn(_COMMANDS[errand])
    home = "errand.on_home" if errand in (Errand.STATUS, Errand.NEXT) else "errand.in_public"
    return message(section(say("errand.by_command", command=command)), section(say(home)))


def remind_answer(steps: Sequence[Step], at: datetime, say: Say) -> Message:
    """`steps`: what waits for the asker. `at`: when a reminder comes that is put off now."""
    if not steps:
        return message(section(say("errand.remind.nothing")))
    blocks: list[Block] = []
    can_wait = False
    for setup, role, turn in steps[:MOST]:
        step = say(f"awaited.{turn.step}")
        name = setup_name(setup, say)
        blocks.append(section(say("errand.remind.step", setup=name, step=step)))
        if row := snooze(setup, role, turn, say):
            blocks.append(actions(*row))
            can_wait = True
        elif turn.next_at:
            blocks.append(context(say("reminder.snoozed", at=moment(turn.next_at))))
        else:
            blocks.append(context(say("errand.remind.no_more")))
    if len(steps) > MOST:
        blocks.append(context(say.count("list.more", len(steps) - MOST)))
    if can_wait:
        blocks.insert(0, section(say("errand.remind.text", at=moment(at))))
    return message(*blocks)


def setup_errand(say: Say) -> Message:
    return message(section(say("errand.setup")), actions(begin_setup(say)))


def audit_errand(say: Say) -> Message:
    """All of it: what it is narrowed to is chosen there."""
    label = say.plain("button.show_audit")
    show = button(label, ids.AUDIT_SHOW, Place().dump(), primary=True)
    return message(section(say("errand.audit")), actions(show))


def on_setups(
    errand: Errand,
    may: Sequence[tuple[Setup, Refusal | None]],
    others: Sequence[tuple[Setup, Refusal]],
    say: Say,
    *,
    press: Press | None = None,
) -> Message:
    """
    `may`: setups where it is the asker's, and why not now. `others`: why it is not theirs in the
    rest, which is said where they have none. `press`: the button, where it takes more than a setup.
    """
    if not may:
        return refused(others, say)
    blocks: list[Block] = []
    # What can be done now has its button, however many came before it; then what waits for time.
    for setup, refusal in sorted(may, key=_distance)[:MOST]:
        name = setup_name(setup, say)
        if refusal is None:
            blocks.append(section(say(f"errand.{errand}", setup=name)))
            blocks.append(actions((press or _PRESSES[errand])(setup, say)))
            continue
        blocks.append(section(say("guide.run", setup=name, progress=words(refusal, say))))
        if isinstance(refusal, TooEarly):
            blocks.append(actions(buttons.start_now(setup, say)))
    if len(may) > MOST:
        blocks.append(context(say.count("list.more", len(may) - MOST)))
    return message(*blocks)


def _distance(one: tuple[Setup, Refusal | None]) -> tuple[bool, bool]:
    return one[1] is not None, not isinstance(one[1], TooEarly)


def cancel_button(reader: UserId) -> Press:
    """Which asks its reader once more, and says how many others are told."""
    return lambda setup, say: buttons.cancel_setup(setup, reader, say)


def disconnect_button(wanted: Wanted) -> Press:
    """Which opens the window, filled in."""

    def made(setup: Setup, say: Say) -> ButtonElement:
        value = wanted._replace(setup_id=setup.id).dump()
        return button(say.plain("button.disconnect_them"), ids.DISCONNECT_THEM, value, primary=True)

    return made


def refused(whys: Sequence[tuple[Setup, Refusal]], say: Say) -> Message:
    """
    Who may, by role and by name, each once, and as many as one section takes. The setups are named
    where not all of them say the same. Without any, nothing is set up yet.
    """
    where: dict[Mrkdwn, dict[str, Setup]] = {}
    for setup, why in whys:
        where.setdefault(words(why, say), {})[setup.id] = setup
    lines = list(where)
    if len({frozenset(setups) for setups in where.values()}) > 1:
        lines = [_where(list(setups.values()), line, say) for line, setups in where.items()]
    return refusal_answer(say.some(lines, budget=REFUSED) or say("status.nothing_yet"))


def _where(setups: Sequence[Setup], line: Mrkdwn, say: Say) -> Mrkdwn:
    return say("guide.run", setup=setup_names(setups, say), progress=line)
