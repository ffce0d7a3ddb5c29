"""The credentials on their way: handed over, shown once, asked for again, looked at by Marketo."""

from datetime import datetime
from typing import Any, Final

from bot.domain.commands import (
    AskAgain,
    ExpireCredentials,
    HandOver,
    NoteChecked,
    NoteRevealed,
    NoteShownLate,
    NoteWindowClosed,
)
from bot.domain.credentials import unusual
from bot.domain.decision import By, Decision
from bot.domain.effects import Card, CheckPair, Due, ExpireLater, Slot
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Role
from bot.domain.refusals import (
    AlreadyAsked,
    AlreadyRevealed,
    CredentialsExpired,
    CredentialsReplaced,
    CredentialsWithdrawn,
    NothingToHandOver,
    NothingToReveal,
    NotNow,
    RecipientChanged,
    Refusal,
    SomebodyIsMissing,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import Checked, HandOverNote, MarketoSays, Noted
from bot.domain.stages import Stage
from bot.domain.telling import notify, refresh

SHOWN_KEPT: Final = 50  # versions


def refuse_hand_over(setup: Setup) -> Refusal | None:
    """Why nothing can be handed over to the present recipient, whoever asks."""
    if setup.one_admin:
        return NothingToHandOver(setup.sales_connect_admin)
    if missing := setup.missing.get(Role.SALES_CONNECT_ADMIN):
        return SomebodyIsMissing(Role.SALES_CONNECT_ADMIN, missing.told)
    return None


def refuse_state_of_reveal(setup: Setup, version: int) -> Refusal | None:
    """Why the credentials of this version cannot be shown any more, or not yet."""
    note = setup.handed_over
    if note is None or (note.withdrawn_at and setup.stage is Stage.NAMED):
        return NothingToReveal(setup.marketo_admin)
    if note.withdrawn_at:
        return CredentialsWithdrawn(note.withdrawn_at)
    if note.revealed_at:
        return AlreadyRevealed(note.recipient, note.revealed_at, setup.marketo_admin)
    if note.expired_at:
        return CredentialsExpired(note.expired_at, setup.marketo_admin)
    if version != note.version:
        return CredentialsReplaced()
    return None if setup.stage is Stage.HANDED_OVER else NotNow(NoteRevealed.act, setup.stage)


def withdrawn(note: HandOverNote | None, at: datetime) -> HandOverNote | None:
    """The note of credentials that nobody needs or may open any more."""
    if note is None or note.withdrawn_at:
        return note
    return note.model_copy(update={"withdrawn_at": at})


def hand_over(setup: Setup, command: HandOver, by: By, now: datetime, rules: Rules) -> Decision:
    if refusal := refuse_hand_over(setup):
        return refusal
    if command.recipient not in (None, setup.sales_connect_admin):
        return RecipientChanged(setup.sales_connect_admin)
    note = HandOverNote(
        version=setup.version + 1,
        sender=setup.marketo_admin,
        recipient=setup.sales_connect_admin,
        at=now,
        expires_at=now + rules.secret_ttl,
        unusual=unusual(command.credentials),
        same_as_last=command.same_as is not None and command.same_as == setup.version,
    )
    after = setup.model_copy(update={"stage": Stage.HANDED_OVER, "handed_over": note})
    effects = (
        *notify(after, after.credentials_card()),
        *refresh(after, after.marketo_card(), after.starter_card(), after.sales_connect_card()),
        *(refresh(setup, setup.credentials_card()) if setup.handed_over else ()),
        *refresh(setup, *setup.asking_cards()),
        Due(CheckPair(setup_id=setup.id, version=note.version)),
        Due(ExpireLater(setup_id=setup.id, version=note.version), note.expires_at),
        *(notify(after, after.checked_card()) if note.unusual else ()),
        *refresh(setup, *setup.beside_credentials()),
    )
    return Outcome(after, effects, keep=command.credentials)


def note_revealed(
    setup: Setup, command: NoteRevealed, by: By, now: datetime, rules: Rules
) -> Decision:
    if refusal := refuse_state_of_reveal(setup, command.version):
        return refusal
    after, effects = _opened(setup, now)
    return Outcome(after, effects, burn=True)


def _opened(setup: Setup, now: datetime) -> tuple[Setup, tuple[Due, ...]]:
    """What was asked for in place of it is not needed any more."""
    assert setup.handed_over is not None
    opened_at = setup.handed_over.revealed_at or now
    note = setup.handed_over.model_copy(update={"revealed_at": opened_at, "asked_again": None})
    update = {"stage": Stage.REVEALED, "handed_over": note, "shown": _with(setup, note.version)}
    after = setup.model_copy(update=update)
    cards = (after.credentials_card(), after.marketo_card(), after.starter_card())
    return after, refresh(after, *cards, *setup.asking_cards())


def _with(setup: Setup, version: int) -> tuple[int, ...]:
    return (*setup.shown, version)[-SHOWN_KEPT:]


def note_shown_late(
    setup: Setup, command: NoteShownLate, by: By, now: datetime, rules: Rules
) -> Decision:
    """Whatever became of them meanwhile: the sender hears who has seen them."""
    note = setup.handed_over
    if note is None or not 1 <= command.version <= note.version:
        return NothingToReveal(setup.marketo_admin)
    is_latest = note.version == command.version
    if is_latest and command.shown_to != note.recipient:  # no window of theirs holds these
        return NothingToReveal(setup.marketo_admin)
    if command.version in setup.shown or (is_latest and note.revealed_at):  # on record
        return AlreadyRevealed(command.shown_to, note.revealed_at or now, setup.marketo_admin)
    update: dict[str, Any] = {"shown": _with(setup, command.version)}
    if is_latest:
        update["handed_over"] = note.model_copy(update={"revealed_at": now})
    after = setup.model_copy(update=update)
    part = f"{command.version}.{command.shown_to}.{int(now.timestamp())}"
    told = Slot(card=Card.SHOWN_LATE, part=part, to=setup.marketo_admin)
    is_here = setup.marketo_admin not in setup.left_slack()
    cards = (after.credentials_card(), after.marketo_card(), after.starter_card())
    asking = dict.fromkeys((*setup.asking_cards(), *after.asking_cards()))
    effects = refresh(after, *cards, *asking) if is_latest else ()
    return Outcome(after, (*(notify(after, told) if is_here else ()), *effects))


def expire(
    setup: Setup, command: ExpireCredentials, by: By, now: datetime, rules: Rules
) -> Decision:
    note = setup.handed_over
    if note is None or command.version != note.version:
        return CredentialsReplaced()
    expired = note.model_copy(update={"expired_at": now})
    after = setup.model_copy(update={"stage": Stage.NAMED, "handed_over": expired})
    gone, part = setup.left_slack(), str(note.version)
    told = [
        Slot(card=Card.EXPIRED, part=part, to=admin)
        for admin in (setup.marketo_admin, setup.sales_connect_admin)
        if admin not in gone
    ]
    cards = (after.credentials_card(), *after.road_cards(), *after.beside_credentials())
    return Outcome(after, (*notify(after, *told), *refresh(after, *cards)), burn=True)


def refuse_ask_again(setup: Setup, version: int) -> Refusal | None:
    """Why another hand-over in place of this version cannot be asked for."""
    if refusal := refuse_hand_over(setup):
        return refusal
    note = setup.handed_over
    if note is None or note.withdrawn_at:
        return NothingToReveal(setup.marketo_admin)
    if version != note.version:
        return CredentialsReplaced()
    if note.asked_again:
        return AlreadyAsked(note.asked_again.at, setup.marketo_admin)
    if missing := setup.missing.get(Role.MARKETO_ADMIN):
        return SomebodyIsMissing(Role.MARKETO_ADMIN, missing.told)
    return None


def ask_again(setup: Setup, command: AskAgain, by: By, now: datetime, rules: Rules) -> Decision:
    """The recipient cannot use them (any more): expired, lost, not to be opened."""
    assert isinstance(by, Actor)
    if refusal := refuse_ask_again(setup, command.version):
        return refusal
    note = setup.handed_over
    assert note is not None
    asked = note.model_copy(update={"asked_again": Noted(by=by.user_id, at=now)})
    # It is asked anew, so the Marketo admin is reminded anew.
    turns = {role: one for role, one in setup.turns.items() if role is not Role.MARKETO_ADMIN}
    after = setup.model_copy(update={"handed_over": asked, "turns": turns})
    new = after.asked_card()
    old = (slot for slot in after.asking_cards() if slot != new)
    beside = after.beside_credentials()
    cards = (after.credentials_card(), *after.road_cards(), *beside, *old)
    return Outcome(after, (*notify(after, new), *refresh(after, *dict.fromkeys(cards))))


def note_checked(
    setup: Setup, command: NoteChecked, by: By, now: datetime, rules: Rules
) -> Decision:
    """What Marketo said of the pair; it stops nothing."""
    note = setup.handed_over
    if note is None or command.version != note.version or note.checked:
        return CredentialsReplaced()
    checked = note.model_copy(update={"checked": Checked(says=command.says, at=now)})
    after = setup.model_copy(update={"handed_over": checked})
    cards = refresh(after, after.credentials_card(), after.marketo_card())
    if note.unusual:  # then the message was sent with the hand-over
        return Outcome(after, (*cards, *refresh(after, after.checked_card())))
    # A new message only while there is something to compare, and for who is there to do it.
    is_doubtful = command.says is MarketoSays.NOT_ACCEPTED
    still_matters = setup.stage in (Stage.HANDED_OVER, Stage.REVEALED)
    if is_doubtful and still_matters and setup.marketo_admin not in setup.left_slack():
        return Outcome(after, (*cards, *notify(after, after.checked_card())))
    return Outcome(after, cards)


def note_window_closed(
    setup: Setup, command: NoteWindowClosed, by: By, now: datetime, rules: Rules
) -> Decision:
    """
    The values are gone from the screen: the recipient is told what remains. A window that Slack
    opened without telling us so was open all the same: now that is known.
    """
    note = setup.handed_over
    if note is None or command.version != note.version or note.window_closed_at:
        return CredentialsReplaced()
    is_news = setup.stage is Stage.HANDED_OVER
    opened, effects = _opened(setup, now) if is_news else (setup, ())
    assert opened.handed_over is not None
    closed = opened.handed_over.model_copy(update={"window_closed_at": now})
    after = opened.model_copy(update={"handed_over": closed})
    return Outcome(after, (*notify(after, after.closed_card()), *effects), burn=is_news)
