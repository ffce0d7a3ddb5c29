"""Other people: changed, not the right ones, gone from Slack; what they could open is burned."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest

from bot.store import keys
from practice.slack import Person
from tests.journeys.labels import EN
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import TEAM, audit, kept, posted_to
from tests.journeys.world import CLIENT_SECRET, World

NAMED: Final = ("U_STELLA", "U_MARA", "U_SOL", "U_SVEN", "U_ADA")


def _posted(town: Spoken) -> dict[str, int]:
    """New messages so far, by person."""
    return {who: len(posted_to(town.world, f"D_{who[2:]}")) for who in NAMED}


async def _new(town: Spoken, before: dict[str, int]) -> dict[str, int]:
    """Who heard something since, and how often."""
    await town.setup()
    now = _posted(town)
    return {who: now[who] - before[who] for who in now if now[who] != before[who]}


async def _people_in_audit(town: Spoken) -> list[tuple[str, str]]:
    """The former and the new Sales Connect admin, of each change on record."""
    found: Any = await town.world.bot.redis.xrange(keys.audit(TEAM))
    rows = [json.loads(fields["row"]) for _, fields in found]
    changed = [row["changed"]["people"] for row in rows if row["what"] == "ChangePeople"]
    role = "sales_connect_admin"
    return [(one["before"][role], one["after"][role]) for one in changed]


# Change people


@IN_BOTH
async def test_another_recipient_before_anything_was_handed_over(town: Spoken) -> None:
    """Everybody concerned hears of it once; the credentials go to the new one."""
    await town.start()
    former = town.sol.dm[0]
    before = _posted(town)

    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    assert await _new(town, before) == {"U_MARA": 1, "U_SOL": 1, "U_SVEN": 1, "U_ADA": 1}
    assert town.reads("nothing left for you to do here")(former.now)
    assert former.now.buttons == []
    assert await audit(town.world, "ChangePeople") == ["U_STELLA"]
    for person in (town.mara, town.sol, town.sven):
        told = person.dm[-1]
        assert "<@U_ADA>" in told.all_text
        assert "<@U_STELLA>" in told.all_text
    assert len(await town.told(town.sven, "People changed")) == 1
    await town.hand_over()
    await town.reveal(town.ada)


@IN_BOTH
async def test_another_recipient_burns_what_waits_for_the_former(town: Spoken) -> None:
    """The vault is empty, the old button is refused, and the Marketo admin hands over anew."""
    await town.handed_over()
    card = await town.card(town.sol, "Reveal credentials")
    assert await town.has_secrets()
    before = _posted(town)

    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    assert not await town.has_secrets()
    assert await _new(town, before) == {"U_MARA": 1, "U_SOL": 1, "U_SVEN": 1, "U_ADA": 1}
    answer = await town.press_old(town.sol, "Reveal credentials", card)
    assert "<@U_ADA>" in answer.text
    assert town.sol.modal is None
    assert await town.buttons(town.sol) == []
    await town.hand_over()
    await town.reveal(town.ada)
    await town.press(town.ada, "I've connected")
    await town.wait()
    await town.card(town.ada, "Connect users")
    assert await town.buttons(town.sol) == []
    assert await _people_in_audit(town) == [("U_SOL", "U_ADA")]


@IN_BOTH
async def test_another_recipient_after_the_former_opened_them(town: Spoken) -> None:
    """The Marketo admin reads who has seen the values, and hands over once more."""
    await town.revealed()
    await town.setup()
    before = _posted(town)

    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    assert await _new(town, before) == {"U_MARA": 1, "U_SOL": 1, "U_SVEN": 1, "U_ADA": 1}
    assert await town.buttons(town.sol) == []
    asked = await town.card(town.mara, "Hand over credentials")
    assert "<@U_SOL>" in town.mara.dm[-1].all_text
    assert "<@U_ADA>" in asked.all_text
    answer = await town.sol.command("/salesconnect connected")
    assert "<@U_ADA>" in answer.text
    await town.hand_over()
    await town.reveal(town.ada)


@IN_BOTH
async def test_once_handed_over_no_card_offers_it_again(town: Spoken) -> None:
    """The message that asked for it, and the first card: a button goes when it is done."""
    await town.handed_over()
    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    await town.hand_over()

    assert town.say("Hand over credentials") not in await town.buttons(town.mara)


@IN_BOTH
async def test_another_marketo_admin_leaves_what_waits_to_its_recipient(town: Spoken) -> None:
    """The former one can hand over nothing more."""
    await town.handed_over()
    before = _posted(town)

    await town.change_people(town.stella, Marketo_admin="U_ADA")

    assert await _new(town, before) == {"U_MARA": 1, "U_SOL": 1, "U_SVEN": 1, "U_ADA": 1}
    assert await town.buttons(town.mara) == []
    answer = await town.mara.command("/salesconnect credentials")
    assert "<@U_ADA>" in answer.text
    assert town.mara.modal is None
    await town.reveal()


@IN_BOTH
async def test_another_salesforce_admin_and_none(town: Spoken) -> None:
    """The new one gets the step; with nobody, both admins keep the list."""
    await town.start()
    await town.change_people(town.stella, Salesforce_admin="U_ADA")
    assert await town.buttons(town.sven) == []
    await town.form(town.ada, "Open checklist", Salesforce=["Apex classes enabled"])
    await town.send(town.ada)

    await town.change_people(town.stella, Salesforce_admin=None)

    assert await town.buttons(town.ada) == []
    card = await town.card(town.stella, "Open checklist")
    assert town.reads("No Salesforce admin is named")(card)
    assert await audit(town.world, "ChangePeople") == ["U_STELLA", "U_STELLA"]


@IN_BOTH
async def test_another_owner_of_the_setup(town: Spoken) -> None:
    """Has the card of the starter; the former one's buttons are refused by name."""
    await town.start()
    card = await town.card(town.stella, "Settings")

    await town.change_people(town.stella, Owner_of_this_setup="U_ADA")

    await town.card(town.ada, "Settings")
    assert await town.buttons(town.stella) == []
    for label in ("Settings", "Change people", "Cancel setup"):
        answer = await town.press_old(town.stella, label, card)
        assert "<@U_ADA>" in answer.text, label
        assert town.stella.modal is None


