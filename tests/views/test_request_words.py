"""What the cards of requests must say: who decides, who is missing, what comes next."""

from dataclasses import replace
from typing import Final

import pytest

from bot.domain.refusals import AboutYou, AlreadyDecided, ChannelThen, JoinedLater, OwnRequest
from bot.domain.request import Nobody
from bot.domain.stages import Language, Stage
from bot.views.approvers import nobody_can
from bot.views.ids import parse_request_value, parse_wanted
from bot.views.refusals import words
from bot.views.request_cards import request_card
from bot.views.say import Say
from bot.views.slack_words import channel_opens, channel_refuses
from bot.views.text import channel_link

from .gallery import TAME, all_modals, messages
from .reading import buttons, mrkdwn
from .request_states import of_invites
from .requests import APPROVER, GROUP, REQUEST, REQUESTER, invites, opened, rejected
from .runs import IN_SLACK
from .states import ADAM, CHANNEL, NOW, SASHA, STARTER, a_setup

ENGLISH: Final = Say(Language.EN)
MESSAGES, MODALS = messages(TAME), all_modals(TAME)
SAM, IDA, LEO = TAME.emails
each_language = pytest.mark.parametrize("language", list(Language))


def text_of(name: str, say: Say = ENGLISH) -> str:
    return MESSAGES[name](say).text


def labels_of(name: str) -> list[str]:
    return [one["text"]["text"] for one in buttons(MESSAGES[name](ENGLISH).blocks)]


@each_language
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("modal_invite.empty", [f"<#{CHANNEL}>"]),
        ("modal_invite.named", [f"<@{ADAM}>", f"<@{STARTER}>", f"<!subteam^{GROUP.id}>"]),
        ("modal_sandbox.filled", [f"<@{ADAM}>", f"<@{STARTER}>", f"<!subteam^{GROUP.id}>"]),
    ],
)
def test_a_window_says_where_it_is_posted_and_who_may_approve_before_anything_is_sent(
    name: str, may: list[str], language: Language
) -> None:
    """In the window itself: never one more step."""
    said = "\n".join(mrkdwn(MODALS[name](Say(language))))

    assert f"<#{CHANNEL}>" in said
    assert [one for one in may if one not in said] == []


@each_language
@pytest.mark.parametrize("state", ["open", "open_for_named"])
def test_the_card_says_who_asks_for_whom_why_and_by_when(state: str, language: Language) -> None:
    """All that an approver decides by."""
    text = text_of(f"approval.{state}", Say(language))

    facts = [f"<@{REQUESTER}>", f"<@{IN_SLACK[0]}>", SAM, IDA, LEO, TAME.why, "2030-01-24 09:00"]
    assert [fact for fact in facts if fact not in text] == []


@each_language
def test_somebody_rejected_is_struck_out_and_said_to_be_with_by_whom_and_why(
    language: Language,
) -> None:
    """A line through a name is no word for who hears it."""
    setup = a_setup(Stage.READY)
    request = rejected(opened(invites(setup, TAME.emails), setup), setup, 1, why="left us")
    say = Say(language)

    text = request_card(request, setup, request.approval_cards(CHANNEL)[0], say).text

    assert f"~`{IDA}`~" in text
    assert f"~`{LEO}`~" not in text
    (line,) = [one for one in text.splitlines() if "`left us`" in one]
    assert f"<@{APPROVER}>" in line
    assert ("Rejected" if language is Language.EN else "refusée") in line


@pytest.mark.parametrize(
    ("state", "who", "what"),
    [
        ("approved", APPROVER, "Approved by"),
        ("rejected", APPROVER, "Rejected by"),
        ("withdrawn", REQUESTER, "Withdrawn by"),
        ("invited", SASHA, "Invited by"),
        ("sandbox_at_adobe", SASHA, "Asked of Adobe by"),
        ("sandbox_created", SASHA, "Account created, says"),
    ],
)
def test_a_decided_card_says_who_did_what_and_has_no_buttons(
    state: str, who: str, what: str
) -> None:
    """In place, for all who read the channel."""
    assert f"{what} <@{who}>, <!date^" in text_of(f"approval.{state}")
    assert labels_of(f"approval.{state}") == []


@pytest.mark.parametrize("why", list(Nobody))
def test_nothing_says_that_it_was_submitted_where_nobody_can_approve(why: Nobody) -> None:
    """The card of the requester says who is missing, and is no promise."""
    text = text_of(f"my_request.nobody_{why}")

    assert "submitted" not in text.lower()
    assert "sent" not in text.lower()
    assert nobody_can(*of_invites(TAME)[f"nobody_{why}"], ENGLISH) in text


