"""Effects: data that survives storage, recognised by ids that hold ids only."""

from collections.abc import Iterator
from typing import Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.audit_filter import AuditFilter
from bot.domain.commands import HandOver, SaveApiAccess
from bot.domain.effects import (
    EFFECT,
    AskDirectly,
    BecomeReadyLater,
    BeginSandbox,
    CallConnector,
    Card,
    CheckApi,
    CheckPair,
    Due,
    Effect,
    ExpireLater,
    Gather,
    Greet,
    HandOnInvited,
    LookAtPeople,
    NoteLeft,
    NoteMended,
    NotePrepared,
    NoteRequest,
    NoteRun,
    NoteUntold,
    Notify,
    PostRequest,
    ReadWorkspaces,
    Ref,
    Refresh,
    ReleaseRun,
    RemindLater,
    Reply,
    SendAddresses,
    SendAudit,
    SendFile,
    ShowHome,
    ShowPreview,
    Slot,
    Sources,
    TellRequest,
    TellRun,
    TimeOfRequest,
    WarnOfLeak,
)
from bot.domain.ids import RequestId, RunId, SetupId, UserId
from bot.domain.people import Role
from bot.domain.request import RequestKind, RequestStage
from bot.domain.request_commands import Approve, Reject, ReportAccount, ReportInvited
from bot.domain.run import Does, Driver, RunStage
from bot.domain.run_commands import AskForResults, NoteUntoldPerson, ReportBatch, StartRun
from bot.domain.run_steps import decide
from bot.domain.setup_steps import decide as decide_setup
from bot.domain.stages import Language, Stage
from tests.domain.builders import (
    CREDENTIALS,
    MARA,
    OURSELVES,
    RULES,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    WINDOW,
    a_setup,
    effects_of,
)
from tests.domain.properties import PROPERTY
from tests.domain.request_builders import IDS, MEL, a_request, begun, decided
from tests.domain.run_builders import a_run

