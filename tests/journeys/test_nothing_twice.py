"""Nothing twice: second clicks, double submissions, repeated deliveries, two at once."""

import asyncio
from typing import Any, Final

import pytest

from bot.domain.effects import Ref
from bot.store import keys
from practice.slack import Person
from tests.journeys import bulk, steps
from tests.journeys.spoken import OVER_BOTH, OVER_HTTP
from tests.journeys.steps import (
    TEAM,
    audit,
    fill_setup,
    kept,
    pass_time,
    posted_to,
    posts,
    pressed_as_forged,
    previewed,
    ready,
    reminders,
    settled,
    start_setup,
    started,
    submit_as,
    to_connect,
    waiting,
)
from tests.journeys.world import WAIT, World, is_reminder

CARDS: Final = {**steps.CARDS, **bulk.CARDS}
ACTING: Final = {  # label -> the command in the audit
    "I've connected": "ReportConnected",
    "Start now anyway": "StartNowAnyway",
    "All connected": "ReportBatch",
    "Already connected": "ReportAlreadyConnected",
    "More than ten minutes ago": "ReportLongConnected",
    "Not the right person": "Decline",
    "Snooze": "Snooze",
    "Cancel setup": "CancelSetup",
    "Access removed": "NoteAccessRemoved",
    "I've taken over": "TakeOver",
    "Connection is lost": "ReportLost",
    "Start with 1 person": "StartRun",
    "Pause": "PauseRun",
    "Resume": "ResumeRun",
    "Cancel run": "CancelRun",
    "Retry failed (1)": "RetryFailed",
}
OPENING: Final = (
    "Workspaces",
    "Connect users",
    "Some failed",
    "Open checklist",
    "Save Organization ID",
    "Settings",
    "Change people",
    "Prepare the first batch",
    "Check against Team Access",
    "Open preview",
)
WHOSE: Final = {  # label -> who presses it; Sol where nothing is said
    "Already connected": "U_MARA",
    "More than ten minutes ago": "U_MARA",
    "Not the right person": "U_SVEN",
    "Snooze": "U_SVEN",
    "Cancel setup": "U_STELLA",
    "I've taken over": "U_ADA",
    "Connection is lost": "U_ADA",
    "Open checklist": "U_SVEN",
    "Save Organization ID": "U_SVEN",
    "Settings": "U_STELLA",
    "Change people": "U_STELLA",
}
# Who took over is the next admin no more: there is nobody left who could.
# And nobody fails twice in one run.
SPENT: Final = ("Nothing changed", "Nobody can take the connection over", "Nobody is left")


def _presser(world: World, label: str) -> Person:
    return world.slack.person(WHOSE.get(label, "U_SOL"))


def _drafts_left_out(found: dict[str, Any]) -> dict[str, Any]:
    """A preview that is planned anew is a draft of its own, which nobody reads and a day ends."""
    return {
        key: value
        for key, value in found.items()
        if not key.endswith(":audit") and not (":run:" in key and '"draft"' in value["document"])
    }


async def _run_keys(world: World) -> list[str]:
    return [key for key in _drafts_left_out(await kept(world)) if ":run:" in key]


# Buttons


@OVER_HTTP
@pytest.mark.parametrize("label", ACTING)
async def test_a_double_click_acts_once(world: World, label: str) -> None:
    """Two clicks at once, each with a time stamp of its own."""
    card, what = await CARDS[label](world), ACTING[label]
    person = _presser(world, label)

    await person.press(label, in_=card, times=2)

    await settled(world)
    assert await audit(world, what) == [person.id]


@OVER_HTTP
@pytest.mark.parametrize("label", ACTING)
async def test_a_late_second_click_changes_nothing(world: World, label: str) -> None:
    """The card of a slow client still shows the button; the answer says that it is spent."""
    card, what = await CARDS[label](world), ACTING[label]
    person = _presser(world, label)
    await person.press(label, in_=card)
    before, said = await kept(world), len(posts(world))

    answer = await pressed_as_forged(world, person, label, card)

    assert await audit(world, what) == [person.id]
    assert any(words in answer[0].all_text for words in SPENT), answer[0].all_text
    assert await kept(world) == before
    assert len(posts(world)) == said


