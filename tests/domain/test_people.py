"""Who may do what: every act by everybody, as contract.md says it in words."""

from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.people import MAY, Act, Actor, Ourselves, Role, Standing, refuse
from bot.domain.refusals import MembersOnly, NotYours
from tests.domain.builders import (
    EVERYBODY,
    EXT,
    GONE,
    GUS,
    MARA,
    MEMBERS,
    NINA,
    OTTO,
    OURSELVES,
    OUTSIDERS,
    ROBOT,
    SAM,
    SARA,
    SOL,
    STELLA,
    SVEN,
    a_setup,
    a_succession,
    an_actor,
)
from tests.for_each import for_each

# One letter a person: starter, Marketo admin, Sales Connect admin, Salesforce admin, successor,
# a member who is not named, an admin of another setup, a Slack admin, a Slack admin of another
# Slack workspace, guest, external, bot, deactivated, ourselves.
STRANGER_ADMIN: Final = an_actor("U_SARA", Standing.EXTERNAL, is_slack_admin=True)
PEOPLE: Final[tuple[Actor | Ourselves, ...]] = (
    *(STELLA, MARA, SOL, SVEN, NINA, SAM, OTTO, SARA),
    *(STRANGER_ADMIN, GUS, EXT, ROBOT, GONE, OURSELVES),
)
MATRIX: Final = {
    #                           S M C F N n o A a g e b d w
    Act.HELP: "                 y y y y y y y y y y y . y .",
    Act.STATUS: "               y y y y y y y y . . . . . .",
    Act.SETUP: "                y y y y y y y y . . . . . .",
    Act.HAND_OVER: "            . y . . . . . . . . . . . .",
    Act.ALREADY_CONNECTED: "    . y . . . . . . . . . . . .",
    Act.REVEAL: "               . . y . . . . . . . . . . .",
    Act.ASK_AGAIN: "            . . y . . . . . . . . . . .",
    Act.API_ACCESS: "           . y . . . . . . . . . . . .",
    Act.REPORT_CONNECTED: "     . . y . . . . . . . . . . .",
    Act.START_NOW: "            . y y . . . . . . . . . . .",
    Act.EDIT_WORKSPACES: "      . y y . . . . . . . . . . .",
    Act.CONNECT_USERS: "        . . y . . . . . . . . . . .",
    Act.START_RUN: "            . . y . . . . . . . . . . .",
    Act.REPORT_BATCH: "         . . y . . . . . . . . . . .",
    Act.STEER_RUN: "            . . y . . . . . . . . . . .",
    Act.COMPARE: "              . . y . . . . . . . . . . .",
    Act.DISCONNECT: "           . . y . . . . . . . . . . .",
    Act.DOWNLOAD: "             y y y . . . . . . . . . . .",
    Act.OWN_CHECKLIST: "        y y y y y . . . . . . . . .",
    Act.SALESFORCE_CHECKLIST: " . y y y . . . . . . . . . .",
    Act.SAVE_ORGANIZATION: "    . y y y . . . . . . . . . .",
    Act.NOT_ME: "               y y y y y . . . . . . . . .",
    Act.SNOOZE: "               y y y y y . . . . . . . . .",
    Act.SETTINGS: "             y . . . . . . y . . . . . .",
    Act.CHANGE_PEOPLE: "        y . . . . . . y . . . . . .",
    Act.CANCEL_SETUP: "         y . . . . . . y . . . . . .",
    Act.REMOVE_ACCESS: "        . . y . . . . . . . . . . .",
    Act.TAKE_OVER: "            . . . . y . . . . . . . . .",
    Act.RETRY: "                y y y y . . . y . . . . . .",
    Act.AUDIT: "                y y y y . . . y . . . . . .",
    Act.INVITE: "               y y y y y y y y . . . . . .",
    Act.SANDBOX: "              y y y y y y y y . . . . . .",
    # By what they are of one request: test_request_matrix.py.
    Act.DECIDE: "               . . . . . . . . . . . . . .",
    Act.WITHDRAW: "             . . . . . . . . . . . . . .",
    Act.REPORT_INVITED: "       . . y . . . . . . . . . . .",
    Act.REPORT_ACCOUNT: "       . . y . . . . . . . . . . .",
    Act.OWN_SANDBOX: "          . y . . . . . . . . . . . .",
    Act.FOLLOW_UP: "            . . . . . . . . . . . . . y",
}
NAMES: Final = (
    *("starter", "marketo", "sales", "salesforce", "successor"),
    *("member", "other setup", "Slack admin", "Slack admin elsewhere"),
    *("guest", "external", "bot", "deactivated", "ourselves"),
)
BY_NAME: Final = dict(zip(NAMES, PEOPLE, strict=True))
ROWS: Final = {act: dict(zip(NAMES, row.split(), strict=True)) for act, row in MATRIX.items()}
OF_A_REQUEST: Final = {Act.DECIDE, Act.WITHDRAW}
EVERYBODYS: Final = {Act.HELP, Act.STATUS, Act.SETUP, Act.INVITE, Act.SANDBOX}
OURS_OR_EVERYBODYS: Final = EVERYBODYS | {Act.FOLLOW_UP}
NAMED: Final = a_succession().people


