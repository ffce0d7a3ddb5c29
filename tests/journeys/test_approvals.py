"""Who may approve, and what each decision comes to: the rules of lessons.md."""

from bot.domain.effects import Card
from tests.journeys.requests import (
    NIA,
    TOM,
    UMA,
    WHY,
    asked,
    begun,
    cards,
    dm_cards,
    mine,
    new_posts,
    news,
    opened,
    posts_so_far,
    press,
    reject,
    to_invite,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP
GROUP = "@sales-leads"


async def test_the_card_says_who_asks_for_whom_why_and_who_may(world: World) -> None:
    """Everything that a decision needs; the text alone has it too, for a screen reader."""
    await begun(world)

    said = await asked(world, NIA, People_in_Slack=["U_SVEN"], Note_to_approvers=WHY)

    facts = ("<@U_ADA>", NIA, "<@U_SVEN>", "sven@acme.example", WHY, "May approve", "Expires")
    for words in (*facts, f"member of <#{CHANNEL}>"):
        assert words in said.all_text
        assert words in said.text
    assert said.buttons == ["Approve", "Reject"]
    assert len(cards(world)) == 1


async def test_who_decided_is_seen_in_place_and_nobody_else_is_told(world: World) -> None:
    """The card loses its buttons; the requester and who does it next hear it, once each."""
    await begun(world)
    said = await asked(world, NIA)
    before = len(posts_so_far(world))

    await press(world, world.benoit, "Approve", said)

    assert said.now.buttons == []
    assert "Approved by <@U_BENOIT>" in said.now.all_text
    assert new_posts(world, before) == {"D_ADA": 1, "D_SOL": 1}
    assert NIA in to_invite(world.sol).all_text
    assert "Approved by <@U_BENOIT>" in mine(world.ada).all_text
    assert await audit(world, "Approve") == ["U_BENOIT"]


async def test_a_rejection_has_its_reason_on_the_card_and_in_the_dm(world: World) -> None:
    """And nothing reaches the Sales Connect admin."""
    await begun(world)
    said = await asked(world, NIA)
    before = len(posts_so_far(world))

    await reject(world, world.benoit, said, why="she left on Friday")

    assert said.now.buttons == []
    assert "Rejected by <@U_BENOIT>" in said.now.all_text
    assert "she left on Friday" in said.now.all_text
    assert new_posts(world, before) == {"D_ADA": 1}
    assert "she left on Friday" in news(world.ada)[-1].all_text
    assert "Withdraw" not in mine(world.ada).buttons


async def test_a_rejection_needs_a_reason_that_may_be_read(world: World) -> None:
    """Spaces are none, and what looks like a secret is not shown to others."""
    await begun(world)
    said = await asked(world, NIA)
    await press(world, world.benoit, "Reject", said)
    assert opened(world.benoit).title == "Reject"
    assert opened(world.benoit).labels == ["Reason"]

    await world.benoit.fill("Reason", "   ")
    await world.benoit.submit()
    empty = dict(world.benoit.errors)
    await world.benoit.fill("Reason", "client secret: Zx81kQ0pLm2vN7tRb4cW9yHd3fGj6sKa")
    await world.benoit.submit()

    assert list(empty) == list(world.benoit.errors) == ["Reason"]
    assert "looks like a secret" in world.benoit.errors["Reason"]
    assert said.now.buttons == ["Approve", "Reject"]


# One press decides exactly this request


async def test_a_button_decides_exactly_its_own_request(world: World) -> None:
    """Of two that are open, the one whose card was pressed."""
    await begun(world)
    first, second = await asked(world, NIA), await asked(world, TOM)

    await press(world, world.benoit, "Approve", first)

    assert first.now.buttons == []
    assert second.now.buttons == ["Approve", "Reject"]
    assert NIA in to_invite(world.sol).all_text
    assert TOM not in to_invite(world.sol).all_text


async def test_some_of_a_request_are_rejected_and_the_others_approved(world: World) -> None:
    """Everybody is chosen at first; the card shows what became of each."""
    await begun(world)
    said = await asked(world, NIA, TOM, UMA)
    await press(world, world.benoit, "Reject", said)
    assert len(opened(world.benoit).values["Who"]) == 3
    await world.benoit.close()

    await reject(world, world.benoit, said, why="left", who=[NIA, UMA])

    assert said.now.buttons == ["Approve", "Reject"]
    assert "2 people" not in said.now.all_text
    assert "`left`" in said.now.all_text
    assert "Rejected in part" in news(world.ada)[-1].all_text
    await press(world, world.mara, "Approve", said)
    assert "Approved by <@U_MARA>" in said.now.all_text
    assert "Rejected by <@U_BENOIT>" in said.now.all_text
    done = to_invite(world.sol).all_text
    assert TOM in done
    assert NIA not in done
    assert UMA not in done


async def test_nobody_chosen_to_be_rejected_means_everybody(world: World) -> None:
    """As the hint at the field says."""
    await begun(world)
    said = await asked(world, NIA, TOM)

    await reject(world, world.benoit, said, who=[])

    assert said.now.buttons == []
    assert "Rejected by <@U_BENOIT>" in said.now.all_text
    assert NIA in said.now.all_text
    assert TOM in said.now.all_text


async def test_a_card_as_it_was_before_a_part_was_decided_decides_nothing(world: World) -> None:
    """Whoever pressed it meant other people than are left."""
    await begun(world)
    said = await asked(world, NIA, TOM)
    await reject(world, world.benoit, said, who=[NIA])

    [answer] = await pressed_as_forged(world, world.mara, "Approve", said)

    assert "a part of this request was decided meanwhile" in answer.all_text
    assert said.now.buttons == ["Approve", "Reject"]
    assert await audit(world, "Approve") == []


async def test_a_reason_that_was_typed_is_kept_when_a_part_was_decided(world: World) -> None:
    """The window says so, shows who is left, and rejects them when it is submitted again."""
    await begun(world)
    said = await asked(world, NIA, TOM, UMA)
    await press(world, world.mara, "Reject", said)
    await world.mara.fill("Who", [NIA, TOM])
    await world.mara.fill("Reason", "not in sales")
    await reject(world, world.benoit, said, why="left", who=[NIA])

    await world.mara.submit()

    again = opened(world.mara)
    assert again.title == "Reject"
    assert "a part of this request was decided meanwhile" in again.text
    assert again.values["Reason"] == "not in sales"
    assert len(again.values["Who"]) == 1
    await world.mara.submit()
    await settled(world)
    assert world.mara.modal is None
    assert "Rejected by <@U_MARA>" in said.now.all_text
    assert "`not in sales`" in said.now.all_text
    assert said.now.buttons == ["Approve", "Reject"]
    await press(world, world.sven, "Approve", said)
    assert UMA in to_invite(world.sol).all_text
    assert TOM not in to_invite(world.sol).all_text


async def test_a_window_that_was_open_when_others_decided_rejects_nobody(world: World) -> None:
    """It says who decided, in the window itself."""
    await begun(world)
    said = await asked(world, NIA)
    await press(world, world.mara, "Reject", said)
    await world.mara.fill("Reason", "too many")

    await press(world, world.benoit, "Approve", said)
    await world.mara.submit()

    assert "already approved by <@U_BENOIT>" in opened(world.mara).text
    assert await audit(world, "Reject") == []


async def test_the_requester_withdraws_and_nobody_else_can(world: World) -> None:
    """The channel's card says so; whoever presses later is told."""
    await begun(world)
    said = await asked(world, NIA)
    own = mine(world.ada)
    [other] = await pressed_as_forged(world, world.mara, "Withdraw", own)
    assert "Only <@U_ADA>" in other.all_text
    before = len(posts_so_far(world))

    await press(world, world.ada, "Withdraw", own)

    assert said.now.buttons == own.now.buttons == []
    assert "Withdrawn by <@U_ADA>" in said.now.all_text
    assert new_posts(world, before) == {}
    [late] = await pressed_as_forged(world, world.benoit, "Approve", said)
    assert "the request was withdrawn" in late.all_text
    assert dm_cards(world.sol, Card.TO_FULFIL) == []
    again = await asked(world, NIA)
    assert again.buttons == ["Approve", "Reject"]


async def test_what_was_approved_may_still_be_withdrawn(world: World) -> None:
    """The admin, who may be at it, is told in a new message, and only reports what is done."""
    await begun(world)
    said = await asked(world, NIA)
    await press(world, world.benoit, "Approve", said)
    before = len(posts_so_far(world))

    await press(world, world.ada, "Withdraw")

    assert "Withdrawn by <@U_ADA>" in said.now.all_text
    assert to_invite(world.sol).buttons == ["I've invited them"]
    assert "```" not in to_invite(world.sol).all_text  # nothing to copy any more
    assert new_posts(world, before) == {"D_SOL": 1}
    assert "took back a request" in world.sol.dm[-1].all_text
