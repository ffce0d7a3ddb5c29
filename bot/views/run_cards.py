"""The messages of a run: which card a slot shows, of which people, and its line in `status`."""

from bot.domain.effects import Card, Slot
from bot.domain.run import RowState, Run, RunStage
from bot.domain.setup import Setup
from bot.views.batch_cards import batch_card
from bot.views.blocks import Message
from bot.views.progress_cards import halted_card, progress_card, read_card
from bot.views.result_cards import counts, result_card, you_are_connected
from bot.views.say import Say
from bot.views.text import Mrkdwn


def card_rows(run: Run, slot: Slot) -> tuple[int, ...]:
    """The people that this card names: the others need not be read for it."""
    match slot.card:
        case Card.BATCH:
            return run.batches[int(slot.part)].rows
        case Card.RESULT:
            return tuple(dict.fromkeys((*run.first_failed, *run.first_untold)))
        case Card.YOU_ARE_CONNECTED:
            return (_row(slot),)
        case _:
            return ()


def run_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    """The card of this slot, as the run stands. `run`: with the people of `card_rows`, or more."""
    match slot.card:
        case Card.BATCH:
            return batch_card(run, setup, slot, say)
        case Card.PROGRESS:
            return progress_card(run, setup, slot, say)
        case Card.HALTED:
            return halted_card(run, setup, slot, say)
        case Card.PREVIEW:
            return read_card(run, setup, slot, say)
        case Card.RESULT:
            return result_card(run, setup, slot, say)
        case Card.YOU_ARE_CONNECTED:
            return you_are_connected(run, setup, _row(slot), say)
        case _:
            raise ValueError(f"{slot.card} is no card of a run")


def _row(slot: Slot) -> int:
    return int(slot.to.removeprefix("row:"))


def run_outcome(run: Run, say: Say) -> Mrkdwn:
    """One line for `status`, once the run has ended."""
    return say("status.last_run", counts=Mrkdwn(" ".join(counts(run, say))))


def run_progress(run: Run, say: Say) -> Mrkdwn:
    """One line for `status`, while the run is under way."""
    failed = run.count(RowState.FAILED)
    said = [say.count(f"status.progress.{run.purpose}", run.over, of=run.people)]
    if failed:
        said.append(say.count("result.failed", failed))
    if run.stage is RunStage.PAUSED:
        said.append(say("status.paused"))
    return Mrkdwn(" ".join(said))
