"""The questions that announce messages count who gets one, and the effects agree."""

from collections.abc import Mapping
from typing import Final

import pytest

from bot.domain.commands import (
    CancelSetup,
    ReportLost,
)
from bot.domain.ids import UserId
from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.views import ids
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.views.status import status_answer

from .bends import (
    access_removed,
    changed,
    gone,
    in_succession,
)
from .overviews import an_overview, seen
from .promises import (
    Meant,
    assert_kept,
    committed,
    promise,
    question_of,
)
from .states import (
    ADAM,
    BOTH_ADMINS,
    MARA,
    NINA,
    NO_SALESFORCE,
    PEOPLE,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    member,
)

each_language = pytest.mark.parametrize("language", list(Language))
NEXT: Final = Role.SALES_CONNECT_ADMIN
ADMIN: Final = member(ADAM, is_slack_admin=True)
# One who started the setup and is an admin too.
SASHA_STARTS: Final = {**PEOPLE, Role.STARTER: SASHA}
SASHA_ALONE: Final = dict.fromkeys(NO_SALESFORCE, SASHA)


DONE: Final = a_setup(Stage.DONE)
BEGUN: Final = in_succession(DONE)


def others(setup: Setup, reader: UserId) -> frozenset[str]:
    """The named people who can be reached, without the reader."""
    left = {setup.people[role] for role, one in setup.missing.items() if one.why == "deactivated"}
    return frozenset(set(setup.everybody()) - left - {reader})


@each_language
@pytest.mark.parametrize(
    ("setup", "by"),
    [
        (a_setup(), member(STARTER)),
        (a_setup(), ADMIN),
        (a_setup(Stage.DONE, people=NO_SALESFORCE), member(STARTER)),
        (a_setup(people=BOTH_ADMINS), member(STARTER)),
        (a_setup(people=SASHA_ALONE), member(SASHA)),
        (a_setup(people={**SASHA_ALONE, Role.MARKETO_ADMIN: MARA}), member(SASHA)),
        (BEGUN, member(STARTER)),
        (gone(a_setup(), SALOME), member(STARTER)),
        (gone(a_setup(), STARTER), ADMIN),
    ],
    ids=["starter", "slack_admin", "three", "both", "alone", "two", "successor", "gone", "orphan"],
)
def test_cancel_setup_counts_the_others_who_are_told(
    setup: Setup, by: Actor, language: Language
) -> None:
    """Who presses knows it; wherever the button stands for them."""
    say = Say(language)
    status = status_answer(an_overview(by, seen(setup)), say)
    texts = {question_of(status.blocks, ids.CANCEL_SETUP)}
    if by.user_id == setup.starter:
        card = setup_card(setup, setup.starter_card(), say)
        texts.add(question_of(card.blocks, ids.CANCEL_SETUP))
    (text,) = texts

    promised = promise(text, language, Meant(reader=by.user_id, others=others(setup, by.user_id)))

    assert_kept(promised, committed(setup, CancelSetup(setup.id), by))


LOST: Final[Mapping[str, Setup]] = {
    "begun": access_removed(BEGUN),
    "without_the_former": gone(BEGUN, SASHA),
    "to_the_marketo_admin": access_removed(in_succession(DONE, MARA)),
    "to_the_starter": access_removed(in_succession(DONE, STARTER)),
    "starter_leaves": access_removed(
        changed(a_setup(Stage.DONE, people=SASHA_STARTS), {NEXT: NINA}, by=member(SASHA))
    ),
    "beside_somebody_deactivated": gone(access_removed(BEGUN), SALOME),
    # waits for: `report_lost` sends no HAND_OVER_AGAIN to a Marketo admin who left Slack
    "marketo_admin_deactivated": gone(access_removed(BEGUN), MARA),
}


@each_language
@pytest.mark.parametrize("name", LOST)
def test_connection_is_lost_counts_the_named_people_who_hear_of_it(
    name: str, language: Language
) -> None:
    """The reader among them."""
    setup = LOST[name]
    assert setup.successor
    reader = setup.successor
    slot = setup.succession_cards()[-1]
    text = question_of(setup_card(setup, slot, Say(language)).blocks, ids.CONNECTION_LOST)

    promised = promise(text, language, Meant(reader=reader, others=others(setup, reader)))

    assert promised.told
    assert_kept(promised, committed(setup, ReportLost(setup.id), member(reader)))
