"""Drafts that were mended one after the other: the newest counts, and one message leads to it."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Due, Effect, NoteMended, Notify, Ref, Refresh, Slot, Sources
from bot.domain.ids import RunId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import RunNotOpen
from bot.domain.run import Mending, Purpose, Run, RunStage
from bot.domain.run_commands import (
    GatherRun,
    KeepDraft,
    Mends,
    NoteMendedRun,
    PlanRun,
    PrepareRun,
    RunCommand,
    StartRun,
)
from bot.domain.run_steps import begin, decide
from bot.domain.stages import Stage
from tests.domain.builders import RUN_AT, RUN_ID, SETUP_ID, SOL, a_setup
from tests.domain.run_builders import a_plan, a_run

READY: Final = a_setup(Stage.READY)
OURS: Final = Ourselves(READY.team_id)
FIRST: Final = RunId("first")
FORMER: Final = RunId("former")
ITS_MESSAGE: Final = Refresh(
    about=Ref(kind="run", id=FIRST), slot=Slot(card=Card.PREVIEW, to=SOL.user_id)
)


def mended() -> Outcome[Run]:
    """A draft that took the place of two others, one after the other."""
    command = PlanRun(SETUP_ID, RUN_ID, a_plan(), Mends(FORMER, FIRST))
    outcome = begin(READY, command, SOL, RUN_AT)
    assert isinstance(outcome, Outcome)
    return outcome


def after(run: Run, command: RunCommand, by: Actor | Ourselves = OURS) -> Outcome[Run]:
    outcome = decide(run, READY, command, by, RUN_AT)
    assert isinstance(outcome, Outcome), outcome
    return outcome


def effects(outcome: Outcome[Run]) -> list[Effect]:
    return [due.effect for due in outcome.effects]


def test_those_whose_place_a_draft_takes_learn_of_it() -> None:
    """The oldest, since a message may lead to it, and the last, since it may still be shown."""
    outcome = mended()

    about = {"setup_id": SETUP_ID, "into": RUN_ID, "at": RUN_AT}
    assert effects(outcome) == [NoteMended(run_id=one, **about) for one in (FIRST, FORMER)]
    assert outcome.state.preview_ref == Ref(kind="run", id=FIRST)


def test_the_newest_counts_in_whatever_order_they_are_told() -> None:
    """Workers are many."""
    newer, newest = (RUN_AT + timedelta(seconds=n) for n in (1, 2))
    first = a_run(RunStage.DRAFT)

    run = after(first, NoteMendedRun(SETUP_ID, RUN_ID, RunId("newest"), newest)).state
    late = decide(run, READY, NoteMendedRun(SETUP_ID, RUN_ID, RunId("newer"), newer), OURS, RUN_AT)

    assert run.mended == Mending(into=RunId("newest"), at=newest)
    assert late == RunNotOpen(RunStage.DRAFT)


def test_the_message_shows_at_once_what_it_leads_to() -> None:
    """Not only when somebody presses its button."""
    outcome = after(a_run(RunStage.DRAFT), NoteMendedRun(SETUP_ID, RUN_ID, RunId("newest"), RUN_AT))

    own = ITS_MESSAGE.model_copy(update={"about": Ref(kind="run", id=RUN_ID)})
    assert effects(outcome) == [own]


@pytest.mark.parametrize("command", [StartRun, PrepareRun])
def test_what_was_mended_is_not_started_as_it_was(command: type[StartRun | PrepareRun]) -> None:
    """A list of whom to disconnect is not barred by anything else."""
    run = a_run(RunStage.DRAFT).model_copy(
        update={"mended": Mending(into=RunId("newest"), at=RUN_AT)}
    )

    assert decide(run, READY, command(SETUP_ID, RUN_ID), SOL, RUN_AT) == RunNotOpen(None)


@pytest.mark.parametrize("command", [StartRun, PrepareRun])
def test_the_message_of_all_of_them_learns_of_the_start(
    command: type[StartRun | PrepareRun],
) -> None:
    """Its button goes once it is done."""
    outcome = after(mended().state, command(SETUP_ID, RUN_ID), SOL)

    assert ITS_MESSAGE in effects(outcome)


def test_a_list_that_was_just_typed_has_no_message_to_learn_of_its_start() -> None:
    """None is looked for."""
    outcome = after(a_run(RunStage.DRAFT), StartRun(SETUP_ID, RUN_ID), SOL)

    assert [one for one in effects(outcome) if isinstance(one, Refresh)] == []


def test_a_closed_preview_is_kept_by_the_message_of_all_of_them() -> None:
    """To who closed it."""
    outcome = after(mended().state, KeepDraft(SETUP_ID, RUN_ID), SOL)

    assert outcome.effects == (Due(Notify(about=ITS_MESSAGE.about, slot=ITS_MESSAGE.slot)),)


def test_what_becomes_of_a_list_is_known_while_it_is_read() -> None:
    """If it cannot be, it is said which command begins anew."""
    sources = Sources(file_id="F_LIST", purpose="disconnect")
    outcome = begin(READY, GatherRun(SETUP_ID, RUN_ID, sources, "view"), SOL, RUN_AT)

    assert isinstance(outcome, Outcome)
    assert outcome.state.purpose is Purpose.DISCONNECT
    assert outcome.state.gathered
