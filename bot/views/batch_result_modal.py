"""The modal in which the Sales Connect admin says who of a batch failed."""

from typing import Any, Final

from slack_sdk.models.blocks import PlainTextInputElement, StaticMultiSelectElement

from bot.domain.run import Batch, Does, Purpose, Run
from bot.domain.run_ends import told_of_result
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import OPTION_LENGTH, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import mentions
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention

WHY_LENGTH: Final = 200


def batch_result_modal(run: Run, setup: Setup, number: int, say: Say) -> dict[str, Any]:
    """`run`: with the people of this batch."""
    batch = run.batches[number]
    rows = run.open_rows(batch)
    people = [
        option(told_apart(run.rows[row].email, place), str(row))
        for place, row in enumerate(rows, start=1)
    ]
    return modal(
        callback_id=ids.BATCH_RESULT_MODAL,
        title=say.plain("batch_result.title"),
        submit=say.plain("batch_result.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(run.setup_id, run.id, str(number)).dump(),
        blocks=[
            section(_who_is_told(run, batch, len(rows), say)),
            section(_what_follows(run, setup, number, say)),
            field(
                Field.WHO_FAILED,
                say.plain("batch_result.who"),
                StaticMultiSelectElement(action_id=ids.INPUT, options=people),
            ),
            field(
                Field.WHY,
                say.plain("batch_result.why"),
                PlainTextInputElement(action_id=ids.INPUT, max_length=WHY_LENGTH),
                required=False,
                hint=say.plain("batch_result.why.hint"),
            ),
        ],
    )


def told_apart(email: str, place: int) -> str:
    """An option shows 75 characters: what is cut begins with its place on the card."""
    return email if len(email) <= OPTION_LENGTH else f"{place}. {email}"


def _who_is_told(run: Run, batch: Batch, people: int, say: Say) -> Mrkdwn:
    if batch.does is Does.DISCONNECT:
        key = "batch_result.disconnect" if run.purpose is Purpose.DISCONNECT else "batch_result.off"
        return say.count(key, people)
    return say.count("batch_result.intro" if run.tells else "batch_result.quiet", people)


def _what_follows(run: Run, setup: Setup, number: int, say: Say) -> Mrkdwn:
    """Who gets a message besides the people of the batch."""
    if number + 1 < len(run.batches):
        return say("batch_result.next", who=mention(setup.sales_connect_admin))
    told = told_of_result(setup)
    return say.count("batch_result.last", len(told), who=mentions(told, say))