@OVER_HTTP
@pytest.mark.parametrize("label", ACTING)
async def test_a_redelivered_click_acts_once(world: World, label: str) -> None:
    """Byte for byte, at once and after everything that followed from it."""
    card, what = await CARDS[label](world), ACTING[label]
    person = _presser(world, label)
    await person.press(label, in_=card)
    click = world.slack.deliveries[-1]
    before, said = await kept(world), len(posts(world))

    sent = [await world.slack.redeliver(click) for _ in range(3)]

    assert all(one.acked for one in sent)
    assert person.ephemerals == []
    assert await audit(world, what) == [person.id]
    assert await kept(world) == before
    assert len(posts(world)) == said


@OVER_HTTP
@pytest.mark.parametrize("label", OPENING)
async def test_a_double_click_on_a_button_that_opens_a_window_changes_nothing(
    world: World, label: str
) -> None:
    """One window is open in the end."""
    card = await CARDS[label](world)
    person = _presser(world, label)
    before = await kept(world)

    await person.press(label, in_=card, times=2)

    assert len(person.modals) == 1
    assert await kept(world) == before


@OVER_BOTH
async def test_i_have_connected_pressed_in_every_way_brings_one_reminder(world: World) -> None:
    """Button twice, command, and the click redelivered."""
    card = await to_connect(world)
    await world.sol.press("I've connected", in_=card, times=2)
    clicks = world.slack.deliveries[-2:]
    await world.sol.command("/salesconnect connected")
    for click in clicks:
        await world.slack.redeliver(click)

    await pass_time(world, WAIT)
    await world.sol.until(is_reminder)
    await pass_time(world, WAIT)

    await settled(world)
    assert len(reminders(world)) == 1
    assert len(posted_to(world, "C_INVITES")) == 1


@OVER_BOTH
async def test_the_wait_starts_with_the_first_click(world: World) -> None:
    """A second one, minutes later, does not start it again."""
    card = await to_connect(world)
    await world.sol.press("I've connected", in_=card)
    await pass_time(world, WAIT / 2)

    await pressed_as_forged(world, world.sol, "I've connected", card)
    await pass_time(world, WAIT / 2)

    await world.sol.until(is_reminder)


@OVER_BOTH
async def test_all_connected_against_some_failed_leaves_one_report(world: World) -> None:
    """Two windows of one person; whichever comes first counts, the other says so."""
    card = await started(world, "U_ADA")
    await world.sol.press("Some failed")
    await world.sol.fill("Who failed?", ["ada@acme.example"])
    assert world.sol.modal is not None
    form = world.sol.modal

    await asyncio.gather(
        world.sol.press_as_forged("All connected", in_=card),
        submit_as(world, world.sol, form),
    )

    await settled(world)
    assert await audit(world, "ReportBatch") == ["U_SOL"]
    told = posted_to(world, "D_ADA")
    result = await world.sol.until(lambda m: "Users connected" in m.all_text)
    assert len(told) == (1 if "1 person connected" in result.all_text else 0)


# Forms


@OVER_BOTH
async def test_a_doubly_submitted_setup_is_one_setup(world: World) -> None:
    """One card for each person."""
    await fill_setup(world.stella)

    await world.stella.submit(times=2)

    assert world.stella.modal is None
    await settled(world)
    assert await audit(world, "StartSetup") == ["U_STELLA"]
    for channel in ("D_STELLA", "D_MARA", "D_SOL", "D_SVEN"):
        assert len(posted_to(world, channel)) == 1


@OVER_BOTH
async def test_doubly_submitted_credentials_are_one_hand_over(world: World) -> None:
    """One message with one button, and it opens."""
    await world.named()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials()

    await world.mara.submit(times=2)

    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await settled(world)
    assert await audit(world, "HandOver") == ["U_MARA"]
    assert len(posted_to(world, "D_SOL", "Munchkin ID")) == 1
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None


