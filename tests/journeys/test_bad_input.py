"""Bad input gets an error at its field, shows a good example, and loses nothing that was typed."""

import asyncio
from typing import Final

import pytest

from tests.journeys.spoken import OVER_BOTH, OVER_HTTP
from tests.journeys.steps import (
    GOOD_SETUP,
    audit,
    fill_setup,
    kept,
    of_the_owner,
    of_the_salesforce_admin,
    ready,
    started,
    submit_as,
)
from tests.journeys.world import CHANNEL, World

TYPED: Final = {
    "Munchkin ID": "987-ZYX-654",
    "Client ID": "typed-client-id",
    "Client Secret": "typed-client-secret",
}
BLANKS: Final = {
    "space before": " {0}{1}",
    "space after": "{0}{1} ",
    "space inside": "{0} {1}",
    "line break after": "{0}{1}\n",
    "line break inside": "{0}\n{1}",
    "tab": "{0}\t{1}",
    "no-break space before": "\u00a0{0}{1}",
    "no-break space inside": "{0}\u00a0{1}",
    "narrow no-break space": "{0}{1}\u202f",
    "ideographic space": "{0}\u3000{1}",
}
WRONG_MUNCHKIN_IDS: Final = (
    "12-ABC-456",
    "123-ABC-4567",
    "123-AB1-456",
    "123ABC456",
    "123_ABC_456",
    "https://app-sj01.marketo.com",
    "１２３-ABC-456",
    "123-ÄBC-456",
    "123-ßb-456",  # in capitals a different text of the right shape
    "123-abı-456",
)
PEOPLE_FIELDS: Final = ("Marketo admin", "Sales Connect admin", "Salesforce admin")
NOT_MEMBERS: Final = {
    "U_GUS": "guest",
    "U_ROBOT": "bot",
    "U_BOT": "bot",
    "U_GONE": "deactivated",
    "U_EXT": "organisation",
}


# Credentials


@OVER_BOTH
@pytest.mark.parametrize("label", TYPED)
async def test_a_blank_in_a_credential_is_an_error_at_its_field(world: World, label: str) -> None:
    """The field is named, the value is not; nothing is trimmed, nothing is handed over."""
    await world.named()
    value = TYPED[label]
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    for blank, shape in BLANKS.items():
        bad = TYPED | {label: shape.format(value[:4], value[4:])}
        for field, typed in bad.items():
            await world.mara.fill(field, typed)

        await world.mara.submit()

        assert list(world.mara.errors) == [label], blank
        error = world.mara.errors[label]
        assert "space" in error
        assert label in error
        assert ("123-ABC-456" in error) is (label == "Munchkin ID")
        assert not any(part in error for part in (value, value[:4], value[4:]))
        assert world.mara.modal is not None
        assert world.mara.modal.values == bad
    assert await kept(world) == before


@OVER_BOTH
async def test_every_bad_field_is_named_at_once(world: World) -> None:
    """Three faults cost one attempt, not three; mended, the same window hands over."""
    await world.named()
    await world.mara.press("Hand over credentials")
    for field, typed in TYPED.items():
        await world.mara.fill(field, f"{typed} ")

    await world.mara.submit()

    assert list(world.mara.errors) == list(TYPED)
    for field, typed in TYPED.items():
        await world.mara.fill(field, typed)
    await world.mara.submit()
    assert world.mara.modal is None
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)


@OVER_BOTH
async def test_an_invisible_character_in_a_credential_is_found(world: World) -> None:
    """A zero-width space comes with a copy from a web page; nobody sees it there."""
    await world.named()
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(client_secret="typed\u200bsecret")

    await world.mara.submit()

    error = world.mara.errors["Client Secret"]
    assert "character 6 of 12 is an invisible zero-width character (U+200B)" in error
    assert await kept(world) == before


@OVER_BOTH
async def test_quotation_marks_around_a_credential_are_found(world: World) -> None:
    """A mail program puts them there; the first one is named."""
    await world.named()
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(client_id="“typed-client-id”")

    await world.mara.submit()

    assert list(world.mara.errors) == ["Client ID"]
    assert "at the start, is a typographic quotation mark" in world.mara.errors["Client ID"]
    assert await kept(world) == before


