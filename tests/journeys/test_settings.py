"""What the owner of a setup decides: settings, and the end of it."""

from datetime import timedelta
from typing import Final

from practice.slack import Person
from tests.journeys.labels import EN
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import audit, kept, posted_to
from tests.journeys.world import CHANNEL, World

GROUP: Final = "@sales-leads"


async def _open(town: Spoken, person: Person | None = None) -> None:
    await town.form(person or town.stella, "Settings")


# Settings


@IN_BOTH
async def test_settings_are_saved_and_shown_again(town: Spoken) -> None:
    """Each field comes back as it was left, and one that is emptied stays empty."""
    town.world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    await town.start()
    given: dict[str, object] = {
        "Approvers": ["U_ADA", "U_BENOIT"],
        "Approver group": GROUP,
        "Allowed domains": "acme.example\nacme.test",
        "Language of the channel": "French",
    }
    await _open(town)
    for label, value in given.items():
        await town.fill(town.stella, label, value)

    await town.send(town.stella)

    await _open(town)
    assert town.stella.modal is not None
    assert town.stella.modal.title == town.say("Settings")
    values = town.stella.modal.values
    shown = {label: values[town.say(label)] for label in given}
    assert shown == given | {"Language of the channel": town.say("French")}
    assert await audit(town.world, "SaveSettings") == ["U_STELLA"]
    for label in ("Approvers", "Approver group", "Allowed domains"):
        await town.fill(town.stella, label, None)
    await town.send(town.stella)
    approval = (await town.setup()).approval
    assert (approval.approvers, approval.group, approval.domains) == ((), None, ())


@IN_BOTH
async def test_a_guest_is_no_approver(town: Spoken) -> None:
    """Named in the error, since several people stand in one field."""
    await town.start()
    before = await kept(town.world)
    await _open(town)
    await town.fill(town.stella, "Approvers", ["U_ADA", "U_GUS"])

    await town.stella.submit()

    assert list(town.stella.errors) == [town.say("Approvers")]
    error = town.stella.errors[town.say("Approvers")]
    assert "gus" in error
    assert town.stands_in("guest", error)
    assert await kept(town.world) == before


@IN_BOTH
async def test_a_malformed_domain_is_quoted_with_its_line(town: Spoken) -> None:
    """The good ones beside it stay where they are."""
    await town.start()
    typed = "acme.example\nsam@acme.example\nacme"
    before = await kept(town.world)
    await _open(town)
    await town.fill(town.stella, "Allowed domains", typed)

    await town.stella.submit()

    label = town.say("Allowed domains")
    assert list(town.stella.errors) == [label]
    error = town.stella.errors[label]
    assert town.stands_in("No domain", error)
    assert "sam@acme.example" in error
    assert "3" in error
    assert "example.com" in error
    assert town.stella.modal is not None
    assert town.stella.modal.values[label] == typed
    assert await kept(town.world) == before


@IN_BOTH
async def test_without_the_scope_for_groups_the_rest_is_saved(town: Spoken) -> None:
    """The select says that Slack does not tell; it is never empty."""
    town.world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    town.world.slack.scopes = town.world.slack.scopes - {"usergroups:read"}
    await town.start()
    await _open(town)

    offered = await town.stella.options(town.say("Approver group"))

    assert offered == [town.say("Slack does not tell me the user groups")]
    await town.fill(town.stella, "Approvers", ["U_ADA"])
    await town.stella.fill(town.say("Approver group"), offered[0])
    await town.send(town.stella)
    approval = (await town.setup()).approval
    assert approval.approvers == ("U_ADA",)
    assert approval.group is None


@OVER_HTTP
async def test_groups_are_offered_by_what_was_typed(world: World) -> None:
    """A disabled one is not there; nothing found is said as an option."""
    slack = world.slack
    slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    slack.add_usergroup("S_OPS", "ops", ["U_SOL"])
    slack.add_usergroup("S_OLD", "sales-old", is_disabled=True)
    town = Spoken(world, EN)
    await town.start()
    await _open(town)

    found = {typed: await town.stella.options("Approver group", typed) for typed in ("sal", "xyz")}

    assert found == {"sal": [GROUP], "xyz": ["No such user group"]}


@OVER_HTTP
async def test_a_group_that_went_while_the_window_was_open_is_refused(world: World) -> None:
    """At its field, once what the bot knows of groups is no longer fresh."""
    group = world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    town = Spoken(world, EN)
    await town.start()
    await _open(town)
    await town.fill(town.stella, "Approver group", GROUP)
    group.is_disabled = True
    for key in [key async for key in world.bot.redis.scan_iter("*group*", count=1000)]:
        await world.bot.redis.delete(key)
    before = await kept(world)

    await town.stella.submit()

    assert list(town.stella.errors) == ["Approver group"]
    assert "Slack does not know that user group" in town.stella.errors["Approver group"]
    assert {k: v for k, v in (await kept(world)).items() if "group" not in k} == before


@OVER_HTTP
async def test_the_channel_reads_the_language_that_was_chosen(world: World) -> None:
    """Whatever the starter's."""
    town = Spoken(world, EN)
    await town.start()
    await _open(town)
    await town.fill(town.stella, "Language of the channel", "French")
    await town.send(town.stella)

    await town.press(town.mara, "Already connected")
    await town.press(town.mara, "More than ten minutes ago")

    (line,) = posted_to(world, CHANNEL)
    assert "est connecté à Marketo" in line.args["text"]


