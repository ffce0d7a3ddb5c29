"""Drafts that are mended one after the other, and the one message that leads to the newest."""

from typing import TypeAlias

from bot.domain.effects import Card, Due, NoteMended, Notify, Refresh, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.refusals import Refusal, RunNotOpen
from bot.domain.run import Mending, Run, RunStage
from bot.domain.run_commands import Mends, NoteMendedRun

Decision: TypeAlias = Outcome[Run] | Refusal


def takes_place(run: Run, mends: Mends) -> Decision:
    """It takes the place of other drafts, which learn of it."""
    told = tuple(
        Due(NoteMended(setup_id=run.setup_id, run_id=one, into=run.id, at=run.planned_at))
        for one in dict.fromkeys((mends.first, mends.former))
    )
    return Outcome(run.model_copy(update={"first_draft": mends.first}), told)


def note_mended(run: Run, command: NoteMendedRun) -> Decision:
    """The newest counts, in whatever order they are told. Its message is about that one now."""
    if run.stage is not RunStage.DRAFT or (run.mended and run.mended.at >= command.at):
        return RunNotOpen(run.stage)
    mended = Mending(into=command.into, at=command.at)
    return Outcome(run.model_copy(update={"mended": mended}), (_preview_refreshed(run),))


def keep_draft(run: Run, actor: Actor) -> Decision:
    if run.stage is not RunStage.DRAFT:
        return RunNotOpen(run.stage)
    slot = Slot(card=Card.PREVIEW, to=actor.user_id)
    return Outcome(run, (Due(Notify(about=run.preview_ref, slot=slot)),))


def _preview_refreshed(run: Run) -> Due:
    slot = Slot(card=Card.PREVIEW, to=run.planned_by)
    return Due(Refresh(about=run.preview_ref, slot=slot))


def told_of_start(run: Run) -> tuple[Due, ...]:
    """The message that leads to its preview, if there may be one."""
    is_draft = run.stage is RunStage.DRAFT
    may_have_one = is_draft and (run.gathered or run.first_draft is not None)
    return (_preview_refreshed(run),) if may_have_one else ()
