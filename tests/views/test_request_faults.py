"""Why somebody cannot be asked for, at the field; and why nobody can approve."""

from typing import Final

import pytest

from bot.domain.request import Nobody, Request
from bot.domain.request_checks import Conflict, ConflictWhy
from bot.domain.request_lack import Cannot
from bot.domain.stages import Language
from bot.views.approvers import nobody_can
from bot.views.faults import (
    Named,
    conflict_fault,
    foreign_domain_fault,
    nobody_fault,
    secret_fault,
)
from bot.views.say import Say

from .bends import gone
from .gallery import TAME
from .requests import GROUP, invites, sandbox, with_approvers
from .states import ADAM, STARTER, a_setup

ENGLISH: Final = Say(Language.EN)
SAM, IDA, _ = TAME.emails
each_language = pytest.mark.parametrize("language", list(Language))


def lacking(request: Request, why: Nobody) -> Request:
    return request.model_copy(update={"nobody": why})


def test_each_approver_is_named_with_the_reason() -> None:
    """Who left, who asks, who is asked for; and the group that nobody is in."""
    setup = with_approvers(a_setup())
    request = sandbox(setup, SAM, for_whom=STARTER).model_copy(update={"gone": (ADAM,)})

    said = nobody_can(lacking(request, Nobody.GROUP), setup, ENGLISH)

    assert f"<@{ADAM}> has left Slack, <@{STARTER}> is asked for" in said
    assert f"the approver group <!subteam^{GROUP.id}> has nobody in it" in said


def test_whoever_left_is_not_who_names_others() -> None:
    """An admin of the Slack workspace can."""
    setup = gone(a_setup(), STARTER)
    request = lacking(invites(setup, TAME.emails), Nobody.MEMBERS)

    said = nobody_can(request, setup, ENGLISH)

    assert "by an admin of this Slack workspace" in said
    assert f"<@{STARTER}>" not in said


@each_language
def test_each_reason_why_nobody_can_approve_has_an_answer_of_its_own(language: Language) -> None:
    """To the requester, to the starter, and at the field; each says what to do."""
    say, setup = Say(language), a_setup()

    request = invites(setup, TAME.emails)
    setup = with_approvers(setup)

    cards = {nobody_can(lacking(request, why), setup, say) for why in Nobody}
    named = Named("acme-bot", [("Sam", Cannot.LEFT)], "leads", "Noa")
    faults = {nobody_fault(why, say, named) for why in Nobody}

    assert len(cards) == len(faults) == len(Nobody)
    assert [one for one in cards if f"<@{STARTER}>" not in one] == []
    assert "/invite @Sales Connect" in nobody_can(lacking(request, Nobody.CHANNEL), setup, say)
    assert "/invite @acme-bot " in nobody_fault(Nobody.CHANNEL, say, named)


@pytest.mark.parametrize(
    ("email", "offered"),
    [
        ("sam@acme.example", "sam+sandbox@acme.example"),
        ("sam+x@acme.example", "sam+sandbox@acme.example"),
        ("sam+sandbox@acme.example", "sam+sandbox2@acme.example"),
        (f"{'s' * 40}@acme.example", f"{'s' * 40}+sandbox@acme.example"),
        (f"{'s' * 64}@{'a' * 60}.example", "name+sandbox@example.com"),
    ],
)
def test_an_address_of_production_is_answered_with_another_of_the_same_mailbox(
    email: str, offered: str
) -> None:
    """`different e-mail` is what acceptance looks for; on another instance too."""
    said = conflict_fault([Conflict(email, ConflictWhy.ON_PRODUCTION)], ENGLISH)
    other = conflict_fault([Conflict(email, ConflictWhy.OTHER_INSTANCE)], ENGLISH)

    assert "different e-mail" in said
    assert said.endswith(offered)
    assert "different e-mail" in other


@each_language
def test_each_conflict_has_words_of_its_own_and_the_rest_is_counted(language: Language) -> None:
    """The address that it is about stands in it."""
    say = Say(language)

    said = {conflict_fault([Conflict(SAM, why)], say) for why in ConflictWhy}
    many = conflict_fault([Conflict(SAM, why) for why in ConflictWhy], say)

    assert len(said) == len(ConflictWhy)
    assert [one for one in said if SAM not in one] == []
    assert say.count("list.more", len(ConflictWhy) - 2) in many
    assert [one for one in said if one.endswith(".") and not one.endswith("example.")] == []


def test_a_foreign_domain_is_answered_with_an_allowed_one() -> None:
    """Whose address it is, and how many more."""
    said = foreign_domain_fault([SAM, IDA], ["acme.com", "acme.fr"], ENGLISH)

    assert f"{SAM} (and 1 more)" in said
    assert "acme.com" in said


def test_a_note_that_looks_like_a_secret_is_answered_with_delete_and_rotate() -> None:
    """As a message would be."""
    said = secret_fault(ENGLISH)

    assert "delete" in said
    assert "rotate" in said
