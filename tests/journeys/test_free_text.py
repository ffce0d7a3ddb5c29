"""A sentence in the DM: what it asks for is offered, prefilled, and never done by itself."""

from typing import Final

import pytest

from bot.domain.effects import Card
from practice.slack import Message, Person
from tests.journeys.requests import cards, dm_cards, opened, press
from tests.journeys.sandboxes import (
    DEMANDER,
    NOA,
    NOT_OWNED,
    REQUEST,
    SBX,
    answers,
    asked,
    begun,
    filled,
    question,
    sent,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import World

INVITE: Final = "Invite users"
INVITER: Final = "Inviter des utilisateurs"
WISHES: Final = {
    f"Morning! Would you kindly arrange a sandbox account for @noa, {SBX}?": REQUEST,
    f"@noa is missing sandbox access, please set it up with {SBX}": REQUEST,
    f"Bonjour, pourrait-on ouvrir un compte sandbox à @noa ? Adresse : {SBX}. Merci": DEMANDER,
    f"il faudrait à @noa un accès sandbox, son adresse serait {SBX}": DEMANDER,
    f"Could someone invite @noa to Sales Connect? His mail: {SBX}": INVITE,
    f"Peux-tu inviter @noa sur Sales Connect ? Son adresse : {SBX}": INVITER,
}
NO_WISHES: Final = (
    f"Does {SBX} already have a sandbox account?",
    f"Why can't {SBX} log in to the sandbox?",
    f"Who approved the sandbox account of {SBX}?",
    f"Can I use {SBX} on production as well?",
    f"Thanks, {SBX} got the sandbox login yesterday!",
    f"{SBX} a-t-elle déjà un compte sandbox ?",
    f"Comment {SBX} se connecte-t-elle à la sandbox ?",
    f"Merci, {SBX} a bien reçu son accès sandbox hier",
    "What is a sandbox?",
    "Qui paie la sandbox ?",
    "Good morning",
)


async def _answer_to(world: World, person: Person, text: str) -> Message:
    """The one answer, in the thread of what was said."""
    before = len(answers(person))
    said = await person.say(text)
    await settled(world)
    [answer] = answers(person)[before:]
    assert answer.thread_ts == said.ts
    return answer


@OVER_HTTP
@pytest.mark.parametrize("locale", ["en-US", "fr-FR"])
async def test_what_a_sentence_asks_for_is_offered_in_its_language(
    world: World, locale: str
) -> None:
    """Whatever the locale of who writes; whom it names stands in the answer."""
    await begun(world)
    world.ada.user.locale = locale

    for text, label in WISHES.items():
        answer = await _answer_to(world, world.ada, text)
        assert answer.buttons == [label], text
        assert "<@U0NOA>" in answer.all_text, text
        assert SBX in answer.all_text, text


@OVER_HTTP
async def test_two_things_in_one_sentence_have_an_answer_each(world: World) -> None:
    """With the people of its own part, in both windows; nobody is invited for an account."""
    await begun(world)
    nia = "nia@acme.example"

    said = await world.ada.say(f"invite {nia} and get @noa a sandbox login, {SBX}")
    await settled(world)

    both = {one.buttons[0]: one for one in answers(world.ada) if one.thread_ts == said.ts}
    assert both.keys() == {INVITE, REQUEST}
    assert nia in both[INVITE].all_text
    assert SBX not in both[INVITE].all_text
    await press(world, world.ada, REQUEST, both[REQUEST])
    assert opened(world.ada).values == {"E-mail address": SBX, "For whom": NOA, "Reason": None}


@OVER_HTTP
async def test_what_asks_for_nothing_offers_nothing(world: World) -> None:
    """A question that names an address, thanks, small talk: no wish beside the address."""
    await begun(world)

    for text in NO_WISHES:
        answer = await _answer_to(world, world.ada, text)
        assert {REQUEST, DEMANDER, INVITE, INVITER}.isdisjoint(answer.buttons), text
        assert SBX not in answer.all_text, text


async def test_the_button_opens_the_window_with_what_was_said(world: World) -> None:
    """Until it was sent, nobody is asked: the sentence alone does nothing."""
    await begun(world)
    answer = await _answer_to(world, world.ada, f"can you get @noa a sandbox login, {SBX}? thanks!")
    assert cards(world) == []
    assert dm_cards(world.ada, Card.MY_REQUEST) == []

    await press(world, world.ada, REQUEST, answer)
    modal = opened(world.ada)
    assert modal.values == {"E-mail address": SBX, "For whom": NOA, "Reason": None}
    assert cards(world) == []
    await filled(world.ada)
    assert await sent(world, world.ada) == {}

    [card] = cards(world)
    assert SBX in card.all_text


@OVER_HTTP
async def test_in_french_too(world: World) -> None:
    """The window is in the language of the person's Slack."""
    await begun(world)
    answer = await _answer_to(
        world, world.benoit, f"Bonjour, il me faut un compte sandbox avec {SBX} s'il te plaît"
    )

    await press(world, world.benoit, DEMANDER, answer)

    assert opened(world.benoit).title == "Compte sandbox"
    assert opened(world.benoit).values["Adresse e-mail"] == SBX


@OVER_HTTP
async def test_what_is_missing_is_asked_for(world: World) -> None:
    """The address, who it is for; with both nothing is missing."""
    await begun(world)
    wanted = "Please create a sandbox account"
    texts = {
        f"{wanted} for our new colleague": ["e-mail address", "who it is for"],
        f"{wanted} for @noa": ["e-mail address"],
        f"{wanted} for {SBX}": ["who it is for"],
        f"{wanted} for @noa, {SBX}": [],
    }
    for text, missing in texts.items():
        answer = await _answer_to(world, world.ada, text)
        assert answer.buttons == [REQUEST], text
        assert answer.text.count("Missing") == len(missing), text
        for words in missing:
            assert words in answer.all_text, text


@OVER_HTTP
async def test_an_invite_is_prefilled_with_everybody_who_was_named(world: World) -> None:
    """People in their field, addresses in theirs."""
    await begun(world)
    answer = await _answer_to(
        world,
        world.ada,
        "Please invite @noa, nia@acme.example and tom@acme.example to Sales Connect",
    )

    await press(world, world.ada, INVITE, answer)

    modal = opened(world.ada)
    assert modal.title == "Invite users"
    assert modal.values["People in Slack"] == [NOA]
    assert modal.values["E-mail addresses"] == "nia@acme.example\ntom@acme.example"


@OVER_HTTP
async def test_one_message_is_answered_once(world: World) -> None:
    """However often it is delivered; not when it is changed afterwards, nor our own."""
    await begun(world)
    said = await world.ada.say(f"please create a sandbox account for {SBX}", copies=11)
    await settled(world)
    [answer] = answers(world.ada)
    event = world.slack.deliveries[-1].payload["event"]

    await world.slack.send_event(event, copies=3)
    await world.ada.edit(said, f"please create a sandbox account for noa@acme.example, not {SBX}")
    await world.slack.echo(answer)
    await world.slack.person("U_ROBOT").say(f"please create a sandbox account for {SBX}")
    await settled(world)

    assert len(answers(world.ada)) == 1
    assert answers(world.slack.person("U_ROBOT")) == []


@OVER_HTTP
@pytest.mark.parametrize("wish", [f"create a sandbox account for {SBX}", f"invite {SBX}"])
async def test_a_guest_is_refused_with_the_reason(world: World, wish: str) -> None:
    """And whom to ask, as by a command; of a setup they read nothing, nor that there is none."""
    alone = await _answer_to(world, world.gus, f"please {wish}")
    await begun(world)

    answer = await _answer_to(world, world.gus, f"please {wish}")

    assert answer.buttons == []
    assert "Guests and people of other organisations cannot use this. Ask a full" in answer.text
    assert answer.all_text == alone.all_text


@OVER_HTTP
@pytest.mark.parametrize("wish", [f"create a sandbox account for {SBX}", f"invite {SBX}"])
async def test_before_there_is_a_setup_no_button_is_offered(world: World, wish: str) -> None:
    """It would only refuse: who can begin one is said at once; a sandbox's own setup is none."""
    answer = await _answer_to(world, world.stella, f"please {wish}")
    await begun(world, Instance="Sandbox")

    beside_a_sandbox = await _answer_to(world, world.stella, f"please {wish}")

    assert answer.buttons == beside_a_sandbox.buttons == []
    assert "Any full member of this Slack workspace can start it" in answer.text
    assert answer.text == beside_a_sandbox.text


@OVER_HTTP
async def test_the_button_says_why_it_opens_nothing(world: World) -> None:
    """Where the company owns no sandbox, as it said meanwhile."""
    await begun(world)
    answer = await _answer_to(world, world.stella, f"please create a sandbox account for {SBX}")
    await asked(world)
    await press(world, world.mara, NOT_OWNED, question(world.mara))

    [without_sandbox] = await press(world, world.stella, REQUEST, answer)

    assert "account manager" in without_sandbox.all_text
    assert world.stella.modal is None


@OVER_HTTP
async def test_with_two_productions_the_button_asks_which(world: World) -> None:
    """What was said stays in the window that opens then."""
    await begun(world)
    await begun(world, Name="EMEA")
    answer = await _answer_to(world, world.ada, f"please create a sandbox account for @noa, {SBX}")

    [which] = await press(world, world.ada, REQUEST, answer)
    [label] = [one for one in which.buttons if "EMEA" in one]
    await press(world, world.ada, label, which)

    assert opened(world.ada).values["E-mail address"] == SBX
    assert opened(world.ada).values["For whom"] == NOA
