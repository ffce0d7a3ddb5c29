"""What `Invite users` and `Sandbox account` say, judged before it is asked of the approvers."""

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.addresses import parse_addresses, unwrapped
from bot.domain.ids import RequestId
from bot.domain.refusals import NoSandbox, NotOfProduction, Refusal
from bot.domain.request import MOST_PEOPLE, Person, Request, RequestKind
from bot.domain.request_checks import allowed_domains, conflicts, foreign
from bot.domain.request_commands import AskForInvites, BeginsRequest
from bot.domain.request_steps import refuse_asking
from bot.domain.setup import Setup
from bot.handle import Refused
from bot.slack_faults import SlackFault
from bot.views.faults import (
    conflict_fault,
    foreign_domain_fault,
    malformed_fault,
    nobody_fault,
    sandbox_person_fault,
    too_many_people_fault,
)
from bot.views.ids import Field
from bot.views.modals import notice_modal
from bot.views.refusals import plain_words, words
from bot.views.sandbox_cards import no_sandbox_message
from bot.views.sandbox_modals import Wished, own_address_modal
from bot.views.text import Mrkdwn
from handlers.asking_lack import named_in
from handlers.front import READ_WITHIN, Asker, Front, SlackLate
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of
from handlers.replies import note_fault, unfit


@dataclass(frozen=True, slots=True)
class _Form:
    """What a window says, before it is judged."""

    people: tuple[Person, ...]
    note: str
    people_field: str  # where faults of who was chosen stand
    address_field: str
    note_field: str
    is_of_one: bool = False  # a sandbox account: both fields are filled
    is_own: bool = False  # the address of a sandbox account: they have it in Slack, too

    @property
    def filled_field(self) -> str:
        """Where faults of the whole stand: an empty field would hide what they are about."""
        is_typed = self.is_of_one or any(one.user_id is None for one in self.people)
        return self.address_field if is_typed else self.people_field


@dataclass(frozen=True, slots=True)
class _Again:
    """The window once more, with a question."""

    view: dict[str, Any]


_Errors: TypeAlias = dict[str, str]


async def submitted(front: Front, ack: AsyncAck, body: Body, command: type[BeginsRequest]) -> None:
    """Asked, or errors at the fields that keep what was typed, or asked back."""
    asker = await front.who(body)
    setup = asker.setup(setup_id_of(metadata_of(body)))
    why: Refusal | None = NotOfProduction()
    if setup is not None:
        why = refuse_asking(setup, command, asker.actor)
    if setup is None or why:
        text = words(why or NotOfProduction(), asker.say)
        if setup and isinstance(why, NoSandbox):
            text = no_sandbox(why, setup, asker)
        await ack(response_action="update", view=notice_modal(text, asker.say))
        return
    try:
        errors = await _ask(front, body, asker, setup, command)
    except SlackLate:
        is_invite = command is AskForInvites
        field = Field.PEOPLE if is_invite else Typed(body).block_like(Field.EMAIL)
        errors = {field: asker.say.plain("fault.slack_late")}
    if isinstance(errors, _Again):
        await ack(response_action="update", view=errors.view)
    elif errors:
        await ack(response_action="errors", errors=errors)
    else:
        await ack()


async def _ask(
    front: Front, body: Body, asker: Asker, setup: Setup, command: type[BeginsRequest]
) -> _Errors | _Again:
    """
    Field errors; none if it was asked.

    Raises:
        SlackLate: what decides could not be read in time.
    """
    is_invite = command is AskForInvites
    form = await (_invites(front, body, asker) if is_invite else _sandbox(front, body, asker))
    if not isinstance(form, _Form):
        return form
    kind = RequestKind.INVITE if is_invite else RequestKind.SANDBOX
    seen = seen_of(body)
    # The same for a repeated delivery, which would else find its people asked for already.
    request_id = RequestId(sha256(seen.encode()).hexdigest()[:16])
    if await front.ask.request(setup.team_id, request_id):
        return {}
    errors = await _faults(front, asker, setup, form, kind)
    if errors:
        return errors
    value = metadata_of(body)
    former = RequestId(value.run_id if value else "")
    if form.is_own:
        [one] = form.people
        wished = Wished(one.email, one.user_id, form.note, former)
        return _Again(own_address_modal(setup, asker.say, wished))
    about = (setup.id, request_id, form.people, form.note, asker.zone, former)
    answer = await front.handle(
        command(*about), by=asker.actor, seen=seen, loaded=asker.loaded(setup.id)
    )
    if isinstance(answer, Refused):
        return {form.filled_field: plain_words(answer.why, asker.say)}
    return {}