@pytest.mark.parametrize("why", list(Nobody))
def test_only_who_owns_the_setup_gets_the_button_that_names_approvers(why: Nobody) -> None:
    """The requester reads whom to ask."""
    assert labels_of(f"request_news.nobody_{why}") == []
    assert labels_of(f"request_news.nobody_{why}_starter") == ["Settings"]


@each_language
def test_a_nudge_mentions_who_is_named_and_no_member_of_a_channel(language: Language) -> None:
    """Being allowed and being disturbed are two things."""
    named, members = text_of("nudge.named", Say(language)), text_of("nudge.members", Say(language))

    assert [one for one in (ADAM, STARTER) if f"<@{one}>" not in named] == []
    assert f"<!subteam^{GROUP.id}>" in named
    assert "<@" not in members
    assert "<!subteam" not in members


def test_only_who_may_decide_can_do_so_where_it_escalates() -> None:
    """Whoever may not reads whom to ask."""
    assert labels_of("escalation.may_approve") == ["Approve", "Reject"]
    assert labels_of("escalation.may_not") == []
    assert f"ask <@{ADAM}>, <@{STARTER}>, <!subteam^{GROUP.id}>" in text_of("escalation.may_not")


def test_where_nobody_can_approve_it_escalates_to_who_can_name_somebody() -> None:
    """Nobody is told to ask people who cannot."""
    text = text_of("escalation.nobody")

    assert nobody_can(*of_invites(TAME)["nobody_channel"], ENGLISH) in text
    assert "May approve" not in text
    assert labels_of("escalation.nobody") == ["Settings"]


def test_who_was_asked_to_ask_around_reads_what_was_decided() -> None:
    """A rejection too, with by whom and why."""
    assert f"Rejected by <@{APPROVER}>" in text_of("escalation.rejected")
    assert f"Approved by <@{APPROVER}>" in text_of("escalation.over")


@each_language
def test_who_is_asked_directly_is_told_that_the_channel_takes_no_message(
    language: Language,
) -> None:
    """And so is the requester: why, in words, and what opens it again."""
    say = Say(language)
    for name in ("approval.directly", "request_news.directly"):
        text = text_of(name, say)

        assert f"<#{CHANNEL}>" in text
        assert channel_refuses("is_archived", say) in text
        assert "is_archived" not in text
    assert channel_opens("is_archived", say) in text_of("request_news.directly", say)
    assert channel_refuses("is_archived", say) not in text_of("approval.of_the_channel", say)


@each_language
def test_a_channel_that_is_back_is_said_on_the_cards_that_took_its_place(
    language: Language,
) -> None:
    """Nothing is left of a word of Slack's, of an empty one neither; the card stands there too."""
    for name in ("approval.directly_is_back", "request_news.directly_is_back"):
        text = text_of(name, Say(language))

        assert f"<#{CHANNEL}>" in text
        assert "``" not in text
        assert {Language.EN: "again", Language.FR: "de nouveau"}[language] in text
    decided = text_of("approval.directly_then_approved", Say(language))
    assert f"<#{CHANNEL}>" not in decided


@each_language
def test_who_is_named_and_not_in_the_channel_reads_why_they_are_asked(language: Language) -> None:
    text = text_of("approval.outside", Say(language))

    assert Say(language)("approval.outside", channel=channel_link(CHANNEL)) in text


@each_language
def test_a_nudge_in_a_direct_message_names_the_channel(language: Language) -> None:
    """`This channel` would be that message."""
    assert f"<#{CHANNEL}>" in text_of("nudge.members_directly", Say(language))
    assert f"<#{CHANNEL}>" not in text_of("nudge.members", Say(language))


@pytest.mark.parametrize(("approved", "said"), [(True, "approved"), (False, "rejected")])
def test_the_slower_of_two_reads_who_was_faster_and_when(approved: bool, said: str) -> None:
    """Acceptance looks for the words."""
    text = words(AlreadyDecided(approved, ADAM, NOW), ENGLISH)

    assert f"already {said} by <@{ADAM}> (<!date^" in text


@each_language
def test_who_may_not_approve_their_own_request_reads_who_may(language: Language) -> None:
    """By name where somebody is named, else the channel and some of who was in it."""
    say, then = Say(language), ChannelThen(CHANNEL, (ADAM, SASHA))

    named, members = words(OwnRequest((ADAM,), GROUP), say), words(OwnRequest((), None, then), say)

    assert f"<@{ADAM}>" in named
    assert f"<!subteam^{GROUP.id}>" in named
    for fact in (f"<#{CHANNEL}>", f"<@{ADAM}>, <@{SASHA}>"):
        assert fact in members
        assert fact in words(AboutYou((), None, then), say)


