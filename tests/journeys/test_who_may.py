"""Who may: every command and button, every kind of person, exactly as in the table."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pytest

from bot.domain.ids import UserId
from practice.slack import Person
from tests.journeys import bulk, steps
from tests.journeys.bulk import at_work
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import (
    TEAM,
    kept,
    posts,
    pressed_as_forged,
    previewed,
    ready,
    start_setup,
    submit_as,
    to_connect,
    to_reveal,
    waiting,
)
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID, World, is_reminder

CARDS: Final = {**steps.CARDS, **bulk.CARDS}
MARKETO_ADMIN: Final = "the Marketo admin, <@U_MARA>,"
SALES_CONNECT_ADMIN: Final = "the Sales Connect admin, <@U_SOL>,"
EITHER: Final = f"Only {MARKETO_ADMIN} or {SALES_CONNECT_ADMIN} can"
EVERYBODY: Final = (
    "U_STELLA",  # starter
    "U_MARA",  # Marketo admin
    "U_SOL",  # Sales Connect admin
    "U_SVEN",  # Salesforce admin
    "U_ADA",  # stranger
    "U_OWEN",  # stranger, owner of the Slack workspace
    "U_OTTO",  # every role of another setup
    "U_GUS",  # guest
    "U_EXT",  # of another organisation
    "U_ROBOT",
)
OUTSIDERS: Final = ("U_GUS", "U_EXT")


@dataclass(frozen=True)
class Button:
    """Who may press it, and what the others are told."""

    may: frozenset[str]
    only: str
    opens: str | None = None  # the title of its modal
    says: str = ""  # privately, where what was done shows on no card of theirs


SOL_ONLY: Final = f"Only {SALES_CONNECT_ADMIN} can"
SOL: Final = frozenset({"U_SOL"})
BOTH: Final = frozenset({"U_MARA", "U_SOL"})
MARA: Final = frozenset({"U_MARA"})
STARTER: Final = "the starter of this setup, <@U_STELLA>,"
SALESFORCE_ADMIN: Final = "the Salesforce admin, <@U_SVEN>,"
OWNERS: Final = frozenset({"U_STELLA", "U_OWEN"})
OWNERS_ONLY: Final = f"Only {STARTER} or an admin of this Slack workspace can"
SALESFORCE: Final = frozenset({"U_MARA", "U_SOL", "U_SVEN"})
SALESFORCE_ONLY: Final = f"Only {MARKETO_ADMIN} or {SALES_CONNECT_ADMIN} or {SALESFORCE_ADMIN} can"
NAMED: Final = frozenset({"U_STELLA", "U_MARA", "U_SOL", "U_SVEN"})
NAMED_ONLY: Final = (
    f"Only {STARTER} or {MARKETO_ADMIN} or {SALES_CONNECT_ADMIN} or {SALESFORCE_ADMIN} can"
)
SUCCESSOR_ONLY: Final = "Only the next Sales Connect admin, <@U_ADA>, can"
BUTTONS: Final[Mapping[str, Button]] = {
    "Ask again": Button(SOL, f"{SOL_ONLY} ask for the credentials again"),
    "Marketo API access": Button(MARA, f"Only {MARKETO_ADMIN} can", "Marketo API access"),
    "Hand over credentials": Button(
        frozenset({"U_MARA"}),
        f"Only {MARKETO_ADMIN} can hand over",
        "Hand over credentials",
    ),
    "Reveal credentials": Button(SOL, SOL_ONLY, "Marketo credentials"),
    "I've connected": Button(SOL, SOL_ONLY),
    "Start now anyway": Button(BOTH, EITHER),
    "Workspaces": Button(BOTH, EITHER, "Workspaces"),
    "Connect users": Button(SOL, SOL_ONLY, "Connect users"),
    "All connected": Button(SOL, SOL_ONLY),
    "Some failed": Button(SOL, SOL_ONLY, "Batch result"),
    "Already connected": Button(MARA, f"Only {MARKETO_ADMIN} can say that Marketo is connected"),
    "More than ten minutes ago": Button(MARA, f"Only {MARKETO_ADMIN} can"),
    "Open checklist": Button(NAMED, NAMED_ONLY, "Checklist"),
    "Save Organization ID": Button(SALESFORCE, SALESFORCE_ONLY, "Salesforce organization"),
    "Not the right person": Button(frozenset({"U_SVEN"}), SALESFORCE_ADMIN),
    "Snooze": Button(frozenset({"U_SVEN"}), SALESFORCE_ADMIN),
    "Settings": Button(OWNERS, f"{OWNERS_ONLY} change the settings", "Settings"),
    "Change people": Button(OWNERS, f"{OWNERS_ONLY} change the people", "Change people"),
    "Cancel setup": Button(OWNERS, f"{OWNERS_ONLY} cancel this setup"),
    "Access removed": Button(SOL, SOL_ONLY),
    "I've taken over": Button(frozenset({"U_ADA"}), SUCCESSOR_ONLY),
    "Connection is lost": Button(frozenset({"U_ADA"}), SUCCESSOR_ONLY),
    "Prepare the first batch": Button(SOL, SOL_ONLY, "Connect users"),
    "Start with 1 person": Button(SOL, SOL_ONLY),
    "Try again": Button(
        OWNERS | SALESFORCE,
        f"Only {STARTER} or {MARKETO_ADMIN} or {SALES_CONNECT_ADMIN} or {SALESFORCE_ADMIN}"
        " or an admin of this Slack workspace can have messages sent again",
        says="1 message is being sent again.",
    ),
    "Pause": Button(SOL, f"{SOL_ONLY} pause, resume, cancel or repeat a run"),
    "Resume": Button(SOL, f"{SOL_ONLY} pause, resume, cancel or repeat a run"),
    "Cancel run": Button(SOL, f"{SOL_ONLY} pause, resume, cancel or repeat a run"),
    "Retry failed (1)": Button(SOL, f"{SOL_ONLY} pause, resume, cancel or repeat a run"),
    "Download results": Button(
        BOTH | {"U_STELLA"}, f"Only {STARTER} or {MARKETO_ADMIN} or {SALES_CONNECT_ADMIN} can"
    ),
    "Check against Team Access": Button(SOL, SOL_ONLY, "Check Team Access"),
    "Open preview": Button(SOL, f"{SOL_ONLY} connect users", "Preview"),
}
# Who may by the table says nothing of protocols: played over one of them.
pytestmark = OVER_HTTP
ALLOWED: Final = [(label, who) for label, one in BUTTONS.items() for who in sorted(one.may)]


@pytest.fixture
async def town(world: World) -> World:
    """Beside the one setup that is acted on, another one, all of it Otto's."""
    slack = world.slack
    slack.add_user("U_OTTO", "otto", "Otto Else", email="otto@acme.example")
    await start_setup(
        slack.person("U_OTTO"),
        Instance="Sandbox",
        Marketo_admin="U_OTTO",
        Sales_Connect_admin="U_OTTO",
        Salesforce_admin="U_OTTO",
    )
    return world


