"""Whether somebody can still approve what stands on a card: looked at, told, shown anew."""

from typing import Final

import pytest

from bot.domain.effects import AskDirectly, Card, Effect, PostRequest, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.request import Nobody, Request, RequestStage
from bot.domain.request_commands import (
    Approve,
    FollowSetup,
    NoteChannelGone,
    OpenRequest,
    Reject,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from tests.domain.builders import CHANNEL, OURSELVES, STELLA, done, new_messages, refreshed
from tests.domain.request_builders import (
    APP,
    IDS,
    LEO,
    MEL,
    MEMBERS,
    MIA,
    NAMED,
    OPENED_AT,
    RAY,
    REQUEST_ID,
    a_request,
    approved_by,
    decided,
    owning,
    stepped,
)

SETUP: Final = approved_by(NAMED, owning())
GONE: Final = NoteChannelGone(*IDS, "is_archived", (MEL.user_id, MIA.user_id))
FOLLOW: Final = FollowSetup(*IDS)
LOOK: Final = PostRequest(setup_id=IDS[0], request_id=REQUEST_ID)
IN_CHANNEL: Final = Slot(card=Card.APPROVAL, to=CHANNEL)
MINE: Final = Slot(card=Card.MY_REQUEST, to=RAY.user_id)
DIRECTLY: Final = Slot(card=Card.REQUEST_NEWS, part="directly", to=RAY.user_id)
LACK: Final = tuple(
    Slot(card=Card.REQUEST_NEWS, part="nobody.0", to=one.user_id) for one in (RAY, STELLA)
)


def looked(nobody: Nobody | None) -> OpenRequest:
    """What was seen of who can approve."""
    return OpenRequest(*IDS, MEMBERS, nobody)


def looks(outcome: Outcome[Request]) -> list[Effect]:
    """What follows and asks Slack."""
    found = (due.effect for due in outcome.effects)
    return [one for one in found if isinstance(one, PostRequest | AskDirectly)]


def test_a_change_of_the_setup_makes_a_look_due_and_claims_nothing() -> None:
    """`nobody` changes by what was seen, never by what might be."""
    for nobody in (None, *Nobody):
        request = a_request().model_copy(update={"nobody": nobody})
        for setup in (SETUP, owning()):
            outcome = done(decided(request, FOLLOW, OURSELVES, setup))

            assert outcome.state.nobody is nobody
            assert looks(outcome) == [LOOK]


def test_while_the_channel_takes_no_message_others_are_looked_for() -> None:
    """A card in a DM each, for who is named by now; in the channel nobody would see it."""
    outcome = done(decided(stepped(a_request(), GONE), FOLLOW, OURSELVES))

    fault = AskDirectly(setup_id=IDS[0], request_id=REQUEST_ID, why="is_archived")
    assert looks(outcome) == [fault]


@pytest.mark.parametrize("nobody", Nobody)
def test_a_lack_is_told_when_it_begins_and_shown_anew_when_it_ends(nobody: Nobody) -> None:
    """It stays open; whoever was told reads that somebody can by now, without a new message."""
    begins = done(decided(a_request(), looked(nobody), OURSELVES))
    lasts = done(decided(begins.state, looked(nobody), OURSELVES))
    ends = done(decided(lasts.state, looked(None), OURSELVES))

    assert (begins.state.stage, begins.state.nobody) == (RequestStage.OPEN, nobody)
    assert new_messages(begins) == [*LACK]
    assert {IN_CHANNEL, MINE} <= set(refreshed(begins))
    assert (lasts.state, list(lasts.effects)) == (begins.state, [])
    assert (ends.state, new_messages(ends)) == (a_request(), [])
    assert {*LACK, IN_CHANNEL, MINE} <= set(refreshed(ends))


@pytest.mark.parametrize(
    ("command", "by"),
    [
        (Approve(*IDS, 1), MEL),
        (Reject(*IDS, 1, (), "no"), MEL),
        (Withdraw(*IDS), RAY),
        (TakeTime(*IDS, "expire", 1), OURSELVES),
    ],
    ids=["approved", "rejected", "withdrawn", "expired"],
)
def test_what_waits_no_more_lacks_nobody(command: RequestCommand, by: Actor | Ourselves) -> None:
    """Somebody could by then, before it was looked at again; or nobody has to, any more."""
    lacking = stepped(a_request(), looked(Nobody.MEMBERS))

    outcome = done(decided(lacking, command, by))

    assert outcome.state.nobody is None
    assert set(LACK) <= set(refreshed(outcome))


def test_those_who_were_asked_directly_and_can_no_more_end_no_lack() -> None:
    """Nobody was found anew: that they were asked once is no sign that they can."""
    asked = stepped(a_request(), GONE)
    lacking = stepped(asked, TakeTime(*IDS, "nudge", 1, Nobody.MEMBERS))

    again = decided(lacking, NoteChannelGone(*IDS, "is_archived", ()), OURSELVES)

    after = again.state if isinstance(again, Outcome) else lacking
    assert after.nobody
    assert not isinstance(again, Outcome) or DIRECTLY not in new_messages(again)


def test_another_lack_is_told_too() -> None:
    """The first way out was tried: this is the next."""
    lacking = stepped(a_request(), looked(Nobody.APPROVERS))

    outcome = done(decided(lacking, looked(Nobody.MEMBERS), OURSELVES))

    assert (outcome.state.nobody, new_messages(outcome)) == (Nobody.MEMBERS, [*LACK])


def test_who_was_in_the_channel_when_it_was_posted_is_not_read_anew() -> None:
    """Whoever joined since then may not approve."""
    late = OpenRequest(*IDS, (LEO.user_id,), gone=(APP.user_id,))

    after = stepped(a_request(), late)

    assert (after.members, after.opened_at) == (MEMBERS, OPENED_AT)
    assert after.gone == (APP.user_id,)
