"""A request of a hundred people with the longest addresses and reasons, within Slack's limits."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pytest

from bot.domain.ids import UserId
from bot.domain.refusals import OwnRequest
from bot.domain.request import MOST_PEOPLE, NOTE_LENGTH, PersonState
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval
from bot.domain.stages import Language, Stage
from bot.views import ids, request_modals
from bot.views.answers import asked_answer
from bot.views.blocks import TEXT_LENGTH, Message
from bot.views.ids import BUTTON_VALUE, Field, Wanted, parse_wanted
from bot.views.people_modals import MOST_APPROVERS
from bot.views.refusals import words
from bot.views.request_cards import request_card
from bot.views.request_choice import which_request_answer
from bot.views.say import Say
from practice.slack import problems_of_blocks, problems_of_view
from tests.for_each import for_each

from .gallery import TAME, Messages, Typed
from .gallery_request_windows import request_answers, request_modals_shown
from .gallery_requests import request_cards
from .reading import broken, buttons, facts, mrkdwn
from .request_states import of_invites
from .requests import APPROVER, GROUP, approved, invited, invites, opened, rejected
from .states import CHANNEL, SASHA, a_setup

LANGUAGES: Final = list(Language)
each_language = pytest.mark.parametrize("language", LANGUAGES)
HUNDRED: Final = tuple(
    (f"{n:03}" + "x" * 61 + "@" + ".".join(["y" * 60] * 3) + ".exam")[:254]
    for n in range(MOST_PEOPLE)
)
LONGEST: Final = Typed(name="N" * 40, emails=HUNDRED, why="w" * NOTE_LENGTH)
SIGNS: Final = replace(LONGEST, name="&" * 40, why="<&>" * (NOTE_LENGTH // 3))


def with_most_approvers() -> Setup:
    """As many as `Settings` takes, and a group."""
    many = (APPROVER, *(UserId(f"U{n:010}") for n in range(1, MOST_APPROVERS)))
    approval = Approval(approvers=many, group=GROUP)
    return a_setup(Stage.READY, name="N" * 40).model_copy(update={"approval": approval})


def each_rejected_alone(typed: Typed) -> Messages:
    """Forty decisions, each with a long reason of its own."""
    setup = with_most_approvers()
    request = opened(invites(setup, typed.emails, typed.why), setup, ())
    for number in range(40):
        request = rejected(request, setup, number, why=f"{number}{typed.why}"[:NOTE_LENGTH])
    card, own = request.approval_cards(CHANNEL)[0], request.requester_card()
    return {
        "approval.forty_decisions": partial(request_card, request, setup, card),
        "my_request.forty_decisions": partial(request_card, request, setup, own),
    }


def everything(typed: Typed) -> Messages:
    return request_cards(typed) | request_answers(typed) | each_rejected_alone(typed)


WORST: Final = {"longest": everything(LONGEST), "signs": everything(SIGNS)}
NAMES: Final = sorted(WORST["longest"])


@each_language
@for_each(typed=WORST, name=NAMES)
def test_slack_takes_each_message_of_a_hundred_people(
    typed: str, name: str, language: Language
) -> None:
    """No limit of Block Kit is passed, nothing is cut through, and the text can be updated."""
    message = WORST[typed][name](Say(language))

    assert problems_of_blocks(message.blocks, surface="message") == []
    assert 0 < len(message.text) <= TEXT_LENGTH
    assert [text for text in mrkdwn(message.blocks) if broken(text)] == []
    assert [fact for fact in facts(message) if fact not in message.text] == []


@each_language
@for_each(typed=[LONGEST, SIGNS])
def test_slack_takes_each_window_of_a_hundred_people(typed: Typed, language: Language) -> None:
    """All hundred can be chosen; what was typed fills no more than a field takes."""
    for name, modal in request_modals_shown(typed).items():
        view = modal(Say(language))

        assert problems_of_view(view) == [], name
        assert [text for text in mrkdwn(view) if broken(text)] == [], name


@each_language
def test_an_invite_window_is_filled_with_whole_addresses(language: Language) -> None:
    """Half an address would be somebody else's."""
    setup = a_setup(Stage.READY)

    view = request_modals.invite_modal(setup, Say(language), typed=HUNDRED)

    shown = _element(view, Field.ADDRESSES)["initial_value"].splitlines()
    assert len(shown) == 11
    assert tuple(shown) == HUNDRED[:11]


@each_language
@pytest.mark.parametrize("state", ["approved", "invited"])
def test_whoever_is_not_on_the_card_of_the_admin_is_counted_and_in_the_file(
    state: str, language: Language
) -> None:
    """Who presses `I've invited them` presses for all."""
    setup, say = a_setup(Stage.READY), Say(language)
    request = approved(opened(invites(setup, HUNDRED), setup), setup)
    request = invited(request, setup) if state == "invited" else request

    message = request_card(request, setup, request.fulfil_card(SASHA), say)

    named = [email for email in HUNDRED if email in message.text]
    assert 5 < len(named) < MOST_PEOPLE
    assert say.count("list.more", MOST_PEOPLE - len(named)) in message.text
    assert say.plain("button.send_addresses") in [
        one["text"]["text"] for one in buttons(message.blocks)
    ]


