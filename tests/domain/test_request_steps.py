"""Every command of a request at every stage by everybody; how it begins, and what it follows."""

from datetime import timedelta
from functools import cache
from typing import Final, get_args

import pytest

from bot.domain import request_steps
from bot.domain.effects import AskDirectly, Card, Effect, NoteRequest, Notify, PostRequest, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves
from bot.domain.refusals import (
    AlreadyDecided,
    MembersOnly,
    NobodyGiven,
    NoSandbox,
    NotAnApprover,
    NotOfProduction,
    NotTheRequester,
    NotYours,
    OwnRequest,
    RequestNotOpen,
    SetupCancelled,
)
from bot.domain.request import ClosedWhy, Nobody, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    AskForAddresses,
    AskForInvites,
    AskForSandbox,
    FollowSetup,
    HandOn,
    LeaveOut,
    NoteAskedAdobe,
    NoteChannelGone,
    OpenRequest,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.domain.setup_parts import Approval
from bot.domain.stages import Kind, Stage
from tests.domain.builders import (
    CANCELLED_AT,
    CHANNEL,
    EVERYBODY,
    MARA,
    MEMBERS,
    OURSELVES,
    SOL,
    STELLA,
    a_setup,
    done,
    new_messages,
    refreshed,
    told,
)
from tests.domain.request_builders import (
    APP,
    ASKED_AT,
    IDS,
    INVITED,
    LEO,
    MEL,
    MIA,
    NAMED,
    OPENED_AT,
    OVER,
    PRODUCTION,
    RAY,
    REQUEST_ID,
    a_request,
    approved_by,
    asking,
    begun,
    decided,
    owning,
    stepped,
    times,
)
from tests.domain.request_builders import MEMBERS as IN_THE_CHANNEL
from tests.for_each import for_each

INVITE, SANDBOX = RequestKind.INVITE, RequestKind.SANDBOX
SETUP: Final = approved_by(NAMED, owning())
CANCELLED: Final = owning(a_setup(Stage.DONE)).model_copy(
    update={"cancelled": a_setup(Stage.CANCELLED).cancelled, "stage": Stage.CANCELLED}
)
GONE: Final = NoteChannelGone(*IDS, "is_archived", (MEL.user_id, MIA.user_id))
IN_CHANNEL: Final = Slot(card=Card.APPROVAL, to=CHANNEL)
MINE: Final = Slot(card=Card.MY_REQUEST, to=RAY.user_id)
FOLLOW: Final = FollowSetup(*IDS)
LOOK: Final = PostRequest(setup_id=IDS[0], request_id=REQUEST_ID)
LACK: Final = tuple(
    Slot(card=Card.REQUEST_NEWS, part="nobody.0", to=one.user_id) for one in (RAY, STELLA)
)
BEFORE_EVENING: Final = ASKED_AT.replace(hour=16, minute=30)  # half an hour of work is left