@OVER_BOTH
async def test_a_double_start_is_one_batch(world: World) -> None:
    """In one go."""
    await ready(world)
    await previewed(world, "U_ADA")

    await world.sol.submit(times=2)

    await world.sol.until(lambda m: "All connected" in m.buttons)
    await settled(world)
    assert await audit(world, "StartRun") == ["U_SOL"]
    assert len(posted_to(world, "D_SOL", "Batch 1 of 1:")) == 1


@OVER_BOTH
async def test_a_second_start_of_the_same_preview_is_one_batch(world: World) -> None:
    """Minutes later, from a client that still shows the preview, it says that nothing changed."""
    await ready(world)
    await previewed(world, "U_ADA")
    assert world.sol.modal is not None
    preview = world.sol.modal
    await world.sol.submit()
    before = await kept(world)

    delivery = await submit_as(world, world.sol, preview)

    assert delivery.acked
    assert await kept(world) == before
    assert len(posted_to(world, "D_SOL", "Batch 1 of 1:")) == 1


@OVER_BOTH
async def test_the_same_people_cannot_be_started_twice(world: World) -> None:
    """Two previews of one person: the second Start names who is in a run, and who is left."""
    await ready(world)
    await previewed(world, "U_ADA")
    assert world.sol.modal is not None
    first = world.sol.modal
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("E-mail addresses", "ADA@acme.example\nlee@acme.example")
    await world.sol.submit()
    await submit_as(world, world.sol, first)
    await world.sol.until(lambda m: "All connected" in m.buttons)

    await world.sol.submit()

    assert world.sol.modal is not None
    assert "ada@acme.example" in world.sol.modal.text
    assert "not finished" in world.sol.modal.text
    assert "Read 2 = 1 person + 0 problems + 1 duplicate." in world.sol.modal.text
    assert await audit(world, "StartRun") == ["U_SOL"]
    assert len(posted_to(world, "D_SOL", "Batch 1 of 1:")) == 1


@OVER_BOTH
async def test_two_previews_started_at_once_are_one_run(world: World) -> None:
    """The commit decides, not the order of looking."""
    await ready(world)
    await previewed(world, "U_ADA", "U_BENOIT")
    assert world.sol.modal is not None
    first = world.sol.modal
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("People in Slack", ["U_BENOIT", "U_STELLA"])
    await world.sol.submit()
    assert world.sol.modal is not None

    await asyncio.gather(
        submit_as(world, world.sol, first), submit_as(world, world.sol, world.sol.modal)
    )

    assert len(await _run_keys(world)) == 1
    assert len(posted_to(world, "D_SOL", "Batch 1 of 1:")) == 1


@OVER_BOTH
async def test_somebody_is_free_again_when_their_run_has_ended(world: World) -> None:
    """Failed people are tried again."""
    await started(world, "U_ADA")
    await world.sol.press("Some failed")
    await world.sol.fill("Who failed?", ["ada@acme.example"])
    await world.sol.submit()
    await settled(world)

    await world.sol.command("/salesconnect provision")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.submit()
    await world.sol.submit()

    assert world.sol.modal is None
    await world.sol.until(lambda m: "All connected" in m.buttons)


@OVER_BOTH
async def test_a_double_preview_starts_nothing(world: World) -> None:
    """Planning commits a draft, no effect."""
    await ready(world)
    await settled(world)
    said = len(posts(world))
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA"])

    await world.sol.submit(times=2)

    await settled(world)
    assert len(posts(world)) == said
    assert await _run_keys(world) == []
    await world.sol.submit()
    await world.sol.until(lambda m: "All connected" in m.buttons)
    assert len(await _run_keys(world)) == 1


@OVER_BOTH
async def test_a_doubly_submitted_list_of_workspaces_is_saved_once(world: World) -> None:
    """One version more."""
    await waiting(world)
    await world.sol.press("Workspaces")
    await world.sol.fill("Workspace names", "EMEA")

    await world.sol.submit(times=2)

    await settled(world)
    assert await audit(world, "SaveWorkspaces") == ["U_SOL"]


