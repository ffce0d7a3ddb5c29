"""`/salesconnect`: the word after it says what is meant."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import ReportConnected
from bot.domain.credentials import looks_like_a_secret
from bot.domain.overview import sees
from bot.domain.people import Act, Role, refuse
from bot.domain.refusals import MembersOnly, NoSuchSetup
from bot.domain.setup import Setup
from bot.domain.setup_names import meant
from bot.domain.stages import Language, Stage
from bot.domain.tongue import language_of
from bot.domain.wishes import Wish
from bot.handle import Done, Refused
from bot.views import ids
from bot.views.answers import (
    connected_answer,
    refusal_answer,
    which_answer,
)
from bot.views.blocks import Message
from bot.views.help import COMMANDS, Helped, help_answer
from bot.views.ids import parse_card_value
from bot.views.leak_warnings import leak_warning, writer_of
from bot.views.modals import setup_modal
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.status import MOST_SETUPS, nearly_called, not_called, status_answer
from bot.views.text import Mrkdwn
from handlers.asking import ask_by_command
from handlers.audit import audit_by_command
from handlers.credentials import open_hand_over, reveal
from handlers.front import Asker, Front, SlackLate
from handlers.payload import Body, seen_of, setup_id_of, team_of, typed_in, user_of, value_of
from handlers.provisioning import disconnect, provision
from handlers.replies import refused_on_all

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
        action = body["actions"][0]
        word = action["action_id"].removeprefix(ids.CHOOSE).split(":")[0]
        listed = action.get("selected_option") or {}
        value = parse_card_value(str(listed.get("value", ""))) if listed else value_of(body)
        setup = asker.setup(setup_id_of(value))
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
    typed = typed_in(body)
    word = typed.word
    if any(map(looks_like_a_secret, set(typed.readings))):  # mostly it is but one
        # Commands themselves are English, whatever is written behind them.
        written = typed.behind if word in COMMANDS else typed.plain
        return await _leaked(front, body, written)
    try:
        asker = await front.who(body)
    except SlackLate:
        say = Say(Language.EN)
        return help_answer(say) if word == "help" else refusal_answer(say("fault.slack_late"))
    if asker.is_bot:
        return None
    say = asker.say
    if word in ("", "help"):
        return help_answer(say, _helped(asker))
    if not asker.is_member:
        if word == "credentials":
            await front.refused_everywhere(body, asker)
        return refusal_answer(words(MembersOnly(), say))
    match word:
        case "setup":
            return await front.open_or_say(body, setup_modal(say), say)
        case "status":
            return await _status_of_named(front, asker, typed.behind)
        case "credentials":
            return await _credentials(front, body, asker)
        case "audit":
            return await audit_by_command(front, body, asker, typed.words[1:])
        case Wish.INVITE | Wish.SANDBOX:
            return await ask_by_command(front, body, asker, Wish(word))
        case _ if word in ON_SETUP:
            return await _on_setup(front, body, asker, word)
    nearest = get_close_matches(word, COMMANDS, n=1, cutoff=0.5)
    if typed.behind:  # a sentence; a single word is a command, misspelt
        say = Say(language_of(typed.plain) or say.language)
    return help_answer(say, _helped(asker), unknown=word, nearest=nearest[0] if nearest else None)


async def _leaked(front: Front, body: Body, text: str) -> Message:
    """In the language of the words, also where Slack is late to say who it was."""
    language = language_of(text)
    if language is None:
        try:
            language = (await front.who(body)).say.language
        except SlackLate:
            language = Language.EN
    say = Say(language)
    user_id = user_of(body)
    known = await front.ask.about(team_of(body), user_id)
    return leak_warning(writer_of(user_id, [one.state for one in known.setups]), say)


def _helped(asker: Asker) -> Helped:
    return Helped(asker.actor, asker.setups)


async def _status_of_named(front: Front, asker: Asker, typed: str) -> Message:
    """Of the setups that are called so; of all, where none is, or none was named."""
    seen = [one for one in asker.setups if sees(asker.actor, one)]
    found = meant(typed, seen)
    if not found.setups:
        # Whoever sees none is told so, whatever they named.
        is_told = seen and not found.is_all
        note = not_called(typed, found.nearest, asker.say) if is_told else None
        return await _status(front, asker, asker.setups, note=note)
    note = nearly_called(typed, asker.say) if found.is_guess else None
    return await _status(front, asker, found.setups, note=note, is_all=False)


async def _status(
    front: Front,
    asker: Asker,
    setups: Sequence[Setup],
    *,
    note: Mrkdwn | None = None,
    is_all: bool = True,
) -> Message:
    """What concerns the asker, of these."""
    overview = await front.overviews.of(asker.actor, setups, email=asker.email, a_page=MOST_SETUPS)
    if not is_all:
        overview = replace(overview, of_cancelled=())
    return status_answer(overview, asker.say, note=note)


async def _status_of(front: Front, body: Body, asker: Asker, setup: Setup) -> Message:
    """Of one setup, chosen among many."""
    return await _status(front, asker, [setup], is_all=False)


async def _credentials(front: Front, body: Body, asker: Asker) -> Message | None:
    """Hand over or reveal, whichever is the asker's."""
    mine = [setup for setup in asker.setups if _is_admin_of(asker, setup)]
    if not mine:
        await front.refused_everywhere(body, asker)
        return refused_on_all(asker, Act.HAND_OVER, Act.REVEAL)
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
        return refused_on_all(asker, Act.HAND_OVER, Act.REVEAL)
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
        return refused_on_all(asker, act)
    if len(theirs) > 1:
        return which_answer(word, theirs, asker.say)
    return await perform(front, body, asker, theirs[0])


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