COMMANDS: Final[dict[str, RequestCommand]] = {
    "AskForInvites": asking(INVITE),
    "AskForSandbox": asking(SANDBOX),
    "Approve": Approve(*IDS, 1),
    "Reject": Reject(*IDS, 1, (), "no"),
    "Withdraw": Withdraw(*IDS),
    "ReportInvited": ReportInvited(*IDS),
    "NoteAskedAdobe": NoteAskedAdobe(*IDS),
    "ReportAccount": ReportAccount(*IDS),
    "AskForAddresses": AskForAddresses(*IDS, "press"),
    "OpenRequest": OpenRequest(*IDS),
    "NoteChannelGone": NoteChannelGone(*IDS, "is_archived", (APP.user_id,)),
    "FollowSetup": FOLLOW,
    "HandOn": HandOn(*IDS, is_to_connect=True),
    "LeaveOut": LeaveOut(*IDS, left=("ines@acme.example",)),
    "nudge": TakeTime(*IDS, "nudge", 1),
    "escalate": TakeTime(*IDS, "escalate", 1),
    "expire": TakeTime(*IDS, "expire", 1),
    "remind": TakeTime(*IDS, "remind", 1),
}
STAGES: Final = dict(zip("AOPBDRWEC", RequestStage, strict=True))
# One letter a stage: asked, open, approved, at Adobe, done, rejected, withdrawn, expired, closed.
# y: done; d: decided by somebody else; s: done, and nothing changes.
# Where two rows stand, the first is of invites, the second of a sandbox account.
TABLE: Final = {
    #                   A O P B D R W E C
    "AskForInvites": "  . . . . . . . . .",
    "AskForSandbox": "  . . . . . . . . .",
    "Approve": "        . y d d d d . . .",
    "Reject": "         . y d d d d . . .",
    "Withdraw": "       y y y y . . . . .",
    "ReportInvited": "  . . y . . . . . . / . . . . . . . . .",
    "NoteAskedAdobe": " . . . . . . . . . / . . y . . . . . .",
    "ReportAccount": "  . . . . . . . . . / . . y y . . . . .",
    "AskForAddresses": ". . s . s . . . . / . . . . . . . . .",
    "OpenRequest": "    y s . . . . . . .",
    "NoteChannelGone": ". y . . . . . . .",
    "LeaveOut": "       y y y . . . . . .",
    "HandOn": "         . . . . . . . . .",
    "FollowSetup": "    s s s s s s s s s",
    "nudge": "          . y . . . . . . .",
    "escalate": "       y y . . . . . . .",
    "expire": "         y y . . . . . . .",
    "remind": "         . . y y . . . . .",
}
PEOPLE: Final[dict[str, Actor | Ourselves]] = {**EVERYBODY, "requester": RAY, "approver": APP}
ALL: Final = frozenset({*MEMBERS, "requester", "approver"})
OURS: Final = frozenset({"ourselves"})
APPROVER: Final = frozenset({"approver"})
ADMIN: Final = frozenset({"Sales Connect admin"})
WHO: Final = {
    **dict.fromkeys(TABLE, OURS),
    **dict.fromkeys(["AskForInvites", "AskForSandbox"], ALL),
    **dict.fromkeys(["Approve", "Reject"], APPROVER),
    "Withdraw": frozenset({"requester"}),
    **dict.fromkeys(["ReportInvited", "NoteAskedAdobe"], ADMIN),
    **dict.fromkeys(["ReportAccount", "AskForAddresses"], ADMIN),
}
NOT_THEIRS: Final = (NotYours, MembersOnly, NotAnApprover, OwnRequest, NotTheRequester)


def expected(what: str, stage: str, kind: RequestKind) -> str:
    rows = TABLE[what].split("/")
    row = rows[-1] if kind is SANDBOX else rows[0]
    return dict(zip(STAGES, row.split(), strict=True))[stage]


@cache
def the_request(stage: str, kind: RequestKind) -> Request:
    return a_request(STAGES[stage], kind, setup=SETUP)


def test_the_table_holds_every_command() -> None:
    """One that is new in the code is decided here too, by hand."""
    assert {type(one) for one in COMMANDS.values()} == set(get_args(RequestCommand))
    assert COMMANDS.keys() == TABLE.keys()


@for_each(what=TABLE, stage=STAGES, kind=RequestKind)
def test_every_command_at_every_stage_by_everybody(
    what: str, stage: str, kind: RequestKind
) -> None:
    """Who may comes first, then whether it is time; a decision changes nothing by itself."""
    if (stage, kind) == ("B", INVITE):
        return  # no invite is ever at Adobe
    request, command = the_request(stage, kind), COMMANDS[what]
    before = request.model_dump_json()
    for who, actor in PEOPLE.items():
        decision = decided(request, command, actor, SETUP)

        match expected(what, stage, kind):
            case _ if who not in WHO[what]:
                assert isinstance(decision, NOT_THEIRS), who
            case "y":
                assert done(decision).state != request
            case "s":
                assert done(decision).state == request
            case "d":
                assert isinstance(decision, AlreadyDecided)
                assert decision.approved == (stage != "R")
            case _:
                assert decision == RequestNotOpen(request.stage)
    assert request.model_dump_json() == before


def test_what_only_the_bot_notes_is_no_persons_act() -> None:
    """And nothing else is the bot's."""
    ours = {what for what, command in COMMANDS.items() if command.act is Act.FOLLOW_UP}

    assert ours == {what for what, who in WHO.items() if who == OURS}