WORD: Final = st.from_regex(r"[a-zA-Z0-9_]{1,12}", fullmatch=True)
NUMBER: Final = st.integers(min_value=0, max_value=999)
USER: Final = WORD.map(lambda word: UserId(f"U{word}"))
SETUP_ONE: Final = WORD.map(lambda word: SetupId(f"s{word}"))
RUN_ONE: Final = WORD.map(lambda word: RunId(f"r{word}"))  # as random ids: never a setup's
REQUEST_ONE: Final = WORD.map(lambda word: RequestId(f"q{word}"))
REF: Final = st.one_of(
    st.builds(Ref, kind=st.just("setup"), id=SETUP_ONE),
    st.builds(Ref, kind=st.just("run"), id=RUN_ONE),
    st.builds(Ref, kind=st.just("request"), id=REQUEST_ONE),
)
PART: Final = st.one_of(st.just(""), NUMBER.map(str), st.builds("{}|{}".format, WORD, WORD))
TO: Final = st.one_of(WORD, NUMBER.map("row:{}".format), NUMBER.map("person:{}".format))
SLOT: Final = st.builds(Slot, card=st.sampled_from(Card), part=PART, to=TO)
SOURCES: Final = Sources(
    people=(MARA.user_id,),
    groups=("S_SALES",),
    addresses=("ada@acme.example",),
    file_id="F_LIST",
    marketo=True,
    workspaces=("Europe",),
)
EFFECTS: Final[st.SearchStrategy[Effect]] = st.one_of(
    st.builds(Notify, about=REF, slot=SLOT),
    st.builds(Refresh, about=REF, slot=SLOT),
    st.builds(BecomeReadyLater, setup_id=SETUP_ONE),
    st.builds(ExpireLater, setup_id=SETUP_ONE, version=NUMBER),
    st.builds(
        NoteRun,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        ended=st.booleans(),
        admin=st.just(SOL.user_id),
        connection=st.just(1),
    ),
    st.builds(NoteUntold, setup_id=st.just(SETUP_ID), run_id=RUN_ONE, row=NUMBER),
    st.builds(RemindLater, setup_id=SETUP_ONE, role=st.sampled_from(Role), turn=st.just(1)),
    st.builds(
        NotePrepared,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        people=st.just(3),
        connection=st.just(1),
    ),
    st.builds(ReleaseRun, setup_id=st.just(SETUP_ID), run_id=RUN_ONE),
    st.builds(
        NoteMended,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        into=st.just(RunId("newer")),
        at=st.just(RUN_AT),
    ),
    st.builds(
        TellRun, setup_id=st.just(SETUP_ID), run_id=RUN_ONE, closed=st.just(False), former=USER
    ),
    st.builds(
        Gather,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        by=st.just(SOL.user_id),
        sources=st.just(SOURCES),
        view=st.just(WINDOW),
    ),
    st.builds(
        ShowPreview,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        by=st.just(SOL.user_id),
        view=st.just(WINDOW),
    ),
    st.builds(
        CallConnector,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        row=NUMBER,
        does=st.sampled_from(Does),
    ),
    st.builds(
        SendFile,
        setup_id=st.just(SETUP_ID),
        run_id=RUN_ONE,
        what=st.sampled_from(["results", "problems"]),
        to=st.just(SOL.user_id),
        key=WORD,
    ),
    st.builds(CheckPair, setup_id=SETUP_ONE, version=NUMBER),
    st.builds(
        CheckApi,
        setup_id=SETUP_ONE,
        number=NUMBER,
        by=st.just(MARA.user_id),
        view_id=st.just(WINDOW),
    ),
    st.builds(ReadWorkspaces, setup_id=SETUP_ONE, number=NUMBER),
    st.builds(PostRequest, setup_id=st.just(SETUP_ID), request_id=REQUEST_ONE),
    st.builds(
        AskDirectly,
        setup_id=st.just(SETUP_ID),
        request_id=REQUEST_ONE,
        why=st.just("is_archived"),
    ),
    st.builds(
        TimeOfRequest,
        setup_id=st.just(SETUP_ID),
        request_id=REQUEST_ONE,
        what=st.sampled_from(["nudge", "escalate", "expire", "remind"]),
        number=st.just(1),
    ),
    st.builds(
        NoteRequest,
        setup_id=st.just(SETUP_ID),
        request_id=REQUEST_ONE,
        kind=st.just("invite"),
        ended=st.booleans(),
    ),
    st.builds(NoteLeft, setup_id=SETUP_ONE, user_id=st.just(SOL.user_id)),
    st.builds(TellRequest, setup_id=st.just(SETUP_ID), request_id=REQUEST_ONE),
    st.builds(
        HandOnInvited,
        setup_id=SETUP_ONE,
        request_id=REQUEST_ONE,
        is_to_connect=st.just(True),
    ),
    st.builds(HandOnInvited, setup_id=SETUP_ONE),
    st.builds(LookAtPeople, setup_id=st.just(SETUP_ID), request_id=REQUEST_ONE),
    st.builds(BeginSandbox, setup_id=st.just(SETUP_ID), request_id=REQUEST_ONE),
    st.builds(
        SendAddresses,
        setup_id=st.just(SETUP_ID),
        request_id=REQUEST_ONE,
        to=st.just(SOL.user_id),
        key=WORD,
    ),
    st.builds(ShowHome, user_id=WORD),
    st.builds(Greet, user_id=WORD, channel=st.just("D_MARA"), welcome=st.booleans()),
    st.builds(
        SendAudit,
        to=st.just(SOL.user_id),
        only=st.just(AuditFilter(who=MARA.user_id)),  # what is asked for is asked by one press
        form=st.sampled_from(["csv", "json"]),
        key=WORD,
    ),
    st.builds(
        WarnOfLeak,
        user_id=st.just(MARA.user_id),
        channel=WORD,
        ts=WORD,
        edited=WORD,
        thread=st.just("1.000100"),  # where a message stands, and in which language it is, follows
        in_dm=st.just(False),  # from which one it is
        language=st.just(Language.EN),
    ),
    st.builds(
        Reply,
        user_id=st.just(MARA.user_id),
        channel=WORD,
        ts=WORD,
        article=st.just("wait"),  # what a message says decides it, and a message is said once
        nearest=st.just(("skip-wait", "connect-users")),
    ),
)