@IN_BOTH
async def test_one_person_becomes_both_admins(town: Spoken) -> None:
    """What waits is burned, since nothing is handed over any more."""
    await town.handed_over()
    card = await town.card(town.sol, "Reveal credentials")

    await town.change_people(town.stella, Marketo_admin="U_SOL")

    assert not await town.has_secrets()
    assert card.now.buttons == []
    assert await town.buttons(town.mara) == []
    await town.press(town.sol, "I've connected")
    await town.wait()
    await town.card(town.sol, "Connect users")


@IN_BOTH
async def test_the_same_people_are_no_change(town: Spoken) -> None:
    """The window says so; nobody hears of anything."""
    await town.start()
    before, kept_before = _posted(town), await kept(town.world)
    await town.form(town.stella, "Change people")

    await town.stella.submit()

    [fault] = town.stella.errors.values()
    assert town.stands_in("Nothing changed", fault)
    assert await kept(town.world) == kept_before
    assert await _new(town, before) == {}


@IN_BOTH
async def test_there_and_back_again(town: Spoken) -> None:
    """Who was replaced and is named again has their step again, in a new message."""
    await town.start()
    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    await town.change_people(town.stella, Sales_Connect_admin="U_SOL")

    assert await town.buttons(town.ada) == []
    await town.card(town.sol, "Not the right person")
    await town.hand_over()
    await town.reveal()


# Not the right person


@pytest.mark.parametrize(
    ("who", "field"),
    [
        ("U_MARA", "Marketo_admin"),
        ("U_SOL", "Sales_Connect_admin"),
        ("U_SVEN", "Salesforce_admin"),
    ],
)
@IN_BOTH
async def test_not_the_right_person_asks_the_starter_for_another(
    town: Spoken, who: str, field: str
) -> None:
    """Their buttons go, the starter is asked in a new message, another one takes the part."""
    person = town.world.slack.person(who)
    await town.start()
    before = _posted(town)

    await town.press(person, "Not the right person")

    assert await town.buttons(person) == []
    assert town.reads("not the right person for this")(person.dm[0])
    assert await _new(town, before) == {"U_STELLA": 1}
    (wanted,) = await town.told(town.stella, "Somebody else is needed")
    assert f"<@{who}>" in wanted.all_text
    assert wanted.buttons == [town.say("Change people")]
    await town.form(town.stella, "Change people")
    assert town.shows(town.stella, "right after all")
    assert town.stella.modal is not None
    assert town.stella.modal.values[town.say(field.replace("_", " "))] is None
    await town.fill(town.stella, field.replace("_", " "), "U_ADA")
    await town.send(town.stella)
    assert wanted.now.buttons == []
    await town.card(town.ada, "Not the right person")
    assert await audit(town.world, "Decline") == [who]


