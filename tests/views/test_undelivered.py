"""What was given up is listed as far as there is room, and counted beyond."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.domain.undelivered import Undelivered
from bot.views import ids
from bot.views.answers import retried_answer
from bot.views.blocks import TEXT_LENGTH, Message
from bot.views.home import SETUPS_A_PAGE, home_view
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.views.status import status_answer
from practice.slack import problems_of_blocks

from .bends import cancelled, in_succession
from .gallery_undelivered import CARD, many, of_each_kind
from .overviews import Fate, an_overview, seen, trail_to
from .reading import broken, buttons, living, mrkdwn
from .states import (
    ADAM,
    CHANNEL,
    MARA,
    NINA,
    NOW,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    member,
)

SETUP: Final = a_setup(name="EMEA")
ENGLISH: Final = Say(Language.EN)
HOSTILE: Final = ("<!channel> *b* `c` & ~_" * 40, "\n> x\n```" * 90, "x" * 900, "", "<" * 900)
each_language = pytest.mark.parametrize("language", list(Language))


def card(found: list[Undelivered], say: Say = ENGLISH, setup: Setup = SETUP) -> Message:
    return setup_card(setup, CARD, say, found)


def lines(message: Message) -> list[str]:
    return [line for line in message.text.splitlines() if line.startswith("• ")]


def status(
    found: list[Undelivered], by: Actor, setup: Setup = SETUP, say: Say = ENGLISH
) -> Message:
    return status_answer(an_overview(by, seen(setup, given_up=found)), say)


def may_retry(message: Message) -> bool:
    return ids.RETRY in [one["action_id"] for one in buttons(message.blocks)]


def test_the_card_says_what_did_not_reach_whom_and_why() -> None:
    """In the order in which it was given up, each with its time."""
    message = card(of_each_kind(SETUP))

    said = [line.removeprefix("• ").partition(": `")[0] for line in lines(message)]
    assert said == [
        f"A message to <@{MARA}>",
        f"A message to <#{CHANNEL}>",
        "A message to somebody who was connected",
        f"An update of a message to <@{SASHA}>",
        "A step that the bot takes by itself",
        "Something from another version of the bot",
    ]
    assert all("`chat.postMessage: invalid_blocks` (<!date^" in line for line in lines(message))


@each_language
@pytest.mark.parametrize("number", [1, 2, 12, 500])
def test_each_is_listed_or_counted(number: int, language: Language) -> None:
    """However many there are."""
    say = Say(language)
    found = (many(SETUP) * 42)[:number]

    for message in (card(found, say), status(found, member(STARTER), say=say)):
        shown = lines(message)
        assert 0 < len(shown) <= number
        rest = number - len(shown)
        assert rest == 0 or say.count("list.more", rest) in message.text
        assert say.count("undelivered.here", number).split()[0] in message.text.split()


@each_language
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_slack_says_stays_words(number: int, language: Language) -> None:
    """Cut before it is escaped, on one line, dead; and Slack takes the message."""
    say = Say(language)
    found = many(a_setup(name="N" * 40), HOSTILE[number])
    ours = {f"<@{one}>" for one in (MARA, SASHA, SALOME, STARTER)} | {f"<#{CHANNEL}>"}

    for message in (card(found, say), status(found, member(STARTER), say=say)):
        assert problems_of_blocks(message.blocks, surface="message") == []
        assert len(message.text) <= TEXT_LENGTH
        texts = [*mrkdwn(message.blocks), message.text]
        assert [text for text in texts if broken(text) or living(text, ours)] == []
        assert lines(message)


def test_slacks_word_stands_before_what_slack_says_about_it() -> None:
    """What is cut is the explanation."""
    [one] = of_each_kind(SETUP, "chat.postMessage: invalid_blocks " + "no more than fifty " * 9)[:1]

    [line] = lines(card([one]))

    assert "`chat.postMessage: invalid_blocks no more than" in line
    assert "…`" in line


@each_language
def test_once_nothing_waits_the_card_has_no_button(language: Language) -> None:
    """Nor a list: it says that all of it is being sent again."""
    say = Say(language)

    message = card([], say)

    assert not may_retry(message)
    assert lines(message) == []
    assert message.text == say("undelivered.none", setup=say.mrkdwn("production (`EMEA`)"))


@each_language
def test_the_card_of_a_cancelled_setup_can_be_pressed_too(language: Language) -> None:
    """Whoever never heard of it may still be told."""
    gone = cancelled(SETUP)

    assert may_retry(card(many(gone), Say(language), gone))


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (member(STARTER), True),
        (member(MARA), True),
        (member(SASHA), True),
        (member(SALOME), True),
        (member(ADAM, is_slack_admin=True), True),
        (member(NINA), False),
    ],
    ids=["starter", "marketo_admin", "sales_connect_admin", "salesforce_admin", "slack", "next"],
)
def test_status_lists_it_to_those_who_may_try_again(by: Actor, may: bool) -> None:
    """The others read neither of it nor the reason."""
    setup = in_succession(a_setup(Stage.DONE))
    assert setup.people[Role.SUCCESSOR] == NINA

    message = status(many(setup), by, setup)

    assert may_retry(message) == may
    assert bool(lines(message)) == may
    assert ("invalid_blocks" in message.text) == may


def test_status_lists_to_each_setup_its_own() -> None:
    """Of two setups one lost something: its button is about that one."""
    other = a_setup(number=2)
    lost = seen(other, given_up=many(other)[:1])

    message = status_answer(an_overview(member(STARTER), seen(SETUP), lost), ENGLISH)

    pressed = [one["value"] for one in buttons(message.blocks) if one["action_id"] == ids.RETRY]
    assert [value.split(":")[0] for value in pressed] == [other.id]


def test_where_the_other_setups_are_that_lost_something_is_true_wherever_it_is_read() -> None:
    """On any page of Home they are on others, before or after it; `status` lists them below."""
    there = [seen(one, given_up=many(one)[:1]) for one in (a_setup(number=n) for n in range(1, 31))]
    by = member(STARTER)
    trail = trail_to(2, by, *there, a_page=SETUPS_A_PAGE)
    last = an_overview(by, *there, trail=trail, a_page=SETUPS_A_PAGE)
    pages = [last, an_overview(by, *there, a_page=SETUPS_A_PAGE)]

    said = [str(home_view(one, ENGLISH)) for one in pages]

    assert ["more setups on other pages." in text for text in said] == [True, True]
    assert "more setups in the list below." in status_answer(an_overview(by, *there), ENGLISH).text


@each_language
def test_status_says_until_when_slack_makes_us_wait(language: Language) -> None:
    """In place of being late for a reason that nobody knows."""
    until, say = NOW + timedelta(minutes=2), Say(language)
    waits = Fate(is_late=True, waits_until=until)

    text = status_answer(an_overview(member(MARA), seen(SETUP), fate=waits), say).text

    assert f"<!date^{int(until.timestamp())}^" in text
    assert say("status.late") not in text


@each_language
@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_answer_counts_what_is_sent_again(number: int, language: Language) -> None:
    """Nothing, where somebody was faster."""
    text = retried_answer(number, Say(language)).text

    assert (str(number) in text.split()) == bool(number)
