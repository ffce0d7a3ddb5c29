"""What Slack did not take, after many attempts; one press tries all of it again."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.effects import Effect, Notify, Refresh, Slot
from bot.domain.setup import Setup
from bot.domain.undelivered import Undelivered
from bot.views import buttons
from bot.views.blocks import Message, actions, context, message, section
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.text import Mrkdwn, channel_link, mention, moment, typed

ON_A_CARD: Final = 1_500  # characters of its lines
IN_STATUS: Final = 250  # of each of the setups that share one answer
WHY_LENGTH: Final = 60  # Slack's word for it stands first, and what it says about it follows


def undelivered(setup: Setup, found: Sequence[Undelivered], say: Say) -> Message:
    """The card; without its button once nothing waits any more."""
    if not found:
        return message(section(say("undelivered.none", setup=setup_name(setup, say))))
    text = say.count("undelivered.text", len(found), setup=setup_name(setup, say))
    lines = [Mrkdwn(f"{_line(one, setup, say)} ({moment(one.at)})") for one in found]
    return message(
        _listed(text, lines, say, ON_A_CARD),
        context(say("undelivered.hint", button=say.mrkdwn(say.plain("button.retry")))),
        actions(buttons.retry(setup, say)),
    )


def undelivered_blocks(setup: Setup, found: Sequence[Undelivered], say: Say) -> list[Block]:
    """For `status`, which has little room, and says of which setup it speaks."""
    text = say.count("undelivered.here", len(found))
    lines = [_line(one, setup, say) for one in found]
    return [_listed(text, lines, say, IN_STATUS), actions(buttons.retry(setup, say))]


def _listed(text: Mrkdwn, lines: Sequence[Mrkdwn], say: Say, budget: int) -> Block:
    """The first line whatever its length; those for which no room is left are counted."""
    room = max(budget, len(lines[0]) + 1)
    return section(Mrkdwn(f"{text}\n{say.some(lines, budget=room)}"))


def _line(one: Undelivered, setup: Setup, say: Say) -> Mrkdwn:
    why = one.why if len(one.why) <= WHY_LENGTH else f"{one.why[: WHY_LENGTH - 1]}…"
    return say("undelivered.line", what=_what(one.effect, setup, say), why=typed(why))


def _what(effect: Effect | None, setup: Setup, say: Say) -> Mrkdwn:
    match effect:
        case None:
            return say("undelivered.unknown")
        case Notify(slot=slot):
            return say("undelivered.message", to=_receiver(slot, setup, say))
        case Refresh(slot=slot):
            return say("undelivered.update", to=_receiver(slot, setup, say))
        case _:
            return say("undelivered.step")


def _receiver(slot: Slot, setup: Setup, say: Say) -> Mrkdwn:
    if slot.to.startswith("row:"):
        return say("undelivered.salesperson")
    return channel_link(slot.to) if slot.to == setup.channel_id else mention(slot.to)
