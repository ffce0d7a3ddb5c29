"""`Sandbox account`: opened by the command, filled in, and checked before anybody is asked."""

from collections.abc import Awaitable, Callable
from typing import Final

import pytest

from practice.slack import Message
from tests.journeys import bulk, requests
from tests.journeys.requests import cards, mine, opened, press
from tests.journeys.sandboxes import (
    SBX,
    WHY,
    answers,
    approved,
    asked,
    begun,
    filled,
    form,
    fulfil_card,
    owned,
    questions,
    refused,
    sent,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import CLIENT_SECRET, World


@pytest.mark.parametrize("typed", ["", SBX], ids=["without", "with"])
async def test_the_command_opens_the_window_with_what_was_typed(world: World, typed: str) -> None:
    """Its labels are those of the contract; nobody is asked by it."""
    await begun(world)

    answer = await world.ada.command(f"/salesconnect sandbox {typed}")

    modal = opened(world.ada)
    assert answer.is_empty
    assert (modal.title, modal.submit_label) == ("Sandbox account", "Request")
    shown = {"E-mail address": typed or None, "For whom": None, "Reason": None}
    assert modal.values == shown
    await settled(world)
    assert cards(world) == []


@OVER_HTTP
async def test_what_is_no_address_behind_the_command_is_kept_to_be_mended(world: World) -> None:
    """Of several addresses the window opens with the first, and says that it does."""
    await begun(world)

    await world.ada.command("/salesconnect sandbox benoit+sbx")
    assert opened(world.ada).values["E-mail address"] == "benoit+sbx"
    await world.ada.close()
    await world.ada.command(f"/salesconnect sandbox {SBX} noa+sbx@acme.example")

    assert opened(world.ada).values["E-mail address"] == SBX
    assert "One account a request" in opened(world.ada).text


async def test_a_request_is_posted_with_who_asks_for_whom_and_why(world: World) -> None:
    """In the channel, with both buttons; the requester has a card that takes it back."""
    await begun(world)

    card = await asked(world)

    for words in ("<@U_ADA>", "<@U_BENOIT>", SBX, WHY, "<#C_INVITES>"):
        assert words in card.all_text
    assert card.buttons == ["Approve", "Reject"]
    assert mine(world.ada).buttons == ["Withdraw"]


@OVER_HTTP
async def test_in_french_it_is_the_same_window(world: World) -> None:
    """For whoever reads French; the card is in the language of the channel."""
    await begun(world)
    await world.benoit.command(f"/salesconnect sandbox {SBX}")
    modal = opened(world.benoit)
    assert (modal.title, modal.submit_label) == ("Compte sandbox", "Demander")
    await world.benoit.fill("Pour qui", "U_BENOIT")
    await world.benoit.fill("Motif", "pour des essais")

    assert await sent(world, world.benoit) == {}

    [card] = cards(world)
    assert "pour des essais" in card.all_text
    assert card.buttons == ["Approve", "Reject"]


@OVER_HTTP
async def test_who_cannot_ask_reads_why(world: World) -> None:
    """A guest, and everybody where no production setup was started; no window opens."""
    without_setup = await world.ada.command("/salesconnect sandbox")
    await begun(world)
    by_guest = await world.gus.command("/salesconnect sandbox")

    assert "no open production setup" in without_setup.text
    assert "Guests" in by_guest.text
    assert world.ada.modal is None
    assert world.gus.modal is None


@OVER_HTTP
async def test_each_field_says_what_is_wrong_with_it(world: World) -> None:
    """And keeps what was typed; nothing is asked of anybody."""
    await begun(world)
    wrong: dict[str, tuple[dict[str, object], str]] = {
        "malformed": ({"E-mail address": "benoit+sbx@acme"}, "benoit+sbx@acme"),
        "foreign": ({"E-mail address": "benoit@elsewhere.example"}, "acme.example"),
        "empty": ({"E-mail address": None}, ""),
        "guest": ({"For whom": "U_GUS"}, "guest"),
        "bot": ({"For whom": "U_ROBOT"}, "bot"),
        "external": ({"For whom": "U_EXT"}, "another organisation"),
        "nobody": ({"For whom": None}, ""),
        "blank": ({"Reason": "   "}, ""),
        "secret": ({"Reason": f"use {CLIENT_SECRET}"}, "secret"),
    }
    good = {"E-mail address": SBX, "For whom": "U_BENOIT", "Reason": WHY}
    await form(world)

    for name, (given, words) in wrong.items():
        for label, value in (good | given).items():
            await world.ada.fill(label, value)
        errors = await sent(world, world.ada)
        [label] = given
        assert list(errors) == [label], name
        assert words in errors[label], name
        assert CLIENT_SECRET not in errors[label]
    assert cards(world) == []


async def test_an_address_that_they_have_in_slack_is_asked_about_once(world: World) -> None:
    """
    Most likely it is on production, where it stays. The window says so with another one, and keeps
    what was typed; sent once more, it is meant.
    """
    await begun(world)
    await form(world, typed="benoit@acme.example")
    assert await sent(world, world.ada) == {}

    asked_back = opened(world.ada)
    assert cards(world) == []
    assert "benoit+sandbox@acme.example" in asked_back.text
    kept = {"E-mail address": "benoit@acme.example", "For whom": "U_BENOIT", "Reason": WHY}
    assert asked_back.values == kept
    assert await sent(world, world.ada) == {}

    assert world.ada.modal is None
    [card] = cards(world)
    assert "benoit@acme.example" in card.all_text


@OVER_HTTP
async def test_the_address_that_is_offered_is_taken_at_once(world: World) -> None:
    """And faults of the window that came back stand at its fields."""
    await begun(world)
    await form(world, typed="benoit@acme.example")
    await sent(world, world.ada)

    await world.ada.fill("Reason", "  ")
    assert list(await sent(world, world.ada)) == ["Reason"]
    await world.ada.fill("Reason", WHY)
    await world.ada.fill("E-mail address", "benoit+sandbox@acme.example")
    assert await sent(world, world.ada) == {}

    [card] = cards(world)
    assert "benoit+sandbox@acme.example" in card.all_text


@OVER_HTTP
async def test_of_somebody_else_it_is_asked_again(world: World) -> None:
    """It was asked about one person, and said of whom."""
    await begun(world)
    await form(world, typed="benoit@acme.example")
    await sent(world, world.ada)

    await world.ada.fill("For whom", "U_SVEN")
    await world.ada.fill("E-mail address", "sven@acme.example")
    assert await sent(world, world.ada) == {}

    assert cards(world) == []
    assert "sven+sandbox@acme.example" in opened(world.ada).text


NOA: Final = "noa@acme.example"


async def _connected(world: World) -> None:
    await bulk.at_work(world)
    await bulk.connected(world, addresses=NOA)


async def _running(world: World) -> None:
    await bulk.at_work(world)
    await bulk.started(world, addresses=NOA)


async def _invited(world: World) -> None:
    await begun(world)
    await requests.invited(world, NOA)


async def _to_be_invited(world: World) -> None:
    await begun(world)
    await requests.asked(world, NOA)


ON_PRODUCTION: Final[dict[str, Callable[[World], Awaitable[None]]]] = {
    "connected": _connected,
    "in a run": _running,
    "invited": _invited,
    "asked for": _to_be_invited,
}


@OVER_HTTP
@pytest.mark.parametrize("how", ON_PRODUCTION)
async def test_an_address_of_production_is_refused(world: World, how: str) -> None:
    """The sandbox needs a different e-mail; an example shows how one is made."""
    await ON_PRODUCTION[how](world)
    before = len(cards(world))

    errors = await refused(world, by=world.stella, typed=NOA)

    assert list(errors) == ["E-mail address"]
    assert "different e-mail" in errors["E-mail address"]
    assert "+sandbox@acme.example" in errors["E-mail address"]
    assert len(cards(world)) == before


@OVER_HTTP
async def test_one_address_is_asked_for_once(world: World) -> None:
    """Not while its request is open, nor when there is an account."""
    await begun(world)
    await approved(world)

    meanwhile = await refused(world, by=world.stella)
    await owned(world)
    await press(world, world.sol, "Account created", fulfil_card(world.sol))
    afterwards = await refused(world, by=world.sven)

    assert "still open" in meanwhile["E-mail address"]
    assert "has a sandbox account already" in afterwards["E-mail address"]
    assert len(cards(world)) == 1


@OVER_HTTP
async def test_two_who_ask_for_one_address_at_once_are_one_request(world: World) -> None:
    """Both windows were open; the slower one reads why, and keeps what was typed."""
    await begun(world)
    await form(world)
    await form(world, by=world.stella)

    first = await sent(world, world.ada)
    second = await sent(world, world.stella)

    assert first == {}
    assert "still open" in second["E-mail address"]
    assert len(cards(world)) == 1


async def test_a_submission_that_arrives_again_asks_nothing_again(world: World) -> None:
    """One card in the channel, one of the requester, one question to the Marketo admin."""
    await begun(world)
    await asked(world)
    submission = next(
        one for one in reversed(world.slack.deliveries) if one.payload["type"] == "view_submission"
    )

    again = await world.slack.redeliver(submission)
    await settled(world)

    assert not again.answer
    assert len(cards(world)) == 1
    assert len(answers(world.ada)) == 1
    assert len(questions(world.mara)) == 1


@OVER_HTTP
async def test_with_two_productions_the_command_asks_which(world: World) -> None:
    """The address stays in what opens then."""
    await begun(world)
    await begun(world, Name="EMEA")

    answer = await world.ada.command(f"/salesconnect sandbox {SBX}")
    which: list[Message] = list(answer.messages)
    [label] = [one for one in answer.buttons if "EMEA" in one]
    await world.ada.press(label, in_=which[0])

    assert opened(world.ada).values["E-mail address"] == SBX
    await filled(world.ada)
    assert await sent(world, world.ada) == {}
    assert "EMEA" in cards(world)[-1].all_text


@OVER_HTTP
async def test_one_person_is_asked_for_once_whatever_the_address(world: World) -> None:
    """At the field of the person, with the address of the open request; then of the account."""
    await begun(world)
    await asked(world)
    other = "benoit+second@acme.example"

    errors = await refused(world, by=world.sven, typed=other)

    assert list(errors) == ["For whom"]
    assert SBX in errors["For whom"]
    assert "still open" in errors["For whom"]
    await press(world, world.ada, "Withdraw", mine(world.ada))
    await approved(world)
    await owned(world)
    await press(world, world.sol, "Account created", fulfil_card(world.sol))
    errors = await refused(world, by=world.sven, typed=other)
    assert f"a sandbox account already: {SBX}" in errors["For whom"]