@OVER_BOTH
@pytest.mark.parametrize(
    "typed",
    [
        "987-zyx-654.mktorest.com",
        "https://987-ZYX-654.mktoresp.com/rest",
        "https://app.example.com/?munchkinId=987-ZYX-654",
        "987–ZYX–654",
        "987 ZYX 654",
    ],
)
async def test_a_munchkin_id_that_was_understood_is_offered(world: World, typed: str) -> None:
    """It is not taken: typed as offered, the same window hands over."""
    await world.named()
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(munchkin_id=typed)

    await world.mara.submit()

    assert list(world.mara.errors) == ["Munchkin ID"]
    assert "987-ZYX-654" in world.mara.errors["Munchkin ID"]
    assert await kept(world) == before
    await world.mara.fill("Munchkin ID", "987-ZYX-654")
    await world.mara.submit()
    assert world.mara.modal is None


@OVER_BOTH
async def test_values_in_each_others_fields_are_found(world: World) -> None:
    """Each error says what was typed there instead, and none repeats it."""
    await world.named()
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(
        munchkin_id="00000000-0000-4000-8000-00000000cafe",
        client_id="987-ZYX-654",
        client_secret="987-ZYX-654",
    )

    await world.mara.submit()

    errors = world.mara.errors
    assert "looks like a Client ID" in errors["Munchkin ID"]
    assert "This is the Munchkin ID" in errors["Client ID"]
    assert "This is the Munchkin ID" in errors["Client Secret"]
    assert not any("cafe" in error or "987" in error for error in errors.values())
    assert await kept(world) == before


@OVER_BOTH
async def test_one_value_in_two_fields_is_found(world: World) -> None:
    """Copied once, pasted twice."""
    await world.named()
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(client_id="typed-twice", client_secret="typed-twice")

    await world.mara.submit()

    assert list(world.mara.errors) == ["Client Secret"]
    assert "the same as the Client ID" in world.mara.errors["Client Secret"]
    assert "typed-twice" not in world.mara.errors["Client Secret"]
    assert await kept(world) == before


@OVER_BOTH
async def test_a_wrong_munchkin_id_is_shown_a_good_one(world: World) -> None:
    """`123-ABC-456` is the example; what is no such thing is never made into one."""
    await world.named()
    before = await kept(world)
    await world.mara.press("Hand over credentials")
    for typed in WRONG_MUNCHKIN_IDS:
        await world.fill_credentials(munchkin_id=typed)

        await world.mara.submit()

        assert list(world.mara.errors) == ["Munchkin ID"], typed
        assert "123-ABC-456" in world.mara.errors["Munchkin ID"]
        assert world.mara.modal is not None
        assert world.mara.modal.values["Munchkin ID"] == typed
    assert await kept(world) == before


@OVER_BOTH
async def test_a_munchkin_id_in_small_letters_is_a_good_one(world: World) -> None:
    """It is shown as Marketo writes it."""
    await world.named()

    await world.hand_over(munchkin_id="987-zyx-654")

    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert "987-ZYX-654" in world.sol.modal.text


# The setup


@OVER_BOTH
@pytest.mark.parametrize("label", PEOPLE_FIELDS)
async def test_only_full_members_can_be_named(world: World, label: str) -> None:
    """Guests, bots, deactivated people and those of other organisations are no admins."""
    await fill_setup(world.stella, Name="EMEA")
    before = await kept(world)
    for who, word in NOT_MEMBERS.items():
        await world.stella.fill(label, who)

        await world.stella.submit()

        assert list(world.stella.errors) == [label], who
        assert word in world.stella.errors[label]
        assert "full member" in world.stella.errors[label]
        assert world.stella.modal is not None
        values, typed = world.stella.modal.values, {**GOOD_SETUP, label: who, "Name": "EMEA"}
        assert {field: values[field] for field in typed} == typed
    assert await kept(world) == before


@OVER_BOTH
@pytest.mark.parametrize("label", PEOPLE_FIELDS)
async def test_somebody_whom_slack_does_not_know_cannot_be_named(world: World, label: str) -> None:
    """An account may go between the choice and the submission."""
    world.slack.add_user("U_BRIEF", "brief", "Brief Visit")
    await fill_setup(world.stella, **{label.replace(" ", "_"): "U_BRIEF"})
    del world.slack.state.users["U_BRIEF"]
    before = await kept(world)

    await world.stella.submit()

    assert list(world.stella.errors) == [label]
    assert "full member" in world.stella.errors[label]
    assert await kept(world) == before