@each_language
def test_who_joined_later_reads_since_when_it_counts_and_whom_to_ask(language: Language) -> None:
    """Being in the channel is no authority; the starter can name somebody."""
    said = words(JoinedLater(NOW, ChannelThen(CHANNEL, (ADAM,)), STARTER), Say(language))

    facts = ["2030-01-15 09:00", f"<#{CHANNEL}>", f"<@{ADAM}>", f"<@{STARTER}>"]
    assert [one for one in facts if one not in said] == []


@each_language
@pytest.mark.parametrize("state", ["approved", "sales_insight_actions_approved"])
def test_the_admin_gets_addresses_to_copy_and_the_screen_to_open(
    state: str, language: Language
) -> None:
    """In one block, one a line; the page by each of its names."""
    message = MESSAGES[f"to_fulfil.{state}"](Say(language))

    assert "```" + "\n".join(TAME.emails) + "```" in message.text
    assert "User Management" in message.text
    assert "Invite Users" in message.text
    assert ("Team Management" in message.text) is (state == "approved")


def test_the_buttons_of_the_admin_are_those_of_the_contract() -> None:
    """One press for all; some of several by a second button; then they can be connected."""
    assert labels_of("to_fulfil.approved") == [
        *("I've invited them", "Only some of them", "CSV file")
    ]
    assert labels_of("to_fulfil.approved_alone") == ["I've invited them", "CSV file"]
    assert labels_of("to_fulfil.invited") == ["Connect users", "CSV file"]
    assert labels_of("to_fulfil.former") == []
    for late in ("to_fulfil.withdrawn_late", "request_news.withdrawn_late"):
        assert labels_of(late) == ["I've invited them", "Only some of them"]
    assert labels_of("to_fulfil.withdrawn_then_invited") == ["Connect users"]
    assert labels_of("to_fulfil.sandbox_withdrawn") == ["Account created"]
    assert labels_of("to_fulfil.sandbox_withdrawn_then_created") == []


@pytest.mark.parametrize("name", ["approval.one_rejected", "to_fulfil.approved_in_part"])
def test_a_button_stands_for_what_its_card_shows(name: str) -> None:
    """Pressed on an older card, it decides nothing about people who were not on it."""
    request, _ = of_invites(TAME)[name.split(".")[1]]

    for button in buttons(MESSAGES[name](ENGLISH).blocks):
        value = parse_request_value(button["value"])

        assert value == ("setup", "request", str(request.edition))


def test_an_expired_request_can_be_asked_again_for_the_same_people() -> None:
    """People by who they are, the others by their address; a sandbox account by both."""
    (again,) = buttons(MESSAGES["request_news.expired"](ENGLISH).blocks)
    (account,) = buttons(MESSAGES["request_news.sandbox_expired"](ENGLISH).blocks)

    assert parse_wanted(again["value"]) == ("setup", (IDA, LEO), (IN_SLACK[0],), REQUEST)
    assert parse_wanted(account["value"]) == ("setup", (SAM,), (IN_SLACK[0],), REQUEST)


@each_language
@pytest.mark.parametrize("name", ["fulfilled.invited", "request_news.invited"])
def test_whoever_is_invited_reads_which_passwords_are_taken(name: str, language: Language) -> None:
    """And where the e-mail may be."""
    text = text_of(name, Say(language))

    assert "9" in text
    assert ("spam" if language is Language.EN else "indésirables") in text


def test_only_several_people_are_to_be_chosen_from() -> None:
    """All of them are rejected unless somebody chooses; none is said to be invited by itself."""
    several, one = MODALS["modal_reject.several"](ENGLISH), MODALS["modal_reject.one"](ENGLISH)
    some = MODALS["modal_some_invited.several"](ENGLISH)

    (who,) = [block for block in several["blocks"] if block.get("block_id") == "who"]
    assert len(who["element"]["initial_options"]) == len(TAME.emails)
    assert [option["value"] for option in who["element"]["options"]] == ["0", "1", "2"]
    assert [block for block in one["blocks"] if block.get("block_id") == "who"] == []
    (chosen,) = [block for block in some["blocks"] if block.get("block_id") == "who"]
    assert "initial_options" not in chosen["element"]


def test_a_request_without_a_note_shows_no_empty_reason() -> None:
    """The note is optional."""
    quiet = messages(replace(TAME, why=""))

    assert "*Why:*" in text_of("approval.open")
    assert "*Why:*" not in quiet["approval.open"](ENGLISH).text
