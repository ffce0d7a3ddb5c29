"""What must follow from each step of the road: exactly these messages, at exactly these times."""

from datetime import datetime, timedelta

import pytest

from bot.domain.commands import (
    BecomeReady,
    ExpireCredentials,
    HandOver,
    NotePersonGone,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    ReportConnected,
    SaveWorkspaces,
    SetupCommand,
    StartNowAnyway,
)
from bot.domain.effects import (
    BecomeReadyLater,
    Card,
    CheckPair,
    Due,
    ExpireLater,
    Notify,
    Ref,
    Refresh,
    RemindLater,
    Slot,
)
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.setup import Setup
from bot.domain.setup_steps import decide, start
from bot.domain.stages import Stage
from tests.domain.builders import (
    CHANNEL,
    CREDENTIALS,
    MARA,
    OURSELVES,
    RULES,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    SVEN,
    USUAL,
    a_setup,
    a_start,
    done,
    effects_of,
    told,
    walk,
)

SETUP = Ref(kind="setup", id=SETUP_ID)
STARTER_CARD = Slot(card=Card.STARTER, to=STELLA.user_id)
MARKETO_CARD = Slot(card=Card.MARKETO_ADMIN, to=MARA.user_id)
SALES_CONNECT_CARD = Slot(card=Card.SALES_CONNECT_ADMIN, to=SOL.user_id)
SALESFORCE_CARD = Slot(card=Card.SALESFORCE_ADMIN, to=SVEN.user_id)
FIRST_CARDS = (STARTER_CARD, MARKETO_CARD, SALES_CONNECT_CARD, SALESFORCE_CARD)
READY_CARD = Slot(card=Card.READY, to=SOL.user_id)
CHANNEL_CARD = Slot(card=Card.CHANNEL_READY, to=CHANNEL)


def credentials_card(version: int) -> Slot:
    return Slot(card=Card.CREDENTIALS, part=str(version), to=SOL.user_id)


def expired_cards(version: int) -> list[Slot]:
    """The Marketo admin can hand over again, the Sales Connect admin can ask for it."""
    to = (MARA.user_id, SOL.user_id)
    return [Slot(card=Card.EXPIRED, part=str(version), to=one) for one in to]


def checked_card(version: int) -> Slot:
    return Slot(card=Card.CHECKED, part=str(version), to=MARA.user_id)


def notify(*slots: Slot) -> list[Due]:
    return [Due(Notify(about=SETUP, slot=slot)) for slot in slots]


def refresh(*slots: Slot) -> list[Due]:
    return [Due(Refresh(about=SETUP, slot=slot)) for slot in slots]


def reminder(role: Role, turn: int, since: datetime = RUN_AT) -> Due:
    """The first of a turn that began then."""
    effect = RemindLater(setup_id=SETUP_ID, role=role, turn=turn)
    return Due(effect, since + timedelta(days=1))


def effects(
    setup: Setup, command: SetupCommand, actor: Actor | Ourselves, now: datetime = RUN_AT
) -> list[Due]:
    return effects_of(decide(setup, command, actor, now, RULES))


def test_everybody_named_hears_of_their_first_step() -> None:
    """One message each, to nobody else; whoever has something to do is reminded after a day."""
    actual = effects_of(start(a_start(), STELLA, STARTED_AT))

    assert actual == [
        *notify(STARTER_CARD, MARKETO_CARD, SALES_CONNECT_CARD, SALESFORCE_CARD),
        reminder(Role.MARKETO_ADMIN, 1, STARTED_AT),
        reminder(Role.SALESFORCE_ADMIN, 2, STARTED_AT),
    ]


def test_without_a_salesforce_admin_nobody_is_told_in_their_place() -> None:
    """They may be left out."""
    actual = effects_of(start(a_start(salesforce_admin=None), STELLA, STARTED_AT))

    assert actual == [
        *notify(STARTER_CARD, MARKETO_CARD, SALES_CONNECT_CARD),
        reminder(Role.MARKETO_ADMIN, 1, STARTED_AT),
    ]


def test_one_person_who_is_both_admins_gets_one_card_that_says_all() -> None:
    """Nothing is handed over; their step is to connect."""
    actual = effects_of(start(a_start(marketo_admin=SOL), STELLA, STARTED_AT))

    assert actual == [
        *notify(STARTER_CARD, SALES_CONNECT_CARD, SALESFORCE_CARD),
        reminder(Role.SALES_CONNECT_ADMIN, 1, STARTED_AT),
        reminder(Role.SALESFORCE_ADMIN, 2, STARTED_AT),
    ]


