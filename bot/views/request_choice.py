"""Which setup is meant, where somebody asks for invites or a sandbox account and there are more."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.request import RequestKind
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.answers import MOST_BUTTONS
from bot.views.blocks import Message, actions, button, context, message, section
from bot.views.ids import Wanted
from bot.views.names import plain_setup_name
from bot.views.request_buttons import not_held
from bot.views.say import Say
from bot.views.typed_names import names_left_out


def which_request_answer(
    action_id: str,
    setups: Sequence[Setup],
    wanted: Wanted,
    say: Say,
    *,
    names: Sequence[str] = (),
) -> Message:
    """One button a setup; each keeps what was typed. `action_id`: of the window that is meant."""
    kind = RequestKind.SANDBOX if action_id == ids.ASK_FOR_SANDBOX else RequestKind.INVITE
    command = kind.value
    blocks: list[Block] = [section(say("which.text", command=say.mrkdwn(command)))]
    if len(setups) > MOST_BUTTONS:
        blocks.append(context(say.count("list.more", len(setups) - MOST_BUTTONS)))
    if lost := not_held(kind, wanted._replace(setup_id=setups[0].id), say):
        blocks.append(context(lost))
    blocks += names_left_out(names, say)
    choices = (
        button(
            plain_setup_name(setup, say),
            f"{action_id}:{n}",
            wanted._replace(setup_id=setup.id).dump(),
        )
        for n, setup in enumerate(setups[:MOST_BUTTONS])
    )
    return message(*blocks, actions(*choices))
