"""What `Invite users` is checked for; each fault is at its field, and nothing typed is lost."""

import pytest

from bot.domain.request import MOST_PEOPLE
from handlers import asking_forms
from practice.slack import Late, Refuse
from tests.journeys import bulk
from tests.journeys.requests import (
    NIA,
    TOM,
    WHY,
    asked,
    begun,
    card,
    cards,
    form,
    invited,
    new_posts,
    opened,
    posts_so_far,
    press,
    refused,
    set_up,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, settled, start_setup
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP


async def test_one_request_holds_many_people(world: World) -> None:
    """People of Slack and addresses, each once, however often they were named."""
    await begun(world)

    said = await asked(
        world, NIA, TOM, NIA.upper(), "sven@acme.example", People_in_Slack=["U_SVEN", "U_BENOIT"]
    )

    lines = [one for one in said.text.splitlines() if one.startswith("•")]
    assert len(lines) == 4
    assert said.text.count("sven@acme.example") == 1


FAULTS = {
    "malformed": (("tom@acme", NIA), "line 1: tom@acme"),
    "foreign domain": ((NIA, "kim@elsewhere.example"), "Allowed: acme.example"),
    "nobody": ((), "at least one"),
}


@pytest.mark.parametrize("case", FAULTS)
async def test_nothing_that_was_typed_is_lost(world: World, case: str) -> None:
    """The window stays, the error at its field, the note and the addresses as they were."""
    await begun(world)
    addresses, words = FAULTS[case]
    before = await kept(world)

    errors = await refused(world, *addresses, Note_to_approvers=WHY)

    assert list(errors) == ["E-mail addresses"]
    assert words in errors["E-mail addresses"]
    values = opened(world.ada).values
    assert values["Note to approvers"] == WHY
    assert (values["E-mail addresses"] or "") == "\n".join(addresses)
    assert await kept(world) == before


async def test_domains_are_those_that_the_settings_name(world: World) -> None:
    """Instead of those of the people named in the setup."""
    await set_up(world, Allowed_domains="partner.example\nelse.example")

    errors = await refused(world, NIA)
    await world.ada.fill("E-mail addresses", "kim@partner.example")
    await world.ada.submit()
    await settled(world)

    assert "partner.example" in errors["E-mail addresses"]
    assert "kim@partner.example" in card(world).all_text


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("U_GUS", "guest"),
        ("U_ROBOT", "bot"),
        ("U_GONE", "deactivated"),
        ("U_EXT", "another organisation"),
    ],
)
async def test_who_is_no_full_member_is_named_at_the_field(
    world: World, who: str, words: str
) -> None:
    """The others beside them stay chosen."""
    await begun(world)

    errors = await refused(world, People_in_Slack=["U_SVEN", who])

    assert list(errors) == ["People in Slack"]
    assert words in errors["People in Slack"]
    assert world.slack.state.users[who].name in errors["People in Slack"]
    assert opened(world.ada).values["People in Slack"] == ["U_SVEN", who]


async def test_somebody_without_an_address_is_named_at_the_field(world: World) -> None:
    """Slack shows none of theirs: it can be typed."""
    world.slack.add_user("U_KIM", "kim", "Kim Roe", email="")
    await begun(world)

    errors = await refused(world, People_in_Slack=["U_KIM"])

    assert list(errors) == ["People in Slack"]
    assert "Type it under E-mail addresses" in errors["People in Slack"]


async def test_more_than_a_hundred_are_too_many_for_one_request(world: World) -> None:
    """A hundred are not."""
    await begun(world)

    errors = await refused(world, *bulk.emails(MOST_PEOPLE + 1))
    await world.ada.fill("E-mail addresses", "\n".join(bulk.emails(MOST_PEOPLE)))
    await world.ada.submit()
    await settled(world)

    assert "at most 100" in errors["E-mail addresses"]
    assert "more" in card(world).all_text


async def test_a_note_that_looks_like_a_secret_is_not_sent(world: World) -> None:
    """Nor repeated."""
    await begun(world)
    secret = "Zx81kQ0pLm2vN7tRb4cW9yHd3fGj6sKa"

    errors = await refused(world, NIA, Note_to_approvers=f"the secret: {secret}")

    assert list(errors) == ["Note to approvers"]
    assert "rotate" in errors["Note to approvers"]
    assert secret not in errors["Note to approvers"]
    assert cards(world) == []