def effects_of_the_road() -> Iterator[Due]:
    """All kinds of effects, as the steps really make them."""
    for stage in (Stage.NAMED, Stage.HANDED_OVER):
        again = HandOver(SETUP_ID, CREDENTIALS)
        yield from effects_of(decide_setup(a_setup(stage), again, MARA, RUN_AT, RULES))
    access = SaveApiAccess(SETUP_ID, CREDENTIALS, WINDOW)
    yield from effects_of(decide_setup(a_setup(), access, MARA, RUN_AT, RULES))
    setup = a_setup(Stage.READY)
    draft, running = a_run(RunStage.DRAFT, people=60), a_run(RunStage.RUNNING, people=60)
    start, first = StartRun(SETUP_ID, RUN_ID), ReportBatch(SETUP_ID, RUN_ID, 0, frozenset({3}))
    by_connector = StartRun(SETUP_ID, RUN_ID, Driver.CONNECTOR)
    for begins in (start, by_connector):
        yield from effects_of(decide(draft, setup, begins, SOL, RUN_AT))
    yield from effects_of(decide(running, setup, first, SOL, RUN_AT))
    results = AskForResults(SETUP_ID, RUN_ID, "press")
    yield from effects_of(decide(running, setup, results, SOL, RUN_AT))
    untold = NoteUntoldPerson(SETUP_ID, RUN_ID, 3)
    yield from effects_of(decide(running, setup, untold, OURSELVES, RUN_AT))
    yield from begun().effects
    yield from effects_of(decided(a_request(), Approve(*IDS, 1), MEL))
    rejects = Reject(*IDS, 1, (1,), "ivo@acme.example has left")
    yield from effects_of(decided(a_request(), rejects, MEL))
    yield from effects_of(decided(a_request(RequestStage.APPROVED), ReportInvited(*IDS), SOL))
    account = a_request(RequestStage.AT_ADOBE, RequestKind.SANDBOX)
    yield from effects_of(decided(account, ReportAccount(*IDS), SOL))


@PROPERTY
@given(EFFECTS)
def test_an_effect_survives_storage(effect: Effect) -> None:
    """What is read from the due set is what was committed, of the same kind and id."""
    read = EFFECT.validate_json(EFFECT.dump_json(effect))

    assert read == effect
    assert type(read) is type(effect)
    assert read.id == effect.id


def test_every_kind_of_effect_is_tried_here() -> None:
    """A new kind is stored and read too."""
    kinds = get_args(get_args(Effect)[0])

    assert set(kinds) == {
        *(Notify, Refresh, BecomeReadyLater, ExpireLater, NoteRun, NoteUntold),
        *(RemindLater, NotePrepared, TellRun, CheckPair, CheckApi, ReadWorkspaces, Reply),
        *(Gather, ShowPreview, CallConnector, SendFile, ReleaseRun, NoteMended),
        *(PostRequest, AskDirectly, TimeOfRequest, NoteRequest, TellRequest, LookAtPeople),
        *(
            BeginSandbox,
            SendAddresses,
            HandOnInvited,
            NoteLeft,
            WarnOfLeak,
            SendAudit,
            ShowHome,
            Greet,
        ),
    }


def test_a_note_of_a_run_from_before_it_said_who_and_when_is_read() -> None:
    """It was in the due set when a newer version of the bot began."""
    stored = '{"do":"note_run","setup_id":"setup-1","run_id":"run-1","ended":true}'

    assert EFFECT.validate_json(stored) == NoteRun(setup_id=SETUP_ID, run_id=RUN_ID, ended=True)


