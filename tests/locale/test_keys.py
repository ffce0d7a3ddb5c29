"""Every key that the code asks for has a text, and every text is asked for."""

from collections.abc import Iterable, Mapping
from typing import Final, get_args

import pytest

from bot.domain.audit_topics import TOPIC_OF, Topic
from bot.domain.checklists import Checklist, Point, points_of
from bot.domain.credentials import CredentialField, FieldFault
from bot.domain.errand_kinds import TALK, Errand
from bot.domain.people import Act, Role, Standing
from bot.domain.problems import Again, Fault
from bot.domain.recipient import Doubt
from bot.domain.request import LEFT_OUT, ClosedWhy, Nobody, RequestKind, RequestStage
from bot.domain.request_checks import ConflictWhy
from bot.domain.request_lack import Cannot
from bot.domain.run import Does, Driver, Purpose, RowState, RunStage, Unread
from bot.domain.salesforce_org import OrganizationFault
from bot.domain.setup_parts import ApiSays, Awaited, MarketoSays, MissingWhy
from bot.domain.setup_steps import STEPS
from bot.domain.stages import Kind, Language, Prerequisite, Product, Side, Stage
from bot.domain.stray_characters import StrayKind
from bot.domain.whereabouts import Place
from bot.locale import texts
from bot.views.file_messages import FileOf
from bot.views.help import COMMANDS
from bot.views.ids import Field
from bot.views.people_modals import ROLES
from bot.views.preview_warnings import unread_key
from bot.views.progress_cards import OURS
from bot.views.screens import SCREENS
from bot.views.slack_words import CHANNEL_KEYS
from bot.views.slack_words import KEYS as SLACK_WORDS
from bot.views.welcome import PROMPTS
from tests.views.gallery_previews import UNREAD

from .asked_for import Asked, asked_for
from .catalogues import CATALOGUES, KEYS

ENGLISH: Final = CATALOGUES[Language.EN]
ASKED: Final[Asked] = asked_for()
_PEOPLE: Final = (Field.MARKETO_ADMIN, Field.SALES_CONNECT_ADMIN, Field.SALESFORCE_ADMIN)
# Acts that can come at a wrong time; the others are refused for another reason.
_TIMED: Final = {
    *(command.act for _, command in STEPS),
    Act.CONNECT_USERS,
    Act.DISCONNECT,
    Act.STEER_RUN,
    Act.SALESFORCE_CHECKLIST,  # by `checklists.act_on`, as its point is refused
}

ENDS: Final = (
    *(RequestStage.DONE, RequestStage.REJECTED, RequestStage.WITHDRAWN),
    *(RequestStage.EXPIRED, RequestStage.CLOSED),
)
_TOLD_OTHERWISE: Final = (Place.CONNECTED, Place.FAILED, Place.INVITED, Place.APPROVED)  # with more
_FAULTS: Final = [one for one in Fault if one is not Fault.NOT_A_MEMBER]
_STRANGERS: Final = (Standing.GUEST, Standing.EXTERNAL, Standing.BOT)