@OVER_BOTH
async def test_every_wrong_person_and_the_channel_are_named_at_once(world: World) -> None:
    """One attempt shows all faults; mended, the same window starts the setup."""
    await fill_setup(
        world.stella,
        Marketo_admin="U_GUS",
        Sales_Connect_admin="U_ROBOT",
        Salesforce_admin="U_GONE",
        Channel_for_invites="C_GENERAL",
    )

    await world.stella.submit()

    assert set(world.stella.errors) == {*PEOPLE_FIELDS, "Channel for invites"}
    for label, value in GOOD_SETUP.items():
        await world.stella.fill(label, value)
    await world.stella.submit()
    assert world.stella.modal is None
    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)


@OVER_BOTH
async def test_the_required_fields_are_asked_for_by_the_bot_too(world: World) -> None:
    """A client that lets an empty form through meets the same rule."""
    await world.stella.command("/salesconnect setup")
    assert world.stella.modal is not None
    before = await kept(world)

    delivery = await submit_as(world, world.stella, world.stella.modal)

    errors = delivery.answer["errors"]
    assert set(errors) == {"marketo_admin", "sales_connect_admin", "channel"}
    assert "#sales-invites" in errors["channel"]
    assert await kept(world) == before


@OVER_BOTH
@pytest.mark.parametrize("channel", ["C_GENERAL", "C_SECRET"])
async def test_a_channel_without_the_bot_shows_the_invite_to_copy(
    world: World, channel: str
) -> None:
    """A private channel looks like none to the bot; once it is in, the same window goes on."""
    await fill_setup(world.stella, Channel_for_invites=channel)
    before = await kept(world)

    await world.stella.submit()

    assert list(world.stella.errors) == ["Channel for invites"]
    assert "/invite @salesconnect" in world.stella.errors["Channel for invites"]
    assert world.stella.modal is not None
    assert world.stella.modal.values["Marketo admin"] == "U_MARA"
    assert await kept(world) == before
    world.slack.state.channels[channel].members.append("U_BOT")
    await world.stella.submit()
    assert world.stella.modal is None


@OVER_BOTH
async def test_an_archived_channel_is_refused(world: World) -> None:
    """Nobody could approve there."""
    world.slack.add_channel("C_OLD", "old", is_archived=True, members=["U_STELLA"])
    await fill_setup(world.stella, Channel_for_invites="C_OLD")
    before = await kept(world)

    await world.stella.submit()

    assert list(world.stella.errors) == ["Channel for invites"]
    assert "archived" in world.stella.errors["Channel for invites"]
    assert "#sales-invites" in world.stella.errors["Channel for invites"]
    assert await kept(world) == before


@OVER_BOTH
async def test_a_second_open_production_setup_is_refused_at_instance(world: World) -> None:
    """It says where the first one shows, and that a name makes a second one possible."""
    await world.named()
    before = await kept(world)
    await fill_setup(world.ada, Marketo_admin="U_ADA")

    await world.ada.submit()

    assert list(world.ada.errors) == ["Instance"]
    assert "/salesconnect status" in world.ada.errors["Instance"]
    assert "EMEA" in world.ada.errors["Instance"]
    assert world.ada.modal is not None
    assert world.ada.modal.values["Marketo admin"] == "U_ADA"
    assert await kept(world) == before


@OVER_BOTH
async def test_another_name_makes_a_second_production_setup(world: World) -> None:
    """In the same window, after the refusal."""
    await world.named()
    await fill_setup(world.ada, Marketo_admin="U_ADA")
    await world.ada.submit()

    await world.ada.fill("Name", "EMEA")
    await world.ada.submit()

    assert world.ada.modal is None
    card = await world.ada.until(lambda m: "Hand over credentials" in m.buttons)
    assert "EMEA" in card.all_text


@OVER_BOTH
async def test_a_sandbox_setup_stands_beside_a_production_setup(world: World) -> None:
    """They are two subscriptions."""
    await world.named()

    await fill_setup(world.ada, Marketo_admin="U_ADA", Instance="Sandbox")
    await world.ada.submit()

    assert world.ada.modal is None
    card = await world.ada.until(lambda m: "Hand over credentials" in m.buttons)
    assert "sandbox" in card.all_text


@OVER_BOTH
async def test_the_same_name_in_other_letters_is_the_same_name(world: World) -> None:
    """`EMEA` and `  emea ` are one setup to every reader."""
    await world.named(Name="EMEA Sales")
    before = await kept(world)
    await fill_setup(world.ada, Name="  emea   sales ")

    await world.ada.submit()

    assert list(world.ada.errors) == ["Instance"]
    assert "/salesconnect status" in world.ada.errors["Instance"]
    assert await kept(world) == before


