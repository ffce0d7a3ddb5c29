"""The messages about credentials: to be opened, opened, expired, asked for again, looked at."""

from datetime import UTC, datetime

from slack_sdk.models.blocks import Block

from bot.domain.credentials import CredentialField
from bot.domain.effects import Slot
from bot.domain.people import Act
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Checked, HandOverNote, MarketoSays
from bot.domain.stages import Stage
from bot.views import buttons
from bot.views.blocks import Message, actions, context, header, message, section
from bot.views.connection_cards import wait_over, waiting
from bot.views.names import plain_setup_name, setup_name
from bot.views.people_cards import missing, no_longer
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment


def credentials(setup: Setup, slot: Slot, say: Say) -> Message:
    title = header(say.plain("credentials.title", setup=plain_setup_name(setup, say)))
    note = setup.handed_over
    if slot.to != setup.sales_connect_admin:
        return message(title, no_longer(setup.sales_connect_admin, say))
    if note is None or str(note.version) != slot.part:
        replaced = say("credentials.replaced", who=mention(setup.marketo_admin))
        return message(title, section(replaced))
    if note.withdrawn_at:
        return message(title, section(say("credentials.withdrawn")))
    if note.recipient != setup.sales_connect_admin:
        return message(title, no_longer(setup.sales_connect_admin, say))
    sender = mention(note.sender)
    match setup.stage:
        case Stage.NAMED:
            gone = moment(note.expired_at or note.expires_at)
            return message(title, section(say("credentials.expired", at=gone)))
        case Stage.HANDED_OVER:
            until = moment(note.expires_at)
            return message(
                title,
                section(say("credentials.handed_over", who=sender, at=moment(note.at))),
                section(say("credentials.once", until=until, **screens(setup, say))),
                *known_of_values(setup, note, say),
                *_asked(setup, say),
                actions(buttons.reveal(setup, say)),
            )
        case Stage.REVEALED if Role.SALES_CONNECT_ADMIN in setup.missing:
            return message(title, missing(setup, Role.SALES_CONNECT_ADMIN, say))
        case Stage.REVEALED:
            return message(title, *_revealed(setup, note, say))
        case Stage.CONNECTED:
            return message(title, *waiting(setup, say))
        case _:
            return message(title, *wait_over(setup, say))


def _revealed(setup: Setup, note: HandOverNote, say: Say) -> tuple[Block, ...]:
    assert note.revealed_at is not None
    label = say.mrkdwn(say.plain("button.connected"))
    row = [buttons.connected(setup, say)]
    lost = _asked(setup, say)
    if not lost:
        lost = [context(say("credentials.lost", who=mention(setup.marketo_admin)))]
        row.append(buttons.ask_again(setup, say))
    return (
        section(say("credentials.revealed", at=moment(note.revealed_at))),
        section(say("credentials.connect_now", button=label, **screens(setup, say))),
        *known_of_values(setup, note, say),
        *lost,
        actions(*row),
    )


def _asked(setup: Setup, say: Say) -> list[Block]:
    """Once the recipient asked for another hand-over."""
    note = setup.handed_over
    if note is None or note.asked_again is None:
        return []
    at = moment(note.asked_again.at)
    return [section(say("credentials.asked", who=mention(setup.marketo_admin), at=at))]


def known_of_values(setup: Setup, note: HandOverNote, say: Say) -> list[Block]:
    """What is known of the values without seeing them; for both admins."""
    blocks: list[Block] = []
    if note.checked:
        blocks.append(context(_checked(setup, note.checked, say)))
    if note.same_as_last:
        blocks.append(context(say("check.same_as_last")))
    return blocks


def _checked(setup: Setup, found: Checked, say: Say) -> Mrkdwn:
    return say(f"check.{found.says}", at=moment(found.at), **screens(setup, say))


def unusual_fields(note: HandOverNote, say: Say) -> Mrkdwn:
    """One line for each value whose shape is not the usual one."""
    lines = (
        say(f"check.unusual.{one}", field=say(f"credential.{one}"))
        for one in CredentialField
        if one in note.unusual
    )
    return Mrkdwn("\n".join(lines))


def expired(setup: Setup, slot: Slot, say: Say) -> Message:
    note = setup.handed_over
    if slot.to == setup.sales_connect_admin:
        return _expired_for_recipient(setup, slot, say)
    if note and slot.to == note.recipient and slot.to != setup.marketo_admin:
        return message(no_longer(setup.sales_connect_admin, say))
    if note is None or str(note.version) != slot.part:
        return message(section(say("expired.settled", setup=setup_name(setup, say))))
    recipient = mention(note.recipient)
    key = "expired.opened" if note.revealed_at else "expired.text"
    text = section(say(key, who=recipient, setup=setup_name(setup, say)))
    if setup.stage is not Stage.NAMED or not _may_be_asked(setup, slot.to):
        return message(text)
    return message(text, actions(buttons.hand_over(setup, say)))


def _expired_for_recipient(setup: Setup, slot: Slot, say: Say) -> Message:
    text = section(say("expired.for_recipient", setup=setup_name(setup, say)))
    note = setup.handed_over
    if note is None or str(note.version) != slot.part or setup.stage is not Stage.NAMED:
        return message(text)
    if asked := _asked(setup, say):
        return message(text, *asked)
    if setup.missing.keys() & {Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN}:
        return message(text)
    return message(text, section(say("expired.ask")), actions(buttons.ask_again(setup, say)))


