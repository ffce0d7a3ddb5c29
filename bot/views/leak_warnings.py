"""What somebody reads whose message looks like a secret; nothing of it is repeated."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited
from bot.domain.turns import awaited
from bot.views import buttons
from bot.views.blocks import Message, actions, message, section
from bot.views.say import Say
from bot.views.text import Mrkdwn, channel_link


@dataclass(frozen=True, slots=True)
class Writer:
    """Whose message it was."""

    hands_over: bool = False  # the credentials of some setup are theirs to hand over
    waits: Setup | None = None  # the setup, if there is one, that waits for them to do so


def writer_of(user_id: UserId, setups: Sequence[Setup]) -> Writer:
    """`setups`: the open ones of their Slack workspace; of several that wait a command asks."""
    theirs = [one for one in setups if one.marketo_admin == user_id]
    waiting = [one for one in theirs if awaited(one).get(Role.MARKETO_ADMIN) is Awaited.HAND_OVER]
    return Writer(bool(theirs), waiting[0] if len(waiting) == 1 else None)


def leak_warning(writer: Writer, say: Say) -> Message:
    """Below what they wrote to the bot, or typed behind a command."""
    return _with_button(say("leak.warning", way=_way(writer, say)), writer, say)


def leak_warning_in_channel(writer: Writer, say: Say) -> Message:
    """Where they wrote it, before their eyes alone."""
    return _with_button(say("leak.in_channel", way=_way(writer, say)), writer, say)


def leak_warning_elsewhere(channel_id: str, writer: Writer, say: Say) -> Message:
    """In their DM, where the channel takes nothing from us any more."""
    channel, way = channel_link(channel_id), _way(writer, say)
    return _with_button(say("leak.elsewhere", channel=channel, way=way), writer, say)


def _way(writer: Writer, say: Say) -> Mrkdwn:
    return say("leak.use_command" if writer.hands_over else "leak.tell_admin")


def _with_button(words: Mrkdwn, writer: Writer, say: Say) -> Message:
    blocks: list[Block] = [section(words)]
    if writer.waits:
        blocks.append(actions(buttons.hand_over(writer.waits, say)))
    return message(*blocks)