@OVER_BOTH
async def test_of_two_who_start_the_same_setup_at_once_one_wins(world: World) -> None:
    """The other one reads why; whoever came first."""
    await fill_setup(world.stella)
    await fill_setup(world.ada)

    await asyncio.gather(world.stella.submit(), world.ada.submit())

    refused = [one for one in (world.stella, world.ada) if one.modal is not None]
    assert len(refused) == 1
    assert "/salesconnect status" in refused[0].errors["Instance"]
    cards = [key for key in await kept(world) if ":setup:" in key]
    assert len(cards) == 1


# Whom to connect


@OVER_BOTH
async def test_nobody_to_connect_is_an_error_with_an_example(world: World) -> None:
    """Neither a person nor an address."""
    await ready(world)
    before = await kept(world)
    await world.sol.press("Connect users")

    await world.sol.submit()

    assert list(world.sol.errors) == ["People in Slack"]
    assert "sam@example.com" in world.sol.errors["People in Slack"]
    assert await kept(world) == before


@OVER_BOTH
async def test_malformed_addresses_are_quoted_as_typed_with_their_line(world: World) -> None:
    """The good ones beside them stay where they are."""
    await ready(world)
    typed = "sam@acme.example\nada[at]acme.example\n\npat@acme, lee@acme.example; @acme.example"
    before = await kept(world)
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.fill("E-mail addresses", typed)

    await world.sol.submit()

    assert list(world.sol.errors) == ["E-mail addresses"]
    error = world.sol.errors["E-mail addresses"]
    for quoted in ("line 2: ada[at]acme.example", "line 4: pat@acme", "line 4: @acme.example"):
        assert quoted in error
    assert "sam@example.com" in error
    assert "lee@" not in error
    assert world.sol.modal is not None
    assert world.sol.modal.values["E-mail addresses"] == typed
    assert world.sol.modal.values["People in Slack"] == ["U_ADA"]
    assert await kept(world) == before


@OVER_BOTH
async def test_only_full_members_can_be_connected(world: World) -> None:
    """The error names them, since several people stand in one field."""
    await ready(world)
    before = await kept(world)
    await world.sol.press("Connect users")
    for who, word in NOT_MEMBERS.items():
        await world.sol.fill("People in Slack", ["U_ADA", who])

        await world.sol.submit()

        assert list(world.sol.errors) == ["People in Slack"], who
        error = world.sol.errors["People in Slack"]
        assert world.slack.state.users[who].name in error
        assert word in error
        assert "ada" not in error
        assert world.sol.modal is not None
        assert world.sol.modal.values["People in Slack"] == ["U_ADA", who]
    assert await kept(world) == before


@OVER_BOTH
async def test_somebody_without_an_address_is_named(world: World) -> None:
    """Slack may hide it; it can be typed."""
    world.slack.add_user("U_SHY", "shy", "Shy Person")
    await ready(world)
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_SHY"])

    await world.sol.submit()

    assert "shy" in world.sol.errors["People in Slack"]
    assert "E-mail addresses" in world.sol.errors["People in Slack"]


@OVER_BOTH
async def test_a_workspace_that_left_the_list_is_refused_with_the_nearest_name(
    world: World,
) -> None:
    """Somebody renamed it while the window was open."""
    await ready(world)
    await world.workspaces("EMEA Marketing", "North America")
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.fill("Workspaces", ["EMEA Marketing", "North America"])
    await world.mara.press("Workspaces")
    await world.mara.fill("Workspace names", "EMEA Marketing 2\nNorth America")
    await world.mara.submit()
    before = await kept(world)

    await world.sol.submit()

    assert list(world.sol.errors) == ["Workspaces"]
    assert "EMEA Marketing is" in world.sol.errors["Workspaces"]
    assert "EMEA Marketing 2?" in world.sol.errors["Workspaces"]
    assert world.sol.modal is not None
    assert world.sol.modal.values["Workspaces"] == ["EMEA Marketing", "North America"]
    assert world.sol.modal.values["People in Slack"] == ["U_ADA"]
    assert await kept(world) == before


