"""The variants of the road: what is open, what was bought, who is both, what goes by itself."""

from datetime import timedelta

from practice.slack import Message
from tests.journeys.spoken import IN_BOTH, Spoken
from tests.journeys.steps import audit, posted_to, settled
from tests.journeys.world import WAIT

PREREQUISITES = (
    "Marketo subscription",
    "Sales Connect subscription",
    "Salesforce with API calls and Apex classes",
)


async def _reminder(town: Spoken) -> Message:
    """The one message of contract.md."""
    await settled(town.world)
    found = [
        message
        for message in town.sol.dm
        if town.say("ready") in message.all_text.lower() and town.has("Connect users")(message)
    ]
    assert len(found) == 1, [message.all_text for message in town.sol.dm]
    return found[0]


# What is open


@IN_BOTH
async def test_open_prerequisites_stop_nothing_and_are_ticked_later(town: Spoken) -> None:
    """Each says whom to ask; the owner ticks them from `Open checklist`, and they are gone."""
    await town.start(Prerequisites=["Marketo subscription"])
    card = await town.card(town.stella, "Open checklist")
    assert town.reads("Not confirmed yet")(card)
    assert "customer success manager" in card.all_text
    await town.hand_over()

    await town.form(town.stella, "Open checklist")
    assert town.stella.modal is not None
    assert town.stella.modal.title == town.say("Checklist")
    ticked = town.stella.modal.values[town.say("Prerequisites")]
    assert ticked == [town.say("Marketo subscription")]
    await town.fill(town.stella, "Prerequisites", list(PREREQUISITES))
    await town.send(town.stella)

    assert not town.reads("Not confirmed yet")(card.now)
    assert await audit(town.world, "SaveChecklist") == ["U_STELLA"]
    await town.form(town.stella, "Open checklist", Prerequisites=[PREREQUISITES[0]])
    await town.send(town.stella)
    assert town.reads("Not confirmed yet")(card.now)


@IN_BOTH
async def test_without_any_tick_the_whole_road_is_walked(town: Spoken) -> None:
    """Nothing is held up, and what is open is said until it is ticked."""
    await town.running()
    card = await town.card(town.stella, "Open checklist")
    assert town.reads("Not confirmed yet")(card)

    await town.press(town.sol, "All connected")

    assert town.reads("Not confirmed yet")(card.now)


@IN_BOTH
async def test_a_checklist_ticked_by_two_keeps_what_both_ticked(town: Spoken) -> None:
    """Two windows of the Salesforce checklist, open side by side."""
    await town.start()
    api, apex = "API calls enabled for the users", "Apex classes enabled"
    await town.form(town.sven, "Open checklist", Salesforce=[api])
    await town.form(town.sol, "Open checklist", Salesforce=[apex])

    await town.send(town.sven)
    await town.send(town.sol)

    await town.form(town.mara, "Open checklist")
    assert town.mara.modal is not None
    ticked = town.mara.modal.values[town.say("Salesforce")]
    assert ticked == [town.say(api), town.say(apex)]


@IN_BOTH
async def test_the_other_product_changes_the_words_for_screens(town: Spoken) -> None:
    """In the cards of both admins, in the checklist, on the batch and for the salesperson."""
    await town.start(Product="Sales Insight Actions")
    mine = await town.card(town.mara, "Hand over credentials")
    assert "Admin → Sales Engage" in mine.all_text
    await town.hand_over()
    await town.reveal()
    card = await town.card(town.sol, "I've connected")
    assert "Sales Insight Actions" in card.all_text
    assert "Admin Settings → Marketo" not in card.all_text
    await town.form(town.sol, "Open checklist")
    assert town.shows(town.sol, "Sales Insight Actions")
    await town.sol.close()
    await town.press(town.sol, "I've connected")
    await town.wait()

    await town.form(town.sol, "Connect users", People_in_Slack=["U_ADA"])
    await town.sol.submit()
    await town.send(town.sol)

    batch = await town.card(town.sol, "All connected")
    assert "*User Access* (" in batch.all_text
    await town.press(town.sol, "All connected")
    (told,) = await town.told(town.ada, "Sales Insight Actions")
    assert "My Profile" in told.all_text