class TestBeginning:
    @pytest.mark.parametrize("kind", RequestKind)
    def test_who_may_approve_is_read_before_anything_is_posted(self, kind: RequestKind) -> None:
        """The requester has a card of their own at once; the channel has none yet."""
        outcome = begun(kind)

        request = outcome.state
        assert (request.stage, request.requester) == (RequestStage.ASKED, RAY.user_id)
        assert (request.asked_at, request.edition) == (ASKED_AT, 1)
        assert new_messages(outcome) == [MINE]
        assert others(outcome) == [
            PostRequest(setup_id=IDS[0], request_id=REQUEST_ID),
            NoteRequest(setup_id=IDS[0], request_id=REQUEST_ID, kind=kind.value, ended=False),
        ]

    @pytest.mark.parametrize("stage", [one for one in Stage if one is not Stage.CANCELLED])
    @pytest.mark.parametrize("kind", RequestKind)
    def test_it_may_be_asked_at_any_stage_of_production(
        self, stage: Stage, kind: RequestKind
    ) -> None:
        """People are invited before anybody is connected."""
        assert begun(kind, setup=a_setup(stage)).state.stage is RequestStage.ASKED

    @pytest.mark.parametrize("kind", RequestKind)
    def test_nothing_is_asked_of_a_sandbox_or_of_what_is_cancelled(self, kind: RequestKind) -> None:
        """There is nobody to ask."""
        cancelled, sandbox = a_setup(Stage.CANCELLED), a_setup(kind=Kind.SANDBOX)

        said = SetupCancelled(STELLA.user_id, CANCELLED_AT)
        assert request_steps.begin(cancelled, asking(kind), RAY, ASKED_AT) == said
        assert request_steps.begin(sandbox, asking(kind), RAY, ASKED_AT) == NotOfProduction()

    @pytest.mark.parametrize("kind", RequestKind)
    def test_nobody_is_asked_for_nobody(self, kind: RequestKind) -> None:
        """A request without people would wait for ever."""
        decision = request_steps.begin(PRODUCTION, asking(kind, []), RAY, ASKED_AT)

        assert decision == NobodyGiven()

    def test_where_there_is_no_sandbox_no_account_is_asked_for(self) -> None:
        """Until the Marketo admin says that there is one; invites are asked for all the same."""
        none = owning(owns=False)

        refusal = request_steps.begin(none, asking(SANDBOX), RAY, ASKED_AT)

        assert refusal == NoSandbox(MARA.user_id)
        assert begun(INVITE, setup=none).state.stage is RequestStage.ASKED
        assert begun(SANDBOX, setup=owning(none)).state.stage is RequestStage.ASKED
        assert begun(SANDBOX, setup=PRODUCTION).state.stage is RequestStage.ASKED

    def test_a_window_opens_where_it_can_be_asked(self) -> None:
        """And nowhere else."""
        for setup in (PRODUCTION, owning(), owning(owns=False), CANCELLED):
            for command in (asking(INVITE), asking(SANDBOX)):
                decision = request_steps.begin(setup, command, RAY, ASKED_AT)

                refusal = request_steps.refuse_asking(setup, type(command), RAY)

                assert refusal == (None if isinstance(decision, Outcome) else decision)