@OVER_BOTH
async def test_a_doubly_submitted_result_tells_each_person_once(world: World) -> None:
    """The one who was connected, and not the one who failed."""
    await started(world, "U_ADA", "U_STELLA")
    await world.sol.press("Some failed")
    await world.sol.fill("Who failed?", ["stella@acme.example"])
    said = len(posted_to(world, "D_STELLA"))

    await world.sol.submit(times=2)

    await world.ada.until(lambda m: "connected to Marketo" in m.all_text)
    await settled(world)
    assert await audit(world, "ReportBatch") == ["U_SOL"]
    assert len(posted_to(world, "D_ADA")) == 1
    assert len(posted_to(world, "D_STELLA")) == said + 1  # the result, as the starter
    assert len(posted_to(world, "D_SOL", "Users connected")) == 1


FORMS: Final[dict[str, dict[str, object]]] = {  # button -> what is typed
    "Open checklist": {"Salesforce": ["Apex classes enabled"]},
    "Save Organization ID": {"Organization ID": "00D000000000001EAA"},
    "Settings": {"Approvers": ["U_ADA"]},
    "Change people": {"Salesforce admin": "U_ADA"},
}
SAVED: Final = {
    "Open checklist": "SaveChecklist",
    "Save Organization ID": "SaveOrganization",
    "Settings": "SaveSettings",
    "Change people": "ChangePeople",
}


@OVER_HTTP
@pytest.mark.parametrize("label", FORMS)
async def test_a_doubly_submitted_form_of_a_setup_is_saved_once(world: World, label: str) -> None:
    """In one go, and once more from a client that still shows it."""
    card = await CARDS[label](world)
    person = _presser(world, label)
    await person.press(label, in_=card)
    for field, value in FORMS[label].items():
        await person.fill(field, value)
    assert person.modal is not None
    form = person.modal

    await person.submit(times=2)

    before, said = await kept(world), len(posts(world))
    assert await audit(world, SAVED[label]) == [person.id]
    assert person.modal is None
    assert not (await submit_as(world, person, form)).answer
    assert await kept(world) == before
    assert len(posts(world)) == said


@OVER_HTTP
async def test_two_owners_at_once_leave_one_person_in_each_part(world: World) -> None:
    """Both name somebody else; whoever came last is on record last, and both are told of."""
    card = await CARDS["Change people"](world)
    status = await world.owen.command("/salesconnect status")
    await world.stella.press("Change people", in_=card)
    await world.owen.press("Change people", in_=status.messages[0])
    await world.stella.fill("Salesforce admin", "U_ADA")
    await world.owen.fill("Salesforce admin", "U_BENOIT")

    await asyncio.gather(world.stella.submit(), world.owen.submit())

    await settled(world)
    who = await audit(world, "ChangePeople")
    assert sorted(who) == ["U_OWEN", "U_STELLA"]
    left = {"U_STELLA": world.benoit, "U_OWEN": world.ada}[who[0]]
    gone = {"U_STELLA": world.ada, "U_OWEN": world.benoit}[who[0]]
    assert [label for m in left.dm for label in m.buttons]
    assert not [label for m in gone.dm for label in m.buttons]


# Deliveries


async def _again(world: World) -> None:
    """The newest delivery once more, right away: nothing but a draft may come of it."""
    newest = world.slack.deliveries[-1]
    before, said = _drafts_left_out(await kept(world)), len(posts(world))
    sent = await world.slack.redeliver(newest)
    assert sent.acked, newest.payload.get("type")
    assert _drafts_left_out(await kept(world)) == before
    assert len(posts(world)) == said