@IN_BOTH
async def test_a_recipient_who_is_not_the_right_one_burns_what_waits(town: Spoken) -> None:
    """Nothing is handed over to them again before the starter has named somebody."""
    await town.handed_over()
    reveal = await town.card(town.sol, "Reveal credentials")
    first = next(message for message in town.sol.dm if town.has("Not the right person")(message))

    await town.press(town.sol, "Not the right person", first)

    assert not await town.has_secrets()
    assert (await town.press_old(town.sol, "Reveal credentials", reveal)).text
    assert town.sol.modal is None
    assert town.say("Hand over credentials") not in await town.buttons(town.mara)
    answer = await town.mara.command("/salesconnect credentials")
    assert "<@U_STELLA>" in answer.text
    assert town.mara.modal is None


@IN_BOTH
async def test_the_marketo_admin_doubts_the_recipient_in_the_window(town: Spoken) -> None:
    """Before anything was typed: who started and who chose stand there, and the button."""
    await town.start()
    await town.form(town.mara, "Hand over credentials")
    assert town.mara.modal is not None
    assert town.mara.modal.text.count("<@U_STELLA>") == 2
    assert "<@U_SOL>" in town.mara.modal.text

    await town.press(town.mara, "Not the right person")

    assert town.mara.modal is not None
    assert town.mara.modal.submit_label is None
    await town.mara.close()
    assert town.say("Hand over credentials") not in await town.buttons(town.mara)
    assert town.reads("not the right person for this")(town.sol.dm[0])
    (wanted,) = await town.told(town.stella, "Somebody else is needed")
    assert "<@U_MARA>" in wanted.all_text
    assert await audit(town.world, "Decline") == ["U_MARA"]
    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")
    await town.hand_over()
    await town.reveal(town.ada)


@IN_BOTH
async def test_a_window_that_was_filled_in_for_a_doubted_recipient_sends_nothing(
    town: Spoken,
) -> None:
    """The recipient said so themselves while the Marketo admin was typing."""
    await town.start()
    await town.form(
        town.mara,
        "Hand over credentials",
        Munchkin_ID="123-ABC-456",
        Client_ID="an-id",
        Client_Secret=CLIENT_SECRET,
    )
    await town.press(town.sol, "Not the right person")

    await town.mara.submit()

    assert town.mara.modal is not None
    assert "<@U_STELLA>" in town.mara.modal.text
    assert not await town.has_secrets()
    assert await audit(town.world, "HandOver") == []


@IN_BOTH
async def test_the_same_person_named_again_goes_on(town: Spoken) -> None:
    """Right after all: they get their step in a new message, and nobody else hears of it."""
    await town.start()
    await town.press(town.sol, "Not the right person")
    before = _posted(town)

    await town.change_people(town.stella, Sales_Connect_admin="U_SOL")

    assert await _new(town, before) == {"U_SOL": 1}
    assert town.sol.dm[0].buttons == []
    assert town.say("Not the right person") in town.sol.dm[-1].buttons
    assert town.say("Change people") in town.stella.dm[0].buttons
    assert (await town.told(town.stella, "Somebody else is needed"))[0].buttons == []
    await town.hand_over()
    await town.reveal()


# Gone from Slack


@IN_BOTH
async def test_a_deactivated_admin_is_replaced(town: Spoken) -> None:
    """What waits for them is burned, their step waits, the starter is asked; nobody writes them."""
    await town.handed_over()
    before = _posted(town)

    await town.world.slack.deactivate("U_SOL")

    assert await _new(town, before) == {"U_STELLA": 1}
    assert not await town.has_secrets()
    (wanted,) = await town.told(town.stella, "no active Slack account")
    assert "<@U_SOL>" in wanted.all_text
    assert wanted.buttons == [town.say("Change people")]
    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")
    assert await _new(town, before) == {"U_STELLA": 1, "U_MARA": 1, "U_SVEN": 1, "U_ADA": 1}
    await town.hand_over()
    await town.reveal(town.ada)
    assert (await town.world.bot.due.backlog(town.world.hands.now())).dead == 0


@IN_BOTH
async def test_a_deactivation_that_is_told_eleven_times_asks_once(town: Spoken) -> None:
    """Slack repeats events under other ids."""
    await town.start()
    town.sven.user.deleted = True
    gone = town.sven.user.as_json(with_email=True, with_locale=True)

    await town.world.slack.send_event({"type": "user_change", "user": gone}, copies=11)

    assert len(await town.told(town.stella, "Somebody else is needed")) == 1
    assert await audit(town.world, "NotePersonGone") == ["bot"]


