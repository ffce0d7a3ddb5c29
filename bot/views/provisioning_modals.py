"""The modals of a run before its preview: whom to connect, or to disconnect, and with what."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ExternalDataMultiSelectElement,
    InputBlock,
    PlainTextInputElement,
    RadioButtonsElement,
    UserMultiSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.domain.csv_import import MOST_ROWS
from bot.domain.ids import UserId
from bot.domain.run import Purpose, Run
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays
from bot.views import buttons, ids
from bot.views.batch_result_modal import WHY_LENGTH as WHY_LENGTH
from bot.views.batch_result_modal import batch_result_modal as batch_result_modal
from bot.views.blocks import actions, context, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.mend_modal import mend_modal as mend_modal
from bot.views.names import setup_name
from bot.views.preview_modals import reading_modal as reading_modal
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.typed_names import names_left_out
from bot.views.workspace_selects import chosen_option
from bot.views.workspace_selects import workspace_options as workspace_options

ADDRESSES_LENGTH: Final = 3_000  # characters: Slack's limit for a text input
MOST_PEOPLE: Final = 100  # that a select of people is prefilled with
COLUMNS: Final = ("email", "workspaces", "first_name", "last_name")
FILE_TYPES: Final = ("csv", "txt", "tsv")


def connect_users_modal(
    setup: Setup,
    say: Say,
    prepared: Run | None = None,
    *,
    typed: Sequence[str] = (),
    people: Sequence[UserId] = (),
    unknown: Sequence[str] = (),
    takes_files: bool = True,
) -> dict[str, Any]:
    """
    Where the Sales Connect admin says who is connected with which workspaces.

    `prepared`: what was said before, to be changed; of its people, those that were read. Who does
    not fit, or has workspaces of their own, is counted. `typed`, `people`: behind the command, in
    its place; `unknown`: names, of whom nobody says who they are.
    `takes_files`: Slack refuses a window with a field for them, where the scope was not granted.
    """
    said = _said_before(prepared) if prepared else ((), list(people), _that_fit(typed))
    names, chosen, addresses = said
    blocks: list[Block] = [section(say("provision.intro", setup=setup_name(setup, say)))]
    blocks += names_left_out(unknown, say)
    left = (prepared.people - len(chosen) if prepared else len(typed)) - len(addresses)
    if left:
        key = "provision.not_prefilled" if prepared else "provision.do_not_fit"
        blocks.append(context(say.count(key, left)))
    return modal(
        callback_id=ids.CONNECT_USERS_MODAL,
        title=say.plain("provision.title"),
        submit=say.plain("provision.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id).dump(),
        blocks=[
            *blocks,
            _people(say, chosen),
            _groups(say),
            _addresses(say, addresses),
            _file(say) if takes_files else context(say("provision.no_files")),
            *_marketo_users(setup, say),
            _workspaces(setup, say, say.plain("provision.workspaces.hint"), names),
            actions(buttons.workspaces(setup, say)),
        ],
    )


def disconnect_modal(
    setup: Setup,
    say: Say,
    *,
    typed: Sequence[str] = (),
    people: Sequence[UserId] = (),
    unknown: Sequence[str] = (),
    takes_files: bool = True,
) -> dict[str, Any]:
    """Where the Sales Connect admin says who is disconnected, and what they get afterwards."""
    ways = [
        option(say.plain(f"disconnect.then.{one}"), one)
        for one in (Purpose.CHANGE, Purpose.DISCONNECT)
    ]
    return modal(
        callback_id=ids.DISCONNECT_MODAL,
        title=say.plain("disconnect.title"),
        submit=say.plain("provision.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id).dump(),
        blocks=[
            section(say("disconnect.intro", setup=setup_name(setup, say), **screens(setup, say))),
            *names_left_out(unknown, say),
            _people(say, people),
            _addresses(say, _that_fit(typed)),
            _file(say) if takes_files else context(say("provision.no_files")),
            field(
                Field.THEN,
                say.plain("disconnect.then"),
                RadioButtonsElement(action_id=ids.INPUT, options=ways, initial_option=ways[0]),
            ),
            _workspaces(setup, say, say.plain("disconnect.workspaces.hint")),
            actions(buttons.workspaces(setup, say)),
        ],
    )


def _said_before(run: Run) -> tuple[tuple[str, ...], list[UserId], list[str]]:
    """Workspaces for all, people and addresses: of those who have the same, as many as fit."""
    names = run.chosen or (run.batches[0].workspaces if run.batches else ())
    alike = {row for batch in run.batches if batch.workspaces == names for row in batch.rows}
    rows = [row for number, row in run.rows.items() if number in alike]
    people = [row.user_id for row in rows if row.user_id][:MOST_PEOPLE]
    return names, people, _that_fit([row.email for row in rows if not row.user_id])


def _that_fit(addresses: Sequence[str]) -> list[str]:
    """As many, from the first, as the field holds one a line."""
    fit, left = 0, ADDRESSES_LENGTH
    for address in addresses:
        left -= len(address) + 1
        if left < -1:
            break
        fit += 1
    return list(addresses[:fit])


def _people(say: Say, initial: Sequence[str] = ()) -> InputBlock:
    return field(
        Field.PEOPLE,
        say.plain("provision.people"),
        UserMultiSelectElement(
            action_id=ids.INPUT, initial_users=list(initial[:MOST_PEOPLE]) or None
        ),
        required=False,
    )


def _groups(say: Say) -> InputBlock:
    return field(
        Field.GROUPS,
        say.plain("provision.groups"),
        ExternalDataMultiSelectElement(
            action_id=ids.INPUT,
            placeholder=say.plain("provision.groups.placeholder"),
            min_query_length=0,
        ),
        required=False,
        hint=say.plain("provision.groups.hint"),
    )


def _addresses(say: Say, initial: Sequence[str] = ()) -> InputBlock:
    return field(
        Field.ADDRESSES,
        say.plain("provision.addresses"),
        PlainTextInputElement(
            action_id=ids.INPUT,
            multiline=True,
            max_length=ADDRESSES_LENGTH,
            initial_value="\n".join(initial) or None,
        ),
        required=False,
        hint=say.plain("provision.addresses.hint"),
    )


def _file(say: Say) -> InputBlock:
    return field(
        Field.FILE,
        say.plain("provision.file"),
        FileInputElement(action_id=ids.INPUT, filetypes=list(FILE_TYPES), max_files=1),
        required=False,
        hint=say.plain("provision.file.hint", columns=", ".join(COLUMNS), rows=MOST_ROWS),
    )


def _marketo_users(setup: Setup, say: Say) -> list[InputBlock]:
    """Only where Marketo lets us read them."""
    access = setup.api_access
    if access is None or access.says is not ApiSays.WORKS:
        return []
    everybody = option(
        say.plain("provision.marketo.everybody", n=access.users), Field.MARKETO_USERS
    )
    return [
        field(
            Field.MARKETO_USERS,
            say.plain("provision.marketo"),
            CheckboxesElement(action_id=ids.INPUT, options=[everybody]),
            required=False,
            hint=say.plain("provision.marketo.hint"),
        )
    ]


def _workspaces(setup: Setup, say: Say, hint: str, chosen: Sequence[str] = ()) -> InputBlock:
    placeholder = "provision.workspaces.placeholder"
    if not setup.workspaces:
        placeholder = "provision.workspaces.none"
    return field(
        Field.WORKSPACES,
        say.plain("provision.workspaces"),
        ExternalDataMultiSelectElement(
            action_id=ids.INPUT,
            placeholder=say.plain(placeholder),
            min_query_length=0,
            initial_options=[chosen_option(name) for name in chosen] or None,
        ),
        required=False,
        hint=hint,
    )