@OVER_BOTH
async def test_every_delivery_of_the_road_may_come_twice(world: World) -> None:
    """Each of them at once again, and all of them when everything is over."""
    await fill_setup(world.stella)
    await _again(world)
    await world.stella.submit()
    await _again(world)
    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    await world.mara.press("Hand over credentials")
    await _again(world)
    await world.fill_credentials()
    await world.mara.submit()
    await _again(world)
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials")
    await _again(world)
    await world.sol.close()
    await world.sol.command("/salesconnect connected")
    await _again(world)
    await world.workspaces("EMEA")
    await _again(world)
    await pass_time(world, WAIT)
    await world.sol.until(is_reminder)
    await world.sol.command("/salesconnect provision")
    await _again(world)
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.fill("Workspaces", ["EMEA"])
    await world.sol.submit()
    await _again(world)
    await world.sol.submit()
    await _again(world)
    await world.sol.until(lambda m: "All connected" in m.buttons)
    await world.sol.press("All connected")
    await _again(world)
    await world.sol.until(lambda m: "1 person connected" in m.all_text)

    before, said = _drafts_left_out(await kept(world)), len(posts(world))
    opened = len(reveals_of(world))
    for delivery in list(world.slack.deliveries):
        assert (await world.slack.redeliver(delivery)).acked

    assert _drafts_left_out(await kept(world)) == before
    assert len(posts(world)) == said
    assert len(reveals_of(world)) == opened == 1


def reveals_of(world: World) -> list[object]:
    return [
        call
        for call in world.slack.calls_of("views.open")
        if call.ok and call.args["view"]["callback_id"] == "reveal"
    ]


@OVER_BOTH
async def test_a_redelivered_command_is_answered_as_the_first_time(world: World) -> None:
    """Who lost the answer gets the same one, not a refusal of what they did."""
    await to_connect(world)
    await world.sol.command("/salesconnect connected")
    first = world.slack.deliveries[-1]
    before = await kept(world)

    again = await world.slack.redeliver(first)

    assert again.answer == first.answer
    assert await kept(world) == before


@OVER_BOTH
async def test_two_clicks_of_both_admins_at_once_are_one_early_start(world: World) -> None:
    """One winner by commit; the other one is told privately."""
    await waiting(world)
    card = await world.mara.until(lambda m: "Start now anyway" in m.buttons)

    await asyncio.gather(
        world.mara.press("Start now anyway", in_=card),
        world.sol.press("Start now anyway"),
    )

    await world.sol.until(is_reminder)
    await settled(world)
    assert len(await audit(world, "StartNowAnyway")) == 1
    assert len(reminders(world)) == 1


@OVER_BOTH
async def test_a_button_of_one_setup_never_acts_on_another(world: World) -> None:
    """The value is the id of exactly this setup."""
    await to_connect(world)
    await start_setup(world.stella, Instance="Sandbox")
    card = await world.sol.until(lambda m: "I've connected" in m.buttons)

    await world.sol.press("I've connected", in_=card)

    await settled(world)
    stages = []
    for key in await kept(world):
        if ":setup:" in key:
            setup_id = key.rpartition(":")[2]
            document = await world.bot.redis.hget(
                keys.aggregate(TEAM, Ref(kind="setup", id=setup_id)), "document"
            )
            stages.append('"stage":"connected"' in str(document))
    assert sorted(stages) == [False, True]


@OVER_BOTH
async def test_eleven_copies_of_one_event_have_one_effect(world: World) -> None:
    """Other `event_id`s, no mark of a repeat: all are answered, and Sol is read once again."""
    await world.sol.command("/salesconnect status")
    world.sol.user.locale = "fr-FR"
    changed = world.sol.user.as_json(with_email=True, with_locale=True)

    sent = await world.slack.send_event({"type": "user_change", "user": changed}, copies=11)
    before = len(world.slack.calls_of("users.info"))
    answer = await world.sol.command("/salesconnect help")

    assert [delivery.acked for delivery in sent] == [True] * 11
    assert len({delivery.payload["event_id"] for delivery in sent}) == 11
    assert len(world.slack.calls_of("users.info")) == before + 1
    assert "Je mène votre entreprise" in answer.text or "étape" in answer.text