def asked_again(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: the version that cannot be used (any more), and whether it was opened."""
    note, name = setup.handed_over, setup_name(setup, say)
    if slot.to != setup.marketo_admin:
        return message(no_longer(setup.marketo_admin, say))
    if note is None or slot != setup.asked_card() or not setup.waits_for_another:
        return message(section(say("asked_again.settled", setup=name)))
    assert note.asked_again is not None
    why = "expired" if note.expired_at else "lost" if note.revealed_at else "locked"
    who = mention(note.asked_again.by)
    text = section(say(f"asked_again.{why}", who=who, setup=name))
    if not _may_be_asked(setup, slot.to):
        return message(text)
    return message(text, actions(buttons.hand_over(setup, say)))


def _may_be_asked(setup: Setup, reader: str) -> bool:
    """Whether `Hand over credentials` is for this reader while another hand-over is waited for."""
    are_here = not setup.missing.keys() & {Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN}
    return are_here and reader == setup.marketo_admin and not setup.one_admin


def checked(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: the version in which something should be compared once more."""
    note, name = setup.handed_over, setup_name(setup, say)
    if slot.to != setup.marketo_admin:
        return message(no_longer(setup.marketo_admin, say))
    is_over = setup.connected_at or setup.stage is Stage.NAMED
    if note is None or str(note.version) != slot.part or note.withdrawn_at or is_over:
        return message(section(say("checked.settled", setup=name)))
    blocks: list[Block] = [section(say("checked.text", setup=name))]
    if note.unusual:
        blocks.append(section(unusual_fields(note, say)))
    if note.checked and note.checked.says is not MarketoSays.ACCEPTED:
        blocks.append(section(_checked(setup, note.checked, say)))
    elif note.checked:
        blocks.append(section(say("checked.accepted_all_the_same")))
    return message(*blocks, context(say("checked.what_to_do", who=mention(note.recipient))))


def window_closed(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: the version whose window was closed. Says what remains."""
    note, name = setup.handed_over, setup_name(setup, say)
    is_now = note is not None and str(note.version) == slot.part
    if not is_now or setup.stage is not Stage.REVEALED or slot.to != setup.sales_connect_admin:
        return message(section(say("window_closed.over", setup=name)))
    label = say.mrkdwn(say.plain("button.connected"))
    return message(
        section(say("window_closed.text", setup=name)),
        section(say("window_closed.step", button=label, **screens(setup, say))),
        *(_asked(setup, say) or [context(say("window_closed.lost"))]),
    )


def attempt(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: what was tried, by whom, and when, in seconds since 1970."""
    act, who, seconds = slot.part.split(".")
    role = Role.SALES_CONNECT_ADMIN if act == Act.REVEAL else Role.MARKETO_ADMIN
    at = datetime.fromtimestamp(int(seconds), UTC)
    said = say(
        "attempt.text",
        who=mention(who),
        act=say(f"act.{act}"),
        setup=setup_name(setup, say),
        at=moment(at),
        role=say(f"role.{role}"),
        named=mention(setup.people[role]),
    )
    return message(section(said), context(say("attempt.what_to_do")))


def shown_late(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: the version, who has seen it, and when, in seconds since 1970."""
    _, who, seconds = slot.part.split(".")
    at = moment(datetime.fromtimestamp(int(seconds), UTC))
    said = say("shown_late.text", who=mention(who), setup=setup_name(setup, say), at=at)
    return message(section(said))


def seal_broken(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: when, in seconds since 1970."""
    at = moment(datetime.fromtimestamp(int(slot.part), UTC))
    return message(section(say("seal_broken.text", setup=setup_name(setup, say), at=at)))


def hand_over_again(setup: Setup, slot: Slot, say: Say) -> Message:
    """
    `part`: the number of the change that gave the credentials another recipient, or `again.` and
    the number of the doubt after which the same one was named again.
    """
    name = setup_name(setup, say)
    changes = [one for one in setup.changes if one.role is Role.SALES_CONNECT_ADMIN]
    change = next((one for one in changes if str(one.number) == slot.part), None)
    if change and change.new and change.new != setup.sales_connect_admin:
        who, by = mention(change.new), mention(change.by)
        return message(section(say("hand_over_again.older", who=who, by=by, setup=name)))
    chosen, recipient = setup.chosen[Role.SALES_CONNECT_ADMIN], mention(setup.sales_connect_admin)
    since = {one.at for one in setup.changes if one.role is Role.SALES_CONNECT_ADMIN}
    is_again = slot.part.startswith("again.") and chosen.at not in since
    key = "confirmed" if is_again else "text"
    said = say(f"hand_over_again.{key}", who=recipient, by=mention(chosen.by), setup=name)
    blocks: list[Block] = [section(said)]
    note = setup.handed_over
    if note and note.revealed_at and note.recipient != setup.sales_connect_admin:
        blocks.append(section(say("hand_over_again.opened", who=mention(note.recipient))))
    is_older = slot.part.startswith("again.") and slot != setup.named_again_card()
    if is_older or setup.stage is not Stage.NAMED or not _may_be_asked(setup, slot.to):
        return message(*blocks)
    return message(*blocks, actions(buttons.hand_over(setup, say)))