@each_language
def test_an_approval_card_counts_whom_it_does_not_name(language: Language) -> None:
    """Rejected or not: together they are a hundred."""
    setup, say = a_setup(Stage.READY), Say(language)
    request = rejected(opened(invites(setup, HUNDRED), setup), setup, *range(40))

    message = request_card(request, setup, request.approval_cards(CHANNEL)[0], say)

    asked = [one for one in request.emails(PersonState.ASKED) if one in message.text]
    struck = [one for one in request.emails(PersonState.REJECTED) if one in message.text]
    assert say.count("list.more", 60 - len(asked)) in message.text
    assert say.count("list.more", 40 - len(struck)) in message.text


@each_language
def test_of_seventy_people_each_is_on_the_card_where_they_are_approved(language: Language) -> None:
    """Nobody approves whom they cannot see, as far as there is room."""
    setup = with_most_approvers()
    people = tuple(f"person.number{n:02}@acme.example" for n in range(70))
    request = opened(invites(setup, people, "for the team"), setup, ())

    text = request_card(request, setup, request.approval_cards(CHANNEL)[0], Say(language)).text

    assert [one for one in people if one not in text] == []
    assert "70" in text


@each_language
@pytest.mark.parametrize("state", ["open", "approved"])
def test_whom_an_approval_card_does_not_show_the_window_of_reject_does(
    state: str, language: Language
) -> None:
    """Said while the button is there."""
    say, setup = Say(language), a_setup(Stage.READY)
    request, _ = of_invites(LONGEST)[state]

    text = request_card(request, setup, request.approval_cards(CHANNEL)[0], say).text

    all_of_them = say("approval.all_of_them", reject=say.mrkdwn(say.plain("button.reject")))
    assert (all_of_them in text) is (state == "open")


@each_language
def test_how_many_addresses_a_window_or_a_button_leaves_out_is_said(language: Language) -> None:
    """They are to be asked for in a second request; none is lost in silence."""
    say, setup = Say(language), a_setup(Stage.READY)
    wanted = Wanted(setup.id, HUNDRED)
    held = parse_wanted(wanted.dump())
    assert held is not None
    lost = say.count("invite.left_out", MOST_PEOPLE - len(held.emails))
    many = tuple(f"n{n}@acme.example" for n in range(MOST_PEOPLE + 20))

    view = request_modals.invite_modal(setup, say, typed=HUNDRED)
    short = request_modals.invite_modal(setup, say, typed=many)

    assert say.count("invite.left_out", MOST_PEOPLE - 11) in mrkdwn(view)
    assert say.count("invite.left_out", 20) in mrkdwn(short)
    assert lost in asked_answer("invite", wanted, say).text
    assert lost in which_request_answer(ids.ASK_FOR_INVITES, [setup, setup], wanted, say).text
    few = asked_answer("invite", Wanted(setup.id, TAME.emails), say).text
    assert say.count("invite.left_out", 1)[2:] not in few


@each_language
@for_each(typed=WORST, card=["approval", "my_request"])
def test_the_first_rejection_is_told_however_long_its_reason(
    typed: str, card: str, language: Language
) -> None:
    """Who did it comes before whatever else has no room."""
    message = WORST[typed][f"{card}.forty_decisions"](Say(language))

    assert f"<@{APPROVER}>, <!date^" in message.text


def test_all_of_a_usual_note_stands_on_the_card() -> None:
    """Approvers decide by it: five hundred characters, and whatever `typed` would cut."""
    setup, note = a_setup(Stage.READY), "a reason " * 55
    request = opened(invites(setup, TAME.emails, note), setup)

    message = request_card(request, setup, request.approval_cards(CHANNEL)[0], Say(Language.EN))

    assert note.strip() in message.text


def test_a_button_to_ask_again_holds_as_many_addresses_as_it_takes() -> None:
    """And each of them whole."""
    shown: Mapping[str, Any] = WORST["longest"]
    message: Message = shown["request_news.expired"](Say(Language.EN))

    (again,) = buttons(message.blocks)
    wanted = parse_wanted(again["value"])

    assert len(again["value"]) <= BUTTON_VALUE
    assert wanted is not None
    assert wanted.emails
    assert set(wanted.emails) <= set(HUNDRED)


@each_language
def test_a_refusal_names_every_approver(language: Language) -> None:
    """Twenty people and their group."""
    approval = with_most_approvers().approval

    said = words(OwnRequest(approval.approvers, approval.group), Say(language))

    assert [one for one in approval.approvers if one not in said] == []
    assert f"<!subteam^{GROUP.id}>" in said


def test_every_state_of_a_request_is_tried() -> None:
    """A gallery without them would prove nothing."""
    assert len(of_invites(LONGEST)) == len(of_invites(TAME))


def _element(view: dict[str, Any], block_id: str) -> dict[str, Any]:
    (found,) = (one for one in view["blocks"] if one.get("block_id") == block_id)
    element: dict[str, Any] = found["element"]
    return element