def _is_refused_as_told(answer: str, who: str, only: str) -> bool:
    """By role and by name; outsiders hear nothing of the setup."""
    if who in OUTSIDERS:
        return "full member" in answer and "<@" not in answer
    return only in answer


@pytest.mark.parametrize("label", BUTTONS)
async def test_a_button_is_refused_to_everybody_else(town: World, label: str) -> None:
    """
    Privately, by role and by name; nothing is changed, nothing posted, nothing opened. A bot that
    presses is not answered: two of them could answer each other for ever.
    """
    button = BUTTONS[label]
    card = await CARDS[label](town)
    before, said = await kept(town), len(posts(town))

    answers = {
        who: await pressed_as_forged(town, town.slack.person(who), label, card)
        for who in EVERYBODY
        if who not in button.may
    }

    assert answers.pop("U_ROBOT") == []
    assert town.slack.person("U_ROBOT").modal is None
    for who, answer in answers.items():
        assert len(answer) == 1, who
        assert _is_refused_as_told(answer[0].all_text, who, button.only), (who, answer[0].text)
        assert town.slack.person(who).modal is None
    assert await kept(town) == before
    assert len(posts(town)) == said


@pytest.mark.parametrize(("label", "who"), ALLOWED)
async def test_a_button_works_for_whoever_may(town: World, label: str, who: str) -> None:
    """The refusals above are for the right reason: in the same state the right person may."""
    button = BUTTONS[label]
    card = await CARDS[label](town)
    person = town.slack.person(who)
    before = await kept(town)

    answer = await pressed_as_forged(town, person, label, card)

    assert [one.text for one in answer] == [button.says] * bool(button.says)
    if button.opens is None or label == "Reveal credentials":
        assert await kept(town) != before
    else:
        assert await kept(town) == before
    if button.opens is not None:
        assert person.modal is not None
        assert person.modal.title == button.opens


