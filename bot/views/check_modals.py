"""`Check against Team Access`: what the tab shows is pasted, and compared with a batch."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, PlainTextInputElement

from bot.domain.pasted import Comparison, Elsewhere
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import context, field, header, modal, section
from bot.views.ids import CardValue, Field
from bot.views.names import plain_setup_name, workspace_set
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn

PASTED_LENGTH: Final = 3_000  # characters: Slack's limit for a text input
ADDRESSES: Final = 2_700  # characters: a section holds 3,000
# What is pasted, in the order of its parts: as copied, about forty people fill one.
MORE: Final = (2, 3)
PASTES: Final = (
    Field.PASTED,
    Field.PASTED_MORE,
    *(f"{Field.PASTED_MORE}:{number}" for number in MORE),
)


def compare_modal(run: Run, setup: Setup, number: int, say: Say) -> dict[str, Any]:
    """Where the Sales Connect admin pastes what they see, in whatever form."""
    where = say(
        "compare.intro",
        number=number + 1,
        people=say.count("compare.people", len(run.batches[number].rows)),
        **screens(setup, say),
    )
    return modal(
        callback_id=ids.COMPARE_MODAL,
        title=say.plain("compare.title"),
        submit=say.plain("compare.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id, run.id, str(number)).dump(),
        blocks=[
            section(where),
            field(
                Field.PASTED,
                say.plain("compare.paste"),
                _paste(),
                hint=say.plain("compare.paste.hint"),
            ),
            field(
                Field.PASTED_MORE,
                say.plain("compare.more"),
                _paste(),
                required=False,
                hint=say.plain("compare.more.hint"),
            ),
            *(
                field(
                    f"{Field.PASTED_MORE}:{number}",
                    say.plain("compare.still_more", number=number),
                    _paste(),
                    required=False,
                )
                for number in MORE
            ),
        ],
    )


def _paste() -> PlainTextInputElement:
    return PlainTextInputElement(action_id=ids.INPUT, multiline=True, max_length=PASTED_LENGTH)


def compared_modal(
    comparison: Comparison, run: Run, setup: Setup, number: int, say: Say
) -> dict[str, Any]:
    """What stands in the pasted text of whom, and what does not: not seen is not failed."""
    title = say.plain(
        "batch.title.connect",
        number=number + 1,
        of=len(run.batches),
        setup=plain_setup_name(setup, say),
    )
    blocks: list[Block] = [header(title)]
    # First whoever needs something: those who are there, and others, are long lists.
    for key, emails in (
        ("not_seen", comparison.not_seen),
        ("unconnected", comparison.unconnected),
    ):
        if emails:
            blocks.append(section(_counted(f"compared.{key}.list", emails, say)))
    known = [one for one in comparison.elsewhere if not one.unlisted]
    unlisted = [one for one in comparison.elsewhere if one.unlisted]
    for key, found in (("elsewhere", known), ("unlisted", unlisted)):
        if found:
            blocks.append(section(_rows(key, found, say)))
    blocks.append(section(_counted("compared.there.list", comparison.there, say)))
    if comparison.undecided:
        blocks.append(section(_rows("undecided", comparison.undecided, say)))
    if comparison.unshown:
        # Where it is all of them, they are named above.
        some = comparison.unshown if len(comparison.unshown) < len(comparison.there) else ()
        said = say.count("compared.unshown.list", len(comparison.unshown))
        blocks.append(section(_listed(said, some, say)))
    if comparison.extra:
        blocks.append(section(_counted("compared.extra.list", comparison.extra, say)))
    return modal(
        callback_id=ids.NOTICE_MODAL,
        title=say.plain("compare.title"),
        close=say.plain("modal.close"),
        blocks=[*blocks, context(say("compared.only", **screens(setup, say)))],
    )


def _counted(key: str, emails: Sequence[str], say: Say) -> Mrkdwn:
    return _listed(say.count(key, len(emails)), emails, say)


def _listed(said: Mrkdwn, emails: Sequence[str], say: Say) -> Mrkdwn:
    return Mrkdwn(f"{said}\n{say.addresses(emails, budget=ADDRESSES)}") if emails else said


def _rows(key: str, found: Sequence[Elsewhere], say: Say) -> Mrkdwn:
    lines = [
        say(
            f"compared.{key}_row",
            email=one.email,
            seen=workspace_set(one.seen, say),
            expected=workspace_set(one.expected, say),
        )
        for one in found
    ]
    counted = say.count(f"compared.{key}.list", len(found))
    return Mrkdwn(f"{counted}\n{say.some(lines, budget=ADDRESSES)}")