# What each f-string may be filled with.
FILLED: Final[Mapping[str, Iterable[str]]] = {
    "act.{}": Act,
    "api.says.{}": ApiSays,
    "approval.title.{}": RequestKind,
    "asked.{}": RequestKind,
    "asked_again.{}": ("expired", "lost", "locked"),
    "audit.done.{}": TOPIC_OF,
    "audit.topic.{}": Topic,
    "awaited.{}": Awaited,
    "batch.cancelled.{}": Does,
    "batch.report.{}": Does,
    "batch.title.{}": Does,
    "cannot.{}": Cannot,
    "change_people.{}": [block_id for block_id, _ in ROLES],
    "change_people.{}.hint": [block_id for block_id, _ in ROLES],
    "character.{}": StrayKind,
    "check.unusual.{}": CredentialField,
    "check.{}": MarketoSays,
    "checklist.{}": Checklist,
    "checklist.{}.guide": Checklist,
    "compared.{}": ("not_seen", "elsewhere", "unconnected"),
    "compared.{}.list": (
        *("there", "not_seen", "unconnected", "extra"),
        *("elsewhere", "unlisted", "undecided"),
    ),
    "compared.{}_row": ("elsewhere", "unlisted", "undecided"),
    "credential.{}": CredentialField,
    "disconnect.then.{}": (Purpose.CHANGE, Purpose.DISCONNECT),
    "driver.{}": Driver,
    "errand.{}": (
        *(Errand.HAND_OVER, Errand.CONNECT_USERS),
        *(Errand.CANCEL_SETUP, Errand.DISCONNECT),
    ),
    "fault.{}": FieldFault,
    "fault.conflict.{}": ConflictWhy,
    "fault.nobody.{}": [one for one in Nobody if one is not Nobody.GROUP],
    "fault.organization.{}": OrganizationFault,
    "fault.person.{}": [one for one in Standing if one is not Standing.MEMBER],
    "fault.sandbox_person.{}": (ConflictWhy.ASKED_FOR, ConflictWhy.HAS_ACCOUNT),
    "fault.swapped.{}": (CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET),
    "file.{}": get_args(FileOf),
    "fulfil_reminder.{}": RequestKind,
    "hand_over.doubt.{}": Doubt,
    "hand_over_again.{}": ("text", "confirmed"),
    "help.{}": COMMANDS,
    "kind.{}": Kind,
    "left_out.{}": LEFT_OUT,
    "language.{}": Language,
    "marketo_admin.where.{}": Kind,
    "my_request.title.{}": RequestKind,
    "news.after_rejection.{}": RequestKind,
    "nobody.{}": [one for one in Nobody if one is not Nobody.GROUP],
    "open.{}": points_of(Checklist.PREREQUISITES, Kind.SANDBOX),
    "halted.{}": OURS.values(),
    "person_wanted.{}": MissingWhy,
    "point.{}": Point,
    "preview.duplicates.{}": Again,
    "preview.fault.{}": Fault,
    "preview.people.{}": Purpose,
    "preview.problems_sent.{}": Purpose,
    "preview.starts.{}": Purpose,
    "problem.{}": [
        *_FAULTS,
        f"{Fault.MALFORMED}.missing",
        *(f"{Fault.NOT_A_MEMBER}.{standing}" for standing in _STRANGERS),
        f"{Fault.CLASH}.line",
        f"{Fault.UNDER_WAY_OTHERWISE}.now",
    ],
    "problem.{}.way": [
        *Fault,
        f"{Fault.UNKNOWN_WORKSPACE}.nearest",
        f"{Fault.UNKNOWN_WORKSPACE}.joined",
    ],
    "open_batch.{}": Does,
    "progress.batch.{}": Does,
    "progress.halted.{}": OURS.values(),
    "progress.title.{}": Purpose,
    "refusal.not_now.{}": _TIMED,
    "refusal.request_not_open.{}": RequestStage,
    "refusal.run_not_open.{}": RunStage,
    "prompt.{}.message": PROMPTS,
    "prompt.{}.title": PROMPTS,
    "reminder.{}": Awaited,
    "missing.{}": MissingWhy,
    "request.closed.{}": ClosedWhy,
    "request.one.{}": RequestKind,
    "request.over.{}": [one for one in ENDS if one is not RequestStage.CLOSED],
    "result.title.{}": (*Purpose, "cancelled"),
    "result.{}": (RowState.CONNECTED, RowState.DISCONNECTED, RowState.FAILED),
    "road.{}": ("done", "now", "next"),
    "role.{}": Role,
    "screen.product.{}": Product,
    "screen.{}.{}": [f"{screen}.{product}" for screen in SCREENS for product in Product],
    "setup.kind.{}": Kind,
    "setup.prerequisite.{}": Prerequisite,
    "setup.{}": _PEOPLE,
    "setup.{}.hint": _PEOPLE,
    "side.{}": Side,
    "side.{}.option": Side,
    "slack.{}": SLACK_WORDS,
    "slack.{}.way": [*CHANNEL_KEYS, "unknown"],
    "stage.{}": Stage,
    "state.{}": (RowState.CONNECTED, RowState.DISCONNECTED, RowState.FAILED),
    "status.progress.{}": Purpose,
    "talk.{}": TALK,
    "to_fulfil.taken_back.{}": RequestKind,
    "to_fulfil.title.{}": RequestKind,
    "where.{}": [one for one in Place if one not in _TOLD_OTHERWISE],
    "unread.{}": [unread_key(Unread(why=why, about=about)) for why, about, _ in UNREAD.values()],
}


def expanded() -> set[str]:
    return {
        pattern.replace("{}.{}", "{}").replace("{}", str(value))
        for pattern in ASKED.patterns
        for value in FILLED.get(pattern, ())
    }


def test_every_key_can_be_followed_to_the_code_that_asks_for_it() -> None:
    """A key that is put together out of sight cannot be checked."""
    assert ASKED.unknown == []


def test_what_every_f_string_is_filled_with_is_known() -> None:
    """A new one is written down above, with its enum."""
    assert set(ASKED.patterns) == set(FILLED)


def test_every_key_that_is_asked_for_has_a_text() -> None:
    """Otherwise people read the key."""
    missing = {key: where for key, where in ASKED.keys.items() if key not in KEYS}

    assert missing == {}
    assert expanded() - set(KEYS) == set()


def test_every_text_is_asked_for() -> None:
    """What nobody reads, nobody keeps true."""
    assert set(KEYS) - set(ASKED.keys) - expanded() == set()


@pytest.mark.parametrize("language", list(Language))
def test_gettext_finds_every_key(language: Language) -> None:
    """In the compiled catalogue too, asked as the code asks."""
    found = texts(language)

    texts_of = {
        key: (found.ngettext(key, key, 1), found.ngettext(key, key, 2))
        if ENGLISH[key].pluralizable
        else (found.gettext(key),)
        for key in KEYS
    }

    assert [key for key, said in texts_of.items() if key in said] == []