@dataclass(frozen=True)
class Word:
    """A command: at which stage it is tried, who may, and what the others are told."""

    at: Callable[[World], Awaitable[object]]
    may: frozenset[str]
    only: tuple[str, ...]


WORDS: Final[Mapping[str, Word]] = {
    "connected": Word(to_connect, SOL, (SOL_ONLY,)),
    "provision": Word(ready, SOL, (f"Only {SALES_CONNECT_ADMIN} can connect users",)),
    "disconnect": Word(at_work, SOL, (f"Only {SALES_CONNECT_ADMIN} can disconnect users",)),
    "credentials": Word(
        to_reveal, BOTH, (f"Only {MARKETO_ADMIN} can hand over", f"{SOL_ONLY} reveal")
    ),
}


@pytest.mark.parametrize("word", WORDS)
async def test_a_command_is_refused_to_everybody_else(world: World, word: str) -> None:
    """In its own answer; nothing is changed, posted or opened, and `response_url` stays unused."""
    one = WORDS[word]
    await one.at(world)
    before, said = await kept(world), len(posts(world))

    answers = {
        who: await world.slack.person(who).command(f"/salesconnect {word}")
        for who in EVERYBODY
        if who not in one.may and who not in ("U_ROBOT", "U_OTTO")
    }

    for who, answer in answers.items():
        for only in one.only:
            assert _is_refused_as_told(answer.text, who, only), (who, answer.text)
        assert answer.messages[0].is_ephemeral
        assert world.slack.person(who).modal is None
    assert await kept(world) == before
    assert len(posts(world)) == said
    assert not world.slack.calls_of("response_url")


@pytest.mark.parametrize("word", WORDS)
async def test_a_command_acts_on_the_setup_in_which_somebody_is_named(
    town: World, word: str
) -> None:
    """Otto has every role, elsewhere: what he types never reaches the first setup."""
    await WORDS[word].at(town)
    otto = UserId("U_OTTO")
    known = (await town.bot.aggregates.ask(TEAM, otto)).setups
    first = next(one.state for one in known if otto not in one.state.people.values())
    before = await kept(town)

    await town.slack.person("U_OTTO").command(f"/salesconnect {word}")

    after = await kept(town)
    assert [key for key in before if key.endswith(first.id)]
    assert {k: v for k, v in after.items() if k.endswith(first.id)} == {
        k: v for k, v in before.items() if k.endswith(first.id)
    }


async def test_a_command_of_a_stranger_with_several_setups_names_who_may_in_each(
    town: World,
) -> None:
    """One line for each setup; nobody is asked to choose what would be refused anyway."""
    await to_connect(town)

    answer = await town.ada.command("/salesconnect connected")

    assert SALES_CONNECT_ADMIN in answer.text
    assert "<@U_OTTO>" in answer.text
    assert not answer.buttons


async def test_a_bot_that_types_is_not_answered(world: World) -> None:
    """No answer, no modal, no change."""
    await world.handed_over()
    before = await kept(world)
    robot = world.slack.person("U_ROBOT")
    for word in ("help", "", "status", "setup", *WORDS, "xyzzy"):
        answer = await robot.command(f"/salesconnect {word}")

        assert answer.is_empty, word
        assert robot.modal is None
    assert await kept(world) == before


