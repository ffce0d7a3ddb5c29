"""A list that takes longer to read than an answer may: a worker reads it, a window waits."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

from bot.domain.effects import Sources
from bot.domain.ids import RunId, SeenId
from bot.domain.refusals import NoSuchSetup
from bot.domain.run import Run, RunStage
from bot.domain.run_commands import GatherRun
from bot.domain.setup import Setup
from bot.handle import Answer, Done, Refused
from bot.views.modals import notice_modal
from bot.views.provisioning_modals import reading_modal
from bot.views.refusals import words
from handlers.front import Asker, Front
from handlers.payload import Body, seen_of
from handlers.shown_preview import shown_preview

REPEATED_WITHIN: Final = timedelta(seconds=10)  # a double click, or a delivery that Slack repeats


async def reading(
    front: Front, body: Body, asker: Asker, setup: Setup, sources: Sources
) -> dict[str, Any]:
    """The window that waits, or why there is none; sent twice, the list is read once."""
    answer = await _begun(front, asker, setup, sources, _seen(body, sources))
    if isinstance(answer, Done) and answer.repeated and answer.run:
        run = answer.run
        if _is_shown(run, front.ask.now()):
            return shown_preview(front, run, answer.setup, asker, external_id=_view(run.id))
        if run.stage is not RunStage.READING:  # somebody went back, and wants it read anew
            answer = await _begun(front, asker, setup, sources)
    if isinstance(answer, Done) and answer.run:
        return reading_modal(_view(answer.run.id), asker.say)
    why = answer.why if isinstance(answer, Refused) else NoSuchSetup()
    return notice_modal(words(why, asker.say), asker.say)


async def _begun(
    front: Front, asker: Asker, setup: Setup, sources: Sources, seen: SeenId | None = None
) -> Answer:
    run_id = RunId(token_hex(8))
    command = GatherRun(setup.id, run_id, sources, _view(run_id))
    return await front.handle(command, by=asker.actor, seen=seen or SeenId(f"plan:{run_id}"))


def _seen(body: Body, sources: Sources) -> SeenId:
    """A window to which somebody goes back has the same id and hash; what stands in it has not."""
    said = sha256(sources.model_dump_json().encode()).hexdigest()
    return SeenId(f"{seen_of(body)}:{said[:16]}")


def _view(run_id: RunId) -> str:
    return f"run-{run_id}"


def _is_shown(run: Run, now: datetime) -> bool:
    """The first of two submissions was read by the time that the second one came."""
    is_repeat = now - run.planned_at < REPEATED_WITHIN
    return run.stage is RunStage.DRAFT and not run.unread and is_repeat
