"""`/salesconnect`: the word after it says what is meant."""

import re
from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import ReportConnected
from bot.domain.credentials import looks_like_a_secret
from bot.domain.people import Act, Role, refuse
from bot.domain.refusals import MembersOnly, NoSuchSetup
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.handle import Done, Refused
from bot.views import ids
from bot.views.answers import (
    COMMANDS,
    Delivery,
    connected_answer,
    help_answer,
    leak_answer,
    refusal_answer,
    status_answer,
    which_answer,
)
from bot.views.blocks import Message
from bot.views.modals import setup_modal
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.text import Mrkdwn
from handlers.credentials import open_hand_over, reveal
from handlers.front import Asker, Front, SlackLate
from handlers.payload import Body, seen_of, setup_id_of, value_of
from handlers.provisioning import disconnect, provision

COMMAND: Final = "/salesconnect"

_OnSetup: TypeAlias = Callable[[Front, Body, Asker, Setup], Awaitable[Message | None]]


def register(app: AsyncApp, front: Front) -> None:
    """The slash command, and the buttons that say which setup is meant."""

    @app.command(COMMAND)
    async def typed(ack: AsyncAck, body: dict[str, Any]) -> None:
        await acknowledge(ack, await _answer(front, body))

    @app.action({"action_id": re.compile(f"^{ids.CHOOSE}")})
    async def chosen(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        word = body["actions"][0]["action_id"].removeprefix(ids.CHOOSE).split(":")[0]
        setup_id = setup_id_of(value_of(body))
        setup = asker.setup(setup_id)
        if not asker.is_member:
            answer: Message | None = refusal_answer(words(MembersOnly(), asker.say))
        elif setup is None or word not in ON_SETUP:
            answer = refusal_answer(words(NoSuchSetup(), asker.say))
        else:
            answer = await ON_SETUP[word][1](front, body, asker, setup)
        await front.answer_press(body, answer, asker)
        await ack()


async def acknowledge(ack: AsyncAck, answer: Message | None) -> None:
    """A command is answered in its own answer; nothing is said beside a window that opened."""
    if answer is None:
        await ack()
    else:
        await ack(response_type="ephemeral", text=answer.text, blocks=answer.blocks or None)


async def _answer(front: Front, body: Body) -> Message | None:
    text = str(body.get("text") or "")
    word = "".join(text.split(maxsplit=1)[:1]).lower()
    try:
        asker = await front.who(body)
    except SlackLate:
        say = Say(Language.EN)
        return help_answer(say) if word == "help" else refusal_answer(say("fault.slack_late"))
    if asker.is_bot:
        return None
    say = asker.say
    if looks_like_a_secret(text):
        return leak_answer(say)
    if word in ("", "help"):
        return help_answer(say)
    if not asker.is_member:
        if word == "credentials":
            await front.refused_everywhere(body, asker)
        return refusal_answer(words(MembersOnly(), say))
    match word:
        case "setup":
            return await front.open_or_say(body, setup_modal(say), say)
        case "status":
            return await _status(front, asker)
        case "credentials":
            return await _credentials(front, body, asker)
        case _ if word in ON_SETUP:
            return await _on_setup(front, body, asker, word)
    nearest = get_close_matches(word, COMMANDS, n=1, cutoff=0.5)
    return help_answer(say, unknown=word, nearest=nearest[0] if nearest else None)


async def _status(front: Front, asker: Asker) -> Message:
    """Of the setups that the asker is named in, or may change."""
    mine = [
        setup
        for setup in asker.setups
        if asker.actor.user_id in setup.people.values() or asker.actor.is_slack_admin
    ]
    mine.sort(key=lambda setup: setup.stage is Stage.DONE)  # what is under way comes first
    return await _shown(front, asker, mine)


async def _status_of(front: Front, body: Body, asker: Asker, setup: Setup) -> Message:
    """Of one setup, chosen among many."""
    is_theirs = asker.actor.user_id in setup.people.values() or asker.actor.is_slack_admin
    return await _shown(front, asker, [setup] if is_theirs else [])


async def _shown(front: Front, asker: Asker, mine: list[Setup]) -> Message:
    shown = [(setup, await front.ask.runs(setup)) for setup in mine]
    given_up = await front.retry.waiting(asker.actor) if asker.is_member else []
    late = bool(mine) and await front.ask.is_late()
    waits_until = await front.slack.waits_until(asker.actor.team_id)
    delivery = Delivery(
        late,
        waits_until,
        {setup.id: letters for setup, letters in given_up if setup.is_open},
        [(setup, letters) for setup, letters in given_up if not setup.is_open],
    )
    return status_answer(shown, asker.actor, delivery, asker.say)


async def _credentials(front: Front, body: Body, asker: Asker) -> Message | None:
    """Hand over or reveal, whichever is the asker's."""
    mine = [setup for setup in asker.setups if _is_admin_of(asker, setup)]
    if not mine:
        await front.refused_everywhere(body, asker)
        return _refused_on_all(asker, Act.HAND_OVER, Act.REVEAL)
    if len(mine) > 1:
        return which_answer("credentials", mine, asker.say)
    return await _hand_over_or_reveal(front, body, asker, mine[0])


def _is_admin_of(asker: Asker, setup: Setup) -> bool:
    user_id = asker.actor.user_id
    return user_id in (setup.marketo_admin, setup.sales_connect_admin)


async def _hand_over_or_reveal(
    front: Front, body: Body, asker: Asker, setup: Setup
) -> Message | None:
    if not _is_admin_of(asker, setup):
        if why := refuse(Act.REVEAL, asker.actor, setup.people):
            await front.refused(body, asker, setup, Act.REVEAL, why)
        return _refused_on_all(asker, Act.HAND_OVER, Act.REVEAL)
    theirs = [role for role, user_id in setup.people.items() if user_id == asker.actor.user_id]
    both = Role.MARKETO_ADMIN in theirs and Role.SALES_CONNECT_ADMIN in theirs
    reveals = setup.stage is Stage.HANDED_OVER if both else Role.SALES_CONNECT_ADMIN in theirs
    if reveals:
        return await reveal(front, body, asker, setup)
    return await open_hand_over(front, body, asker, setup)


async def _on_setup(front: Front, body: Body, asker: Asker, word: str) -> Message | None:
    """On the one setup where it is the asker's step; asks if there are several."""
    act, perform = ON_SETUP[word]
    assert act is not None
    theirs = [one for one in asker.setups if not refuse(act, asker.actor, one.people)]
    if not theirs:
        return _refused_on_all(asker, act)
    if len(theirs) > 1:
        return which_answer(word, theirs, asker.say)
    return await perform(front, body, asker, theirs[0])


def _refused_on_all(asker: Asker, *acts: Act) -> Message:
    """Who may, in each setup."""
    whys = [refuse(act, asker.actor, setup.people) for setup in asker.setups for act in acts]
    lines = dict.fromkeys(words(why, asker.say) for why in whys if why)
    return refusal_answer(Mrkdwn("\n".join(lines) or words(NoSuchSetup(), asker.say)))


async def _connected(front: Front, body: Body, asker: Asker, setup: Setup) -> Message:
    command = ReportConnected(setup.id)
    loaded = asker.loaded(setup.id)
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body), loaded=loaded)
    if not isinstance(answer, Done):
        why = answer.why if isinstance(answer, Refused) else NoSuchSetup()
        return refusal_answer(words(why, asker.say))
    return connected_answer(answer.setup, asker.say)


# The words that act on one setup, and the act by which it is chosen where there are several.
ON_SETUP: Final[dict[str, tuple[Act | None, _OnSetup]]] = {
    "connected": (Act.REPORT_CONNECTED, _connected),
    "provision": (Act.CONNECT_USERS, provision),
    "disconnect": (Act.DISCONNECT, disconnect),
    "credentials": (None, _hand_over_or_reveal),
    "status": (None, _status_of),
}
