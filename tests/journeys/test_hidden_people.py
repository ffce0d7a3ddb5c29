"""People of other organisations whom Slack does not describe: they get what guests get."""

import pytest

from practice.slack import Person, Refuse
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import (
    fill_setup,
    kept,
    posts,
    pressed_as_forged,
    settled,
    start_setup,
    submit_as,
    to_reveal,
)
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP
MEMBERS_ONLY = "people of other organisations cannot use this"
BY_SLACK = {
    "their team is another": None,
    "user_not_found": "user_not_found",
    "user_not_visible": "user_not_visible",
}


@pytest.fixture(params=list(BY_SLACK))
def otto(request: pytest.FixtureRequest, world: World) -> Person:
    """In the channel, by Slack Connect."""
    slack = world.slack
    slack.add_user("U_OTTO", "otto", "Otto Else", team_id="T_ELSE")
    slack.state.channels[CHANNEL].members.append("U_OTTO")
    if error := BY_SLACK[request.param]:
        slack.faults.add(
            "users.info", Refuse(error), times=None, when=lambda given: given["user"] == "U_OTTO"
        )
    return slack.person("U_OTTO")


async def test_a_press_is_refused_in_words_that_help(
    world: World, otto: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Who may use this; nothing opens, nothing is burned, and it is in the log."""
    card = await to_reveal(world)
    await settled(world)
    said = len(posts(world))

    [answer] = await pressed_as_forged(world, otto, "Reveal credentials", card)

    assert MEMBERS_ONLY in answer.text
    assert "<@" not in answer.all_text
    assert otto.modal is None
    assert len(posts(world)) == said
    assert "'who': 'U_OTTO'" in caplog.text
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None


@pytest.mark.parametrize("word", ["setup", "credentials"])
async def test_a_command_is_refused_in_words_that_help(
    world: World, otto: Person, word: str
) -> None:
    answer = await otto.command(f"/salesconnect {word}")

    assert MEMBERS_ONLY in answer.text
    assert otto.modal is None


async def test_help_is_for_them_too(world: World, otto: Person) -> None:
    """As for guests: of all words the one that is theirs."""
    answer = await otto.command("/salesconnect help")

    assert "`help`" in answer.text
    assert "`setup`" not in answer.text


async def test_a_submission_is_refused_in_words_that_help(world: World, otto: Person) -> None:
    """Also of a window that is not theirs; nothing is stored."""
    await fill_setup(world.stella)
    assert world.stella.modal is not None
    before = await kept(world)

    delivery = await submit_as(world, otto, world.stella.modal)

    assert MEMBERS_ONLY in str(delivery.answer)
    assert await kept(world) == before


async def test_what_they_write_is_answered_with_what_everybody_may_read(
    world: World, otto: Person
) -> None:
    """And with nothing of a setup."""
    await start_setup(world.stella, Name="EMEA")
    await settled(world)
    before = len(posts(world))

    bot = world.slack.state.home_team.bot_user_id
    await otto.say(f"<@{bot}> who is our Sales Connect admin?", channel=CHANNEL)
    await settled(world)

    [answer] = posts(world)[before:]
    assert "EMEA" not in str(answer)
    assert "<@U_SOL>" not in str(answer)