def test_the_matrix_holds_every_act() -> None:
    """An act that is new in the code is decided here too, by hand."""
    assert set(MATRIX) == set(Act) == set(MAY)


@for_each(act=MATRIX, who=NAMES)
def test_everybody_may_what_the_contract_says(act: Act, who: str) -> None:
    """The table "Who may" of contract.md, and nothing besides."""
    refusal = refuse(act, BY_NAME[who], NAMED)

    assert (refusal is None) == (ROWS[act][who] == "y")


@for_each(act=[act for act in Act if act is not Act.HELP])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_guests_and_other_organisations_have_help_alone(act: Act, who: str) -> None:
    """Even if a setup names them: what Slack says now counts, and no name is told."""
    assert refuse(act, OUTSIDERS[who], NAMED) == MembersOnly()


def test_a_bot_is_not_even_helped() -> None:
    """Bots are never answered, so that two of them do not talk to each other."""
    assert refuse(Act.HELP, ROBOT, NAMED) == MembersOnly()


@pytest.mark.parametrize(
    ("act", "whose"),
    [
        (Act.HAND_OVER, ((Role.MARKETO_ADMIN, MARA.user_id),)),
        (Act.ALREADY_CONNECTED, ((Role.MARKETO_ADMIN, MARA.user_id),)),
        (Act.REMOVE_ACCESS, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.TAKE_OVER, ((Role.SUCCESSOR, NINA.user_id),)),
        (Act.REVEAL, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.ASK_AGAIN, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.API_ACCESS, ((Role.MARKETO_ADMIN, MARA.user_id),)),
        (Act.REPORT_CONNECTED, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.CONNECT_USERS, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.START_RUN, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.REPORT_BATCH, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.STEER_RUN, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.COMPARE, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.REPORT_INVITED, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.REPORT_ACCOUNT, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (Act.OWN_SANDBOX, ((Role.MARKETO_ADMIN, MARA.user_id),)),
        (Act.DISCONNECT, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)),
        (
            Act.START_NOW,
            ((Role.MARKETO_ADMIN, MARA.user_id), (Role.SALES_CONNECT_ADMIN, SOL.user_id)),
        ),
        (
            Act.EDIT_WORKSPACES,
            ((Role.MARKETO_ADMIN, MARA.user_id), (Role.SALES_CONNECT_ADMIN, SOL.user_id)),
        ),
    ],
)
@pytest.mark.parametrize("actor", [SAM, OTTO, STELLA, SVEN, SARA])
def test_a_refusal_names_role_and_user(
    act: Act, whose: tuple[tuple[Role, UserId], ...], actor: Actor
) -> None:
    """People read who may do it, of this setup and no other."""
    assert refuse(act, actor, NAMED) == NotYours(act, whose)