def test_what_may_come_once_only_has_one_id_whatever_it_holds() -> None:
    """A new time moves a reminder and never adds one; a closed run is closed once."""
    first = RemindLater(setup_id=SETUP_ID, role=Role.STARTER, turn=1)
    later = RemindLater(setup_id=SETUP_ID, role=Role.STARTER, turn=2)
    other = RemindLater(setup_id=SETUP_ID, role=Role.SUCCESSOR, turn=2)
    assert (first.id == later.id, later.id == other.id) == (True, False)

    by_mara, by_sol = (
        TellRun(setup_id=SETUP_ID, run_id=RUN_ID, closed=True, former=one.user_id)
        for one in (MARA, SOL)
    )
    assert by_mara.id == by_sol.id


def test_each_person_is_asked_for_once_by_a_call_that_is_known_again() -> None:
    """Whatever a worker repeats has the same id; what comes next with somebody has another."""
    disconnect, connect = (
        CallConnector(setup_id=SETUP_ID, run_id=RUN_ID, row=3, does=does.value) for does in Does
    )

    assert disconnect.id != connect.id
    assert EFFECT.validate_json(connect.model_dump_json()).id == connect.id


def test_each_press_asks_for_a_file_of_its_own() -> None:
    """A file that was asked for again is sent again."""
    once, again = (
        SendFile(setup_id=SETUP_ID, run_id=RUN_ID, what="results", to=SOL.user_id, key=key)
        for key in ("press-1", "press-2")
    )

    assert once.id != again.id


def test_each_window_that_waits_for_marketo_gets_an_answer_of_its_own() -> None:
    """The second one about the same pair does not take the place of the first."""
    once, again = (
        CheckApi(setup_id=SETUP_ID, number=1, by=MARA.user_id, view_id=view)
        for view in (WINDOW, "V_NEXT")
    )
    assert once.id != again.id


def test_each_former_admin_of_a_run_is_told_of_by_an_effect_of_its_own() -> None:
    """Two successions, one soon after the other: both cards lose their buttons."""
    by_mara, by_sol = (
        TellRun(setup_id=SETUP_ID, run_id=RUN_ID, closed=False, former=one.user_id)
        for one in (MARA, SOL)
    )

    assert by_mara.id != by_sol.id


@pytest.mark.parametrize(
    "stored",
    [
        '{"do":"shout","setup_id":"s"}',
        '{"setup_id":"s"}',
        '{"do":"become_ready","setup_id":"s","secret":"canary"}',
        '{"do":"notify","about":{"kind":"setup","id":"s"},"slot":{"card":"unknown","to":"U_X"}}',
    ],
)
def test_what_is_no_effect_of_ours_is_not_read_as_one(stored: str) -> None:
    """Of a newer bot, or damaged: it is refused, not guessed."""
    with pytest.raises(ValidationError):
        EFFECT.validate_json(stored)


@PROPERTY
@given(EFFECTS, EFFECTS)
def test_different_effects_have_different_ids(one: Effect, other: Effect) -> None:
    """Each is kept under its id: equal ids would swallow one of them."""
    assert (one == other) == (one.id == other.id)


@PROPERTY
@given(SLOT, SLOT)
def test_each_slot_has_a_key_of_its_own(one: Slot, other: Slot) -> None:
    """Under it stands where the message is."""
    assert (one == other) == (one.key == other.key)


@PROPERTY
@given(REF, SLOT)
def test_a_message_and_its_refresh_are_told_apart(about: Ref, slot: Slot) -> None:
    """A refresh must not take the place of the message that is still to be sent."""
    assert Notify(about=about, slot=slot).id != Refresh(about=about, slot=slot).id


def test_no_effect_of_the_road_holds_an_address_or_a_value() -> None:
    """Ids stand in the metadata of messages, which other apps can read."""
    for effect, _ in effects_of_the_road():
        written = effect.id + effect.model_dump_json()
        assert "@" not in written
        assert "canary" not in written


def test_the_effects_of_one_step_do_not_overwrite_each_other() -> None:
    """They are committed together, each under its id."""
    running = a_run(RunStage.RUNNING, people=60)
    first = ReportBatch(SETUP_ID, RUN_ID, 0)

    effects = effects_of(decide(running, a_setup(Stage.READY), first, SOL, RUN_AT))

    assert len({due.effect.id for due in effects}) == len(effects)