async def _invites(front: Front, body: Body, asker: Asker) -> _Form | _Errors:
    typed, say = Typed(body), asker.say
    chosen = typed.users(Field.PEOPLE)
    named = await front.people(asker.actor.team_id, chosen, since=asker.asked_at)
    addresses, malformed = parse_addresses(typed.text(Field.ADDRESSES))
    errors: _Errors = {}
    people: dict[str, Person] = {}
    faults: list[str] = []
    for user_id in chosen:
        one = named[user_id]
        if fault := unfit(one, say):
            name = one.name if one else user_id
            faults.append(say.plain("fault.person.named", name=name, fault=fault))
        elif one and one.email is None:
            faults.append(say.plain("fault.person.without_email", name=one.name))
        elif one and one.email:
            people[one.email] = Person(email=one.email, user_id=user_id)
    if faults:
        errors[Field.PEOPLE] = "; ".join(faults)
    if malformed:
        errors[Field.ADDRESSES] = malformed_fault(malformed, say)
    for email in addresses:
        people.setdefault(email, Person(email=email))
    if not people and not errors:
        errors[Field.ADDRESSES] = say.plain("fault.nobody_given")
    if len(people) > MOST_PEOPLE:
        errors[Field.ADDRESSES] = too_many_people_fault(len(people), say)
    note = typed.text(Field.NOTE).strip()
    where = (Field.PEOPLE, Field.ADDRESSES, Field.NOTE)
    return errors or _Form(tuple(people.values()), note, *where)


async def _sandbox(front: Front, body: Body, asker: Asker) -> _Form | _Errors:
    typed, say = Typed(body), asker.say
    fields = [Field.FOR_WHOM, Field.EMAIL, Field.REASON]
    whom, address, why = (typed.block_like(one) for one in fields)
    errors: _Errors = {}
    own = None
    user_id = typed.user(whom)
    if user_id is None:
        errors[whom] = say.plain("fault.person.missing")
    else:
        named = await front.people(asker.actor.team_id, [user_id], since=asker.asked_at)
        one = named[user_id]
        if fault := unfit(one, say):
            errors[whom] = fault
        own = one.email if one else None
    written = typed.text(address).strip()
    email = unwrapped(written)
    if email is None:
        errors[address] = say.plain("fault.sandbox_address", typed=written[:80])
    reason = typed.text(why).strip()
    if not reason:
        errors[why] = say.plain("fault.sandbox_reason_missing")
    if errors or email is None:
        return errors
    value = metadata_of(body)
    was_asked = value is not None and value.part == user_id
    person = Person(email=email, user_id=user_id)
    is_own = email == own and not was_asked
    return _Form((person,), reason, whom, address, why, is_of_one=True, is_own=is_own)


async def _faults(
    front: Front, asker: Asker, setup: Setup, form: _Form, kind: RequestKind
) -> _Errors:
    """What is wrong with whom it is asked for, or with the words beside it."""
    say = asker.say
    emails = [one.email for one in form.people]
    if fault := note_fault(form.note, say):
        return {form.note_field: fault}
    named = await front.people(setup.team_id, setup.everybody(), since=asker.asked_at)
    of_named = [one.email for one in named.values() if one]
    allowed = allowed_domains(setup, of_named)
    if strangers := foreign(emails, allowed):
        by_person = {one.email for one in form.people if one.user_id}
        is_chosen = kind is RequestKind.INVITE and all(one in by_person for one in strangers)
        field = form.people_field if is_chosen else form.address_field
        return {field: foreign_domain_fault(strangers, allowed, say)}
    record = await front.ask.of_request(setup, emails)
    if found := conflicts(kind, emails, record):
        chosen = {one.email for one in form.people if one.user_id}
        is_chosen = kind is RequestKind.INVITE and found[0].email in chosen
        field = form.people_field if is_chosen else form.address_field
        return {field: conflict_fault(found, say)}
    if kind is RequestKind.SANDBOX:
        [one] = form.people
        taken = await front.ask.sandbox_of(setup, one.user_id) if one.user_id else None
        if taken:
            return {form.people_field: sandbox_person_fault(taken, say)}
    draft = Request(
        schema_number=3,
        id=RequestId(""),
        team_id=setup.team_id,
        setup_id=setup.id,
        kind=kind,
        requester=asker.actor.user_id,
        people=form.people,
        asked_at=front.ask.now(),
    )
    try:
        async with asyncio.timeout_at(asker.asked_at + READ_WITHIN):
            nobody = await front.approvers.nobody_for(draft, setup)
            identity = await front.slack.identity()
    except (SlackFault, TimeoutError) as late:
        raise SlackLate from late
    if nobody is None:
        return {}
    lack = await named_in(front, asker, setup, draft, bot=identity.name)
    return {form.filled_field: nobody_fault(nobody, say, lack)}


def no_sandbox(why: NoSandbox, setup: Setup, asker: Asker) -> Mrkdwn:
    """With what to send to whoever can sell one."""
    said = (words(why, asker.say), no_sandbox_message(setup, asker.say))
    return Mrkdwn("\n".join(said))