@OVER_BOTH
async def test_the_default_workspace_excludes_named_ones(world: World) -> None:
    """Marketo assigns either."""
    await ready(world)
    await world.workspaces("EMEA")
    before = await kept(world)
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.fill("Workspaces", ["Default Marketo workspace", "EMEA"])

    await world.sol.submit()

    assert list(world.sol.errors) == ["Workspaces"]
    assert await kept(world) == before


@OVER_BOTH
async def test_an_overlong_workspace_name_is_named_with_its_line(world: World) -> None:
    """No select of Slack's could show it."""
    await ready(world)
    typed = f"EMEA\n\n{'North America ' * 7}\nAPAC"
    before = await kept(world)
    await world.sol.press("Workspaces")
    await world.sol.fill("Workspace names", typed)

    await world.sol.submit()

    assert list(world.sol.errors) == ["Workspace names"]
    assert "Line 3" in world.sol.errors["Workspace names"]
    assert "75" in world.sol.errors["Workspace names"]
    assert "EMEA Marketing" in world.sol.errors["Workspace names"]
    assert world.sol.modal is not None
    assert world.sol.modal.values["Workspace names"] == typed
    assert await kept(world) == before


@OVER_BOTH
async def test_some_failed_with_nobody_chosen_is_asked_for_by_the_bot_too(world: World) -> None:
    """Slack's client asks first; a client that does not meets the same rule."""
    await started(world, "U_ADA", "U_BENOIT")
    await world.sol.press("Some failed")
    await world.sol.fill("Why?", "not in the list")
    assert world.sol.modal is not None
    before = await kept(world)

    await world.sol.submit()
    delivery = await submit_as(world, world.sol, world.sol.modal)

    assert list(world.sol.errors) == ["Who failed?"]
    assert list(delivery.answer["errors"]) == ["who_failed"]
    assert "example" in delivery.answer["errors"]["who_failed"]
    assert world.sol.modal.values["Why?"] == "not in the list"
    assert await kept(world) == before


# People, settings, checklists


@pytest.mark.parametrize("label", [*PEOPLE_FIELDS, "Owner of this setup"])
@OVER_HTTP
async def test_only_full_members_can_take_a_part_over(world: World, label: str) -> None:
    """Whoever stood there stays until somebody who can is chosen."""
    await of_the_owner(world)
    await world.stella.press("Change people")
    before = await kept(world)
    for who, word in NOT_MEMBERS.items():
        await world.stella.fill(label, who)

        await world.stella.submit()

        assert list(world.stella.errors) == [label], who
        assert word in world.stella.errors[label]
        assert "full member" in world.stella.errors[label]
        assert world.stella.modal is not None
        assert world.stella.modal.values[label] == who
    assert await kept(world) == before
    await world.stella.fill(label, "U_ADA")
    await world.stella.submit()
    assert world.stella.modal is None


@OVER_HTTP
async def test_somebody_who_left_slack_stays_while_another_part_changes(world: World) -> None:
    """Sven was deactivated and Slack's event was lost: naming another Marketo admin still works."""
    await of_the_owner(world)
    world.sven.user.deleted = True
    await world.stella.press("Change people")
    await world.stella.fill("Marketo admin", "U_ADA")

    await world.stella.submit()

    assert world.stella.modal is None, world.stella.errors
    await world.ada.until(lambda m: "Hand over credentials" in m.buttons)


@OVER_HTTP
async def test_people_that_are_required_are_asked_for_by_slack(world: World) -> None:
    """Only the Salesforce admin may be nobody."""
    await of_the_owner(world)
    await world.stella.press("Change people")
    before = await kept(world)
    for label in (*PEOPLE_FIELDS, "Owner of this setup"):
        await world.stella.fill(label, None)

    await world.stella.submit()

    assert set(world.stella.errors) == {
        "Marketo admin",
        "Sales Connect admin",
        "Owner of this setup",
    }
    assert await kept(world) == before


@OVER_HTTP
async def test_an_empty_change_of_people_from_any_client_removes_no_required_person(
    world: World,
) -> None:
    """A client that lets an empty form through: both admins and the owner stay."""
    await of_the_owner(world)
    await world.stella.press("Change people")
    for label in ("Marketo admin", "Sales Connect admin", "Owner of this setup"):
        await world.stella.fill(label, None)
    assert world.stella.modal is not None
    before = await kept(world)

    delivery = await submit_as(world, world.stella, world.stella.modal)

    assert "Nothing changed" in str(delivery.answer)
    assert await kept(world) == before


