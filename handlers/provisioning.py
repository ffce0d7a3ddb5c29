"""`Connect users`, `Disconnect users`: whom, with which workspaces; a preview follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.models.blocks import Option

from bot.domain.addresses import parse_addresses
from bot.domain.command_text import CommandText
from bot.domain.effects import Sources
from bot.domain.ids import RunId, SeenId, UserId
from bot.domain.people import Act, Standing, refuse
from bot.domain.provisioning import Candidate, Plan, chosen_of, plan_disconnect, plan_run
from bot.domain.refusals import (
    NoSuchSetup,
    Refusal,
    TooEarly,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.domain.run import Purpose
from bot.domain.run_commands import PlanDisconnect, PlanRun
from bot.domain.run_plan import refuse_connecting, refuse_planning
from bot.domain.setup import Setup
from bot.domain.workspaces import Known
from bot.handle import Done, Refused
from bot.slack import KnownPerson
from bot.views import ids
from bot.views.answers import refusal_answer, too_early_answer
from bot.views.blocks import Message
from bot.views.faults import malformed_fault, person_fault
from bot.views.ids import Field
from bot.views.modals import notice_modal
from bot.views.provisioning_modals import (
    connect_users_modal,
    disconnect_modal,
    workspace_options,
)
from bot.views.refusals import plain_words, words
from bot.views.say import Say
from handlers.front import Asker, Front, SlackLate
from handlers.owner import groups_found
from handlers.payload import Body, Typed, metadata_of, setup_id_of, typed_in
from handlers.reading import reading
from handlers.replies import gone
from handlers.shown_preview import shown_preview


def register(app: AsyncApp, front: Front) -> None:
    """The buttons that open the two modals, and their submissions."""

    @app.action(ids.CONNECT_USERS)
    async def wants_to_connect(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await provision(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.PREPARE)
    async def wants_to_prepare(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await _prepare(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.view(ids.CONNECT_USERS_MODAL)
    async def named_people(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _named(front, ack, body, Purpose.CONNECT)

    @app.view(ids.DISCONNECT_MODAL)
    async def named_for_disconnect(ack: AsyncAck, body: dict[str, Any]) -> None:
        gets_others = Typed(body).option(Field.THEN) != Purpose.DISCONNECT
        await _named(front, ack, body, Purpose.CHANGE if gets_others else Purpose.DISCONNECT)


async def workspaces_found(front: Front, body: Body) -> list[Option]:
    """What `Workspaces` offers for the letters typed so far."""
    asker = await front.who(body)
    setup = asker.setup(setup_id_of(metadata_of(body)))
    if setup is None or refuse(PlanRun.act, asker.actor, setup.people) is not None:
        return []
    return workspace_options(setup, str(body.get("value") or ""), asker.say)


async def user_groups_found(front: Front, body: Body) -> list[Option]:
    """What `User groups` offers; that there is none is an option that does nothing."""
    found = await groups_found(front, body)
    return [one for one in found if one.value != ids.NO_GROUP] or found


async def provision(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The modal `Connect users`, or the time left, or who may."""
    if answer := not_yet(front, asker, setup, Act.CONNECT_USERS):
        return answer
    return await _open(front, body, asker, setup, connect_users_modal)


async def connect_people(
    front: Front, body: Body, asker: Asker, setup: Setup, emails: Sequence[str]
) -> Message | None:
    """The same window, with these addresses in it."""
    if answer := not_yet(front, asker, setup, Act.CONNECT_USERS):
        return answer
    await front.marketo_lists.wanted(setup)
    view = connect_users_modal(setup, asker.say, typed=emails, takes_files=takes_files_here(front))
    return await front.open_or_say(body, view, asker.say)


