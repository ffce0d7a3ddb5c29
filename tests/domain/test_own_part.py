"""`Not the right person` and `Snooze`: about whom somebody may speak, beside who they are."""

from typing import Final

import pytest

from bot.domain.commands import Decline, Snooze
from bot.domain.ids import UserId
from bot.domain.people import Act, Actor, Role, refuse_about
from bot.domain.refusals import NotYours
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    MARA,
    NINA,
    OTTO,
    RULES,
    RUN_AT,
    SAM,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    SVEN,
    a_setup,
    a_succession,
)

NAMED: Final = a_succession().people
BY_ROLE: Final = {
    Role.STARTER: STELLA,
    Role.MARKETO_ADMIN: MARA,
    Role.SALES_CONNECT_ADMIN: SOL,
    Role.SALESFORCE_ADMIN: SVEN,
    Role.SUCCESSOR: NINA,
}
STRANGERS: Final = (SAM, OTTO, SARA)
EVERYBODY: Final = (*BY_ROLE.values(), *STRANGERS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: str(actor.user_id))
@pytest.mark.parametrize("act", [Act.NOT_ME, Act.SNOOZE])
def test_everybody_speaks_for_themselves_alone(act: Act, actor: Actor, role: Role) -> None:
    """And the Marketo admin about the recipient, since they know whom the values would reach."""
    refusal = refuse_about(act, role, actor, NAMED)

    about_the_recipient = act is Act.NOT_ME and role is Role.SALES_CONNECT_ADMIN and actor is MARA
    may = actor is BY_ROLE[role] or about_the_recipient
    assert (refusal is None) == may


def test_who_may_speak_about_the_recipient_is_named() -> None:
    """Both of them, the recipient first."""
    sol, mara = (Role.SALES_CONNECT_ADMIN, SOL.user_id), (Role.MARKETO_ADMIN, MARA.user_id)

    assert _about(Act.NOT_ME, Role.SALES_CONNECT_ADMIN) == (sol, mara)
    assert _about(Act.SNOOZE, Role.SALES_CONNECT_ADMIN) == (sol,)
    assert _about(Act.NOT_ME, Role.MARKETO_ADMIN) == (mara,)


def _about(act: Act, role: Role) -> tuple[tuple[Role, UserId], ...]:
    refusal = refuse_about(act, role, SAM, NAMED)
    assert isinstance(refusal, NotYours)
    return refusal.whose


def test_a_role_that_nobody_has_is_nobodys_own() -> None:
    """No Salesforce admin is named: nobody can say that they are the wrong one."""
    named = a_setup(salesforce_admin=None).people

    assert refuse_about(Act.NOT_ME, Role.SALESFORCE_ADMIN, SVEN, named) == NotYours(Act.NOT_ME, ())


@pytest.mark.parametrize("actor", [STELLA, SVEN, SOL])
def test_a_named_person_cannot_decline_for_somebody_else(actor: Actor) -> None:
    """Being named is not enough: it must be about themselves."""
    setup = a_setup(Stage.HANDED_OVER)

    decision = decide(setup, Decline(SETUP_ID, Role.MARKETO_ADMIN), actor, RUN_AT, RULES)

    assert decision == NotYours(Act.NOT_ME, ((Role.MARKETO_ADMIN, MARA.user_id),))


@pytest.mark.parametrize("actor", [STELLA, MARA, SVEN])
def test_a_named_person_cannot_snooze_for_somebody_else(actor: Actor) -> None:
    """A reminder is its receiver's."""
    setup = a_setup(Stage.HANDED_OVER)
    turn = setup.turns[Role.SALES_CONNECT_ADMIN]

    snooze = Snooze(SETUP_ID, Role.SALES_CONNECT_ADMIN, turn.number)

    assert decide(setup, snooze, actor, RUN_AT, RULES) == NotYours(
        Act.SNOOZE, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)
    )


def test_strangers_are_refused_before_it_is_asked_about_whom() -> None:
    """A Slack admin too: they change people instead."""
    decline = Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN)

    for actor in STRANGERS:
        decision = decide(a_setup(Stage.HANDED_OVER), decline, actor, RUN_AT, RULES)
        assert isinstance(decision, NotYours)
