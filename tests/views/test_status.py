"""The answer to `status`: to each what concerns them, and as much of it as one message takes."""

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.domain.people import Actor
from bot.domain.stages import Language, Stage
from bot.domain.undelivered import GivenUp
from bot.views import ids
from bot.views.blocks import MOST_BLOCKS_IN_A_MESSAGE, TEXT_LENGTH, Message
from bot.views.say import Say
from bot.views.status import MOST_SETUPS, nearly_called, not_called, status_answer
from practice.slack import problems_of_blocks

from .gallery_undelivered import many
from .overviews import SetupSeen, an_overview, seen
from .reading import broken, buttons, facts
from .requests import APPROVER, REQUESTER, approved, invites, opened
from .runs import a_run
from .states import ADAM, MARA, SALOME, SASHA, STARTER, a_setup, member
from .typed import TAME, Typed
from .worst import LONG_ADDRESSES, LONGEST, WORST

ENGLISH: Final = Say(Language.EN)
SETUP: Final = a_setup(Stage.READY, name="EMEA")
OPEN: Final = opened(invites(SETUP, TAME.emails, TAME.why), SETUP)
each_language = pytest.mark.parametrize("language", list(Language))


def status(*there: SetupSeen, by: Actor, say: Say = ENGLISH) -> Message:
    return status_answer(an_overview(by, *there), say)


def pressed(message: Message) -> list[str]:
    return [one["action_id"] for one in buttons(message.blocks)]


def test_an_approver_can_decide_there_and_reads_who_asks_for_whom_and_why() -> None:
    """Nothing of the setup besides."""
    message = status(seen(SETUP, requests=[OPEN]), by=member(APPROVER))

    assert pressed(message) == [ids.APPROVE, ids.REJECT]
    assert [one for one in (*TAME.emails, TAME.why, REQUESTER) if one not in message.text] == []
    assert "Done:" not in message.text


def test_who_asked_reads_of_their_request_and_cannot_decide_it() -> None:
    """And nothing of the setup."""
    message = status(seen(SETUP, requests=[OPEN]), by=member(REQUESTER))

    assert "1 request concerns you:" in message.text
    assert pressed(message) == []
    assert "Done:" not in message.text


def test_a_request_that_stands_on_no_card_yet_has_no_buttons() -> None:
    """It is being read who may approve; a press would be refused."""
    asked = invites(SETUP, TAME.emails)
    overview = replace(an_overview(member(ADAM), seen(SETUP)), to_decide=((asked, SETUP),))

    assert pressed(status_answer(overview, ENGLISH)) == []


@each_language
def test_whom_nothing_concerns_reads_what_they_can_do(language: Language) -> None:
    """A setup is begun where there is none; elsewhere one asks for an account."""
    say = Say(language)

    beside = status(seen(SETUP, requests=[approved(OPEN, SETUP)]), by=member(ADAM), say=say)
    at_first = status(by=member(ADAM), say=say)

    assert "`/salesconnect setup`" in at_first.text
    assert "`/salesconnect setup`" not in beside.text
    assert "`/salesconnect invite`" in beside.text
    assert "`sandbox`" in beside.text
    assert "EMEA" not in beside.text


@pytest.mark.parametrize(
    ("number", "listed"), [(28, 0), (29, 26), (44, 41), (103, 100), (120, 100)]
)
def test_each_of_many_setups_can_be_reached(number: int, listed: int) -> None:
    """By a button; by a list where Slack takes no more of them; and by its name."""
    setups = [seen(a_setup(name=f"{n}", number=n)) for n in range(number)]

    message = status(*setups, by=member(ADAM, is_slack_admin=True))

    row = next(one for one in message.blocks if one["type"] == "actions" and _chooses(one))
    options = row["elements"][0].get("options", [])
    assert len(options) == listed
    assert listed or len(row["elements"]) == number - MOST_SETUPS
    assert f"and {number - MOST_SETUPS} more setups" in message.text
    assert ("Beyond the first 100, write the name" in message.text) == (number > 103)
    assert problems_of_blocks(message.blocks) == []


def _chooses(row: dict[str, Any]) -> bool:
    return bool(row["elements"][0]["action_id"].startswith(f"{ids.CHOOSE}status:"))