@OVER_HTTP
async def test_another_language_alone_loses_no_approver(world: World) -> None:
    """A form that was opened and sent with one change changes one thing."""
    world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    town = Spoken(world, EN)
    await town.start()
    await _open(town)
    await town.fill(town.stella, "Approvers", ["U_ADA"])
    await town.fill(town.stella, "Approver group", GROUP)
    await town.fill(town.stella, "Allowed domains", "acme.example")
    await town.send(town.stella)
    before = (await town.setup()).approval

    await _open(town)
    await town.fill(town.stella, "Language of the channel", "French")
    await town.send(town.stella)

    assert (await town.setup()).approval == before
    assert (await town.setup()).language == "fr"


# The end


@IN_BOTH
async def test_a_cancelled_setup_tells_everybody_named_and_burns_what_waits(
    town: Spoken,
) -> None:
    """Once each; no card keeps a button, and old buttons answer politely."""
    await town.handed_over()
    people = (town.stella, town.mara, town.sol, town.sven)
    old = {
        "Hand over credentials": (town.mara, town.mara.dm[0]),
        "Already connected": (town.mara, town.mara.dm[0]),
        "Reveal credentials": (town.sol, await town.card(town.sol, "Reveal credentials")),
        "Open checklist": (town.sven, town.sven.dm[0]),
        "Save Organization ID": (town.sven, town.sven.dm[0]),
        "Not the right person": (town.sven, town.sven.dm[0]),
        "Settings": (town.stella, town.stella.dm[0]),
        "Change people": (town.stella, town.stella.dm[0]),
        "Cancel setup": (town.stella, town.stella.dm[0]),
    }
    first = {who.id: len(posted_to(town.world, f"D_{who.id[2:]}")) for who in people}
    assert await town.has_secrets()

    await town.press(town.stella, "Cancel setup")

    assert not await town.has_secrets()
    new = {who.id: len(posted_to(town.world, f"D_{who.id[2:]}")) for who in people}
    assert {who: new[who] - first[who] for who in new} == {
        "U_STELLA": 0,
        "U_MARA": 1,
        "U_SOL": 1,
        "U_SVEN": 1,
    }
    for person in people:
        assert await town.buttons(person) == []
        assert all(town.reads("cancelled this setup")(message) for message in person.dm)
    assert await audit(town.world, "CancelSetup") == ["U_STELLA"]
    before = await kept(town.world)
    for label, (person, card) in old.items():
        if town.say(label) not in card.buttons:
            continue
        answer = await town.press_old(person, label, card)
        words = ("Nothing changed", "There is no such setup (any more)")
        assert any(town.say(one) in answer.text for one in words), (label, answer.text)
        assert person.modal is None
    assert await kept(town.world) == before


@IN_BOTH
async def test_the_name_of_a_cancelled_setup_is_free_at_once(town: Spoken) -> None:
    """And commands know the new one alone."""
    await town.start()
    await town.press(town.stella, "Cancel setup")

    await town.start()

    answer = await town.mara.command("/salesconnect credentials")
    assert answer.is_empty
    assert town.mara.modal is not None
    assert town.mara.modal.title == town.say(
        "Hand over credentials" if town.say is EN else "Hand over"
    )


@IN_BOTH
async def test_a_cancelled_setup_takes_the_buttons_of_its_open_batch(town: Spoken) -> None:
    """The run is closed; a late report changes nothing and tells nobody."""
    await town.running()
    batch = await town.card(town.sol, "All connected")

    await town.press(town.stella, "Cancel setup")

    assert batch.now.buttons == []
    before = await kept(town.world)
    answer = await town.press_old(town.sol, "All connected", batch)
    assert town.say("Nothing changed") in answer.text
    assert town.ada.dm == []
    assert await kept(town.world) == before


@OVER_HTTP
async def test_nothing_follows_a_cancelled_setup(world: World) -> None:
    """Neither the end of the wait, nor an expiry, nor a reminder."""
    town = Spoken(world, EN)
    await town.connected()
    await town.press(town.stella, "Cancel setup")
    said = len(world.slack.calls_of("chat.postMessage"))

    for _ in range(10):
        await town.wait(timedelta(days=1))

    assert len(world.slack.calls_of("chat.postMessage")) == said
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


@OVER_HTTP
async def test_a_window_that_was_open_when_the_setup_was_cancelled_saves_nothing(
    world: World,
) -> None:
    """Hand over, people, checklist and Organization ID: each says that the setup is over."""
    town = Spoken(world, EN)
    await town.start()
    await town.form(
        town.mara,
        "Hand over credentials",
        Munchkin_ID="123-ABC-456",
        Client_ID="an-id",
        Client_Secret="a-secret",
    )
    await town.form(town.sven, "Open checklist", Salesforce=["Apex classes enabled"])
    await town.form(town.sol, "Save Organization ID", Organization_ID="00D000000000001EAA")
    await town.form(town.stella, "Change people", Marketo_admin="U_ADA")
    card = next(message for message in town.stella.dm if "Cancel setup" in message.buttons)
    await town.press_old(town.stella, "Cancel setup", card)
    before = await kept(world)

    for person in (town.mara, town.sven, town.sol, town.stella):
        await person.submit()

        assert person.modal is not None, person.id
        over = ("cancelled this setup", "no such setup (any more)")
        assert any(words in person.modal.text for words in over), person.modal.text
    assert await kept(world) == before
    assert not await town.has_secrets()
