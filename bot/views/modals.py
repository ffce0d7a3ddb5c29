"""The modals in which a setup is started and workspaces are named; the small one of a notice."""

from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    PlainTextInputElement,
    StaticSelectElement,
    UserSelectElement,
)

from bot.domain.setup import Setup
from bot.domain.stages import Kind, Prerequisite, Product
from bot.views import ids
from bot.views.blocks import Message, context, field, message, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.text import Mrkdwn

NAME_LENGTH = 40  # characters of a setup's name
WORKSPACES_LENGTH = 3_000  # characters: Slack's limit for a text input


def setup_modal(say: Say) -> dict[str, Any]:
    """Where the starter names the people."""
    people = (
        (Field.MARKETO_ADMIN, True),
        (Field.SALES_CONNECT_ADMIN, True),
        (Field.SALESFORCE_ADMIN, False),
    )
    kinds = [option(say.plain(f"setup.kind.{kind}"), kind) for kind in Kind]
    products = [option(say.plain(f"screen.product.{one}"), one) for one in Product]
    prerequisites = [option(say.plain(f"setup.prerequisite.{one}"), one) for one in Prerequisite]
    channels = ConversationSelectElement(
        action_id=ids.INPUT,
        filter=ConversationFilter(
            include=["public", "private"],
            exclude_bot_users=True,
            exclude_external_shared_channels=True,
        ),
    )
    return modal(
        callback_id=ids.SETUP_MODAL,
        title=say.plain("setup.title"),
        submit=say.plain("setup.submit"),
        close=say.plain("modal.cancel"),
        blocks=[
            section(say("setup.intro")),
            field(
                Field.INSTANCE,
                say.plain("setup.instance"),
                StaticSelectElement(action_id=ids.INPUT, options=kinds, initial_option=kinds[0]),
            ),
            field(
                Field.PRODUCT,
                say.plain("setup.product"),
                StaticSelectElement(
                    action_id=ids.INPUT, options=products, initial_option=products[0]
                ),
                hint=say.plain("setup.product.hint"),
            ),
            field(
                Field.NAME,
                say.plain("setup.name"),
                PlainTextInputElement(action_id=ids.INPUT, max_length=NAME_LENGTH),
                required=False,
                hint=say.plain("setup.name.hint"),
            ),
            *(
                field(
                    block_id,
                    say.plain(f"setup.{block_id}"),
                    UserSelectElement(action_id=ids.INPUT),
                    required=required,
                    hint=say.plain(f"setup.{block_id}.hint"),
                )
                for block_id, required in people
            ),
            field(
                Field.CHANNEL,
                say.plain("setup.channel"),
                channels,
                hint=say.plain("setup.channel.hint"),
            ),
            field(
                Field.PREREQUISITES,
                say.plain("setup.prerequisites"),
                CheckboxesElement(action_id=ids.INPUT, options=prerequisites),
                required=False,
                hint=say.plain("setup.prerequisites.hint"),
            ),
        ],
    )


def workspaces_modal(setup: Setup, say: Say, run_id: str = "") -> dict[str, Any]:
    """Where an admin types the names of the Marketo workspaces; above the preview of a run, its."""
    return modal(
        callback_id=ids.WORKSPACES_MODAL,
        title=say.plain("workspaces.title"),
        submit=say.plain("workspaces.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id, run_id).dump(),
        blocks=[
            section(say("workspaces.intro", setup=setup_name(setup, say))),
            field(
                Field.NAMES,
                say.plain("workspaces.names"),
                PlainTextInputElement(
                    action_id=ids.INPUT,
                    multiline=True,
                    initial_value="\n".join(setup.workspaces) or None,
                    max_length=WORKSPACES_LENGTH,
                ),
                required=False,
                hint=say.plain("workspaces.names.hint"),
            ),
            context(say("modal.tells_nobody")),
        ],
    )


def notice_modal(text: Mrkdwn, say: Say) -> dict[str, Any]:
    """A small window that says one thing: the answer to a button inside a modal."""
    return answer_modal(message(section(text)), say)


def answer_modal(answer: Message, say: Say) -> dict[str, Any]:
    """The same for an answer that says more, with its buttons; one without blocks is its text."""
    blocks = Block.parse_all(answer.blocks) or [section(Mrkdwn(answer.text))]
    return modal(
        callback_id=ids.NOTICE_MODAL,
        title=say.plain("notice.title"),
        close=say.plain("modal.close"),
        blocks=blocks,
    )