def test_what_is_theirs_to_do_stands_before_what_waits_for_others() -> None:
    """However old the others are."""
    there = [seen(a_setup(name=f"S{n}", number=n)) for n in range(1, 9)]
    connects = seen(a_setup(Stage.REVEALED, name="Last", number=9))

    message = status(*there, connects, by=member(SASHA))

    titles = [one["text"]["text"] for one in message.blocks if one["type"] == "header"]
    assert titles[0] == "Sales Connect: production (Last)"


@each_language
def test_an_open_checklist_is_said_with_its_button(language: Language) -> None:
    """To whose list it is."""
    say = Say(language)

    theirs = status(seen(a_setup()), by=member(SASHA), say=say)
    others = status(seen(a_setup()), by=member(SALOME), say=say)

    line = say("checklist.part", role=say("role.sales_connect_admin"), ticked=0, of=4)
    assert say("status.checklist", lists=line) in theirs.text
    assert pressed(theirs) == [ids.OPEN_CHECKLIST]
    assert say("status.checklist", lists=line) not in others.text


def test_messages_that_did_not_get_through_are_told_of_setups_that_are_not_shown() -> None:
    """With the button; `S1` to `S3` are the reader's to do."""
    there = [seen(a_setup(Stage.REVEALED, name=f"S{n}", number=n)) for n in range(1, 4)]
    lost = a_setup(name="Lost", number=4)

    message = status(*there, seen(lost, given_up=many(lost)[:2]), by=member(SASHA))

    assert "production (`Lost`): 2 messages did not get through" in message.text
    assert pressed(message).count(ids.RETRY) == 1


@each_language
def test_a_name_that_no_setup_has_is_said_above_the_answer(language: Language) -> None:
    """Nothing of what was written comes alive."""
    say, typed = Say(language), "<@U1> *x* `"
    overview = an_overview(member(SASHA), seen(SETUP))

    for note in (not_called(typed, (), say), nearly_called(typed, say)):
        message = status_answer(overview, say, note=note)
        assert message.text.startswith(note)
        assert "<@U1>" not in message.text
        assert "EMEA" in message.text
    assert "production (`EMEA`)" in not_called(typed, (SETUP,), say)
    nobodys = status_answer(an_overview(member(ADAM)), say, note=say("status.not_called", name="x"))
    assert say("status.nothing_yet") in nobodys.text


def full(like: Typed) -> list[SetupSeen]:
    """Four setups with all that may happen in one."""
    run = a_run(LONG_ADDRESSES, like.picked)
    setups = [a_setup(Stage.PROVISIONING, name=like.name, number=n) for n in range(4)]
    return [
        seen(setup, run, run, requests=[OPEN] * 5, not_there=9, given_up=many(setup, like.refused))
        for setup in setups
    ]


@each_language
@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize("by", [member(ADAM), member(SASHA), member(STARTER)])
@pytest.mark.parametrize("like", [TAME, WORST, LONGEST], ids=["tame", "worst", "longest"])
def test_of_many_requests_each_can_be_decided_or_is_counted(
    like: Typed, by: Actor, number: int, language: Language
) -> None:
    """However long the rest is: all of it fits, and nothing of it is lost."""
    request, say = opened(invites(SETUP, LONG_ADDRESSES, like.why), SETUP), Say(language)
    there, over = full(like), a_setup(Stage.CANCELLED, name=like.name)
    overview = replace(
        an_overview(by, *there),
        to_decide=((request, SETUP),) * number,
        own=((OPEN, SETUP),) * 5,
        of_cancelled=((over, GivenUp(9, tuple(many(over, like.refused)))),) * 4,
        is_late=True,
    )

    message = status_answer(overview, say)

    assert problems_of_blocks(message.blocks) == []
    assert len(message.blocks) <= MOST_BLOCKS_IN_A_MESSAGE
    assert len(message.text) <= TEXT_LENGTH
    text = message.text.replace("`", "'")
    assert [fact for fact in facts(message) if fact.replace("`", "'") not in text] == []
    assert broken(message.text) == []
    shown = pressed(message).count(ids.APPROVE)
    assert shown == number or say.count("status.decide_more", number - shown) in message.text


@each_language
def test_whose_step_it_is_has_its_button(language: Language) -> None:
    """Nobody has to look for the card; others only read whom it waits for."""
    say = Say(language)
    named = a_setup()

    assert ids.HAND_OVER in pressed(status(seen(named), by=member(MARA), say=say))
    assert ids.HAND_OVER not in pressed(status(seen(named), by=member(SASHA), say=say))