async def test_help_is_for_everybody(town: World) -> None:
    """Members read all words, others the one that is theirs; of no setup it says a word."""
    await town.named()
    before = await kept(town)
    for who in EVERYBODY:
        if who == "U_ROBOT":
            continue
        answer = await town.slack.person(who).command("/salesconnect help")

        assert "`help`" in answer.text, who
        for word in ("setup", "status", "connected", "provision", "credentials"):
            assert (f"`{word}`" in answer.text) == (who not in OUTSIDERS), who
        assert "<@" not in answer.text
        assert town.slack.person(who).modal is None
    assert await kept(town) == before


async def test_status_shows_a_setup_to_those_who_are_named_in_it(town: World) -> None:
    """Each with their role; strangers read of none, who may change all of them of all."""
    await town.handed_over()
    before = await kept(town)

    answers = {
        who: (await town.slack.person(who).command("/salesconnect status")).text
        for who in EVERYBODY
        if who != "U_ROBOT"
    }

    roles = {
        "U_STELLA": "starter",
        "U_MARA": "Marketo admin",
        "U_SOL": "Sales Connect admin",
        "U_SVEN": "Salesforce admin",
    }
    for who, role in roles.items():
        assert "production" in answers[who]
        assert f"You: {role}" in answers[who]
        assert "sandbox" not in answers[who]
    assert "sandbox" in answers["U_OTTO"]
    assert "production" not in answers["U_OTTO"]
    assert "production" in answers["U_OWEN"]
    assert "sandbox" in answers["U_OWEN"]
    assert "You: admin of this Slack workspace" in answers["U_OWEN"]
    for who in ("U_ADA", *OUTSIDERS):
        assert "<@" not in answers[who]
        assert "production" not in answers[who]
        assert "sandbox" not in answers[who].replace("`sandbox`", "")  # the word to type
    for who in OUTSIDERS:
        assert "full member" in answers[who]
    assert await kept(town) == before


@pytest.mark.parametrize("who", ["U_STELLA", "U_MARA", "U_SVEN", "U_ADA", "U_OWEN"])
async def test_every_full_member_may_start_a_setup(town: World, who: str) -> None:
    """Named or not; the starter owns it."""
    person = town.slack.person(who)

    await start_setup(person, Name="EMEA")

    card = await person.until(lambda m: "setup: production (EMEA)" in m.all_text)
    assert "<@U_MARA>" in card.all_text


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_outsiders_start_no_setup(world: World, who: str) -> None:
    """Not by command, not by sending in the form of somebody else."""
    person = world.slack.person(who)
    await world.stella.command("/salesconnect setup")
    for label, value in (
        ("Marketo admin", "U_MARA"),
        ("Sales Connect admin", "U_SOL"),
        ("Channel for invites", "C_INVITES"),
    ):
        await world.stella.fill(label, value)
    assert world.stella.modal is not None

    answer = await person.command("/salesconnect setup")
    delivery = await submit_as(world, person, world.stella.modal)

    assert "full member" in answer.text
    assert person.modal is None
    assert delivery.answer["response_action"] == "errors"
    assert not [key for key in await kept(world) if ":setup:" in key]


async def test_a_form_is_good_for_the_person_who_may(town: World) -> None:
    """Each window that changes something, sent in by everybody else, changes nothing."""
    await town.named()
    await town.mara.press("Hand over credentials")
    await town.fill_credentials()
    assert town.mara.modal is not None
    before = await kept(town)

    answers = {
        who: await submit_as(town, town.slack.person(who), town.mara.modal)
        for who in EVERYBODY
        if who not in ("U_MARA", "U_ROBOT")
    }

    for who, delivery in answers.items():
        said = str(delivery.answer)
        assert delivery.answer["response_action"] == "update"
        assert _is_refused_as_told(said, who, f"Only {MARKETO_ADMIN} can hand over"), (who, said)
    assert await kept(town) == before


