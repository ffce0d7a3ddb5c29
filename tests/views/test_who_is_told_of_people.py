"""`Change people` says whom it tells, and the effects that are committed agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import MissingWhy
from bot.domain.stages import Language, Stage
from bot.views.people_modals import change_people_modal
from bot.views.say import Say

from .bends import (
    change,
    declined,
    doubted,
    gone,
    in_succession,
)
from .promises import (
    Meant,
    assert_kept,
    committed,
    promise,
    said,
    told_by,
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

People = Mapping[Role, UserId | None]
each_language = pytest.mark.parametrize("language", list(Language))
NEXT: Final = Role.SALES_CONNECT_ADMIN
OWNER: Final = member(STARTER)
ADMIN: Final = member(ADAM, is_slack_admin=True)
# One who started the setup and is an admin too.
MARA_STARTS: Final = {**PEOPLE, Role.STARTER: MARA}
SASHA_STARTS: Final = {**PEOPLE, Role.STARTER: SASHA}
SASHA_ALONE: Final = dict.fromkeys(NO_SALESFORCE, SASHA)


@dataclass(frozen=True)
class Changing:
    """Who opens `Change people`, and what they choose."""

    setup: Setup
    people: People
    by: Actor = OWNER


_DONE: Final = a_setup(Stage.DONE)
_BEGUN: Final = in_succession(_DONE)
CHANGES: Final[Mapping[str, Changing]] = {
    **{
        f"{role}_{stage}": Changing(a_setup(stage), {role: NINA})
        for role in PEOPLE
        for stage in Stage
        if stage is not Stage.CANCELLED
    },
    "by_a_slack_admin": Changing(a_setup(), {Role.MARKETO_ADMIN: NINA}, ADMIN),
    "a_slack_admin_names_themself": Changing(a_setup(), {Role.STARTER: ADAM}, ADMIN),
    "the_starter_names_themself": Changing(a_setup(), {Role.MARKETO_ADMIN: STARTER}),
    "two": Changing(a_setup(), {Role.MARKETO_ADMIN: NINA, Role.SALESFORCE_ADMIN: ADAM}),
    "exchanged": Changing(a_setup(), {Role.MARKETO_ADMIN: SASHA, NEXT: MARA}),
    "both": Changing(a_setup(Stage.HANDED_OVER), {Role.MARKETO_ADMIN: SASHA}),
    "both_no_more": Changing(a_setup(people=BOTH_ADMINS), {NEXT: NINA}),
    "nobody": Changing(a_setup(), {Role.SALESFORCE_ADMIN: None}),
    "of_the_starter_who_is_marketo_admin": Changing(
        a_setup(Stage.REVEALED, people=MARA_STARTS), {NEXT: NINA}, member(MARA)
    ),
    "of_the_starter_who_leaves": Changing(
        a_setup(Stage.DONE, people=SASHA_STARTS), {NEXT: NINA}, member(SASHA)
    ),
    "of_the_starter_who_was_both": Changing(
        a_setup(people=SASHA_ALONE), {NEXT: NINA}, member(SASHA)
    ),
    "another_successor": Changing(_BEGUN, {NEXT: ADAM}),
    "called_off": Changing(_BEGUN, {NEXT: SASHA}),
    "right_after_all": Changing(doubted(a_setup()), {NEXT: SASHA}),
    "right_after_all_by_who_doubted": Changing(
        doubted(a_setup(people=MARA_STARTS)), {NEXT: SASHA}, member(MARA)
    ),
    "right_after_their_own_doubt": Changing(declined(a_setup(), NEXT), {NEXT: SASHA}),
    "another_than_who_was_doubted": Changing(doubted(a_setup()), {NEXT: NINA}),
    "for_somebody_missing": Changing(declined(a_setup(), NEXT), {NEXT: NINA}),
    "for_somebody_deactivated": Changing(gone(a_setup(), SASHA), {NEXT: NINA}),
    "beside_somebody_deactivated": Changing(gone(a_setup(), SALOME), {NEXT: NINA}),
    "for_a_starter_deactivated": Changing(gone(a_setup(), STARTER), {Role.STARTER: NINA}, ADMIN),
    "successor_of_somebody_deactivated": Changing(gone(_DONE, SASHA), {NEXT: NINA}),
}


def overruled(one: Changing) -> frozenset[str]:
    """The Marketo admin, where the recipient whom they doubted is named again."""
    missing = one.setup.missing.get(NEXT)
    is_again = one.people.get(NEXT) == one.setup.sales_connect_admin
    is_doubted = missing is not None and missing.why is MissingWhy.DOUBTED
    return frozenset({one.setup.marketo_admin} if is_doubted and is_again else ())


@each_language
@pytest.mark.parametrize("name", CHANGES)
def test_change_people_tells_who_is_new_and_whom_it_names(name: str, language: Language) -> None:
    """The reader hears at most of a step of their own; who left Slack is not named and not told."""
    one = CHANGES[name]
    text = said(change_people_modal(one.setup, one.by.user_id, Say(language)))
    now = {role: who for role, who in one.people.items() if who}
    newly = {
        role: who
        for role, who in now.items()
        if one.setup.people.get(role) != who or role in one.setup.missing
    }
    called_off = one.setup.successor is not None
    is_so = (
        any(one.setup.people.get(role) != who for role, who in now.items())
        or called_off
        or len(now) < len(one.people)
    )

    meant = Meant(
        reader=one.by.user_id, newly=newly, doubter=overruled(one) - {one.by.user_id}, is_so=is_so
    )
    promised = promise(text, language, meant)

    assert_kept(promised, committed(one.setup, change(one.setup, one.people), one.by))


def test_who_overrules_their_own_doubt_hears_nothing_of_it() -> None:
    """The Marketo admin who is the starter too; the window's sentence is about somebody else."""
    one = CHANGES["right_after_all_by_who_doubted"]

    assert told_by(committed(one.setup, change(one.setup, one.people), one.by)) == [SASHA]
