"""A row of the audit in the reader's words."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.domain.audit_rows import OURSELVES, AuditRow
from bot.domain.audit_topics import TOPIC_OF
from bot.domain.ids import SetupId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Language
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, typed

CHANGED: Final = 260  # characters of what changed
NAMES: Final = 90  # of setups


def done(row: AuditRow, say: Say) -> Mrkdwn:
    """What somebody did: follows their name."""
    if row.what not in TOPIC_OF:  # of another version of the bot
        return typed(row.what)
    return say(f"audit.done.{row.what}")


def who(row: AuditRow, say: Say) -> Mrkdwn:
    return say("audit.bot") if row.who == OURSELVES else mention(row.who)


def whose(row: AuditRow, setups: Mapping[SetupId, Setup], say: Say) -> Mrkdwn:
    """The setups that it is of; empty: nobody knows, or of none."""
    names = [setup_name(setups[one], say) for one in row.setups if one in setups]
    return say.some(names, budget=NAMES, between=", ")


def changes(row: AuditRow, say: Say) -> Mrkdwn:
    """What is short enough to be told, as far as there is room; empty: nothing is."""
    return say.some(list(_changes(row, say)), budget=CHANGED, between=" · ")


def _changes(row: AuditRow, say: Say) -> Iterator[Mrkdwn]:
    """Not the stage: its words are long, and what was done says it."""
    is_of_setup = row.about.startswith("setup:")
    for name, change in row.changed.items():
        before, after = _both(change)
        match name:
            case "people" if is_of_setup:
                yield from _people(before or {}, after or {}, say)
            case "people" if isinstance(after, list):
                yield from _asked_for(before or [], after)
            case "language" if after in set(Language):
                was = say(f"language.{before}") if before in set(Language) else None
                yield say("audit.language", change=_change(was, say(f"language.{after}")))
            case "workspaces" if is_of_setup and after:
                yield say("audit.workspaces", change=_change(_list(before, say), _list(after, say)))
            case _:
                pass


def _change(before: Mrkdwn | None, after: Mrkdwn) -> Mrkdwn:
    return Mrkdwn(f"{before} → {after}") if before else after


def _both(change: Any) -> tuple[Any, Any]:
    return (change.get("before"), change.get("after")) if isinstance(change, dict) else (None, None)


def _people(before: Mapping[str, str], after: Mapping[str, str], say: Say) -> Iterator[Mrkdwn]:
    for role in Role:
        was, now = before.get(role), after.get(role)
        if was != now:
            named = mention(now) if now else say("audit.nobody")
            change = _change(mention(was) if was else None, named)
            yield say("audit.role", role=say(f"role.{role}"), change=change)


def _asked_for(before: list[Any], after: list[Any]) -> Iterator[Mrkdwn]:
    """Of a request: whom it changed for, and the reason that was given to them."""
    former = {one["email"]: one for one in before}
    for one in after:
        if former.get(one["email"]) == one:
            continue
        why = Mrkdwn(f" ({typed(one['why'])})") if one.get("why") else Mrkdwn()
        yield Mrkdwn(f"{typed(one['email'])}{why}")


def _list(names: list[str] | None, say: Say) -> Mrkdwn:
    return say.some([typed(name) for name in names or ()], budget=CHANGED // 3, between=", ")
