"""The audit, as admins read it in Slack."""

from functools import partial
from typing import Any, Final

from bot.domain.audit_filter import AuditFilter
from bot.domain.audit_place import Page, Place
from bot.domain.audit_rows import OURSELVES, AuditRow
from bot.domain.audit_topics import Topic
from bot.domain.people import Role
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.views.audit_answers import audit_answer
from bot.views.say import Say

from .states import MARA, NINA, NOW, SASHA, STARTER, a_setup
from .typed import Messages, Typed

OLDER: Final = Place(before="1700000000000-0")
NEWER: Final = Place(after="1700000000009-0")
_FORMER: Final = {"starter": STARTER, "marketo_admin": MARA, "sales_connect_admin": SASHA}


def a_row(what: str, who: str = SASHA, *, on: Setup, **more: Any) -> AuditRow:
    fields = {"about": f"setup:{on.id}", "before": "named", "after": "named", **more}
    return AuditRow("1700000000005-0", NOW, who, what, setups=(on.id,), **fields)


def a_page(*rows: AuditRow, on: Setup, **more: Any) -> Page:
    return Page(more.pop("place", Place()), rows, {on.id: on}, **more)


def ten_rows(setup: Setup, typed: Typed) -> list[AuditRow]:
    """Of all kinds; with more to tell than one message has room for."""
    people = {"before": _FORMER, "after": {**_FORMER, Role.SALES_CONNECT_ADMIN: NINA}}
    names = {"before": None, "after": list(typed.workspaces)}
    asked = [{"email": one, "why": ""} for one in typed.emails]
    refused = [{"email": one, "why": typed.why} for one in typed.emails]
    of_request = {"about": "request:r1", "before": "open", "after": "rejected"}
    moved = {"before": "named", "after": "handed_over"}
    return [
        a_row("NoteRevealed", on=setup, before="handed_over", after="revealed"),
        a_row("RevealRefused", NINA, on=setup),
        a_row("HandOver", MARA, on=setup, **moved),
        a_row("ChangePeople", STARTER, on=setup, changed={"people": people}),
        a_row("SaveWorkspaces", on=setup, changed={"workspaces": names}),
        a_row(
            "SaveSettings",
            STARTER,
            on=setup,
            changed={"language": {"before": "en", "after": "fr"}, "approval": {}},
        ),
        a_row(
            "Reject",
            on=setup,
            changed={"people": {"before": asked, "after": refused}},
            **of_request,
        ),
        a_row("AskForInvites", NINA, on=setup, **of_request),
        a_row("BecomeReady", OURSELVES, on=setup, before="connected", after="ready"),
        a_row(
            "RetryUndelivered", STARTER, on=setup, changed={"number": 2, "effects": ["notify:x"]}
        ),
    ]


def audit_answers(typed: Typed) -> Messages:
    setup = a_setup(name=typed.name)
    other = a_setup(kind=Kind.SANDBOX, number=2)
    rows = ten_rows(setup, typed)
    revealed = rows[:1]
    narrow = AuditFilter(
        who=SASHA, setup_id=setup.id, topic=Topic.CREDENTIALS, when="2026-11", what="reveal"
    )
    narrowed, longer = Place(narrow), Place(narrow, before=OLDER.before)

    def shown(page: Page, *setups: Setup, note: str = "") -> partial[Any]:
        return partial(_noted, page, setups, note)

    return {
        "audit.ten": shown(a_page(*rows, on=setup, older=OLDER), setup),
        "audit.middle": shown(
            a_page(*revealed, on=setup, place=OLDER, newer=NEWER, older=OLDER), setup, other
        ),
        "audit.narrowed": shown(a_page(*revealed, on=setup, place=narrowed), setup, other),
        "audit.cut": shown(
            a_page(on=setup, place=narrowed, older=longer, is_cut=True), setup, other
        ),
        "audit.nothing_like_it": shown(a_page(on=setup, place=narrowed), setup, other),
        "audit.empty": shown(a_page(on=setup), setup),
        "audit.unknown_words": shown(a_page(*revealed, on=setup), setup, note="audit.how"),
        "audit.file_comes": shown(a_page(*revealed, on=setup), setup, note="audit.file_comes"),
    }


def _noted(page: Page, setups: tuple[Setup, ...], note: str, say: Say) -> Any:
    said = {"audit.how": say("audit.how"), "audit.file_comes": say("audit.file_comes")}
    return audit_answer(page, setups, say, note=said.get(note))