def test_a_hand_over_tells_the_recipient_and_sets_a_limit() -> None:
    """One new message; the cards of the step before follow; Marketo is asked; then it expires."""
    actual = effects(a_setup(Stage.NAMED), HandOver(SETUP_ID, USUAL), MARA)

    expected = [
        *notify(credentials_card(1)),
        *refresh(MARKETO_CARD, STARTER_CARD, SALES_CONNECT_CARD),
        Due(CheckPair(setup_id=SETUP_ID, version=1)),
        Due(ExpireLater(setup_id=SETUP_ID, version=1), RUN_AT + RULES.secret_ttl),
        reminder(Role.SALES_CONNECT_ADMIN, 3),
    ]
    assert actual == expected


@pytest.mark.parametrize("stage", [Stage.HANDED_OVER, Stage.REVEALED])
def test_a_further_hand_over_is_a_new_message_and_ends_the_old(stage: Stage) -> None:
    """The message that announced the former version loses its button."""
    actual = effects(a_setup(stage), HandOver(SETUP_ID, USUAL), MARA)

    expected = [
        *notify(credentials_card(2)),
        *refresh(MARKETO_CARD, STARTER_CARD, SALES_CONNECT_CARD, credentials_card(1)),
        Due(CheckPair(setup_id=SETUP_ID, version=2)),
        Due(ExpireLater(setup_id=SETUP_ID, version=2), RUN_AT + RULES.secret_ttl),
        # To open it is a step anew; before it was opened it still is the same one.
        *([reminder(Role.SALES_CONNECT_ADMIN, 5)] if stage is Stage.REVEALED else []),
    ]
    assert actual == expected


@pytest.mark.parametrize("expired", [False, True])
def test_unusual_values_are_told_to_who_typed_them_at_once(expired: bool) -> None:
    """While they can still be compared; the expiry of a former version shows that it is over."""
    setup = a_setup(Stage.NAMED, expired=expired)
    version, former = (2, credentials_card(1)) if expired else (1, None)

    actual = effects(setup, HandOver(SETUP_ID, CREDENTIALS), MARA)

    assert actual == [
        *notify(credentials_card(version)),
        *refresh(MARKETO_CARD, STARTER_CARD, SALES_CONNECT_CARD),
        *(refresh(former, *expired_cards(1)) if former else ()),
        Due(CheckPair(setup_id=SETUP_ID, version=version)),
        Due(ExpireLater(setup_id=SETUP_ID, version=version), RUN_AT + RULES.secret_ttl),
        *notify(checked_card(version)),
        reminder(Role.SALES_CONNECT_ADMIN, 5 if expired else 3),
    ]


def test_who_left_slack_is_not_told_of_an_expiry() -> None:
    """No message reaches them; the other admin is."""
    gone = NotePersonGone(SETUP_ID, MARA.user_id)
    setup = walk(a_setup(Stage.HANDED_OVER), gone, OURSELVES)

    outcome = done(decide(setup, ExpireCredentials(SETUP_ID, 1), OURSELVES, RUN_AT, RULES))

    assert told(outcome) == [(Card.EXPIRED, SOL.user_id)]


def test_a_reveal_burns_and_notifies_nobody() -> None:
    """The cards show it."""
    setup = a_setup(Stage.HANDED_OVER)

    outcome = done(decide(setup, NoteRevealed(SETUP_ID, 1), SOL, RUN_AT, RULES))

    assert list(outcome.effects) == [
        *refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD),
        reminder(Role.SALES_CONNECT_ADMIN, 4),
    ]
    assert (outcome.burn, outcome.keep) == (True, None)


def test_an_expiry_burns_and_tells_both_admins() -> None:
    """By new messages, since somebody must act."""
    setup = a_setup(Stage.HANDED_OVER)

    outcome = done(decide(setup, ExpireCredentials(SETUP_ID, 1), OURSELVES, RUN_AT, RULES))

    expected = [
        *notify(*expired_cards(1)),
        *refresh(credentials_card(1), *FIRST_CARDS[:3]),
        reminder(Role.MARKETO_ADMIN, 4),
    ]
    assert list(outcome.effects) == expected
    assert (outcome.burn, outcome.keep) == (True, None)


