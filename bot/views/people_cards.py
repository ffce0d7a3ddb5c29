"""What is said about people: who changed, who is missing, who could not be told."""

from slack_sdk.models.blocks import Block, SectionBlock

from bot.domain.effects import Slot
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Change, MissingWhy
from bot.domain.undelivered import LIFTED
from bot.views import buttons
from bot.views.blocks import Message, actions, context, header, message, section
from bot.views.names import plain_setup_name, setup_name
from bot.views.salesforce import organizations_known
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.slack_words import channel_opens, channel_refuses, person_unreachable
from bot.views.text import Mrkdwn, channel_link, mention, moment


def no_longer(now: str | None, say: Say) -> SectionBlock:
    """For the card of somebody whose part is another person's by now."""
    return section(say("no_longer.person", who=mention(now)) if now else say("no_longer.nobody"))


def missing(setup: Setup, role: Role, say: Say) -> SectionBlock:
    """For the card of somebody who is not the right person."""
    gone = setup.missing[role]
    by = mention(gone.by or setup.people[role])
    return section(say(f"missing.{gone.why}", who=mention(gone.told), by=by))


def people_changed(setup: Setup, slot: Slot, say: Say) -> Message:
    changes = [one for one in setup.changes if str(one.number) == slot.part]
    blocks: list[Block] = [
        header(say.plain("people_changed.title", setup=plain_setup_name(setup, say))),
        section(
            Mrkdwn("\n".join(_change(one, say) for one in changes) or say("people_changed.old"))
        ),
    ]
    owned = [one for one in changes if one.role is Role.SALES_CONNECT_ADMIN]
    if setup.connected_at and any(one.former == slot.to for one in owned):
        blocks.append(section(say("people_changed.may_leave", **screens(setup, say))))
    access = setup.api_access
    gave_up = any(one.role is Role.MARKETO_ADMIN and one.former == slot.to for one in changes)
    if access and access.by == slot.to and gave_up and slot.to != setup.marketo_admin:
        kept = say("people_changed.api_access", who=mention(setup.marketo_admin))
        blocks.append(section(kept))
    if slot.to not in setup.people.values():
        blocks.append(context(say("people_changed.free")))
    return message(*blocks)


def _change(change: Change, say: Say) -> Mrkdwn:
    people = {
        "by": mention(change.by),
        "role": say(f"role.{change.role}"),
        "former": mention(change.former) if change.former else say("people_changed.nobody"),
        "new": mention(change.new) if change.new else say("people_changed.nobody"),
        "at": moment(change.at),
    }
    return say("people_changed.line", **people)


def person_wanted(setup: Setup, slot: Slot, say: Say) -> Message:
    role_name, _, number = slot.part.partition(".")
    role = Role(role_name)
    title = header(say.plain("person_wanted.title", setup=plain_setup_name(setup, say)))
    gone = setup.missing.get(role)
    if gone is None or str(gone.number) != number or role not in setup.unfilled():
        return message(title, section(say("person_wanted.settled", role=say(f"role.{role}"))))
    why = say(
        f"person_wanted.{gone.why}",
        who=mention(setup.people[role]),
        by=mention(gone.by or setup.people[role]),
        role=say(f"role.{role}"),
    )
    if slot.to != setup.starter or role is Role.STARTER:
        return message(title, section(why), section(say("person_wanted.ask_slack_admin")))
    step = section(say("person_wanted.step", role=say(f"role.{role}")))
    change = actions(buttons.change_people(setup, say, primary=True))
    if gone.why is MissingWhy.DEACTIVATED:  # nobody can be named again without an account
        return message(title, section(why), step, change)
    return message(title, section(why), step, context(say("person_wanted.same")), change)


def organizations(setup: Setup, slot: Slot, say: Say) -> Message:
    """Two organizations of Salesforce where there must be one."""
    is_open = setup.organizations_differ and str(setup.mismatches) == slot.part
    key = "organizations.title" if is_open else "organizations.title_settled"
    title = header(say.plain(key, setup=plain_setup_name(setup, say)))
    known = section(organizations_known(setup, say) or say("organizations.settled"))
    if str(setup.mismatches) != slot.part:
        return message(title, section(say("organizations.newer")))
    if not setup.organizations_differ:
        return message(title, known)
    what_to_do = section(say("organizations.what_to_do", **screens(setup, say)))
    return message(title, known, what_to_do)


def unreachable(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: the id of the person or channel, and Slack's word for why."""
    whom, _, error = slot.part.partition("|")
    name = setup_name(setup, say)
    again = say.mrkdwn(say.plain("button.retry"))
    kept = [context(say("unreachable.kept", again=again))] if error in LIFTED else []
    if whom.startswith(("U", "W")):
        said = say(
            "unreachable.person", who=mention(whom), setup=name, why=person_unreachable(error, say)
        )
        if whom not in setup.people.values() or slot.to != setup.starter:
            return message(section(said), *kept)
        return message(section(said), *kept, actions(buttons.change_people(setup, say)))
    why, way = channel_refuses(error, say), channel_opens(error, say)
    where = {"channel": channel_link(whom), "setup": name, "why": why, "way": way}
    return message(section(say("unreachable.channel", **where)), *kept)