async def disconnect(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The modal `Disconnect users`, or why not."""
    if answer := not_yet(front, asker, setup, Act.DISCONNECT):
        return answer
    return await _open(front, body, asker, setup, disconnect_modal)


async def _open(
    front: Front, body: Body, asker: Asker, setup: Setup, modal: Callable[..., dict[str, Any]]
) -> Message | None:
    """With whom the command names."""
    await front.marketo_lists.wanted(setup)
    typed = typed_in(body)
    view = modal(
        setup,
        asker.say,
        typed=_addresses_of(typed),
        people=typed.people,
        unknown=typed.names,
        takes_files=takes_files_here(front),
    )
    return await front.open_or_say(body, view, asker.say)


def _addresses_of(typed: CommandText) -> list[str]:
    """Behind the command's word; last what is none, which the window can name."""
    good, bad = parse_addresses(typed.rest)
    return [*good, *(one.typed for one in bad)]


def takes_files_here(front: Front) -> bool:
    return not front.slack.lacks("files:read")


def not_yet(front: Front, asker: Asker, setup: Setup, act: Act) -> Message | None:
    refusal = refuse_connecting(setup, asker.actor, front.ask.now(), act)
    if isinstance(refusal, TooEarly):
        return too_early_answer(refusal, setup, asker.say)
    return refusal_answer(words(refusal, asker.say)) if refusal else None


async def _prepare(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The same modal during the wait: what it plans is started later, by one press."""
    if refusal := refuse_planning(setup, asker.actor):
        return refusal_answer(words(refusal, asker.say))
    former = None
    if setup.prepared:
        former = await front.ask.draft(setup.team_id, setup.prepared.run_id)
    await front.marketo_lists.wanted(setup)
    view = connect_users_modal(setup, asker.say, former, takes_files=takes_files_here(front))
    return await front.open_or_say(body, view, asker.say)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a window says, as far as the answer to it can judge."""

    candidates: tuple[Candidate, ...]
    sources: Sources

    @property
    def must_be_read(self) -> bool:
        """Whether some of it is elsewhere, and takes longer than an answer may."""
        return bool(self.sources.groups or self.sources.file_id or self.sources.marketo)


async def _named(front: Front, ack: AsyncAck, body: Body, purpose: Purpose) -> None:
    asker = await front.who(body)
    setup = asker.setup(setup_id_of(metadata_of(body)))
    if setup is None:
        notice = notice_modal(words(NoSuchSetup(), asker.say), asker.say)
        await ack(response_action="push", view=notice)
        return
    given = await _given(front, body, asker, setup, purpose)
    if not isinstance(given, _Given):
        await ack(response_action="errors", errors=given)
        return
    if given.must_be_read:
        view = await reading(front, body, asker, setup, given.sources)
        await ack(response_action="push", view=view)
        return
    plan = await _plan(front, setup, given, purpose)
    if not isinstance(plan, Plan):
        await ack(response_action="errors", errors={Field.PEOPLE: plain_words(plan, asker.say)})
        return
    view = await planned(front, asker, setup, RunId(token_hex(8)), plan)
    await ack(response_action="push", view=view)


async def planned(
    front: Front, asker: Asker, setup: Setup, run_id: RunId, plan: Plan
) -> dict[str, Any]:
    """
    The preview of a new draft, or why there is none.

    Not seen by its view: going back from the preview and on again submits that once more.
    """
    plan_command = PlanRun if plan.purpose is Purpose.CONNECT else PlanDisconnect
    command = plan_command(setup.id, run_id, plan)
    answer = await front.handle(command, by=asker.actor, seen=SeenId(f"plan:{run_id}"))
    if isinstance(answer, Done) and answer.run:
        return shown_preview(front, answer.run, answer.setup, asker)
    return _refused_view(answer.why if isinstance(answer, Refused) else NoSuchSetup(), asker.say)


def _refused_view(why: Refusal, say: Say) -> dict[str, Any]:
    return notice_modal(words(why, say), say)


async def _plan(front: Front, setup: Setup, given: _Given, purpose: Purpose) -> Plan | Refusal:
    facts = await front.ask.facts(setup, [one.email for one in given.candidates])
    known = Known(setup.workspaces, setup.default_workspace)
    chosen = given.sources.workspaces
    if purpose is Purpose.CONNECT:
        return plan_run(given.candidates, chosen, known, facts)
    to = chosen if purpose is Purpose.CHANGE else None
    owner = await front.ask.known_person(setup.team_id, setup.sales_connect_admin)
    return plan_disconnect(given.candidates, to, known, facts, owner=owner)


async def _given(
    front: Front, body: Body, asker: Asker, setup: Setup, purpose: Purpose
) -> _Given | dict[str, str]:
    """What was chosen and typed, or field errors that lose nothing of it."""
    typed, say = Typed(body), asker.say
    chosen = typed.users(Field.PEOPLE)
    try:
        people = await front.people(asker.actor.team_id, chosen, since=asker.asked_at)
    except SlackLate:
        return {Field.PEOPLE: say.plain("fault.slack_late")}
    candidates, errors = _candidates(chosen, people, purpose, asker)
    addresses, malformed = parse_addresses(typed.text(Field.ADDRESSES))
    if malformed:
        errors[Field.ADDRESSES] = malformed_fault(malformed, say)
    workspaces = chosen_workspaces(typed.options(Field.WORKSPACES), setup, say)
    if isinstance(workspaces, str):
        errors[Field.WORKSPACES] = workspaces
        workspaces = ()
    if errors:
        return errors
    groups = [one for one in typed.options(Field.GROUPS) if one.startswith(ids.GROUP)]
    sources = Sources(
        people=tuple(chosen),
        groups=tuple(one.removeprefix(ids.GROUP) for one in groups),
        addresses=addresses,
        file_id=next(iter(typed.files(Field.FILE)), ""),
        marketo=bool(typed.options(Field.MARKETO_USERS)),
        workspaces=workspaces,
        purpose=purpose.value,
    )
    return _Given((*candidates, *map(Candidate, addresses)), sources)


def chosen_workspaces(picked: list[str], setup: Setup, say: Say) -> tuple[str, ...] | str:
    """The names chosen in a selector, none for the default one; or what is wrong with them."""
    names = [
        one.removeprefix(ids.NAMED_WORKSPACE)
        for one in picked
        if one.startswith(ids.NAMED_WORKSPACE)
    ]
    if names and len(names) < len(picked):
        return say.plain("fault.default_and_others")
    found = chosen_of(names, Known(setup.workspaces, setup.default_workspace))
    if isinstance(found, UnknownWorkspace | TooManyWorkspaces):
        return plain_words(found, say)
    return found


def _candidates(
    chosen: list[UserId], people: dict[UserId, KnownPerson | None], purpose: Purpose, asker: Asker
) -> tuple[list[Candidate], dict[str, str]]:
    """Who left Slack can still be disconnected."""
    candidates: list[Candidate] = []
    faults: list[str] = []
    say = asker.say
    for user_id in chosen:
        person = people[user_id]
        is_fit = purpose is not Purpose.CONNECT or (
            person is not None and person.standing is Standing.MEMBER
        )
        if person is None:
            faults.append(say.plain("fault.person.unknown"))
        elif not is_fit:
            fault = person_fault(person.standing, say)
            faults.append(say.plain("fault.person.named", name=person.name, fault=fault))
        elif person.email is None:
            faults.append(say.plain("fault.person.without_email", name=person.name))
        else:
            candidates.append(Candidate(person.email, user_id))
    return candidates, {Field.PEOPLE: "; ".join(faults)} if faults else {}