# Marketo connects by itself


@IN_BOTH
async def test_connected_for_long_is_ready_at_once(town: Spoken) -> None:
    """Nothing is handed over, nobody waits, and the reminder comes once."""
    await town.start()

    await town.press(town.mara, "Already connected")
    await town.press(town.mara, "More than ten minutes ago")

    reminder = await _reminder(town)
    assert not reminder.edited
    await town.wait()
    await _reminder(town)
    assert await audit(town.world, "ReportAlreadyConnected") == ["U_MARA"]
    assert await audit(town.world, "BecomeReady") == []
    assert len(posted_to(town.world, "C_INVITES")) == 1
    shown = await town.buttons(town.mara)
    assert town.say("More than ten minutes ago") not in shown
    assert town.say("Hand over credentials") not in shown


@IN_BOTH
async def test_just_connected_waits_ten_minutes(town: Spoken) -> None:
    """The Sales Connect admin spends them on a card of their own."""
    await town.start()

    await town.press(town.mara, "Already connected")

    waiting = await town.card(town.sol, "Prepare the first batch")
    assert town.reads("You need no credentials")(waiting)
    assert town.reads("Please wait")(waiting)
    assert "<!date^" in waiting.all_text
    await town.wait(WAIT - timedelta(seconds=30))
    assert town.say("Connect users") not in await town.buttons(town.sol)
    await town.wait(timedelta(seconds=30))
    await _reminder(town)
    assert town.say("Prepare the first batch") not in await town.buttons(town.sol)


@IN_BOTH
async def test_already_connected_destroys_what_waits(town: Spoken) -> None:
    """The card says so, the old button shows nothing, and the key is gone."""
    await town.handed_over()
    card = await town.card(town.sol, "Reveal credentials")
    assert await town.has_secrets()

    await town.press(town.mara, "Already connected")

    assert not await town.has_secrets()
    assert card.now.buttons == []
    assert town.reads("of no use any more")(card.now)
    answer = await town.press_old(town.sol, "Reveal credentials", card)
    assert town.stands_in("of no use any more", answer.text)
    assert town.sol.modal is None


# One person in several parts


@IN_BOTH
async def test_one_person_who_is_both_admins_hands_nothing_over(town: Spoken) -> None:
    """One message says where to copy from and to; then the wait, then ready."""
    await town.start(Marketo_admin="U_SOL")
    (card,) = town.sol.dm
    assert town.reads("nothing is handed over")(card)
    assert "Admin → Sales Connect" in card.all_text
    assert "Settings → Admin Settings → Marketo" in card.all_text
    assert town.say("Hand over credentials") not in card.buttons
    answer = await town.sol.command("/salesconnect credentials")
    assert town.say("Nothing is handed over here") in answer.text
    assert town.sol.modal is None

    await town.press(town.sol, "I've connected")

    assert town.say("I've connected") not in await town.buttons(town.sol)
    await town.card(town.sol, "Start now anyway")
    await town.wait()
    await _reminder(town)
    assert await audit(town.world, "HandOver") == []


@IN_BOTH
async def test_one_person_in_every_part_walks_the_road_alone(town: Spoken) -> None:
    """Starter, both admins, Salesforce admin; connected by itself for long."""
    await town.start(
        town.sol, Marketo_admin="U_SOL", Sales_Connect_admin="U_SOL", Salesforce_admin="U_SOL"
    )

    await town.press(town.sol, "Already connected")
    await town.press(town.sol, "More than ten minutes ago")

    await _reminder(town)
    await town.form(town.sol, "Connect users", People_in_Slack=["U_ADA"])
    await town.sol.submit()
    await town.send(town.sol)
    await town.press(town.sol, "All connected")
    # The progress, the batch and the result.
    assert len(await town.told(town.sol, "1 person connected")) == 3


