"""What is approved: invited by the Sales Connect admin, told to everybody, on record, connected."""

from bot.domain.effects import Card
from tests.journeys import bulk
from tests.journeys.requests import (
    NIA,
    TOM,
    UMA,
    approved,
    asked,
    begun,
    card,
    dm_cards,
    invited,
    mine,
    new_posts,
    news,
    opened,
    posts_so_far,
    press,
    refused,
    reject,
    to_invite,
    told,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, pressed_as_forged, settled, submit_as
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP


async def test_approved_people_reach_the_admin_at_once_in_one_message(world: World) -> None:
    """Addresses to be copied, the screens under both their names, and what one press does."""
    await begun(world)
    before = len(posts_so_far(world))

    done = await approved(world, NIA, TOM, People_in_Slack=["U_SVEN"])

    assert new_posts(world, before) == {CHANNEL: 1, "D_ADA": 2, "D_SOL": 1}
    assert "```" in str(done.blocks)
    for words in (NIA, TOM, "sven@acme.example", "Team Management", "User Management"):
        assert words in done.all_text
    assert "Invite Users" in done.all_text
    assert done.buttons == ["I've invited them", "Only some of them", "CSV file"]


async def test_each_request_has_a_message_of_its_own(world: World) -> None:
    """Reported one by one: a press is about its own people."""
    await begun(world)
    first, second = await approved(world, NIA), await approved(world, TOM)
    assert first.ts != second.ts

    await press(world, world.sol, "I've invited them", first)

    assert first.now.buttons == ["Connect users", "CSV file"]
    assert second.now.buttons == ["I've invited them", "CSV file"]


async def test_the_file_for_invite_users_holds_the_addresses(world: World) -> None:
    """In the DM of who asked for it, as often as they ask."""
    await begun(world)
    done = await approved(world, NIA, TOM)

    await press(world, world.sol, "CSV file", done)

    [rows] = bulk.files_of(world, world.sol)
    assert [row["email"] for row in rows] == [NIA, TOM]
    await press(world, world.sol, "CSV file", done)
    assert len(bulk.files_of(world, world.sol)) == 2


async def test_one_press_reports_everybody_and_each_hears_it_once(world: World) -> None:
    """The requester and the invited people; whoever is not in Slack gets Sales Connect's mail."""
    await begun(world)
    await asked(world, NIA, People_in_Slack=["U_SVEN"])
    await press(world, world.benoit, "Approve", card(world))
    before = len(posts_so_far(world))

    await press(world, world.sol, "I've invited them")

    assert new_posts(world, before) == {"D_ADA": 1, "D_SVEN": 1}
    [told] = dm_cards(world.sven, Card.FULFILLED)
    assert "sven@acme.example" in told.all_text
    assert "<@U_ADA>" in told.all_text
    assert "spam" in told.all_text
    assert NIA in news(world.ada)[-1].all_text
    assert "Invited by <@U_SOL>" in card(world).all_text
    assert "Invited by <@U_SOL>" in mine(world.ada).all_text
    assert await audit(world, "ReportInvited") == ["U_SOL"]


async def test_who_was_named_by_address_is_told_if_they_are_in_slack(world: World) -> None:
    """The address is theirs, whoever typed it."""
    await begun(world)

    await invited(world, "sven@acme.example")

    assert len(dm_cards(world.sven, Card.FULFILLED)) == 1


async def test_who_asked_for_themselves_hears_it_once(world: World) -> None:
    """Not as the requester and as the invited person."""
    await begun(world)
    await asked(world, People_in_Slack=["U_ADA"])
    await press(world, world.benoit, "Approve", card(world))
    before = len(posts_so_far(world))

    await press(world, world.sol, "I've invited them")

    assert new_posts(world, before) == {"D_ADA": 1}


async def _some(world: World, *who: str) -> None:
    await press(world, world.sol, "Only some of them", to_invite(world.sol))
    assert opened(world.sol).title == "Only some of them"
    await world.sol.fill("Who is invited?", list(who))
    await world.sol.submit()
    assert world.sol.modal is None, world.sol.errors
    await settled(world)


async def test_some_are_reported_and_the_others_stay_on_the_card(world: World) -> None:
    """Two reports: each person is reported once, and the requester reads both."""
    await begun(world)
    done = await approved(world, NIA, TOM, UMA)

    await _some(world, NIA, UMA)
    left, first = done.now, news(world.ada)[-1].all_text
    await press(world, world.sol, "I've invited them", done)

    assert TOM in left.all_text
    assert NIA not in left.text.split("*Your step:*")[1]
    assert left.buttons == ["I've invited them", "CSV file"]
    assert NIA in first
    assert UMA in first
    assert "1 person of your request is not invited yet" in first
    assert f"• `{TOM}`" in news(world.ada)[-1].all_text
    assert NIA not in news(world.ada)[-1].all_text
    assert done.now.buttons == ["Connect users", "CSV file"]


async def test_a_report_of_nobody_asks_who_is_invited(world: World) -> None:
    """Slack lets none through: a forged one reads of invites, and not of who failed."""
    await begun(world)
    await approved(world, NIA, TOM)
    await press(world, world.sol, "Only some of them", to_invite(world.sol))

    answered = await submit_as(world, world.sol, opened(world.sol))

    assert "Choose who is invited" in str(answered.answer)
    assert "Connect users" not in to_invite(world.sol).buttons


async def test_nobody_but_the_named_admin_reports(world: World) -> None:
    """The refusal says who may; nothing is told to anybody."""
    await begun(world)
    done = await approved(world, NIA, TOM)
    before = len(posts_so_far(world))

    for label in ("I've invited them", "Only some of them", "CSV file"):
        [answer] = await pressed_as_forged(world, world.mara, label, done)
        assert "Only the Sales Connect admin, <@U_SOL>" in answer.all_text, label

    assert new_posts(world, before) == {}
    assert bulk.files_of(world, world.mara) == []


async def test_a_late_second_report_changes_nothing(world: World) -> None:
    """The answer says that it is done."""
    await begun(world)
    done = await approved(world, NIA)
    await press(world, world.sol, "I've invited them", done, times=2)
    before = len(posts_so_far(world))

    [answer] = await pressed_as_forged(world, world.sol, "I've invited them", done)

    assert "what was asked for is done" in answer.all_text
    assert new_posts(world, before) == {}
    assert len(news(world.ada)) == 2


async def test_who_was_invited_before_it_was_taken_back_is_on_record(world: World) -> None:
    """The message that says it was taken back has the button, too, and loses it."""
    await begun(world)
    done = await approved(world, NIA)
    await press(world, world.ada, "Withdraw", mine(world.ada))
    said = told(world.sol, "took back a request")[-1]
    assert (done.now.buttons, said.buttons) == (["I've invited them"], ["I've invited them"])

    await press(world, world.sol, "I've invited them", said)

    assert (done.now.buttons, said.now.buttons) == (["Connect users"], [])
    assert "You took the request back" in news(world.ada)[-1].all_text
    assert await audit(world, "ReportInvited") == ["U_SOL"]
    assert "was invited" in (await refused(world, NIA))["E-mail addresses"]


async def test_rejected_people_are_not_on_the_admins_card(world: World) -> None:
    """Nor can they be reported, nor are they on record: they may be asked for again."""
    await begun(world)
    said = await asked(world, NIA, TOM)
    await reject(world, world.benoit, said, who=[TOM])
    await press(world, world.benoit, "Approve", said)

    assert TOM not in to_invite(world.sol).all_text
    await press(world, world.sol, "I've invited them")

    assert await refused(world, NIA)
    await world.ada.close()
    await asked(world, TOM)


async def test_who_is_invited_is_offered_to_be_connected(world: World) -> None:
    """`Connect users` opens filled in; the preview no longer says that an invite is missing."""
    await bulk.at_work(world)
    world.benoit.user.locale = "en-US"
    done = await invited(world, NIA, TOM)

    await press(world, world.sol, "Connect users", done)
    window = opened(world.sol)
    assert window.title == "Connect users"
    assert window.values["E-mail addresses"] == f"{NIA}\n{TOM}"
    preview = await bulk.sent_on(world)

    assert "No invite is on record" not in preview.text
    assert "2 people" in preview.text


async def test_before_the_wait_is_over_connect_users_says_so(world: World) -> None:
    """Invites may be made at any stage; connecting has its own time."""
    await begun(world)
    done = await invited(world, NIA)

    [answer] = await press(world, world.sol, "Connect users", done)

    assert world.sol.modal is None
    assert "First Marketo is connected" in answer.all_text
