"""The modals in which credentials are typed, and the one that shows them."""

from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ImageElement,
    MarkdownTextObject,
    PlainTextInputElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextPreformattedElement,
    SectionBlock,
)

from bot.domain.credentials import LONGEST, CredentialField, Credentials
from bot.domain.munchkin import EXAMPLE
from bot.domain.recipient import Recipient
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.views import buttons, ids
from bot.views.blocks import actions, context, field, modal, section
from bot.views.ids import CardValue
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment


def hand_over_modal(setup: Setup, recipient: Recipient, say: Say) -> dict[str, Any]:
    """Where the Marketo admin types the three values. Who gets them stands above the fields."""
    chosen = setup.chosen[Role.SALES_CONNECT_ADMIN]
    return modal(
        callback_id=ids.HAND_OVER_MODAL,
        title=say.plain("hand_over.title"),
        submit=say.plain("hand_over.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id, part=recipient.user_id).dump(),
        blocks=[
            _to_whom(setup, recipient, say),
            *(section(say(f"hand_over.doubt.{one}")) for one in recipient.doubts),
            context(
                say(
                    "hand_over.chosen",
                    starter=mention(setup.started_by),
                    by=mention(chosen.by),
                    at=moment(chosen.at),
                )
            ),
            actions(buttons.not_me(setup, Role.SALES_CONNECT_ADMIN, say)),
            *three_fields(say),
            context(say("hand_over.safety")),
        ],
    )


def _to_whom(setup: Setup, recipient: Recipient, say: Say) -> SectionBlock:
    who = mention(recipient.user_id)
    lines = [
        say("hand_over.intro", who=who, setup=setup_name(setup, say)),
        say("hand_over.person", name=recipient.name, email=recipient.email)
        if recipient.email
        else say("hand_over.person_without_email", name=recipient.name),
    ]
    picture = None
    if recipient.picture:
        picture = ImageElement(image_url=recipient.picture, alt_text=recipient.name)
    return SectionBlock(text=MarkdownTextObject(text="\n".join(lines)), accessory=picture)


def three_fields(say: Say) -> list[Block]:
    """In the order of Marketo's page."""
    hints = {CredentialField.MUNCHKIN_ID: say.plain("hand_over.munchkin_id.hint", example=EXAMPLE)}
    return [
        field(
            name,
            say.plain(f"credential.{name}"),
            PlainTextInputElement(action_id=ids.INPUT, max_length=LONGEST),
            hint=hints.get(name),
        )
        for name in CredentialField
    ]


def reveal_modal(setup: Setup, credentials: Credentials, say: Say) -> dict[str, Any]:
    """The only view of the bot that shows credentials; Slack keeps no modal."""
    names = screens(setup, say)
    values: list[Block] = []
    for name in CredentialField:
        values.append(section(Mrkdwn(f"*{say(f'credential.{name}')}*")))
        values.append(_as_it_is(credentials.value(name)))
    return modal(
        callback_id=ids.REVEAL_MODAL,
        title=say.plain("reveal.title"),
        close=say.plain("reveal.close"),
        private_metadata=CardValue(setup.id, part=str(setup.version)).dump(),
        tell_when_closed=True,
        blocks=[
            section(say("reveal.intro", **names)),
            *values,
            section(say("reveal.next", **names)),
            context(say("reveal.closing")),
        ],
    )


def _as_it_is(value: str) -> RichTextBlock:
    """A block that is copied as a whole: no mrkdwn in it, no space or line break around it."""
    text = RichTextElementParts.Text(text=value)
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[text])])