async def test_who_is_asked_for_is_not_asked_for_again(world: World) -> None:
    """As long as that request is open, and whoever asks."""
    await begun(world)
    said = await asked(world, NIA)

    errors = await refused(world, NIA, by=world.mara)

    assert NIA in errors["E-mail addresses"]
    assert "still open" in errors["E-mail addresses"]
    await press(world, world.ada, "Withdraw")
    await world.mara.submit()
    await settled(world)
    assert card(world).ts != said.ts


async def test_who_was_invited_is_not_asked_for_again(world: World) -> None:
    """Their invite is on record."""
    await begun(world)
    await invited(world, NIA)

    errors = await refused(world, NIA)

    assert f"{NIA} was invited already" in errors["E-mail addresses"]


async def test_who_is_connected_needs_no_invite(world: World) -> None:
    """By address, or chosen in Slack; also in a run that is under way."""
    await bulk.at_work(world)
    await bulk.connected(world, People_in_Slack=["U_BENOIT"])
    await bulk.started(world, addresses=TOM)

    errors = await refused(world, TOM, People_in_Slack=["U_BENOIT"])

    assert list(errors) == ["People in Slack"]  # where the first of them was chosen
    assert "benoit@acme.example is connected" in errors["People in Slack"]
    assert TOM in errors["People in Slack"]


async def test_an_address_of_the_other_instance_is_refused(world: World) -> None:
    """It works on one instance only."""
    await bulk.at_work(world, Instance="Sandbox")
    await bulk.connected(world, addresses=NIA)
    await start_setup(world.stella)
    await settled(world)

    errors = await refused(world, NIA)

    assert "different e-mail" in errors["E-mail addresses"]


# Nobody could approve: another answer for each cause


async def test_not_asked_if_the_channel_cannot_be_read(world: World) -> None:
    """The words to type bring the bot back."""
    await begun(world)
    await world.stella.remove_bot(CHANNEL)
    world.slack.faults.add("conversations.members", Refuse("channel_not_found"), times=None)
    before = len(posts_so_far(world))

    errors = await refused(world, NIA)

    assert "/invite @" in errors["E-mail addresses"]
    assert "Nothing was asked" in errors["E-mail addresses"]
    assert "D_ADA" not in new_posts(world, before)


async def test_not_asked_if_every_approver_has_left_or_is_concerned(world: World) -> None:
    """Of three that are named one left, one asks, one is asked for."""
    await set_up(world, Approvers=["U_BENOIT", "U_ADA", "U_SVEN"])
    await world.slack.deactivate("U_BENOIT")

    errors = await refused(world, People_in_Slack=["U_SVEN"])

    assert list(errors) == ["People in Slack"]  # the field that was filled
    for words in (
        *("benoit has left Slack", "ada is you", "sven is asked for"),
        "by stella or an admin of this Slack workspace",
    ):
        assert words in errors["People in Slack"]
    assert cards(world) == []
    await world.ada.fill("People in Slack", ["U_MARA"])
    await world.ada.submit()
    await settled(world)
    assert "<@U_MARA>" in card(world).all_text


async def test_not_asked_if_the_approver_group_is_empty(world: World) -> None:
    """Its name is said, at the field that was filled."""
    world.slack.add_usergroup("S_NONE", "nobody-here", [])
    await set_up(world, Approver_group="@nobody-here")

    errors = await refused(world, NIA)

    assert list(errors) == ["E-mail addresses"]
    assert "nobody-here has nobody in it" in errors["E-mail addresses"]


async def test_not_asked_if_the_channel_has_nobody_else(world: World) -> None:
    """The requester, somebody asked for, and a guest."""
    members = world.slack.state.channels[CHANNEL].members
    await begun(world)
    members[:] = [one for one in members if one not in ("U_MARA", "U_SOL", "U_STELLA", "U_BENOIT")]
    members.append("U_GUS")

    errors = await refused(world, People_in_Slack=["U_SVEN"])

    assert "nobody but you" in " ".join(errors.values())
    assert cards(world) == []


async def test_if_slack_is_late_the_window_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked, and the second press asks once."""
    monkeypatch.setattr(asking_forms, "READ_WITHIN", 0.5)
    await begun(world)
    await form(world, NIA, Note_to_approvers=WHY)
    world.slack.faults.add("conversations.members", Late(0.7))

    await world.ada.submit()
    [words] = world.ada.errors.values()
    await world.ada.submit()
    await settled(world)

    assert "press again" in words
    assert world.ada.modal is None
    assert len(cards(world)) == 1
