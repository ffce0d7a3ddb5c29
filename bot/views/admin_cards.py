"""The first message of each named person: their step, and what belongs to it."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.checklists import Checklist
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import HandOverNote
from bot.domain.stages import Kind, Stage
from bot.views import buttons, ids
from bot.views.api_cards import api_known
from bot.views.blocks import Message, actions, button, context, header, message, section
from bot.views.checklist_progress import progress
from bot.views.connection_cards import workspaces_known
from bot.views.credential_cards import known_of_values
from bot.views.names import plain_setup_name
from bot.views.people_cards import missing, no_longer
from bot.views.salesforce import organizations_known
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.starter_card import begun
from bot.views.text import clock_time, mention, moment

_BEFORE = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)


def marketo_admin(setup: Setup, to: str, say: Say) -> Message:
    title = header(say.plain("marketo_admin.title", setup=plain_setup_name(setup, say)))
    if to != setup.marketo_admin:
        return message(title, no_longer(setup.marketo_admin, say))
    if setup.one_admin:
        return message(title, section(say("marketo_admin.one_admin")))
    if Role.MARKETO_ADMIN in setup.missing:
        return message(title, missing(setup, Role.MARKETO_ADMIN, say))
    if setup.stage in _BEFORE:
        return message(title, *_known(setup, say), *_before(setup, say))
    return message(title, *_known(setup, say), *_after(setup, say))


def _known(setup: Setup, say: Say) -> list[Block]:
    return [*_salesforce_known(setup, say), *api_known(setup, say)]


def _salesforce_known(setup: Setup, say: Say) -> list[Block]:
    known = organizations_known(setup, say)
    return [context(known)] if known else []


def _before(setup: Setup, say: Say) -> list[Block]:
    """Until Marketo is connected."""
    recipient, note = mention(setup.sales_connect_admin), setup.handed_over
    row = [buttons.already_connected(setup, say), *_beside(setup, say)]
    row.append(buttons.not_me(setup, Role.MARKETO_ADMIN, say))
    match setup.stage:
        case Stage.HANDED_OVER:
            assert note is not None
            times = {"at": moment(note.at), "until": moment(note.expires_at)}
            handed = say("marketo_admin.handed_over", who=recipient, **times)
            return [section(handed), *_since_handed_over(setup, note, say, row)]
        case Stage.REVEALED:
            assert note is not None
            assert note.revealed_at is not None
            at, names = moment(note.revealed_at), screens(setup, say)
            opened = say("marketo_admin.revealed", who=recipient, at=at, **names)
            return [section(opened), *_since_handed_over(setup, note, say, row)]
        case _:
            return [*_to_hand_over(setup, say), actions(*_hand_over(setup, say), *row)]


def _since_handed_over(
    setup: Setup, note: HandOverNote, say: Say, row: list[ButtonElement]
) -> list[Block]:
    """What is known of the values, and the way to replace them."""
    known = known_of_values(setup, note, say)
    if not note.asked_again:
        return [*known, context(say("marketo_admin.replace")), actions(*row)]
    who, at = mention(note.asked_again.by), moment(note.asked_again.at)
    asked = section(say("marketo_admin.asked_again", who=who, at=at))
    return [*known, asked, actions(*_hand_over(setup, say), *row)]


def _hand_over(setup: Setup, say: Say) -> tuple[ButtonElement, ...]:
    """Nothing goes to somebody who may be the wrong person."""
    if Role.SALES_CONNECT_ADMIN in setup.missing:
        return ()
    return (buttons.hand_over(setup, say),)


def _to_hand_over(setup: Setup, say: Say) -> list[Block]:
    recipient, note = mention(setup.sales_connect_admin), setup.handed_over
    blocks: list[Block] = []
    if note and note.withdrawn_at:
        gone = say("marketo_admin.withdrawn", who=mention(note.recipient))
        blocks.append(section(gone))
    elif note and note.expired_at:
        unopened_by = mention(note.recipient)
        key = "marketo_admin.expired_opened" if note.revealed_at else "marketo_admin.expired"
        gone = say(key, who=unopened_by, at=moment(note.expired_at))
        blocks.append(section(gone))
    names, why = screens(setup, say), begun(setup, say)
    blocks.append(section(say("marketo_admin.step", begun=why, who=recipient, **names)))
    if lost := setup.missing.get(Role.SALES_CONNECT_ADMIN):
        blocks.append(section(say("marketo_admin.waits", who=recipient, told=mention(lost.told))))
    chosen = setup.chosen[Role.SALES_CONNECT_ADMIN]
    by, at = mention(chosen.by), moment(chosen.at)
    return [
        *blocks,
        context(say("marketo_admin.chosen", who=recipient, by=by, at=at)),
        context(say(f"marketo_admin.where.{setup.kind}", **names)),
        context(say("marketo_admin.by_itself", **names)),
    ]


def _after(setup: Setup, say: Say) -> list[Block]:
    """Once Marketo is connected."""
    recipient = mention(setup.sales_connect_admin)
    row = (buttons.workspaces(setup, say), *_beside(setup, say))
    if setup.stage is not Stage.CONNECTED:
        said = say("marketo_admin.connected_since", who=recipient)
        return [section(said), *workspaces_known(setup, say), actions(*row)]
    assert setup.ready_at is not None
    said = say("marketo_admin.connected", who=recipient, time=clock_time(setup.ready_at))
    if setup.connected_by_itself:
        said = say("marketo_admin.connected_by_itself", time=clock_time(setup.ready_at))
    return [
        section(said),
        *since_when(setup, say),
        *workspaces_known(setup, say),
        actions(buttons.start_now(setup, say), *row),
    ]


def since_when(setup: Setup, say: Say) -> list[Block]:
    """Marketo connected by itself: the wait may be over already."""
    if not setup.connected_by_itself or setup.stage is not Stage.CONNECTED:
        return []
    label = say.plain("button.long_connected")
    question = say("since_when.text", button=say.mrkdwn(label))
    return [section(question), actions(button(label, ids.LONG_CONNECTED, buttons.value(setup)))]


def _beside(setup: Setup, say: Say) -> tuple[ButtonElement, ...]:
    """What the Marketo admin may do at any time."""
    own = (buttons.open_checklist(setup, say), buttons.save_organization(setup, say))
    return (*own, buttons.api_access(setup, say))


def sales_connect_admin(setup: Setup, to: str, say: Say) -> Message:
    title = header(say.plain("sales_connect_admin.title", setup=plain_setup_name(setup, say)))
    if to != setup.sales_connect_admin:
        return message(title, no_longer(setup.sales_connect_admin, say))
    if Role.SALES_CONNECT_ADMIN in setup.missing:
        return message(title, missing(setup, Role.SALES_CONNECT_ADMIN, say))
    names = screens(setup, say)
    blocks: list[Block] = [
        title,
        section(say("sales_connect_admin.step", begun=begun(setup, say), **names)),
        *_now(setup, say),
        *(since_when(setup, say) if setup.one_admin else ()),
    ]
    if setup.kind is Kind.SANDBOX:
        blocks.append(context(say("sales_connect_admin.sandbox", **names)))
    if setup.salesforce_admin is None:
        blocks.append(context(say("sales_connect_admin.no_salesforce")))
    blocks.append(context(progress(setup, _own_lists(setup), say)))
    blocks += _salesforce_known(setup, say)
    row = [buttons.open_checklist(setup, say), buttons.save_organization(setup, say)]
    if setup.one_admin:
        blocks += api_known(setup, say)
        row.append(buttons.api_access(setup, say))
    if setup.one_admin and setup.stage is Stage.NAMED:
        row = [buttons.connected(setup, say), buttons.already_connected(setup, say), *row]
    if setup.stage in _BEFORE:
        row.append(buttons.not_me(setup, Role.SALES_CONNECT_ADMIN, say))
    return message(*blocks, actions(*row))


def _now(setup: Setup, say: Say) -> list[Block]:
    """What comes next, after the first steps in Sales Connect itself."""
    sender, names = mention(setup.marketo_admin), screens(setup, say)
    if setup.connected_by_itself:
        return [section(say("sales_connect_admin.by_itself", who=sender, **names))]
    if setup.connected_at:
        return [section(say("sales_connect_admin.connected"))]
    if setup.one_admin:
        label = say.mrkdwn(say.plain("button.connected"))
        return [section(say("sales_connect_admin.both", button=label, **names))]
    if setup.stage is Stage.NAMED:
        return [section(say("sales_connect_admin.waits", who=sender))]
    return [section(say("sales_connect_admin.handed_over", who=sender))]


def _own_lists(setup: Setup) -> tuple[Checklist, ...]:
    """What the Sales Connect admin finds behind the button."""
    kept = setup.keeps(setup.sales_connect_admin)
    return tuple(one for one in kept if one is not Checklist.PREREQUISITES)


def salesforce_admin(setup: Setup, to: str, say: Say) -> Message:
    title = header(say.plain("salesforce_admin.title", setup=plain_setup_name(setup, say)))
    if to != setup.salesforce_admin:
        return message(title, no_longer(setup.salesforce_admin, say))
    if Role.SALESFORCE_ADMIN in setup.missing:
        return message(title, missing(setup, Role.SALESFORCE_ADMIN, say))
    names = screens(setup, say)
    is_done = not setup.left(Checklist.SALESFORCE)
    step = say("salesforce_admin.step", begun=begun(setup, say), **names)
    if is_done:
        step = say("salesforce_admin.done")
    blocks: list[Block] = [
        title,
        section(step),
        context(progress(setup, (Checklist.SALESFORCE,), say)),
        context(say("salesforce_admin.each", **names)),
    ]
    blocks += _salesforce_known(setup, say)
    blocks.append(context(say("salesforce_admin.who", who=mention(setup.sales_connect_admin))))
    row = [buttons.open_checklist(setup, say), buttons.save_organization(setup, say)]
    if not is_done:
        row.append(buttons.not_me(setup, Role.SALESFORCE_ADMIN, say))
    return message(*blocks, actions(*row))
