"""What Slack did not take, after many attempts; one press tries all of it again."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.domain.effects import Effect, Notify, Refresh, Slot
from bot.domain.setup import Setup
from bot.domain.undelivered import GivenUp, Undelivered
from bot.views import buttons
from bot.views.blocks import Message, actions, context, message, section
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.slack_words import in_words
from bot.views.text import Mrkdwn, channel_link, mention, moment, typed

ON_A_CARD: Final = 1_500  # characters of its lines
IN_STATUS: Final = 250  # of each of the setups that share one answer
MOST_ELSEWHERE: Final = 2  # setups, of those that stand on other pages
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


def undelivered_blocks(setup: Setup, found: GivenUp, say: Say) -> list[Block]:
    """For `status`, which has little room, and says of which setup it speaks."""
    return [given_up_list(setup, found, say), actions(buttons.retry(setup, say))]


def lost_on_pages(lost: Sequence[tuple[Setup, GivenUp]], say: Say) -> list[Block]:
    """Of a few setups of other pages of Home, how many, each with its button."""
    left = len(lost) - MOST_ELSEWHERE
    return _lost(lost, say.count("undelivered.more_on_pages", left) if left > 0 else None, say)


def lost_in_list(lost: Sequence[tuple[Setup, GivenUp]], say: Say) -> list[Block]:
    """The same of setups that `status` has in the list below."""
    left = len(lost) - MOST_ELSEWHERE
    return _lost(lost, say.count("undelivered.more_in_list", left) if left > 0 else None, say)


def _lost(lost: Sequence[tuple[Setup, GivenUp]], more: Mrkdwn | None, say: Say) -> list[Block]:
    blocks: list[Block] = []
    for number, (setup, found) in enumerate(lost[:MOST_ELSEWHERE], start=1):
        text = say.count("undelivered.elsewhere", found.number, setup=setup_name(setup, say))
        if more and number == MOST_ELSEWHERE:
            text = Mrkdwn(f"{text}\n{more}")
        button = buttons.retry(setup, say, primary=False)
        blocks.append(SectionBlock(text=MarkdownTextObject(text=text), accessory=button))
    return blocks


def given_up_list(setup: Setup, found: GivenUp, say: Say) -> Block:
    """The same where its button stands in a row with others."""
    text = say.count("undelivered.here", found.number)
    lines = [_line(one, setup, say) for one in found.oldest]
    return _listed(text, lines, say, IN_STATUS, of=found.number)


def _listed(text: Mrkdwn, lines: Sequence[Mrkdwn], say: Say, budget: int, *, of: int = 0) -> Block:
    """The first line whatever its length; those for which no room is left are counted."""
    room = max(budget, len(lines[0]) + 1)
    return section(Mrkdwn(f"{text}\n{say.some(lines, budget=room, of=of)}"))


def _line(one: Undelivered, setup: Setup, say: Say) -> Mrkdwn:
    return say("undelivered.line", what=_what(one.effect, setup, say), why=_why(one, setup, say))


def _why(one: Undelivered, setup: Setup, say: Say) -> Mrkdwn:
    slot = one.effect.slot if isinstance(one.effect, Notify | Refresh) else None
    if slot and (said := in_words(one.why, say, is_channel=slot.to == setup.channel_id)):
        return said
    return typed(one.why if len(one.why) <= WHY_LENGTH else f"{one.why[: WHY_LENGTH - 1]}…")


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
    if slot.to.startswith(("row:", "person:")):
        return say("undelivered.salesperson")
    return channel_link(slot.to) if slot.to == setup.channel_id else mention(slot.to)
