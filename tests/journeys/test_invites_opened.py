"""`Invite users` is opened by a command, on a message, from the preview of a run."""

from bot.domain.request import MOST_PEOPLE
from tests.journeys import bulk
from tests.journeys.requests import (
    NIA,
    TOM,
    asked,
    begun,
    card,
    cards,
    change_settings,
    form,
    invited,
    mine,
    opened,
    press,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP


async def test_the_command_opens_the_window_filled_in(world: World) -> None:
    """Addresses behind it, however they are parted; the answer itself is empty."""
    await begun(world)

    answer = await world.ada.command(f"/salesconnect invite {NIA}, Tom New <{TOM}>")

    assert answer.is_empty
    window = opened(world.ada)
    assert (window.title, window.submit_label) == ("Invite users", "Ask for approval")
    assert window.labels == ["People in Slack", "E-mail addresses", "Note to approvers"]
    assert window.values["E-mail addresses"] == f"{NIA}\n{TOM}"


async def test_what_is_malformed_behind_the_command_is_kept_to_be_mended(world: World) -> None:
    """It stands in the field as typed, and is quoted when it is sent off."""
    await begun(world)

    await world.ada.command(f"/salesconnect invite {NIA} tom@acme")
    assert opened(world.ada).values["E-mail addresses"] == f"{NIA}\ntom@acme"
    await world.ada.submit()

    assert "line 2: tom@acme" in world.ada.errors["E-mail addresses"]
    assert cards(world) == []


async def test_the_window_says_where_it_goes_and_who_may_approve(world: World) -> None:
    """Before anything is sent to several people."""
    await begun(world)
    await form(world)
    of_members = opened(world.ada).text
    await world.ada.close()
    await change_settings(world, Approvers=["U_BENOIT"])
    await form(world)

    assert f"one message goes to <#{CHANNEL}>" in of_members
    assert "Whoever is a member of it by then may approve" in of_members
    assert "May approve: <@U_BENOIT>" in opened(world.ada).text


async def test_a_secret_behind_the_command_is_treated_as_leaked(world: World) -> None:
    """Not opened, not echoed, but warned of."""
    await begun(world)
    secret = "Zx81kQ0pLm2vN7tRb4cW9yHd3fGj6sKa"

    answer = await world.ada.command(f"/salesconnect invite {secret}")

    assert "delete" in answer.text
    assert "rotate" in answer.text
    assert secret not in answer.text
    assert world.ada.modal is None or secret not in opened(world.ada).text


async def test_a_shortcut_on_a_message_takes_its_addresses_and_people(world: World) -> None:
    """Of what somebody wrote, nothing else."""
    await begun(world)
    world.slack.add_user("U0KIM", "kim", "Kim Roe", email="kim@acme.example")
    text = f"could <@U0KIM> and {NIA} get in, too? *urgent*"
    said = await world.benoit.say(text, channel=CHANNEL)

    await world.ada.shortcut("invite_from_message", on=said)

    values = opened(world.ada).values
    assert values["E-mail addresses"] == NIA
    assert values["People in Slack"] == ["U0KIM"]
    assert not values["Note to approvers"]


async def test_a_shortcut_on_a_message_that_names_nobody_means_its_author(world: World) -> None:
    """`Can I have an account, too?`"""
    await begun(world)
    said = await world.benoit.say("can I have an account, too?", channel=CHANNEL)

    await world.ada.shortcut("invite_from_message", on=said)

    assert opened(world.ada).values["People in Slack"] == ["U_BENOIT"]


async def test_with_several_setups_the_command_asks_which(world: World) -> None:
    """And keeps what was typed."""
    await begun(world)
    await start_setup(world.stella, Name="EMEA")
    await settled(world)

    answer = await world.ada.command(f"/salesconnect invite {NIA}")
    assert len(answer.buttons) == 2
    await world.ada.press(next(one for one in answer.buttons if "EMEA" in one))

    assert opened(world.ada).values["E-mail addresses"] == NIA
    await world.ada.submit()
    await settled(world)
    assert "EMEA" in card(world).all_text


async def test_without_a_production_setup_there_is_nothing_to_ask(world: World) -> None:
    """No window; the answer says what is missing."""
    await begun(world, Instance="Sandbox")

    answer = await world.ada.command(f"/salesconnect invite {NIA}")

    assert world.ada.modal is None
    assert "no open production setup" in answer.text


async def test_a_guest_asks_for_nothing(world: World) -> None:
    """By command or by shortcut."""
    world.slack.state.channels[CHANNEL].members.append("U_GUS")
    await begun(world)
    said = await world.benoit.say(f"please add {NIA}", channel=CHANNEL)

    answer = await world.gus.command(f"/salesconnect invite {NIA}")
    await world.gus.shortcut("invite_from_message", on=said)
    await settled(world)

    assert "Guests" in answer.text
    assert world.gus.modal is None
    assert cards(world) == []


# From the preview


async def test_the_preview_asks_for_nobody_who_is_asked_for(world: World) -> None:
    """Their request is open: another one would be refused."""
    await bulk.at_work(world)
    await asked(world, NIA)
    await bulk.previewed(world, addresses=f"{NIA}\n{TOM}")

    await press(world, world.sol, "Invite users")

    assert opened(world.sol).values["E-mail addresses"] == TOM


async def test_the_preview_offers_to_invite_whoever_is_not_on_record(world: World) -> None:
    """Those with an invite on record are left out, and no longer counted."""
    await bulk.at_work(world)
    world.benoit.user.locale = "en-US"
    await invited(world, NIA)
    preview = await bulk.previewed(world, addresses=f"{NIA}\n{TOM}\numa@acme.example")
    assert "No invite is on record here for these 2 people" in preview.text

    await press(world, world.sol, "Invite users")

    window = opened(world.sol)
    assert window.title == "Invite users"
    assert window.values["E-mail addresses"] == f"{TOM}\numa@acme.example"


async def test_of_more_than_a_hundred_the_preview_takes_the_first_hundred(world: World) -> None:
    """One request takes no more; the others can be asked for after it."""
    await bulk.at_work(world)
    await bulk.previewed(world, CSV_file=bulk.a_file(*bulk.emails(130), header="email"))

    await press(world, world.sol, "Invite users")
    typed = opened(world.sol).values["E-mail addresses"].splitlines()
    assert "30 addresses did not fit" in opened(world.sol).text
    await world.sol.submit()
    assert not world.sol.errors
    await settled(world)

    assert typed == bulk.emails(MOST_PEOPLE)
    [said] = cards(world)
    assert len(mine(world.sol).all_text) < 4_000
    assert "more" in said.all_text
