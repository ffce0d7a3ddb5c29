"""The modals of what is checked by hand: checklists, and the Organization ID of Salesforce."""

from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    PlainTextInputElement,
    RadioButtonsElement,
)

from bot.domain.checklists import OWNER, Checklist, Point, points_of
from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.salesforce_org import EXAMPLE, LONGEST
from bot.domain.setup import Setup
from bot.domain.stages import Side
from bot.views import ids
from bot.views.blocks import context, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import mentions, setup_name
from bot.views.road import road
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, escape, mention


def checklist_modal(setup: Setup, reader: UserId, say: Say) -> dict[str, Any]:
    """The lists that the reader ticks; to the starter those of the others are shown too."""
    kept = setup.keeps(reader)
    name, starter = setup_name(setup, say), mention(setup.starter)
    blocks: list[Block] = [section(say("checklist.intro", setup=name, starter=starter))]
    for one in kept:
        blocks += _to_tick(setup, one, say)
    if Checklist.SALES_CONNECT in kept:
        blocks.append(section(Mrkdwn(f"{say('checklist.rest')}\n{road(setup, say)}")))
    if reader == setup.starter:
        others = [one for one in Checklist if one not in kept]
        blocks += [section(_as_it_stands(setup, one, say)) for one in others]
    return modal(
        callback_id=ids.CHECKLIST_MODAL,
        title=say.plain("checklist.title"),
        submit=say.plain("checklist.submit") if kept else None,
        close=say.plain("modal.cancel"),
        # What was ticked when it was opened: only what was changed here is saved.
        private_metadata=CardValue(setup.id, part=_dump(setup, kept)).dump(),
        blocks=[*blocks, context(say("modal.tells_nobody"))],
    )


def _dump(setup: Setup, kept: tuple[Checklist, ...]) -> str:
    places = [str(n) for n, one in enumerate(Point) if one in setup.ticks and one.checklist in kept]
    return ",".join(places)


def parse_ticked(part: str) -> frozenset[Point]:
    """What was ticked when the modal was opened."""
    points = list(Point)
    places = [int(one) for one in part.split(",") if one.isdecimal()]
    return frozenset(points[place] for place in places if place < len(points))


def _to_tick(setup: Setup, checklist: Checklist, say: Say) -> list[Block]:
    options = {
        point: option(say.plain(f"point.{point}"), point)
        for point in points_of(checklist, setup.kind)
    }
    ticked = [shown for point, shown in options.items() if point in setup.ticks]
    boxes = CheckboxesElement(
        action_id=ids.INPUT, options=list(options.values()), initial_options=ticked or None
    )
    label = say.plain(f"checklist.{checklist}")
    guide = section(say(f"checklist.{checklist}.guide", **screens(setup, say)))
    return [guide, field(f"{Field.CHECKLIST}{checklist}", label, boxes, required=False)]


def _as_it_stands(setup: Setup, checklist: Checklist, say: Say) -> Mrkdwn:
    who = setup.people.get(OWNER[checklist])
    named = mention(who) if who else say("people_changed.nobody")
    lines = [
        say(
            "checklist.ticked" if point in setup.ticks else "checklist.open",
            point=escape(say.plain(f"point.{point}")),
        )
        for point in points_of(checklist, setup.kind)
    ]
    title = say("checklist.of", list=escape(say.plain(f"checklist.{checklist}")), who=named)
    return Mrkdwn("\n".join((title, *lines)))


def organization_modal(setup: Setup, reader: UserId, say: Say) -> dict[str, Any]:
    """Where an Organization ID is typed, with the side on which it was read."""
    names = screens(setup, say)
    sides = {one: option(say.plain(f"side.{one}.option", **names), one) for one in Side}
    side = _likely_side(setup, reader)
    told = setup.told_of_mismatch()
    return modal(
        callback_id=ids.ORGANIZATION_MODAL,
        title=say.plain("organization.title"),
        submit=say.plain("organization.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id).dump(),
        blocks=[
            section(say("organization.intro", setup=setup_name(setup, say), **names)),
            section(say.count("organization.told", len(told), who=mentions(told, say))),
            field(
                Field.ORGANIZATION,
                say.plain("organization.id"),
                PlainTextInputElement(action_id=ids.INPUT, max_length=LONGEST),
                hint=say.plain("organization.id.hint", example=EXAMPLE),
            ),
            field(
                Field.SIDE,
                say.plain("organization.side"),
                RadioButtonsElement(
                    action_id=ids.INPUT, options=list(sides.values()), initial_option=sides[side]
                ),
            ),
        ],
    )


def _likely_side(setup: Setup, reader: UserId) -> Side:
    """Where the reader is at home; who is in neither product is asked for what is not known."""
    is_marketo = setup.people[Role.MARKETO_ADMIN] == reader
    is_sales_connect = setup.people[Role.SALES_CONNECT_ADMIN] == reader
    if is_marketo and not is_sales_connect:
        return Side.MARKETO
    if is_sales_connect and not is_marketo:
        return Side.SALES_CONNECT
    return Side.SALES_CONNECT if Side.MARKETO in setup.organizations else Side.MARKETO
