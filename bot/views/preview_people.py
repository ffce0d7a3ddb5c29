"""Of a preview: the people, in the batches that come of them, and other workspaces for some."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    ExternalDataMultiSelectElement,
    StaticMultiSelectElement,
)

from bot.domain.pages import EDITED_HERE, Page, may_edit
from bot.domain.provisioning import BATCH_CHARACTERS
from bot.domain.run import Batch, Does, Purpose, Row, Run
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.batch_result_modal import told_apart
from bot.views.blocks import actions, button, context, field, option, section
from bot.views.buttons import workspaces as workspaces_button
from bot.views.ids import CardValue, Field
from bot.views.names import workspace_set
from bot.views.say import Say
from bot.views.text import Mrkdwn

# Characters: a section holds 3,000 in all, and what does not fit is counted.
ADDRESSES = BATCH_CHARACTERS
OVERVIEW = 300  # of a list too long to be edited here: its file is where it is read
LOSSES = 2_700


def batches(run: Run, page: Page, say: Say) -> list[Block]:
    blocks: list[Block] = [section(_batch(run, number, say)) for number in page.batches]
    if run.people > EDITED_HERE:
        way = "preview.too_many.disconnect"
        if run.purpose is not Purpose.DISCONNECT:
            way = "preview.too_many"
        blocks.append(context(say.count(way, run.people)))
    if run.near_misses:
        named = [say("preview.misspelt_one", email=e, domain=d) for e, d in run.misspelt]
        listed = say.some(named, budget=OVERVIEW, between=", ", of=run.near_misses)
        blocks.append(context(say.count("preview.misspelt", run.near_misses, named=listed)))
    if run.uninvited and run.purpose is Purpose.CONNECT:
        # Nobody here knows who is in Sales Connect: no invite on record is a note, and no problem.
        blocks.append(context(say.count("preview.uninvited", run.uninvited)))
        value = CardValue(run.setup_id, run.id).dump()
        blocks.append(actions(button(say.plain("button.invite"), ids.INVITE_THEM, value)))
    return blocks


def _batch(run: Run, number: int, say: Say) -> Mrkdwn:
    batch = run.batches[number]
    names = workspace_set(batch.workspaces, say)
    people = [run.rows[row] for row in batch.rows]
    if batch.does is Does.DISCONNECT:
        title = say.count("preview.batch.disconnect", len(people), number=number + 1)
        return Mrkdwn(f"{title}\n{_losses(people, say)}")
    if _are_those_before(run, number, batch):
        return say.count("preview.batch.again", len(people), number=number + 1, names=names)
    title = say.count("preview.batch.connect", len(people), number=number + 1, names=names)
    budget = ADDRESSES if may_edit(run) else OVERVIEW
    listed = say.addresses([row.email for row in people], budget=budget)
    return Mrkdwn(f"{title}\n{listed}")


def _are_those_before(run: Run, number: int, batch: Batch) -> bool:
    """They are disconnected in the batch before, which names them."""
    return number > 0 and run.batches[number - 1].rows == batch.rows


def _losses(people: Sequence[Row], say: Say) -> Mrkdwn:
    """What each of them has now, as far as it is on record."""
    return say.some([_loss(row, say) for row in people], budget=LOSSES)


def _loss(row: Row, say: Say) -> Mrkdwn:
    if row.off:
        return say("preview.off", email=row.email)
    if row.was is None:
        return say("preview.unrecorded", email=row.email)
    return say("preview.loses", email=row.email, names=workspace_set(row.was, say))


def edits(run: Run, setup: Setup, page: Page, say: Say, *, stay: bool = False) -> list[Block]:
    """
    Other workspaces for some: what is chosen belongs to this page of this draft, and so do its ids.
    `stay`: nothing is offered that opens a window.
    """
    if run.purpose is Purpose.DISCONNECT or not page.rows:
        return []
    people = [
        option(_named(run.rows[row], place), str(row))
        for place, row in enumerate(page.rows, start=1)
    ]
    return [
        field(
            f"{Field.SELECTED}:{run.id}.{page.number}",
            say.plain("preview.selected"),
            StaticMultiSelectElement(action_id=ids.INPUT, options=people),
            required=False,
        ),
        field(
            f"{Field.FOR_SELECTED}:{run.id}.{page.number}",
            say.plain("preview.for_selected"),
            ExternalDataMultiSelectElement(
                action_id=ids.INPUT,
                placeholder=say.plain("provision.workspaces.placeholder"),
                min_query_length=0,
            ),
            required=False,
        ),
        actions(
            button(
                say.plain("button.set_workspaces"),
                ids.SET_WORKSPACES,
                CardValue(setup.id, run.id, str(page.number)).dump(),
            ),
            *([] if setup.workspaces or stay else [workspaces_button(setup, say, run.id)]),
        ),
    ]


def _named(row: Row, place: int) -> str:
    name = " ".join(filter(None, (row.first_name, row.last_name)))
    return told_apart(f"{row.email} ({name})" if name else row.email, place)
