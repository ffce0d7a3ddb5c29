"""The connection gets another owner: what the present and the next one do, in which order."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Card, Slot
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.views import buttons, ids
from bot.views.blocks import Message, actions, button, context, header, message, question, section
from bot.views.names import plain_setup_name
from bot.views.people_cards import missing
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import mention, moment


def succession(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: who takes over."""
    title = header(say.plain("succession.title", setup=plain_setup_name(setup, say)))
    if setup.successor != slot.part:
        key = "succession.off"
        if setup.sales_connect_admin == slot.part:
            key = "succession.own" if slot.to == slot.part else "succession.done"
            if setup.connected_at is None:  # taken over too late
                key = "succession.lost_done"
        said = say(key, who=mention(slot.part), **screens(setup, say))
        return message(title, section(said))
    if slot.to == setup.successor and Role.SUCCESSOR in setup.missing:
        return message(title, missing(setup, Role.SUCCESSOR, say))
    if slot.card is Card.TAKE_OVER:
        return message(title, *_take_over(setup, say))
    if slot.to == setup.successor:
        key = "succession.see_newer" if setup.may_take_over else "succession.soon"
        former = mention(setup.sales_connect_admin)
        chosen = setup.chosen[Role.SUCCESSOR]
        by, at = mention(chosen.by), moment(chosen.at)
        named = context(say("marketo_admin.chosen", who=mention(slot.to), by=by, at=at))
        wrong = actions(buttons.not_me(setup, Role.SUCCESSOR, say))
        return message(title, section(say(key, who=former, **screens(setup, say))), named, wrong)
    return message(title, *_present_admin(setup, setup.successor, say))


def _present_admin(setup: Setup, successor: str, say: Say) -> list[Block]:
    names = {"who": mention(successor), **screens(setup, say)}
    if Role.SUCCESSOR in setup.missing:
        return [section(say("succession.another", **names))]
    if setup.access_removed_at:
        return [section(say("succession.wait_for", **names))]
    return [
        section(say("succession.remove", **names)),
        context(say("succession.do_not_leave", **names)),
        actions(access_removed_button(setup, say)),
    ]


def _take_over(setup: Setup, say: Say) -> list[Block]:
    former = mention(setup.sales_connect_admin)
    key = "succession.connect" if setup.access_removed_at else "succession.connect_without"
    return [
        section(say(key, who=former, **screens(setup, say))),
        context(say("succession.lost", who=mention(setup.marketo_admin))),
        actions(take_over_button(setup, say), _lost_button(setup, say)),
    ]


def access_removed_button(setup: Setup, say: Say) -> ButtonElement:
    label = say.plain("button.access_removed")
    return button(label, ids.ACCESS_REMOVED, buttons.value(setup), primary=True)


def take_over_button(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.take_over"), ids.TAKE_OVER, buttons.value(setup), primary=True)


def _lost_button(setup: Setup, say: Say) -> ButtonElement:
    """Asks once more: the road begins anew."""
    gone = setup.left_slack()
    told = [one for one in setup.everybody() if one not in gone]
    return button(
        say.plain("button.connection_lost"),
        ids.CONNECTION_LOST,
        buttons.value(setup),
        confirm=question(
            say.plain("connection_lost.title"),
            say.count("connection_lost.text", len(told)),
            say.plain("connection_lost.yes"),
            say.plain("connection_lost.no"),
        ),
    )