@pytest.mark.parametrize("actor", [SAM, OTTO, SVEN, NINA, SARA])
def test_whom_results_are_not_for_reads_of_all_three_who_may_have_them(actor: Actor) -> None:
    """The starter and both admins; not even Slack admins."""
    three = (
        (Role.STARTER, STELLA.user_id),
        (Role.MARKETO_ADMIN, MARA.user_id),
        (Role.SALES_CONNECT_ADMIN, SOL.user_id),
    )

    refusal = refuse(Act.DOWNLOAD, actor, NAMED)

    assert isinstance(refusal, NotYours)
    assert (sorted(refusal.whose), refusal.or_slack_admins) == (sorted(three), False)


def test_a_role_that_nobody_has_is_not_named() -> None:
    """Before a setup exists there is nobody to point to."""
    assert refuse(Act.HAND_OVER, MARA, {}) == NotYours(Act.HAND_OVER, ())


def test_what_no_person_may_do_names_nobody() -> None:
    """Only the bot itself follows up."""
    for actor in MEMBERS.values():
        assert refuse(Act.FOLLOW_UP, actor, NAMED) == NotYours(Act.FOLLOW_UP, ())


def test_the_bot_itself_may_do_no_persons_step() -> None:
    """An effect that became due cannot hand over, reveal or press anything."""
    refused = {act for act in Act if refuse(act, OURSELVES, NAMED) is not None}

    assert refused == set(Act) - {Act.FOLLOW_UP}


def test_an_admin_of_another_setup_is_a_stranger_here() -> None:
    """And at home in their own."""
    theirs = a_setup(starter=OTTO, marketo_admin=OTTO, sales_connect_admin=OTTO).people
    with_successor = {**theirs, Role.SUCCESSOR: OTTO.user_id}

    for act in set(Act) - OURS_OR_EVERYBODYS - OF_A_REQUEST:
        assert refuse(act, OTTO, NAMED) is not None
        assert refuse(act, OTTO, with_successor) is None


def test_one_person_may_be_both_admins() -> None:
    """They may what either may, and none of what is the starter's or a successor's."""
    both = a_setup(marketo_admin=MARA, sales_connect_admin=MARA).people

    refused = {act for act in Act if refuse(act, MARA, both)}

    owners = {Act.SETTINGS, Act.CHANGE_PEOPLE, Act.CANCEL_SETUP}
    assert refused == owners | OF_A_REQUEST | {Act.TAKE_OVER, Act.FOLLOW_UP}


@pytest.mark.parametrize("act", [Act.SETTINGS, Act.CHANGE_PEOPLE, Act.CANCEL_SETUP])
@pytest.mark.parametrize("actor", [MARA, SOL, SVEN, NINA, SAM, OTTO])
def test_what_is_the_owners_is_refused_with_both_who_may(act: Act, actor: Actor) -> None:
    """The starter by name; Slack admins are many."""
    starter = ((Role.STARTER, STELLA.user_id),)

    assert refuse(act, actor, NAMED) == NotYours(act, starter, or_slack_admins=True)


def test_a_slack_admin_comes_no_nearer_to_a_secret() -> None:
    """Of what named people may, only what the starter may too is theirs."""
    may = {act for act in Act if refuse(act, SARA, NAMED) is None}

    assert may == {
        *EVERYBODYS,
        *(Act.SETTINGS, Act.CHANGE_PEOPLE, Act.CANCEL_SETUP, Act.RETRY, Act.AUDIT),
    }


def test_the_company_has_somebody_of_every_standing() -> None:
    """So that a new standing of Slack's is thought of in the matrix."""
    found = {actor.standing for actor in EVERYBODY.values() if isinstance(actor, Actor)}

    assert found == set(Standing)
