"""`Invite users`, `Sandbox account`: opened in many ways, checked, asked of the approvers."""

import re
from collections.abc import Sequence
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.addresses import parse_addresses
from bot.domain.ids import RunId, UserId
from bot.domain.refusals import MembersOnly, NoSandbox, NotOfProduction, Refusal
from bot.domain.request import MOST_PEOPLE, RequestKind
from bot.domain.request_commands import AskForInvites, AskForSandbox, BeginsRequest
from bot.domain.request_steps import refuse_asking
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.domain.wish_words import read
from bot.domain.wishes import Wish
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.ids import Wanted, parse_wanted
from bot.views.refusals import words
from bot.views.request_choice import which_request_answer
from bot.views.request_modals import invite_modal
from bot.views.sandbox_modals import Wished, sandbox_modal
from handlers.asking_forms import no_sandbox, submitted
from handlers.front import Asker, Front
from handlers.payload import Body, setup_id_of, typed_in, value_of
from handlers.replies import gone

_ACTION_OF: Final = {Wish.INVITE: ids.ASK_FOR_INVITES, Wish.SANDBOX: ids.ASK_FOR_SANDBOX}
_COMMAND_OF: Final[dict[Wish, type[BeginsRequest]]] = {
    Wish.INVITE: AskForInvites,
    Wish.SANDBOX: AskForSandbox,
}
_BUTTONS: Final = re.compile(f"^({ids.ASK_FOR_INVITES}|{ids.ASK_FOR_SANDBOX})(:\\d+)?$")


def register(app: AsyncApp, front: Front) -> None:
    """Buttons, shortcuts on a message, and the two submissions; the commands are in `commands`."""

    @app.action({"action_id": _BUTTONS})
    async def wants_to_ask(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        action = body["actions"][0]
        is_sandbox = action["action_id"].startswith(ids.ASK_FOR_SANDBOX)
        wanted = parse_wanted(str(action.get("value", ""))) or Wanted("")
        wish = Wish.SANDBOX if is_sandbox else Wish.INVITE
        await front.answer_press(body, await ask(front, body, asker, wish, wanted), asker)
        await ack()

    @app.action(ids.INVITE_THEM)
    async def wants_to_invite_them(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        await front.answer_press(body, await _invite_them(front, body, asker), asker)
        await ack()

    @app.shortcut(ids.INVITE_FROM_MESSAGE)
    async def invites_from(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _from_message(front, body, Wish.INVITE)
        await ack()

    @app.shortcut(ids.SANDBOX_FROM_MESSAGE)
    async def sandbox_from(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _from_message(front, body, Wish.SANDBOX)
        await ack()

    @app.view(ids.INVITE_MODAL)
    async def asked_for_invites(ack: AsyncAck, body: dict[str, Any]) -> None:
        await submitted(front, ack, body, AskForInvites)

    @app.view(ids.SANDBOX_MODAL)
    async def asked_for_sandbox(ack: AsyncAck, body: dict[str, Any]) -> None:
        await submitted(front, ack, body, AskForSandbox)


async def ask_by_command(front: Front, body: Body, asker: Asker, wish: Wish) -> Message | None:
    """`invite` and `sandbox`, filled in with the people and the addresses behind the word."""
    typed = typed_in(body)
    good, bad = parse_addresses(typed.rest)
    # What is no address the window can name: last of many, or in place of the only one.
    words = tuple(one.typed for one in bad)
    named = (*good, *words) if wish is Wish.INVITE else good or words[:1]
    wanted = Wanted("", named, typed.people[:MOST_PEOPLE])
    return await ask(front, body, asker, wish, wanted, names=typed.names)


async def ask(
    front: Front,
    body: Body,
    asker: Asker,
    wish: Wish,
    wanted: Wanted,
    *,
    names: Sequence[str] = (),
) -> Message | None:
    """
    The window, filled in; or which setup is meant, or why not. `names`: of whom nobody says who
    they are.
    """
    if not asker.is_member:
        return refusal_answer(words(MembersOnly(), asker.say))
    setups = [
        one
        for one in asker.setups
        if one.kind is Kind.PRODUCTION and wanted.setup_id in ("", one.id)
    ]
    if not setups:
        return refusal_answer(words(NotOfProduction(), asker.say))
    if len(setups) > 1:
        return which_request_answer(_ACTION_OF[wish], setups, wanted, asker.say, names=names)
    [setup] = setups
    return await _open(front, body, asker, wish, setup, wanted, names)


async def _open(
    front: Front,
    body: Body,
    asker: Asker,
    wish: Wish,
    setup: Setup,
    wanted: Wanted,
    names: Sequence[str] = (),
) -> Message | None:
    if why := refuse_asking(setup, _COMMAND_OF[wish], asker.actor):
        return _refused(why, setup, asker)
    people = [UserId(one) for one in wanted.people]
    if wish is Wish.INVITE:
        view = invite_modal(
            setup,
            asker.say,
            people=people,
            typed=wanted.emails,
            names=names,
            former=wanted.former,
        )
    else:
        first, whom = next(iter(wanted.emails), ""), next(iter(people), None)
        wished = Wished(first, whom, former=wanted.former)
        is_first = max(len(wanted.emails), len(people)) > 1
        view = sandbox_modal(setup, asker.say, wished, is_first=is_first, names=names)
    return await front.open_or_say(body, view, asker.say)


async def _invite_them(front: Front, body: Body, asker: Asker) -> Message | None:
    """Above a preview: of its people those of whom no invite is on record, or asked for."""
    value = value_of(body)
    setup_id = setup_id_of(value)
    setup = asker.setup(setup_id)
    run = await front.ask.draft(asker.actor.team_id, RunId(value.run_id if value else ""))
    if setup is None or run is None or run.setup_id != setup_id:
        return gone(asker)
    emails = [row.email for row in run.rows.values()]
    record = await front.ask.of_request(setup, emails)
    asked_for = record.asked_for.get(RequestKind.INVITE, {})
    wanted = [one for one in emails if one not in record.invited and one not in asked_for]
    # More than a button's value holds: the window is opened with them at once.
    return await _open(front, body, asker, Wish.INVITE, setup, Wanted(setup_id, tuple(wanted)))


def _refused(why: Refusal, setup: Setup, asker: Asker) -> Message:
    if isinstance(why, NoSandbox):
        return refusal_answer(no_sandbox(why, setup, asker))
    return refusal_answer(words(why, asker.say))


async def _from_message(front: Front, body: Body, wish: Wish) -> None:
    """Of somebody's message only the addresses and the people it names are taken."""
    asker = await front.who(body)
    identity = await front.slack.identity()
    text = str((body.get("message") or {}).get("text") or "")
    said = read(text, bot=UserId(identity.user_id))
    named = said.emails or said.people
    wanted = Wanted("", said.emails, said.people if named else _author_of(body))
    await front.answer_press(body, await ask(front, body, asker, wish, wanted), asker)


def _author_of(body: Body) -> tuple[UserId, ...]:
    """Who wrote it, where it names nobody: `can I have an account, too?`"""
    message = body.get("message") or {}
    author = message.get("user")
    return (UserId(author),) if author and not message.get("bot_id") else ()
