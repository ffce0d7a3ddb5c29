"""What must be so of requests at the end of a round."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.domain.effects import Card, Slot
from bot.domain.request import PersonState, Request, RequestKind, RequestStage
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.store import keys
from bot.views.request_cards import request_card
from bot.views.say import Say
from practice.slack import Message
from practice.slack.rendering import pressables
from tests.crash.company import Installation
from tests.crash.days import is_late, was_nudged
from tests.crash.errands import STAGES, Errand, Fate
from tests.crash.expected import cards, presses
from tests.crash.kept import TEAM
from tests.journeys.world import CHANNEL

OF_A_SANDBOX: Final = (
    "starter::U_STELLA",
    "marketo_admin::U_MARA",
    "sales_connect_admin::U_SOL",
    "salesforce_admin::U_SVEN",
)
# All others say what was so when they were sent.
KEPT_UP: Final = (
    Card.APPROVAL,
    Card.MY_REQUEST,
    Card.ESCALATION,
    Card.TO_FULFIL,
    Card.FULFIL_REMINDER,
)
OF_A_REQUEST: Final = (*KEPT_UP, Card.REQUEST_NEWS, Card.NUDGE, Card.FULFILLED)
REMINDERS: Final = ("reminder:", "stuck:")
REPORTS: Final = frozenset({"I've invited them", "Account created"})
DECIDES: Final = frozenset({"Approve", "Reject", "Withdraw"}) | REPORTS


async def requests_are_well(there: Installation) -> None:
    """Raises: AssertionError."""
    setup = await there.setup()
    assert setup is not None
    requests = await there.requests()
    assert len(requests) == len(there.errands)
    for errand in there.errands:
        request = await errand.found()
        _is_as_pressed(errand, request, there.days)
        await _was_pressed_once(there, errand, request)
        _every_card_came_once(there, errand, request)
        await _the_last_state_is_shown(there, request, setup)
    await _nobody_is_held(there, requests, setup)
    await _who_was_there_is_known(there, requests)
    await _is_on_record(there, requests, setup)
    await _one_sandbox_began(there, setup)


def _is_as_pressed(errand: Errand, request: Request, days: int) -> None:
    """By the last press that was accepted, or by nobody in time."""
    waits = errand.fate is Fate.WAITS
    stage = RequestStage.EXPIRED if waits and days > 1 else STAGES[errand.fate]
    assert request.stage is stage, errand
    assert request.nobody is None, errand
    assert [one.email for one in request.people] == list(errand.for_whom), errand
    rejected = errand.some or (range(len(request.people)) if errand.fate is Fate.REJECTED else ())
    assert request.numbers(PersonState.REJECTED) == tuple(rejected), errand
    done = len(request.people) - len(rejected) if errand.fate is Fate.DONE else 0
    assert len(request.numbers(PersonState.DONE)) == done, errand
    if days:
        assert is_late(request) if days > 1 else was_nudged(request), errand
    else:
        late = (request.nudges, request.escalated_to, request.reminders)
        assert late == (0, None, 0), errand


async def _was_pressed_once(there: Installation, errand: Errand, request: Request) -> None:
    assert await there.presses(request.ref) == presses(errand, request), errand


def _every_card_came_once(there: Installation, errand: Errand, request: Request) -> None:
    """The setup of the sandbox has the id of the request that it began with."""
    posted, sent = there.company.posted_of(request.id), cards(errand, request)
    if errand.kind is RequestKind.SANDBOX and errand.fate is Fate.DONE:
        sent.update(OF_A_SANDBOX)
        posted = without_reminders(posted)
    assert posted == sent, (errand, posted - sent, sent - posted)


async def _the_last_state_is_shown(there: Installation, request: Request, setup: Setup) -> None:
    for slot, message in _messages(there, request):
        card = request_card(request, setup, slot, Say(Language.EN))
        if slot.card in KEPT_UP:
            assert message.text == card.text, slot
            buttons = [button.label for button in pressables(card.blocks)]
            assert message.buttons == buttons, slot
        if request.is_over:  # what was taken back late can still be reported
            spent = DECIDES - REPORTS if request.is_taken_back_late else DECIDES
            assert spent.isdisjoint(message.buttons), slot
        sent = await there.sent(request.ref, slot)
        assert sent is not None, slot
        assert (sent.channel, sent.ts) == (message.channel, message.ts), slot
        if slot.card is Card.NUDGE:
            above = there.company.card(request.id, Slot(card=Card.APPROVAL, to=CHANNEL).key)
            assert above is not None
            assert message.thread_ts == above.ts, slot


def _messages(there: Installation, request: Request) -> Iterator[tuple[Slot, Message]]:
    """But those of a sandbox that began with it."""
    for effect, message in there.company.marked():
        _, about, card, part, to = effect.split(":", 4)
        if about == request.id and card in OF_A_REQUEST:
            yield Slot(card=Card(card), part=part, to=to), Message.of(message)


async def _nobody_is_held(there: Installation, requests: list[Request], setup: Setup) -> None:
    """But those of open requests: for all others anybody may ask."""
    for kind in RequestKind:
        held = {
            one.people[number].email: one.id
            for one in requests
            for number in range(len(one.people))
            if one.kind is kind and one.holds(number)
        }
        key = keys.asked_for(TEAM, setup.id, kind)
        assert await there.hash(key) == held
    waiting = {one.id: one.kind.value for one in requests if not one.is_over}
    key = keys.requests(TEAM, setup.id)
    assert await there.members(key) == set(waiting)
    assert setup.requests == waiting


async def _who_was_there_is_known(there: Installation, requests: list[Request]) -> None:
    """While it waits on a card, and no longer."""
    for one in requests:
        kept = await there.members(keys.members(TEAM, one.id))
        assert bool(kept) == (one.stage is RequestStage.OPEN), one
        assert kept == set(one.members), one


async def _is_on_record(there: Installation, requests: list[Request], setup: Setup) -> None:
    """Who was invited, and whose account is there."""
    about = (TEAM, setup.id)
    records = {RequestKind.INVITE: keys.invited(*about), RequestKind.SANDBOX: keys.accounts(*about)}
    for kind, key in records.items():
        found = await there.hash(key)
        of_whom = {email: json.loads(record)["request"] for email, record in found.items()}
        assert of_whom == {
            email: one.id
            for one in requests
            for email in one.emails(PersonState.DONE)
            if one.kind is kind
        }


async def _one_sandbox_began(there: Installation, setup: Setup) -> None:
    """With the account, and never without; the Marketo admin was asked before, once."""
    accounts = [one for one in there.errands if one.kind is RequestKind.SANDBOX]
    if not accounts:
        assert not await there.sandboxes()
        assert not setup.sandbox_asked
        return
    [account] = accounts
    request = await account.found()
    began = [(str(one.id), one.stage) for one in await there.sandboxes()]
    is_done = account.fate is Fate.DONE
    assert began == ([(str(request.id), Stage.NAMED)] if is_done else [])
    owns = {Fate.DONE: True, Fate.CLOSED: False}.get(account.fate)
    assert (setup.sandbox.owns if setup.sandbox else None) is owns
    if account.fate is not Fate.WITHDRAWN:  # perhaps before the setup heard of it
        assert setup.sandbox_asked == "U_MARA"


def without_reminders(posted: Counter[str]) -> Counter[str]:
    """Of setups: theirs depend on what else is left to do in them."""
    return Counter({one: n for one, n in posted.items() if not one.startswith(REMINDERS)})
