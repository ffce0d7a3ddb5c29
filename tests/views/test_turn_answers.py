"""Whose turn it is, and how far the credentials are: the reader's own comes with its button."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.people import Act, Role, refuse
from bot.domain.run_plan import refuse_connecting
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.views.blocks import TEXT_LENGTH
from bot.views.say import Say
from bot.views.turn_answers import credentials_answer, may_connect_answer, next_answer

from .overviews import an_overview, seen
from .reading import buttons
from .states import ADAM, MARA, NINA, NO_SALESFORCE, NOW, PEOPLE, SASHA, STARTER, a_setup, member

ENGLISH: Final = Say(Language.EN)
LATER: Final = NOW + timedelta(minutes=34)


def labels(blocks: object) -> list[str]:
    return [str(one["text"]["text"]) for one in buttons(blocks)]


@pytest.mark.parametrize(
    ("stage", "who", "label"),
    [
        (Stage.NAMED, MARA, "Hand over credentials"),
        (Stage.HANDED_OVER, SASHA, "Reveal credentials"),
        (Stage.REVEALED, SASHA, "I've connected"),
        (Stage.READY, SASHA, "Connect users"),
    ],
)
def test_whose_turn_it_is_has_the_button_and_others_read_whose(
    stage: Stage, who: UserId, label: str
) -> None:
    """Since when, too; and nobody else is offered it."""
    setup = seen(a_setup(stage))

    own = next_answer(an_overview(member(who), setup), (), LATER, ENGLISH)
    of_others = next_answer(an_overview(member(STARTER), setup), (), LATER, ENGLISH)

    assert label in labels(own.blocks)
    assert f"Waiting for <@{who}>" not in own.text
    assert f"Waiting for <@{who}>" in of_others.text
    assert "since <!date^" in of_others.text
    assert label not in labels(of_others.blocks)


def test_while_the_ten_minutes_run_they_are_what_is_waited_for() -> None:
    """And once all is done, that nobody is."""
    done = a_setup(Stage.DONE, name="old", number=2, people=NO_SALESFORCE)
    setups = [seen(a_setup(Stage.CONNECTED)), seen(done)]

    answer = next_answer(an_overview(member(STARTER), *setups), (), LATER, ENGLISH)

    assert "6 minutes left" in answer.text
    assert "(`old`):* nobody is waited for now" in answer.text


def test_who_has_no_part_reads_of_no_turn_but_whom_to_ask() -> None:
    """How others stand is for those who are named in the setup."""
    setup = a_setup()

    answer = next_answer(an_overview(member(NINA), seen(setup)), [setup], LATER, ENGLISH)

    assert "Nothing waits for you" in answer.text
    assert f"Somebody who may know: <@{SASHA}>" in answer.text
    assert f"<@{MARA}>" not in answer.text


def test_of_many_setups_no_answer_is_cut() -> None:
    """Slack takes it whole: what has no room is counted."""
    setups = [seen(a_setup(name=f"{n}{'&' * 38}", number=n)) for n in range(40)]

    for reader in (member(MARA), member(ADAM, is_slack_admin=True)):
        answer = next_answer(an_overview(reader, *setups), (), LATER, ENGLISH)

        assert len(answer.text) < TEXT_LENGTH
        assert "more" in answer.text


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.NAMED, f"<@{MARA}> has not handed over the credentials yet"),
        (Stage.HANDED_OVER, f"<@{SASHA}> has not opened them yet"),
        (Stage.REVEALED, f"<@{SASHA}> opened them"),
        (Stage.CONNECTED, "Marketo is connected since"),
        (Stage.DONE, "Marketo is connected since"),
    ],
)
def test_of_the_credentials_it_says_how_far_they_are(stage: Stage, words: str) -> None:
    """By whom, and who is next."""
    assert words in credentials_answer(member(STARTER), [a_setup(stage)], ENGLISH).text


@pytest.mark.parametrize(("who", "label"), [(MARA, ["Hand over credentials"]), (SASHA, [])])
def test_whose_hand_over_it_is_has_the_button(who: UserId, label: list[str]) -> None:
    """Among many setups the first five of them."""
    setups = [a_setup(name=f"{n}", number=n) for n in range(9)]

    answer = credentials_answer(member(who), setups, ENGLISH)

    assert [one for one in labels(answer.blocks) if one.startswith("Hand")] == label * 5
    assert all(f"(`{n}`)" in answer.text for n in range(9))


@pytest.mark.parametrize(("who", "label"), [(MARA, ["Start now anyway"]), (STARTER, [])])
def test_who_may_not_connect_reads_when_and_who(who: UserId, label: list[str]) -> None:
    """The way around the wait for who may take it."""
    setup = a_setup(Stage.CONNECTED)
    why = refuse_connecting(setup, member(who), LATER)
    assert why

    answer = may_connect_answer(member(who), [setup], [setup], LATER, [why], ENGLISH)

    assert "6 minutes left" in answer.text
    assert f"<@{SASHA}>" in answer.text
    assert labels(answer.blocks) == label
    assert (refuse(Act.START_NOW, member(who), setup.people) is None) == bool(label)


def others(number: int) -> list[Setup]:
    whose = [PEOPLE | {Role.SALES_CONNECT_ADMIN: UserId(f"U{n}")} for n in range(number)]
    return [a_setup(people=people, number=n) for n, people in enumerate(whose)]


def test_of_many_admins_as_many_are_named_as_have_room() -> None:
    """None is cut in two."""
    setups = others(40)
    whys = [why for one in setups if (why := refuse_connecting(one, member(MARA), LATER))]

    answer = may_connect_answer(member(MARA), setups, [], LATER, whys, ENGLISH)

    assert len(answer.text) < TEXT_LENGTH
    assert "more" in answer.text.split("\n")[-1]