async def test_workspaces_are_saved_for_the_two_admins_only(town: World) -> None:
    """By the form too."""
    await waiting(town)
    await town.mara.press("Workspaces")
    await town.mara.fill("Workspace names", "EMEA")
    assert town.mara.modal is not None
    before = await kept(town)

    answers = {
        who: await submit_as(town, town.slack.person(who), town.mara.modal)
        for who in EVERYBODY
        if who not in (*BOTH, "U_ROBOT")
    }

    for who, delivery in answers.items():
        assert _is_refused_as_told(str(delivery.answer), who, EITHER), who
    assert await kept(town) == before


async def test_a_run_is_planned_started_and_reported_by_the_sales_connect_admin_only(
    town: World,
) -> None:
    """The three forms of a run, sent in by everybody else."""
    await ready(town)
    await previewed(town, "U_ADA")
    base, preview = town.sol.modals
    others = [who for who in EVERYBODY if who not in (*SOL, "U_ROBOT")]
    before = await kept(town)

    for who in others:
        for form in (base, preview):
            delivery = await submit_as(town, town.slack.person(who), form)
            assert _is_refused_as_told(str(delivery.answer), who, SOL_ONLY), (who, form.title)

    assert await kept(town) == before
    await town.sol.submit()
    await town.sol.until(lambda m: "Some failed" in m.buttons)
    await town.sol.press("Some failed")
    await town.sol.fill("Who failed?", ["ada@acme.example"])
    assert town.sol.modal is not None
    before = await kept(town)
    for who in others:
        delivery = await submit_as(town, town.slack.person(who), town.sol.modal)
        assert _is_refused_as_told(str(delivery.answer), who, SOL_ONLY), who
    assert await kept(town) == before


async def test_the_list_of_workspaces_is_offered_to_the_sales_connect_admin_only(
    world: World,
) -> None:
    """A select that is asked by somebody else offers the default workspace alone."""
    await ready(world)
    await world.workspaces("EMEA", "North America")
    await world.sol.press("Connect users")

    offered = await world.sol.options("Workspaces")
    delivery = world.slack.deliveries[-1]
    forged = delivery.payload | {"user": delivery.payload["user"] | {"id": "U_ADA"}}
    to_a_stranger = await world.slack.courier.deliver("interactive", forged)

    assert offered == ["Default Marketo workspace", "EMEA", "North America"]
    assert "EMEA" not in str(to_a_stranger.answer)


async def test_one_person_in_both_roles_may_what_either_may(world: World) -> None:
    """Small companies have one admin: nothing is handed over, and the road still ends."""
    await start_setup(world.stella, Sales_Connect_admin="U_MARA")
    await world.mara.until(lambda m: "I've connected" in m.buttons)

    await world.mara.press("I've connected")
    await world.mara.until(lambda m: "Start now anyway" in m.buttons)
    await world.mara.press("Start now anyway")

    await world.mara.until(is_reminder)


async def test_a_changed_standing_counts_at_the_next_click(world: World) -> None:
    """Somebody who became a guest is refused as soon as Slack says so."""
    await world.handed_over()
    person: Person = world.sol
    person.user.is_restricted = True
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_SOL"}})
    before = await kept(world)
    card = await person.until(lambda m: "Reveal credentials" in m.buttons)

    answer = await pressed_as_forged(world, person, "Reveal credentials", card)

    assert "full member" in answer[0].all_text
    assert person.modal is None
    assert await kept(world) == before


async def test_the_recipient_is_doubted_by_the_marketo_admin_and_by_themselves_only(
    town: World,
) -> None:
    """`Not the right person` about the Sales Connect admin, in the window of the Marketo admin."""
    await town.named()
    card = await town.sol.until(lambda m: "Not the right person" in m.buttons)
    before = await kept(town)

    for who in EVERYBODY:
        if who in (*BOTH, "U_ROBOT"):
            continue
        (answer,) = await pressed_as_forged(
            town, town.slack.person(who), "Not the right person", card
        )
        assert _is_refused_as_told(answer.all_text, who, MARKETO_ADMIN), who
        assert _is_refused_as_told(answer.all_text, who, SALES_CONNECT_ADMIN), who

    assert await kept(town) == before
    await town.mara.press("Hand over credentials")
    await town.mara.press("Not the right person")
    assert await kept(town) != before


