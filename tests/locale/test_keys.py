"""Every key that the code asks for has a text, and every text is asked for."""

from collections.abc import Iterable, Mapping
from typing import Final

import pytest

from bot.domain.checklists import Checklist, Point, points_of
from bot.domain.credentials import CredentialField, FieldFault
from bot.domain.people import Act, Role, Standing
from bot.domain.problems import Again, Fault
from bot.domain.recipient import Doubt
from bot.domain.run import Does, Driver, Purpose, RowState, RunStage, Unread
from bot.domain.salesforce_org import OrganizationFault
from bot.domain.setup_parts import ApiSays, Awaited, MarketoSays, MissingWhy
from bot.domain.setup_steps import STEPS
from bot.domain.stages import Kind, Language, Prerequisite, Product, Side, Stage
from bot.domain.stray_characters import StrayKind
from bot.locale import texts
from bot.views.answers import COMMANDS
from bot.views.ids import Field
from bot.views.people_modals import ROLES
from bot.views.preview_warnings import unread_key
from bot.views.progress_cards import OURS
from bot.views.screens import SCREENS
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

_FAULTS: Final = [one for one in Fault if one is not Fault.NOT_A_MEMBER]
_STRANGERS: Final = (Standing.GUEST, Standing.EXTERNAL, Standing.BOT)

# What each f-string may be filled with.
FILLED: Final[Mapping[str, Iterable[str]]] = {
    "act.{}": Act,
    "api.says.{}": ApiSays,
    "asked_again.{}": ("expired", "lost", "locked"),
    "awaited.{}": Awaited,
    "batch.cancelled.{}": Does,
    "batch.report.{}": Does,
    "batch.title.{}": Does,
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
        *("elsewhere", "undecided"),
    ),
    "compared.{}_row": ("elsewhere", "undecided"),
    "credential.{}": CredentialField,
    "disconnect.then.{}": (Purpose.CHANGE, Purpose.DISCONNECT),
    "driver.{}": Driver,
    "fault.{}": FieldFault,
    "fault.organization.{}": OrganizationFault,
    "fault.person.{}": [one for one in Standing if one is not Standing.MEMBER],
    "fault.swapped.{}": (CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET),
    "hand_over.doubt.{}": Doubt,
    "hand_over_again.{}": ("text", "confirmed"),
    "help.{}": COMMANDS,
    "kind.{}": Kind,
    "language.{}": Language,
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
        *(f"{Fault.NOT_A_MEMBER}.{standing}" for standing in _STRANGERS),
        f"{Fault.CLASH}.line",
        f"{Fault.UNDER_WAY_OTHERWISE}.now",
    ],
    "problem.{}.way": [
        *Fault,
        f"{Fault.UNKNOWN_WORKSPACE}.nearest",
        f"{Fault.UNKNOWN_WORKSPACE}.joined",
    ],
    "progress.batch.{}": Does,
    "progress.halted.{}": OURS.values(),
    "progress.title.{}": Purpose,
    "refusal.not_now.{}": _TIMED,
    "refusal.run_not_open.{}": RunStage,
    "reminder.{}": Awaited,
    "missing.{}": MissingWhy,
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
    "stage.{}": Stage,
    "state.{}": (RowState.CONNECTED, RowState.DISCONNECTED, RowState.FAILED),
    "status.progress.{}": Purpose,
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
