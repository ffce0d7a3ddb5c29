"""Who is left of a request, and who of its approvers: no text counts or names anybody else."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.request import Nobody, Request
from bot.domain.request_commands import ReportInvited, Withdraw
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.views.approvers import nobody_can
from bot.views.request_cards import request_card
from bot.views.request_lines import request_line
from bot.views.request_story import subject
from bot.views.say import Say

from .gallery import TAME, all_modals, messages
from .reading import buttons
from .request_states import of_invites
from .requests import (
    REQUESTER,
    approved,
    invited,
    invites,
    nudged,
    opened,
    rejected,
    reminded,
    then,
)
from .states import ADAM, SASHA, STARTER, a_setup, member

ENGLISH: Final = Say(Language.EN)
MESSAGES, MODALS = messages(TAME), all_modals(TAME)
SETUP: Final = a_setup(Stage.READY)
SAM, IDA, LEO = TAME.emails
each_language = pytest.mark.parametrize("language", list(Language))


def of_three() -> Request:
    return opened(invites(SETUP, TAME.emails), SETUP)


def said_of(request: Request, part: str, setup: Setup = SETUP) -> str:
    return request_card(request, setup, request.news(part), ENGLISH).text


def test_who_was_rejected_is_asked_for_no_more() -> None:
    """Two are counted, one is named; of nobody, all who were asked for."""
    first = rejected(of_three(), SETUP, 0)
    second = rejected(first, SETUP, 1)
    over = rejected(second, SETUP)

    assert subject(of_three(), ENGLISH) == "the invites for 3 people"
    assert subject(first, ENGLISH) == "the invites for 2 people"
    assert subject(second, ENGLISH) == f"the invite for `{LEO}`"
    assert subject(over, ENGLISH) == "the invites for 3 people"
    assert "the invites for 2 people" in said_of(approved(first, SETUP), "approved.3")


def test_a_reminder_and_the_status_count_what_is_still_to_be_done() -> None:
    """Of three, one is rejected and one invited."""
    part = invited(approved(rejected(of_three(), SETUP, 0), SETUP), SETUP, 1)
    again = reminded(part, SETUP)

    reminder = request_card(again, SETUP, again.reminder_cards()[-1], ENGLISH).text

    assert f"the invite for `{LEO}`" in reminder
    assert f"the invite for `{LEO}`" in request_line(part, SETUP, ENGLISH)


def test_the_admin_reads_how_many_are_to_be_invited_and_not_how_many_were_asked_for() -> None:
    """Of three, one is rejected."""
    done = approved(rejected(of_three(), SETUP, 0), SETUP)

    text = request_card(done, SETUP, done.fulfil_card(SASHA), ENGLISH).text

    assert "2 people to invite" in text
    assert "3 people" not in text


@each_language
def test_a_rejection_says_whether_it_was_all_of_it(language: Language) -> None:
    """Before by whom and why."""
    part = {Language.EN: "Rejected in part", Language.FR: "refusée en partie"}[language]

    for name, is_in_part in (("one_rejected", True), ("rejected", False)):
        text = MESSAGES[f"request_news.{name}"](Say(language)).text
        assert (part in text.splitlines()[0]) is is_in_part


def test_who_had_it_reads_how_much_was_taken_back() -> None:
    """Of two, one was invited before; and the number stays when the other is reported, too."""
    is_approved = approved(opened(invites(SETUP, TAME.emails[:2]), SETUP), SETUP)
    some, take_back = invited(is_approved, SETUP, 0), Withdraw(SETUP.id, is_approved.id)
    later, admin = timedelta(hours=3), member(SETUP.sales_connect_admin)
    request = then(some, SETUP, take_back, member(REQUESTER), later=later)
    reported = then(request, SETUP, ReportInvited(SETUP.id, request.id), admin, later=later)

    for one in (request, reported):
        text = request_card(one, SETUP, one.withdrawn_card(SASHA), ENGLISH).text
        assert f"took back a request that you had: the invite for `{IDA}`" in text


@each_language
def test_an_open_card_that_nobody_can_decide_says_so_in_place_of_who_may(
    language: Language,
) -> None:
    """Its buttons stay: somebody may be named."""
    say, (named, setup) = Say(language), of_invites(TAME)["open_for_named"]
    left = nudged(named, setup, Nobody.APPROVERS, (ADAM, STARTER))

    message = MESSAGES["approval.nobody_left"](say)

    assert nobody_can(left, setup, say) in message.text
    assert ("May approve" if language is Language.EN else "Peuvent approuver") not in message.text
    assert len(list(buttons(message.blocks))) == 2


@each_language
@pytest.mark.parametrize("card", ["approval", "my_request", "nudge", "escalation"])
def test_who_left_slack_is_named_as_no_approver(card: str, language: Language) -> None:
    """Also where others are left; the card says besides that they are skipped."""
    lines = MESSAGES[f"{card}.one_gone"](Say(language)).text.splitlines()

    naming = [line for line in lines if f"<@{ADAM}>" in line]
    assert naming
    assert [line for line in naming if f"<@{STARTER}>" in line] == []


def test_where_nobody_can_approve_no_news_sends_anybody_to_approvers() -> None:
    """Neither to the one who is told of it nor to nobody."""
    told = MESSAGES["request_news.escalated_nobody"](ENGLISH).text
    untold = MESSAGES["request_news.escalated_to_nobody_nobody"](ENGLISH).text

    for text in (told, untold):
        assert nobody_can(nudged(of_three(), SETUP, Nobody.MEMBERS), SETUP, ENGLISH)[:60] in text
        assert "ask those who may approve" not in text
        assert "May approve" not in text
    assert f"I have told <@{SASHA}>" in told


def test_a_window_that_is_shown_again_has_fields_of_another_name() -> None:
    """Slack would keep what stood there before: the people who are decided by now."""
    first, again = (MODALS[f"modal_reject.{name}"](ENGLISH) for name in ("several", "again"))

    before, after = ({block.get("block_id") for block in one["blocks"]} for one in (first, again))

    assert before & after <= {None}
    assert len(after - {None}) == 2


@each_language
@pytest.mark.parametrize(
    "card", ["starter", "marketo_admin", "sales_connect_admin", "salesforce_admin"]
)
def test_a_setup_that_began_with_an_account_says_so_and_that_nobody_started_it(
    card: str, language: Language
) -> None:
    """Its owner reads it too: they did nothing for it."""
    say = Say(language)
    text = MESSAGES[f"{card}.sandbox_of_production"](say).text

    why = say("begun.of_production", starter=f"<@{STARTER}>", product="Sales Connect")
    assert why.split("(")[0].split("`")[0] in text
    assert ("started the setup" if language is Language.EN else "a lancé") not in text
    assert f"<@{STARTER}>" in text