@pytest.mark.parametrize("label", ["Not the right person", "Snooze"])
async def test_who_may_is_named_and_nobody_else(town: World, label: str) -> None:
    """About the Salesforce admin: no other named person may speak for them."""
    card = await CARDS[label](town)

    (answer,) = await pressed_as_forged(town, town.ada, label, card)

    assert f"Only {SALESFORCE_ADMIN} can" in answer.all_text


@dataclass(frozen=True)
class Form:
    """A window: whose button opens it, what is typed, who may send it in."""

    opened_by: str
    typed: Mapping[str, object]
    may: frozenset[str]
    only: str


FORMS: Final[Mapping[str, Form]] = {
    "Settings": Form(
        "U_STELLA",
        {"Allowed domains": "acme.example"},
        OWNERS,
        f"{OWNERS_ONLY} change the settings",
    ),
    "Change people": Form(
        "U_STELLA", {"Salesforce admin": "U_ADA"}, OWNERS, f"{OWNERS_ONLY} change the people"
    ),
    "Save Organization ID": Form(
        "U_SVEN", {"Organization ID": "00D000000000001EAA"}, SALESFORCE, SALESFORCE_ONLY
    ),
    "Open checklist": Form("U_SVEN", {"Salesforce": ["Apex classes enabled"]}, SALESFORCE, ""),
}


@pytest.mark.parametrize("label", FORMS)
async def test_a_form_of_a_setup_is_refused_to_everybody_else(town: World, label: str) -> None:
    """Sent in as it was filled in by who may; the list of the one is no list of the other."""
    form = FORMS[label]
    await town.named()
    person = town.slack.person(form.opened_by)
    await person.until(lambda m: label in m.buttons)
    await person.press(label)
    for field, value in form.typed.items():
        await person.fill(field, value)
    assert person.modal is not None
    before, said = await kept(town), len(posts(town))

    answers = {
        who: await submit_as(town, town.slack.person(who), person.modal)
        for who in EVERYBODY
        if who not in (*form.may, "U_ROBOT")
    }

    for who, delivery in answers.items():
        answer = str(delivery.answer)
        only = form.only or (SALESFORCE_ONLY if who in NAMED else NAMED_ONLY)
        assert delivery.answer["response_action"] == "update"
        assert _is_refused_as_told(answer, who, only), (who, answer)
    assert await kept(town) == before
    assert len(posts(town)) == said
    await person.submit()
    assert await kept(town) != before


@pytest.mark.parametrize("owner", sorted(OWNERS))
async def test_an_owner_never_sees_a_secret(town: World, owner: str) -> None:
    """Neither in `status`, nor in a window of theirs, nor by the button of another."""
    card = await to_reveal(town)
    person = town.slack.person(owner)
    answer = await person.command("/salesconnect status")
    read = [answer.text]
    production = answer.messages[0]
    for label in ("Settings", "Change people"):
        await person.press(label, in_=production)
        assert person.modal is not None
        read.append(person.modal.text)
        await person.close()

    (refused,) = (await pressed_as_forged(town, person, "Reveal credentials", card))[-1:]

    assert SOL_ONLY in refused.all_text
    assert person.modal is None
    for secret in (MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET):
        assert not [text for text in read if secret in text]


async def test_the_groups_are_offered_to_full_members_only(world: World) -> None:
    """A select that is asked by a guest tells nothing of the company."""
    world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    await world.named()
    await world.stella.until(lambda m: "Settings" in m.buttons)
    await world.stella.press("Settings")

    offered = await world.stella.options("Approver group")
    delivery = world.slack.deliveries[-1]
    forged = delivery.payload | {"user": delivery.payload["user"] | {"id": "U_GUS"}}
    to_a_guest = await world.slack.courier.deliver("interactive", forged)

    assert offered == ["@sales-leads"]
    assert "sales-leads" not in str(to_a_guest.answer)