@IN_BOTH
async def test_a_deactivated_starter_is_replaced_by_an_admin_of_the_slack_workspace(
    town: Spoken,
) -> None:
    """Another named person is asked; `status` gives the admin the buttons, and no secret."""
    owen = town.world.owen
    await town.handed_over()

    await town.world.slack.deactivate("U_STELLA")

    (wanted,) = await town.told(town.mara, "Somebody else is needed")
    assert "<@U_STELLA>" in wanted.all_text
    assert "/salesconnect status" in wanted.all_text
    assert wanted.buttons == []
    answer = await owen.command("/salesconnect status")
    assert town.say("Change people") in answer.buttons
    assert CLIENT_SECRET not in answer.text
    await town.form(owen, "Change people", Owner_of_this_setup="U_ADA")
    await town.send(owen)
    await town.card(town.ada, "Settings")
    assert "/salesconnect status" not in wanted.now.all_text
    assert await audit(town.world, "ChangePeople") == ["U_OWEN"]
    await town.reveal()


@OVER_HTTP
async def test_somebody_in_no_setup_may_leave_unnoticed(world: World) -> None:
    """Nothing is committed, nobody is asked."""
    town = Spoken(world, EN)
    await town.start()
    before = await kept(world)

    await world.slack.deactivate("U_BENOIT")

    assert await kept(world) == before


@OVER_HTTP
async def test_somebody_in_two_setups_is_asked_for_in_each(world: World) -> None:
    """Each starter hears of their own."""
    town = Spoken(world, EN)
    await town.start()
    await town.start(town.ada, Instance="Sandbox")

    await world.slack.deactivate("U_SOL")

    assert len(await town.told(town.stella, "Somebody else is needed")) == 1
    assert len(await town.told(town.ada, "Somebody else is needed")) == 1


_Stage = Callable[[Spoken], Awaitable[None]]
STAGES: Final[dict[str, _Stage]] = {
    "named": Spoken.start,
    "handed over": Spoken.handed_over,
    "revealed": Spoken.revealed,
    "connected": Spoken.connected,
    "ready": Spoken.ready,
    "running": Spoken.running,
}


@pytest.mark.parametrize("stage", STAGES)
@OVER_HTTP
async def test_the_marketo_admin_can_be_changed_at_every_stage(world: World, stage: str) -> None:
    """One audit row, one message each, no button left with the former one."""
    town = Spoken(world, EN)
    await STAGES[stage](town)
    await town.setup()
    before = _posted(town)

    await town.change_people(town.stella, Marketo_admin="U_BENOIT")

    assert await _new(town, before) == {"U_MARA": 1, "U_SOL": 1, "U_SVEN": 1}
    assert len(posted_to(world, "D_BENOIT")) == 1
    assert await town.buttons(town.mara) == []
    assert await audit(world, "ChangePeople") == ["U_STELLA"]
    await town.card(town.benoit, "Open checklist")


@pytest.mark.parametrize("stage", STAGES)
@OVER_HTTP
async def test_everybody_in_the_window_hears_of_the_change(world: World, stage: str) -> None:
    """What the window said before Save is what is sent."""
    town = Spoken(world, EN)
    await STAGES[stage](town)
    await town.form(town.stella, "Change people", Salesforce_admin="U_BENOIT")
    assert town.stella.modal is not None
    said = {who for who in NAMED if f"<@{who}>" in town.stella.modal.text}
    before = _posted(town)

    await town.send(town.stella)

    assert set(await _new(town, before)) == said == {"U_MARA", "U_SOL", "U_SVEN"}


@OVER_HTTP
async def test_a_former_person_is_nobody_to_the_commands(world: World) -> None:
    """`status` shows them nothing, `connected` names the new one."""
    town = Spoken(world, EN)
    await town.revealed()
    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    status = await town.sol.command("/salesconnect status")

    assert "production" not in status.text
    assert "<@" not in status.text
    person: Person = town.sol
    assert "<@U_ADA>" in (await person.command("/salesconnect provision")).text


@OVER_HTTP
async def test_a_window_opened_before_changes_only_what_was_changed_in_it(world: World) -> None:
    """Two owners at once: the second one's untouched fields bring nobody back."""
    town = Spoken(world, EN)
    await town.start()
    await town.form(town.stella, "Change people", Salesforce_admin="U_BENOIT")
    await world.owen.command("/salesconnect status")
    await town.change_people(world.owen, Sales_Connect_admin="U_ADA")

    await town.send(town.stella)

    setup = await town.setup()
    assert (setup.sales_connect_admin, setup.salesforce_admin) == ("U_ADA", "U_BENOIT")


@OVER_HTTP
async def test_a_hand_over_window_names_whom_it_goes_to_or_hands_nothing_over(
    world: World,
) -> None:
    """Another recipient was chosen while it was open: nothing is sealed for them unseen."""
    town = Spoken(world, EN)
    await town.start()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials()
    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    await world.mara.submit()

    assert world.mara.modal is not None
    assert "<@U_ADA>" in world.mara.modal.text
    assert not await town.has_secrets()