def test_each_expiry_has_a_message_of_its_own() -> None:
    """The second time is news again."""
    setup = a_setup(Stage.HANDED_OVER, expired=True)

    actual = effects(setup, ExpireCredentials(SETUP_ID, 2), OURSELVES)

    assert actual == [
        *notify(*expired_cards(2)),
        *refresh(credentials_card(2), *FIRST_CARDS[:3]),
        reminder(Role.MARKETO_ADMIN, 6),
    ]


def test_connecting_starts_the_wait() -> None:
    """Ten minutes later, not sooner, it is over; what might still be in the vault is burnt."""
    setup = a_setup(Stage.REVEALED)

    outcome = done(decide(setup, ReportConnected(SETUP_ID), SOL, RUN_AT, RULES))

    expected = [
        *refresh(credentials_card(1), *FIRST_CARDS[:3]),
        Due(BecomeReadyLater(setup_id=SETUP_ID), RUN_AT + RULES.wait),
    ]
    assert list(outcome.effects) == expected
    assert outcome.burn


@pytest.mark.parametrize(
    ("command", "actor"),
    [(BecomeReady(SETUP_ID), OURSELVES), (StartNowAnyway(SETUP_ID), MARA)],
)
def test_the_end_of_the_wait_is_one_reminder(
    command: SetupCommand, actor: Actor | Ourselves
) -> None:
    """To the Sales Connect admin and the channel, however it ended."""
    actual = effects(a_setup(Stage.CONNECTED), command, actor)

    assert actual == [
        *notify(READY_CARD, CHANNEL_CARD),
        *refresh(credentials_card(1), *FIRST_CARDS[:3]),
        reminder(Role.SALES_CONNECT_ADMIN, 5),
    ]


def test_during_the_wait_workspaces_show_on_the_cards_that_are_there() -> None:
    """The reminder is not out yet."""
    actual = effects(a_setup(Stage.CONNECTED), SaveWorkspaces(SETUP_ID, ("Europe",)), MARA)

    assert actual == refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD)


@pytest.mark.parametrize("stage", [Stage.READY, Stage.PROVISIONING, Stage.DONE])
def test_after_the_wait_workspaces_show_on_the_reminder_too(stage: Stage) -> None:
    """It holds the list."""
    actual = effects(a_setup(stage), SaveWorkspaces(SETUP_ID, ("Europe",)), SOL)

    assert actual == refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD, READY_CARD)


def test_workspaces_are_kept_in_the_order_typed() -> None:
    """A second list takes the place of the first."""
    setup = a_setup(Stage.READY)
    first = done(decide(setup, SaveWorkspaces(SETUP_ID, ("B", "A")), MARA, RUN_AT, RULES)).state
    second = done(decide(first, SaveWorkspaces(SETUP_ID, ("C",)), SOL, RUN_AT, RULES)).state

    assert (first.workspaces, second.workspaces) == (("B", "A"), ("C",))


@pytest.mark.parametrize(
    "command",
    [
        NoteRunStarted(SETUP_ID, RUN_ID, 1, SOL.user_id),
        NoteRunEnded(SETUP_ID, RUN_ID, 1),
    ],
)
@pytest.mark.parametrize("stage", [Stage.READY, Stage.PROVISIONING, Stage.DONE])
def test_what_a_setup_learns_of_a_run_notifies_nobody(command: SetupCommand, stage: Stage) -> None:
    """The run speaks for itself; while it is under way its reports are waited for."""
    actual = effects(a_setup(stage), command, OURSELVES)

    begins = isinstance(command, NoteRunStarted) and stage is Stage.READY
    expected = refresh(READY_CARD, MARKETO_CARD, STARTER_CARD)
    assert actual == [*expected, *([reminder(Role.SALES_CONNECT_ADMIN, 6)] if begins else [])]


def test_a_run_before_the_reminder_ends_the_wait_on_the_card_that_showed_it() -> None:
    """It still says how long is left."""
    note = NoteRunStarted(SETUP_ID, RUN_ID, 1, SOL.user_id)

    actual = effects(a_setup(Stage.CONNECTED), note, OURSELVES)

    assert actual == [
        *refresh(READY_CARD, MARKETO_CARD, STARTER_CARD, credentials_card(1)),
        reminder(Role.SALES_CONNECT_ADMIN, 5),
    ]
