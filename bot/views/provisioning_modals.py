"""The modals of a run: whom to connect, its preview, and what failed in a batch."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ExternalDataMultiSelectElement,
    Option,
    PlainTextInputElement,
    StaticMultiSelectElement,
    UserMultiSelectElement,
)

from bot.domain.run import Batch, Run
from bot.domain.run_steps import told_of_result
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.views import ids
from bot.views.blocks import OPTION_LENGTH, actions, button, context, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import mentions, setup_name, workspace_set
from bot.views.run_cards import ADDRESSES
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention

ADDRESSES_LENGTH = 3_000  # characters: Slack's limit for a text input
MOST_OPTIONS = 100
DUPLICATES = 1_000  # characters of them; the rest is counted
MOST_BATCHES_SHOWN = 20
WHY_LENGTH = 200


def connect_users_modal(setup: Setup, say: Say, prepared: Run | None = None) -> dict[str, Any]:
    """
    Where the Sales Connect admin says who is connected with which workspaces.

    `prepared`: what was said before, to be changed.
    """
    rows = list(prepared.rows.values()) if prepared else []
    people = [row.user_id for row in rows if row.user_id]
    addresses = "\n".join(row.email for row in rows if row.user_id is None)
    names = prepared.batches[0].workspaces if prepared else ()
    chosen = [option(name, f"{ids.NAMED_WORKSPACE}{name}") for name in names]
    value = CardValue(setup.id).dump()
    placeholder = "provision.workspaces.placeholder"
    if not setup.workspaces:
        placeholder = "provision.workspaces.none"
    return modal(
        callback_id=ids.CONNECT_USERS_MODAL,
        title=say.plain("provision.title"),
        submit=say.plain("provision.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=value,
        blocks=[
            section(say("provision.intro", setup=setup_name(setup, say))),
            field(
                Field.PEOPLE,
                say.plain("provision.people"),
                UserMultiSelectElement(action_id=ids.INPUT, initial_users=people or None),
                required=False,
            ),
            field(
                Field.ADDRESSES,
                say.plain("provision.addresses"),
                PlainTextInputElement(
                    action_id=ids.INPUT,
                    multiline=True,
                    max_length=ADDRESSES_LENGTH,
                    initial_value=addresses[:ADDRESSES_LENGTH] or None,
                ),
                required=False,
                hint=say.plain("provision.addresses.hint"),
            ),
            field(
                Field.WORKSPACES,
                say.plain("provision.workspaces"),
                ExternalDataMultiSelectElement(
                    action_id=ids.INPUT,
                    placeholder=say.plain(placeholder),
                    min_query_length=0,
                    initial_options=chosen or None,
                ),
                required=False,
                hint=say.plain("provision.workspaces.hint"),
            ),
            actions(button(say.plain("button.workspaces"), ids.WORKSPACES, value)),
        ],
    )


def workspace_options(known: Sequence[str], query: str, say: Say) -> list[Option]:
    """What the selector offers for the letters typed so far; never nothing to choose from."""
    wanted = query.strip().casefold()
    default = option(say.plain("provision.workspaces.default"), ids.DEFAULT_WORKSPACE)
    found = [
        option(name, f"{ids.NAMED_WORKSPACE}{name}") for name in known if wanted in name.casefold()
    ]
    if wanted and found:
        return found[:MOST_OPTIONS]
    return [default, *found][:MOST_OPTIONS]


def preview_modal(run: Run, setup: Setup, say: Say) -> dict[str, Any]:
    """What Start will do, in numbers and names; during the wait it is kept instead."""
    is_kept = setup.stage is Stage.CONNECTED
    shown = run.batches[:MOST_BATCHES_SHOWN]
    blocks = [
        section(say.count("preview.people", len(run.rows), setup=setup_name(setup, say))),
        *(section(_batch(run, number, batch, say)) for number, batch in enumerate(shown, start=1)),
    ]
    if len(run.batches) > len(shown):
        blocks.append(section(say.count("preview.more", len(run.batches) - len(shown))))
    if run.duplicates:
        named = say.addresses(run.duplicates, budget=DUPLICATES)
        duplicates = say.count("preview.duplicates", len(run.duplicates))
        blocks.append(section(Mrkdwn(f"{duplicates}\n{named}")))
    read = len(run.rows) + len(run.duplicates)
    sums = say("preview.sum", read=read, planned=len(run.rows), duplicates=len(run.duplicates))
    return modal(
        callback_id=ids.PREPARED_MODAL if is_kept else ids.PREVIEW_MODAL,
        title=say.plain("preview.title"),
        submit=say.plain("preview.keep" if is_kept else "preview.submit"),
        close=say.plain("modal.back"),
        private_metadata=CardValue(setup.id, run.id).dump(),
        blocks=[
            *blocks,
            context(sums),
            context(say("preview.kept" if is_kept else "preview.invited", **screens(setup, say))),
        ],
    )


def _batch(run: Run, number: int, batch: Batch, say: Say) -> Mrkdwn:
    emails = say.addresses([run.rows[row].email for row in batch.rows], budget=ADDRESSES)
    names = workspace_set(batch.workspaces, say)
    title = say.count("preview.batch", len(batch.rows), number=number, names=names)
    return Mrkdwn(f"{title}\n{emails}")


def _what_follows(run: Run, setup: Setup, number: int, say: Say) -> Mrkdwn:
    """Who gets a message besides the people of the batch."""
    if number + 1 < len(run.batches):
        return say("batch_result.next", who=mention(setup.sales_connect_admin))
    told = told_of_result(setup)
    return say.count("batch_result.last", len(told), who=mentions(told, say))


def _told_apart(email: str, place: int) -> str:
    """An option shows 75 characters: what is cut begins with its place on the card."""
    return email if len(email) <= OPTION_LENGTH else f"{place}. {email}"


def batch_result_modal(run: Run, setup: Setup, number: int, say: Say) -> dict[str, Any]:
    """Who of a batch could not be connected, and why."""
    batch = run.batches[number]
    people = [
        option(_told_apart(run.rows[row].email, place), str(row))
        for place, row in enumerate(batch.rows, start=1)
    ]
    return modal(
        callback_id=ids.BATCH_RESULT_MODAL,
        title=say.plain("batch_result.title"),
        submit=say.plain("batch_result.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(run.setup_id, run.id, str(number)).dump(),
        blocks=[
            section(say.count("batch_result.intro", len(batch.rows))),
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