@IN_BOTH
async def test_without_a_salesforce_admin_the_admins_keep_the_checklist(town: Spoken) -> None:
    """Both cards say so; the Sales Connect admin ticks it."""
    await town.start(Salesforce_admin=None)
    mine = await town.card(town.stella, "Open checklist")
    assert town.reads("No Salesforce admin is named")(mine)
    card = await town.card(town.sol, "Open checklist")
    assert town.reads("No Salesforce admin is named")(card)
    assert town.sven.dm == []

    await town.form(town.sol, "Open checklist", Salesforce=["Apex classes enabled"])
    await town.send(town.sol)

    setup = await town.setup()
    assert {note.by for note in setup.ticks.values()} == {"U_SOL"}


# Several


@IN_BOTH
async def test_sandbox_and_second_subscription_stand_beside_production(town: Spoken) -> None:
    """Each has cards of its own, and only the sandbox says what is different there."""
    await town.start()
    await town.start(Instance="Sandbox")
    await town.start(Name="EMEA")

    await settled(town.world)
    assert len(town.mara.dm) == len(town.sven.dm) == 3
    sandbox = await town.told(town.sol, "This is a sandbox")
    assert len(sandbox) == 1
    answer = await town.mara.command("/salesconnect credentials")
    assert answer.buttons == ["production", "sandbox", "production (EMEA)"]
    status = (await town.stella.command("/salesconnect status")).text
    assert "production (EMEA)" in status
    assert "sandbox" in status


@IN_BOTH
async def test_a_sandbox_asks_for_the_sandbox_that_must_be_bought(town: Spoken) -> None:
    """A point of its own in the owner's checklist; production does not know it."""
    await town.start()
    await town.form(town.stella, "Open checklist")
    assert not town.shows(town.stella, "Marketo sandbox")
    await town.stella.close()

    await town.start(Instance="Sandbox")

    await town.form(town.stella, "Open checklist", Prerequisites=["Marketo sandbox"])
    await town.send(town.stella)
    assert "prerequisites:sandbox" in (await town.setup()).ticks


# The wait is used


@IN_BOTH
async def test_what_was_prepared_in_the_wait_starts_with_one_press(town: Spoken) -> None:
    """Preview, kept, shown on both cards; after the wait one press sends the first batch."""
    await town.connected()
    await town.form(town.sol, "Prepare the first batch", People_in_Slack=["U_ADA"])
    await town.sol.submit()
    assert town.sol.modal is not None
    assert town.sol.modal.title == town.say("Preview")
    assert town.sol.modal.submit_label == town.say("Keep for later")
    before = len(posted_to(town.world, "D_SOL"))
    await town.send(town.sol)
    assert len(posted_to(town.world, "D_SOL")) == before
    card = await town.card(town.sol, "Prepare the first batch")
    assert town.reads("*Done:* 1 person")(card)
    await town.wait()
    reminder = await _reminder(town)
    assert reminder.buttons[0] == town.say("Start with 1 person")

    await town.press(town.sol, "Start with 1 person")

    batch = await town.card(town.sol, "All connected")
    assert "ada@acme.example" in batch.all_text
    assert town.sol.modal is None
    assert await audit(town.world, "StartRun") == ["U_SOL"]
    assert town.say("Start with 1 person") not in reminder.now.buttons


@IN_BOTH
async def test_what_is_prepared_again_takes_the_place_of_the_former(town: Spoken) -> None:
    """The last one that was kept is the one that starts."""
    await town.connected()
    for people in (["U_ADA"], ["U_ADA", "U_BENOIT"]):
        await town.form(town.sol, "Prepare the first batch", People_in_Slack=people)
        await town.sol.submit()
        await town.send(town.sol)
    await town.wait()

    await town.press(town.sol, "Start with 2 people")

    batch = await town.card(town.sol, "All connected")
    assert "benoit@acme.example" in batch.all_text
    assert await audit(town.world, "StartRun") == ["U_SOL"]


@IN_BOTH
async def test_what_was_prepared_survives_an_early_start(town: Spoken) -> None:
    """`Start now anyway` opens the empty window; the reminder still has the prepared people."""
    await town.connected()
    await town.form(town.sol, "Prepare the first batch", People_in_Slack=["U_ADA"])
    await town.sol.submit()
    await town.send(town.sol)

    await town.press(town.sol, "Start now anyway")
    await town.sol.close(all_=True)
    await town.press(town.sol, "Start with 1 person")

    await town.card(town.sol, "All connected")
