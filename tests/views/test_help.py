"""Help begins with what the asker can do; what is for others can still be found."""

from typing import Final

import pytest

from bot.domain.people import Actor, Standing
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.views.help import COMMANDS, Helped, commands_of, help_answer
from bot.views.say import Say

from .reading import buttons
from .states import ADAM, MARA, NINA, SALOME, SASHA, STARTER, TEAM, a_setup, member

SAY: Final = Say(Language.EN)
SETUP: Final = a_setup()
EVERYBODY: Final = ["invite", "sandbox", "status", "help"]
GUEST: Final = Actor(TEAM, NINA, Standing.GUEST)


def labels(helped: Helped) -> list[str]:
    return [one["text"]["text"] for one in buttons(help_answer(SAY, helped).blocks)]


@pytest.mark.parametrize(
    ("actor", "setups", "first"),
    [
        (member(NINA), [], ["setup", *EVERYBODY]),
        (member(NINA), [SETUP], EVERYBODY),
        (member(MARA), [SETUP], ["credentials", "audit", *EVERYBODY]),
        (
            member(SASHA),
            [SETUP],
            ["credentials", "connected", "provision", "disconnect", "audit", *EVERYBODY],
        ),
        (member(SALOME), [SETUP], ["audit", *EVERYBODY]),
        (member(STARTER), [SETUP], ["audit", *EVERYBODY]),
        (member(ADAM, is_slack_admin=True), [SETUP], ["audit", *EVERYBODY]),
        (member(ADAM, is_slack_admin=True), [], ["setup", "audit", *EVERYBODY]),
    ],
)
def test_the_commands_of_the_asker_come_first(
    actor: Actor, setups: list[Setup], first: list[str]
) -> None:
    """By the table of who may; and every other one stands below them, once."""
    helped = Helped(actor, setups)

    text = help_answer(SAY, helped).text

    assert commands_of(helped) == first
    shown = [line.split("`")[1] for line in text.split("\n") if line.startswith("• ")]
    assert shown[: len(first)] == first
    assert sorted(shown) == sorted(COMMANDS)


def test_what_waits_for_the_asker_stands_above_with_its_button() -> None:
    """Two steps at most; nothing for whom nothing waits."""
    several = [a_setup(number=n) for n in range(1, 4)]

    assert labels(Helped(member(MARA), [SETUP])) == [
        "Hand over credentials",
        "Already connected",
        "Snooze",
    ]
    assert labels(Helped(member(SASHA), [a_setup(Stage.READY)])) == ["Connect users", "Snooze"]
    assert labels(Helped(member(MARA), several)).count("Hand over credentials") == 2
    assert labels(Helped(member(NINA), several)) == []


def test_a_guest_reads_of_no_command_that_is_not_theirs() -> None:
    """And of no setup: they can ask in their own words."""
    message = help_answer(SAY, Helped(GUEST, [SETUP]))

    assert "for members" in message.text
    assert "your own words" in message.text
    assert [one for one in COMMANDS if f"`{one}`" in message.text] == ["help"]
    assert "production" not in message.text
    assert list(buttons(message.blocks)) == []


def test_before_anybody_is_known_all_commands_are_shown() -> None:
    """Slack is late: who asks is not known, help is for everybody."""
    text = help_answer(SAY).text

    assert [one for one in COMMANDS if f"• `{one}`" in text] == list(COMMANDS)