@pytest.mark.parametrize("who", NOT_MEMBERS)
@OVER_HTTP
async def test_only_full_members_can_approve(world: World, who: str) -> None:
    """The error names them, since several people stand in one field."""
    await of_the_owner(world)
    await world.stella.press("Settings")
    await world.stella.fill("Approvers", ["U_ADA", who])
    before = await kept(world)

    await world.stella.submit()

    assert list(world.stella.errors) == ["Approvers"]
    error = world.stella.errors["Approvers"]
    assert world.slack.state.users[who].name in error
    assert NOT_MEMBERS[who] in error
    assert "ada" not in error
    assert world.stella.modal is not None
    assert world.stella.modal.values["Approvers"] == ["U_ADA", who]
    assert await kept(world) == before


@OVER_HTTP
async def test_every_fault_of_the_settings_is_named_at_once(world: World) -> None:
    """Mended, the same window saves."""
    await of_the_owner(world)
    await world.stella.press("Settings")
    await world.stella.fill("Approvers", ["U_GUS"])
    await world.stella.fill("Allowed domains", "acme.example\nsam@acme.example")

    await world.stella.submit()

    assert set(world.stella.errors) == {"Approvers", "Allowed domains"}
    assert "line 2: sam@acme.example" in world.stella.errors["Allowed domains"]
    assert "example.com" in world.stella.errors["Allowed domains"]
    await world.stella.fill("Approvers", ["U_ADA"])
    await world.stella.fill("Allowed domains", "ACME.example")
    await world.stella.submit()
    assert world.stella.modal is None
    assert await audit(world, "SaveSettings") == ["U_STELLA"]


@OVER_HTTP
async def test_a_side_that_is_none_is_asked_for_by_the_bot_too(world: World) -> None:
    """A client that lets the choice be taken back."""
    card = await of_the_salesforce_admin(world)
    await world.sven.press("Save Organization ID", in_=card)
    await world.sven.fill("Organization ID", "00D000000000001EAA")
    await world.sven.fill("Of which", None)
    assert world.sven.modal is not None
    before = await kept(world)

    delivery = await submit_as(world, world.sven, world.sven.modal)

    assert list(delivery.answer["errors"]) == ["side"]
    assert await kept(world) == before


@OVER_HTTP
async def test_a_point_of_another_list_is_not_ticked_by_a_made_up_form(world: World) -> None:
    """Sven's window with a point of the Sales Connect admin in it."""
    card = await of_the_salesforce_admin(world)
    await world.sven.press("Open checklist", in_=card)
    await world.sven.fill("Salesforce", ["Apex classes enabled"])
    modal = world.sven.modal
    assert modal is not None
    payload = world.sven._submission(modal.view)
    values = payload["view"]["state"]["values"]["checklist:salesforce"]["value"]
    values["selected_options"][0]["value"] = "sales_connect:logged_in"
    before = await kept(world)

    delivery = await world.slack.courier.deliver("interactive", payload)

    assert "Nothing changed" in str(delivery.answer)
    assert await kept(world) == before


@OVER_BOTH
async def test_what_people_type_never_comes_alive(world: World) -> None:
    """A name, a workspace, a reason with Slack's own signs stays text, in every message."""
    alive = "<!channel> *x* <@U_ADA>"
    await world.named(Name=alive)
    await world.hand_over()
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials")
    await world.sol.close()
    await world.sol.until(lambda m: "I've connected" in m.buttons)
    await world.sol.press("I've connected")
    await world.sol.until(lambda m: "Start now anyway" in m.buttons)
    await world.workspaces(alive)
    await world.sol.press("Start now anyway")

    await world.slack.channel(CHANNEL).until(lambda m: "connected" in m.all_text)

    await kept(world)
    sent = [call.args for call in world.slack.calls if call.method.startswith("chat.")]
    marked = [text for args in sent for text in _mrkdwn_of(args)]
    assert marked
    assert [text for text in marked if "<!channel>" in text] == []


def _mrkdwn_of(thing: object) -> list[str]:
    """Every text that Slack reads as mrkdwn."""
    if isinstance(thing, list):
        return [text for part in thing for text in _mrkdwn_of(part)]
    if not isinstance(thing, dict):
        return []
    own = [str(thing["text"])] if thing.get("type") == "mrkdwn" or "blocks" in thing else []
    return own + [text for part in thing.values() for text in _mrkdwn_of(part)]
