"""What must follow from each step of the road: exactly these messages, at exactly these times."""

from datetime import datetime

import pytest

from bot.domain.commands import (
    BecomeReady,
    ExpireCredentials,
    HandOver,
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
    Due,
    ExpireLater,
    Notify,
    Ref,
    Refresh,
    Slot,
)
from bot.domain.people import Actor, Ourselves
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
    a_setup,
    a_start,
    done,
    effects_of,
)

SETUP = Ref(kind="setup", id=SETUP_ID)
STARTER_CARD = Slot(card=Card.STARTER, to=STELLA.user_id)
MARKETO_CARD = Slot(card=Card.MARKETO_ADMIN, to=MARA.user_id)
SALES_CONNECT_CARD = Slot(card=Card.SALES_CONNECT_ADMIN, to=SOL.user_id)
SALESFORCE_CARD = Slot(card=Card.SALESFORCE_ADMIN, to=SVEN.user_id)
READY_CARD = Slot(card=Card.READY, to=SOL.user_id)
CHANNEL_CARD = Slot(card=Card.CHANNEL_READY, to=CHANNEL)


def credentials_card(version: int) -> Slot:
    return Slot(card=Card.CREDENTIALS, part=str(version), to=SOL.user_id)


def expired_card(version: int) -> Slot:
    return Slot(card=Card.EXPIRED, part=str(version), to=MARA.user_id)


def notify(*slots: Slot) -> list[Due]:
    return [Due(Notify(about=SETUP, slot=slot)) for slot in slots]


def refresh(*slots: Slot) -> list[Due]:
    return [Due(Refresh(about=SETUP, slot=slot)) for slot in slots]


def effects(
    setup: Setup, command: SetupCommand, actor: Actor | Ourselves, now: datetime = RUN_AT
) -> list[Due]:
    return effects_of(decide(setup, command, actor, now, RULES))


def test_everybody_named_hears_of_their_first_step() -> None:
    """One message each, to nobody else."""
    actual = effects_of(start(a_start(), STELLA, STARTED_AT))

    assert actual == notify(STARTER_CARD, MARKETO_CARD, SALES_CONNECT_CARD, SALESFORCE_CARD)


def test_without_a_salesforce_admin_nobody_is_told_in_their_place() -> None:
    """They may be left out."""
    actual = effects_of(start(a_start(salesforce_admin=None), STELLA, STARTED_AT))

    assert actual == notify(STARTER_CARD, MARKETO_CARD, SALES_CONNECT_CARD)


def test_a_hand_over_tells_the_recipient_and_sets_a_limit() -> None:
    """One new message; the cards that showed the step before follow; then it expires."""
    actual = effects(a_setup(Stage.NAMED), HandOver(SETUP_ID, CREDENTIALS), MARA)

    expected = [
        *notify(credentials_card(1)),
        *refresh(MARKETO_CARD, STARTER_CARD, SALES_CONNECT_CARD),
        Due(ExpireLater(setup_id=SETUP_ID, version=1), RUN_AT + RULES.secret_ttl),
    ]
    assert actual == expected


@pytest.mark.parametrize("stage", [Stage.HANDED_OVER, Stage.REVEALED])
def test_a_further_hand_over_is_a_new_message_and_ends_the_old(stage: Stage) -> None:
    """The message that announced the former version loses its button."""
    actual = effects(a_setup(stage), HandOver(SETUP_ID, CREDENTIALS), MARA)

    expected = [
        *notify(credentials_card(2)),
        *refresh(MARKETO_CARD, STARTER_CARD, SALES_CONNECT_CARD, credentials_card(1)),
        Due(ExpireLater(setup_id=SETUP_ID, version=2), RUN_AT + RULES.secret_ttl),
    ]
    assert actual == expected


def test_a_reveal_burns_and_notifies_nobody() -> None:
    """The cards show it."""
    setup = a_setup(Stage.HANDED_OVER)

    outcome = done(decide(setup, NoteRevealed(SETUP_ID, 1), SOL, RUN_AT, RULES))

    assert list(outcome.effects) == refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD)
    assert (outcome.burn, outcome.keep) == (True, None)


def test_an_expiry_burns_and_tells_who_can_hand_over_again() -> None:
    """By a new message, since somebody must act."""
    setup = a_setup(Stage.HANDED_OVER)

    outcome = done(decide(setup, ExpireCredentials(SETUP_ID, 1), OURSELVES, RUN_AT, RULES))

    expected = [
        *notify(expired_card(1)),
        *refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD),
    ]
    assert list(outcome.effects) == expected
    assert (outcome.burn, outcome.keep) == (True, None)


def test_each_expiry_has_a_message_of_its_own() -> None:
    """The second time is news again."""
    setup = a_setup(Stage.HANDED_OVER, expired=True)

    actual = effects(setup, ExpireCredentials(SETUP_ID, 2), OURSELVES)

    assert actual == [
        *notify(expired_card(2)),
        *refresh(credentials_card(2), MARKETO_CARD, STARTER_CARD),
    ]


def test_connecting_starts_the_wait() -> None:
    """Ten minutes later, not sooner, it is over; what might still be in the vault is burnt."""
    setup = a_setup(Stage.REVEALED)

    outcome = done(decide(setup, ReportConnected(SETUP_ID), SOL, RUN_AT, RULES))

    expected = [
        *refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD),
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
        *refresh(credentials_card(1), MARKETO_CARD, STARTER_CARD),
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
    "command", [NoteRunStarted(SETUP_ID, RUN_ID), NoteRunEnded(SETUP_ID, RUN_ID)]
)
@pytest.mark.parametrize("stage", [Stage.READY, Stage.PROVISIONING, Stage.DONE])
def test_what_a_setup_learns_of_a_run_notifies_nobody(command: SetupCommand, stage: Stage) -> None:
    """The run speaks for itself."""
    actual = effects(a_setup(stage), command, OURSELVES)

    assert actual == refresh(READY_CARD, MARKETO_CARD, STARTER_CARD)


def test_a_run_before_the_reminder_ends_the_wait_on_the_card_that_showed_it() -> None:
    """It still says how long is left."""
    actual = effects(a_setup(Stage.CONNECTED), NoteRunStarted(SETUP_ID, RUN_ID), OURSELVES)

    assert actual == refresh(READY_CARD, MARKETO_CARD, STARTER_CARD, credentials_card(1))