class TestOpening:
    def test_members_of_the_channel_are_kept_with_it(self) -> None:
        """Just before it is posted: the card is the one new message."""
        outcome = done(
            decided(begun().state, OpenRequest(*IDS, IN_THE_CHANNEL), OURSELVES, now=OPENED_AT)
        )

        request = outcome.state
        assert (request.members, request.opened_at) == (IN_THE_CHANNEL, OPENED_AT)
        assert new_messages(outcome) == [IN_CHANNEL]
        assert MINE in refreshed(outcome)
        assert [what for what, *_ in times(outcome)] == ["nudge"]

    @pytest.mark.parametrize("nobody", Nobody)
    def test_where_nobody_can_approve_it_is_not_posted_and_who_asked_hears_why(
        self, nobody: Nobody
    ) -> None:
        """Never "submitted"; who can name somebody hears it, too."""
        outcome = done(decided(begun().state, OpenRequest(*IDS, nobody=nobody), OURSELVES))

        assert (outcome.state.stage, outcome.state.nobody) == (RequestStage.ASKED, nobody)
        assert told(outcome) == [
            (Card.REQUEST_NEWS, RAY.user_id),
            (Card.REQUEST_NEWS, STELLA.user_id),
        ]

    def test_the_same_lack_is_said_once(self) -> None:
        """Each change of the setup looks again."""
        lacking = stepped(begun().state, OpenRequest(*IDS, nobody=Nobody.MEMBERS))

        again = done(decided(lacking, OpenRequest(*IDS, nobody=Nobody.MEMBERS), OURSELVES))

        assert (again.state, new_messages(again), refreshed(again)) == (lacking, [], [])

    def test_while_it_is_on_no_card_it_is_looked_at_again_each_working_hour(self) -> None:
        """Somebody may be added to a group: nobody tells us. In between, nights are long."""
        looks = OpenRequest(*IDS, nobody=Nobody.APPROVERS)
        outcome = done(decided(begun().state, looks, OURSELVES, now=BEFORE_EVENING))
        due = []
        for _ in range(3):
            [at] = [one.at for one in outcome.effects if one.effect == LOOK]
            assert at is not None
            due.append(at)
            outcome = done(decided(outcome.state, looks, OURSELVES, now=at))

        nine = BEFORE_EVENING.replace(hour=9, minute=0) + timedelta(days=1)
        assert due == [nine + timedelta(minutes=minutes) for minutes in (30, 90, 150)]

    def test_what_is_over_by_then_is_not_looked_at(self) -> None:
        """The effect comes all the same."""
        lacking = stepped(begun().state, OpenRequest(*IDS, nobody=Nobody.MEMBERS))
        withdrawn = stepped(lacking, Withdraw(*IDS), RAY)

        again = decided(withdrawn, OpenRequest(*IDS, nobody=Nobody.MEMBERS), OURSELVES)

        assert again == RequestNotOpen(RequestStage.WITHDRAWN)

    def test_another_lack_is_said_too(self) -> None:
        """What is written says what is true when it is sent: one message that waits is enough."""
        lacking = stepped(begun().state, OpenRequest(*IDS, nobody=Nobody.CHANNEL))

        outcome = done(decided(lacking, OpenRequest(*IDS, nobody=Nobody.APPROVERS), OURSELVES))

        assert outcome.state.nobody is Nobody.APPROVERS
        assert (Card.REQUEST_NEWS, RAY.user_id) in told(outcome)

    def test_who_is_named_then_ends_the_lack(self) -> None:
        """The settings changed: it is looked at again, and posted."""
        lacking = stepped(begun().state, OpenRequest(*IDS, nobody=Nobody.MEMBERS))
        looks = done(decided(lacking, FOLLOW, OURSELVES, SETUP))
        assert PostRequest(setup_id=IDS[0], request_id=REQUEST_ID) in others(looks)

        opened = stepped(looks.state, OpenRequest(*IDS), OURSELVES, SETUP)

        assert (opened.stage, opened.nobody) == (RequestStage.OPEN, None)


class TestChannelGone:
    def test_those_who_can_are_asked_in_their_dm_and_the_requester_hears_so(self) -> None:
        """A card each, with the buttons; it is said why."""
        outcome = done(decided(a_request(), GONE, OURSELVES))

        cards = [Slot(card=Card.APPROVAL, to=one.user_id) for one in (MEL, MIA)]
        news = Slot(card=Card.REQUEST_NEWS, part="directly", to=RAY.user_id)
        assert new_messages(outcome) == [*cards, news]
        assert outcome.state.channel_fault == "is_archived"

    def test_it_is_asked_once(self) -> None:
        """The card and a nudge may both have failed."""
        once = stepped(a_request(), GONE)

        assert decided(once, GONE, OURSELVES) == RequestNotOpen(RequestStage.OPEN)

    def test_what_is_decided_shows_on_each_of_their_cards(self) -> None:
        """Nobody keeps a button that does nothing."""
        asked = stepped(a_request(), GONE)

        outcome = done(decided(asked, Approve(*IDS, 1), MIA))

        cards = {Slot(card=Card.APPROVAL, to=one.user_id) for one in (MEL, MIA)}
        assert {IN_CHANNEL, *cards} <= set(refreshed(outcome))

    def test_being_asked_directly_is_no_authority(self) -> None:
        """Who may approve is the same as before."""
        asked = stepped(a_request(), NoteChannelGone(*IDS, "is_archived", (LEO.user_id,)))

        assert not isinstance(decided(asked, Approve(*IDS, 1), LEO), Outcome)

    def test_where_nobody_is_left_to_ask_who_asked_hears_it(self) -> None:
        """And who can name somebody."""
        outcome = done(decided(a_request(), NoteChannelGone(*IDS, "is_archived", ()), OURSELVES))

        assert outcome.state.nobody is Nobody.CHANNEL
        assert told(outcome) == [
            (Card.REQUEST_NEWS, RAY.user_id),
            (Card.REQUEST_NEWS, STELLA.user_id),
        ]

    def test_who_is_named_afterwards_is_asked_directly_too(self) -> None:
        """The channel still takes no message."""
        lost = stepped(a_request(), NoteChannelGone(*IDS, "is_archived", ()))
        looks = done(decided(lost, FOLLOW, OURSELVES, SETUP))
        fault = AskDirectly(setup_id=IDS[0], request_id=REQUEST_ID, why="is_archived")
        assert fault in others(looks)

        found = NoteChannelGone(*IDS, "is_archived", (APP.user_id,))
        outcome = done(decided(looks.state, found, OURSELVES, SETUP))

        assert told(outcome)[0] == (Card.APPROVAL, APP.user_id)
        assert outcome.state.nobody is None
        # Whoever was told that nobody can approve it would believe it until it expires.
        assert set(LACK) <= set(refreshed(outcome))

    def test_a_lack_is_not_forgotten_while_it_lasts(self) -> None:
        """A change of language finds nobody either: the card must not say that it waits."""
        lost = stepped(a_request(), NoteChannelGone(*IDS, "is_archived", ()))
        followed = stepped(lost, FOLLOW)
        again = decided(followed, NoteChannelGone(*IDS, "is_archived", ()), OURSELVES)

        after = again.state if isinstance(again, Outcome) else followed

        assert after.nobody is Nobody.CHANNEL

    def test_a_channel_that_comes_back_can_be_lost_again(self) -> None:
        """The second time is news again."""
        lost = stepped(a_request(), GONE)
        back = stepped(lost, FollowSetup(*IDS, channel_is_back=True))
        assert back.channel_fault == ""

        assert isinstance(decided(back, GONE, OURSELVES), Outcome)


