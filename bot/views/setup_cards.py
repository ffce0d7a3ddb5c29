"""The messages of a setup: each stands for its state and is updated in place."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Card, Slot
from bot.domain.people import Role
from bot.domain.setup import HandOverNote, Setup
from bot.domain.stages import Prerequisite, Stage
from bot.views import ids
from bot.views.blocks import Message, actions, button, context, header, message, question, section
from bot.views.ids import CardValue
from bot.views.names import plain_setup_name, setup_name, workspace_list
from bot.views.road import road
from bot.views.say import Say
from bot.views.text import channel_link, clock_time, mention, moment, typed


def setup_card(setup: Setup, slot: Slot, say: Say) -> Message:
    """The card of this slot, as the setup stands."""
    match slot.card:
        case Card.STARTER:
            return _starter(setup, say)
        case Card.MARKETO_ADMIN:
            return _marketo_admin(setup, say)
        case Card.SALES_CONNECT_ADMIN:
            return _sales_connect_admin(setup, say)
        case Card.SALESFORCE_ADMIN:
            return _salesforce_admin(setup, say)
        case Card.CREDENTIALS:
            return _credentials(setup, slot.part, say)
        case Card.EXPIRED:
            return _expired(setup, slot.part, say)
        case Card.READY:
            return _ready(setup, say)
        case Card.CHANNEL_READY:
            return message(section(say("channel_ready.text", setup=setup_name(setup, say))))
        case Card.UNREACHABLE:
            return _unreachable(setup, slot.part, say)
        case _:
            raise ValueError(f"{slot.card} is no card of a setup")


def _value(setup: Setup, part: str = "") -> str:
    return CardValue(setup.id, part=part).dump()


def _starter(setup: Setup, say: Say) -> Message:
    blocks: list[Block] = [
        header(say.plain("starter.title", setup=plain_setup_name(setup, say))),
        section(road(setup, say)),
    ]
    missing = [one for one in Prerequisite if one not in setup.prerequisites]
    if missing and setup.stage is not Stage.DONE:
        points = "\n".join(say(f"prerequisite.open.{one}") for one in missing)
        blocks.append(section(say("starter.open_points", points=say.mrkdwn(points))))
    salesforce_admin = setup.people.get(Role.SALESFORCE_ADMIN)
    if salesforce_admin:
        blocks.append(context(say("starter.salesforce", who=mention(salesforce_admin))))
    blocks.append(context(say("starter.channel", channel=channel_link(setup.channel_id))))
    return message(*blocks)


def _marketo_admin(setup: Setup, say: Say) -> Message:
    recipient = mention(setup.sales_connect_admin)
    blocks: list[Block] = [
        header(say.plain("marketo_admin.title", setup=plain_setup_name(setup, say)))
    ]
    note = setup.handed_over
    match setup.stage:
        case Stage.NAMED:
            hand_over = button(
                say.plain("button.hand_over"), ids.HAND_OVER, _value(setup), primary=True
            )
            if note and note.expired_at:
                gone = say("marketo_admin.expired", who=recipient, at=moment(note.expired_at))
                blocks.append(section(gone))
            blocks += [
                section(say("marketo_admin.step", starter=mention(setup.starter), who=recipient)),
                context(say("marketo_admin.where")),
                actions(hand_over),
            ]
        case Stage.HANDED_OVER:
            assert note is not None
            handed = say(
                "marketo_admin.handed_over",
                who=recipient,
                at=moment(note.at),
                until=moment(note.expires_at),
            )
            blocks += [section(handed), context(say("marketo_admin.replace"))]
        case Stage.REVEALED:
            assert note is not None
            assert note.revealed_at is not None
            opened = say("marketo_admin.revealed", who=recipient, at=moment(note.revealed_at))
            blocks += [section(opened), context(say("marketo_admin.replace"))]
        case Stage.CONNECTED:
            assert setup.ready_at is not None
            waiting = say("marketo_admin.connected", who=recipient, time=clock_time(setup.ready_at))
            blocks += [section(waiting), *_workspaces_known(setup, say)]
            blocks.append(actions(start_now_button(setup, say), _workspaces(setup, say)))
        case Stage.READY | Stage.PROVISIONING | Stage.DONE:
            blocks += [
                section(say("marketo_admin.connected_since", who=recipient)),
                *_workspaces_known(setup, say),
                actions(_workspaces(setup, say)),
            ]
    return message(*blocks)


def _sales_connect_admin(setup: Setup, say: Say) -> Message:
    sender = mention(setup.marketo_admin)
    now = (
        say("sales_connect_admin.waits", who=sender)
        if setup.stage is Stage.NAMED
        else say("sales_connect_admin.handed_over", who=sender)
    )
    return message(
        header(say.plain("sales_connect_admin.title", setup=plain_setup_name(setup, say))),
        section(say("sales_connect_admin.step", starter=mention(setup.starter))),
        section(now),
    )


def _salesforce_admin(setup: Setup, say: Say) -> Message:
    return message(
        header(say.plain("salesforce_admin.title", setup=plain_setup_name(setup, say))),
        section(say("salesforce_admin.step", starter=mention(setup.starter))),
        context(say("salesforce_admin.who", who=mention(setup.sales_connect_admin))),
    )


def _credentials(setup: Setup, part: str, say: Say) -> Message:
    title = header(say.plain("credentials.title", setup=plain_setup_name(setup, say)))
    sender, note = mention(setup.marketo_admin), setup.handed_over
    if note is None or str(note.version) != part:
        return message(title, section(say("credentials.replaced", who=sender)))
    match setup.stage:
        case Stage.NAMED:
            gone = moment(note.expired_at or note.expires_at)
            return message(title, section(say("credentials.expired", who=sender, at=gone)))
        case Stage.HANDED_OVER:
            until = moment(note.expires_at)
            return message(
                title,
                section(say("credentials.handed_over", who=sender, at=moment(note.at))),
                section(say("credentials.once", until=until)),
                actions(
                    button(
                        say.plain("button.reveal"), ids.REVEAL, _value(setup, part), primary=True
                    )
                ),
            )
        case Stage.REVEALED:
            return message(title, *_revealed(setup, note, say))
        case Stage.CONNECTED:
            assert setup.connected_at is not None
            assert setup.ready_at is not None
            at, time = moment(setup.connected_at), clock_time(setup.ready_at)
            return message(
                title,
                section(say("credentials.connected", at=at)),
                section(say("credentials.wait", time=time)),
                *_workspaces_known(setup, say),
                actions(start_now_button(setup, say), _workspaces(setup, say)),
            )
        case Stage.READY | Stage.PROVISIONING | Stage.DONE:
            assert setup.connected_at is not None
            return message(
                title,
                section(say("credentials.connected", at=moment(setup.connected_at))),
                section(say("credentials.wait_over")),
            )


def _revealed(setup: Setup, note: HandOverNote, say: Say) -> tuple[Block, ...]:
    assert note.revealed_at is not None
    label = say.plain("button.connected")
    return (
        section(say("credentials.revealed", at=moment(note.revealed_at))),
        section(say("credentials.connect_now", button=say.mrkdwn(label))),
        context(say("credentials.lost", who=mention(setup.marketo_admin))),
        actions(button(label, ids.CONNECTED, _value(setup), primary=True)),
    )


def _expired(setup: Setup, part: str, say: Say) -> Message:
    recipient = mention(setup.sales_connect_admin)
    text = section(say("expired.text", who=recipient, setup=setup_name(setup, say)))
    if setup.stage is not Stage.NAMED or str(setup.version) != part:
        return message(text)
    label = say.plain("button.hand_over")
    return message(text, actions(button(label, ids.HAND_OVER, _value(setup), primary=True)))


def _ready(setup: Setup, say: Say) -> Message:
    blocks: list[Block] = [
        header(say.plain("ready.title", setup=plain_setup_name(setup, say))),
        section(say("ready.text")),
    ]
    if setup.started_early_by:
        blocks.append(context(say("ready.early", who=mention(setup.started_early_by))))
    blocks += _workspaces_known(setup, say)
    if setup.runs:
        blocks.append(section(say("ready.started")))
    else:
        label = say.plain("button.connect_users")
        connect = button(label, ids.CONNECT_USERS, _value(setup), primary=True)
        blocks.append(actions(connect, _workspaces(setup, say)))
    return message(*blocks)


def _unreachable(setup: Setup, part: str, say: Say) -> Message:
    """`part`: the id of the person or channel, and Slack's word for why."""
    whom, _, error = part.partition("|")
    name = setup_name(setup, say)
    if whom.startswith(("U", "W")):
        return message(
            section(say("unreachable.person", who=mention(whom), setup=name, error=typed(error)))
        )
    return message(
        section(
            say("unreachable.channel", channel=channel_link(whom), setup=name, error=typed(error))
        )
    )


def _workspaces_known(setup: Setup, say: Say) -> tuple[Block, ...]:
    if not setup.workspaces:
        return (context(say("workspaces.none_known")),)
    return (context(say("workspaces.known", names=workspace_list(setup.workspaces, say))),)


def _workspaces(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.workspaces"), ids.WORKSPACES, _value(setup))


def start_now_button(setup: Setup, say: Say) -> ButtonElement:
    """Asks once more, since Marketo may not know the users yet."""
    return button(
        say.plain("button.start_now"),
        ids.START_NOW,
        _value(setup),
        confirm=question(
            say.plain("start_now.title"),
            say.plain("start_now.text"),
            say.plain("start_now.yes"),
            say.plain("start_now.no"),
        ),
    )