class TestTheEndOfTheSetup:
    @pytest.mark.parametrize("stage", [one for one in RequestStage if one not in OVER])
    def test_what_is_not_done_by_then_is_closed_and_the_requester_hears_so(
        self, stage: RequestStage
    ) -> None:
        """Once, by one message; nobody can press anything afterwards."""
        request = a_request(stage)

        outcome = done(decided(request, FOLLOW, OURSELVES, CANCELLED))

        news = Slot(card=Card.REQUEST_NEWS, part="closed", to=RAY.user_id)
        assert news in new_messages(outcome)
        assert len(new_messages(outcome)) <= 2
        after = outcome.state
        assert (after.stage, after.closed_why) == (RequestStage.CLOSED, ClosedWhy.SETUP_CANCELLED)
        assert {IN_CHANNEL, MINE} <= set(refreshed(outcome))

    @pytest.mark.parametrize("stage", OVER)
    def test_what_is_over_stays_as_it_ended(self, stage: RequestStage) -> None:
        """The setup hears of its end once more: it may have heard of it before its beginning."""
        request = a_request(stage)

        outcome = done(decided(request, FOLLOW, OURSELVES, CANCELLED))

        assert outcome.state == request
        [heard] = outcome.effects
        assert isinstance(heard.effect, NoteRequest)
        assert heard.effect.ended

    def test_until_the_request_hears_of_it_everybody_reads_why_nothing_goes(self) -> None:
        """Each press of somebody who may."""
        said = SetupCancelled(STELLA.user_id, CANCELLED_AT)
        request, approved = a_request(), a_request(RequestStage.APPROVED)

        assert decided(request, Approve(*IDS, 1), MEL, CANCELLED) == said
        assert decided(request, Reject(*IDS, 1, (), "no"), MEL, CANCELLED) == said
        assert decided(approved, ReportInvited(*IDS), SOL, CANCELLED) == said


@pytest.mark.parametrize(("command", "kind"), [(AskForInvites, INVITE), (AskForSandbox, SANDBOX)])
def test_a_request_keeps_what_was_asked(
    command: type[AskForInvites] | type[AskForSandbox], kind: RequestKind
) -> None:
    """Word for word, and in which zone its requester works."""
    people = INVITED[:1]
    given = command(*IDS, people, "they sell in the north", "Europe/Berlin")

    request = done(request_steps.begin(PRODUCTION, given, RAY, ASKED_AT)).state

    assert (request.kind, request.people, request.note) == (kind, people, given.note)
    assert (request.zone, request.setup_id) == ("Europe/Berlin", PRODUCTION.id)


def test_a_change_of_settings_announces_nothing() -> None:
    """It shows on the cards; who may approve is looked up when somebody presses."""
    request = a_request()
    setup = approved_by(Approval(approvers=(UserId("U_ANOTHER"),)), owning())

    assert new_messages(done(decided(request, FOLLOW, OURSELVES, setup))) == []


def others(outcome: Outcome[Request]) -> list[Effect]:
    """What follows besides messages and times."""
    return [
        due.effect
        for due in outcome.effects
        if not isinstance(due.effect, Notify)
        and due.effect.do not in ("refresh", "time_of_request")
    ]
