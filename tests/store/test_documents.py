"""Documents of former schemas, as they stand in Redis: nobody has to begin anew."""

import json
from datetime import UTC, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json
from redis.asyncio import Redis

from bot.domain.checklists import Point
from bot.domain.credentials import CredentialField
from bot.domain.effects import Card
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Role
from bot.domain.problems import Again, Duplicate
from bot.domain.request import RequestStage
from bot.domain.run import Batch, Driver, Purpose, Row, RowState, RunStage
from bot.domain.setup_parts import (
    ApiAccess,
    ApiSays,
    Awaited,
    Checked,
    HandOverNote,
    MarketoSays,
    Noted,
    RunPhase,
)
from bot.domain.stages import Kind, Language, Product, Stage
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.documents import (
    dump_request,
    dump_run,
    dump_setup,
    load_request,
    load_run,
    load_setup,
)
from bot.store.errors import DocumentTooNew
from bot.store.run_parts import nobody
from tests.domain.request_builders import a_request
from tests.store.builders import MARA, SOL, STELLA, a_run, a_setup, an_entry, singly

# As version 0.1.0 wrote them: copied from its store, people and ids made up.
NAMED: Final = (
    '{"schema_number":1,"id":"setup-1","team_id":"T_ACME","stage":"named","kind":"production",'
    '"name":"","people":{"marketo_admin":"U_MARA","sales_connect_admin":"U_SOL",'
    '"starter":"U_STELLA"},"channel_id":"C_INVITES","prerequisites":["marketo","salesforce"],'
    '"language":"en","started_at":"2026-01-05T09:00:00Z","handed_over":null,"connected_at":null,'
    '"ready_at":null,"started_early_by":null,"workspaces":[],"runs":{}}'
)
DONE: Final = (
    '{"schema_number":1,"id":"setup-1","team_id":"T_ACME","stage":"done","kind":"sandbox",'
    '"name":"Second","people":{"marketo_admin":"U_MARA","sales_connect_admin":"U_SOL",'
    '"starter":"U_STELLA"},"channel_id":"C_INVITES","prerequisites":["sandbox"],"language":"fr",'
    '"started_at":"2026-01-05T09:00:00Z","handed_over":{"version":1,"recipient":"U_SOL",'
    '"at":"2026-01-05T10:00:00Z","expires_at":"2026-01-08T10:00:00Z",'
    '"revealed_at":"2026-01-05T11:00:00Z","expired_at":null},'
    '"connected_at":"2026-01-05T12:00:00Z","ready_at":"2026-01-05T12:10:00Z",'
    '"started_early_by":"U_MARA","workspaces":["Europe"],"runs":{"run-1":"ended"}}'
)
# As schema 2 wrote it: what was as at the start is left out.
REVEALED: Final = (
    '{"schema_number":2,"id":"setup-1","team_id":"T_ACME","stage":"revealed","kind":"production",'
    '"people":{"marketo_admin":"U_MARA","sales_connect_admin":"U_SOL","starter":"U_STELLA"},'
    '"chosen":{"marketo_admin":{"by":"U_STELLA","at":"2026-01-05T09:00:00Z"},'
    '"sales_connect_admin":{"by":"U_STELLA","at":"2026-01-05T09:00:00Z"},'
    '"starter":{"by":"U_STELLA","at":"2026-01-05T09:00:00Z"}},'
    '"turns":{"sales_connect_admin":{"number":3,"step":"connect","who":"U_SOL",'
    '"since":"2026-01-05T11:00:00Z","next_at":"2026-01-06T11:00:00Z"}},"turns_so_far":3,'
    '"channel_id":"C_INVITES","language":"en",'
    '"ticks":{"prerequisites:marketo":{"by":"U_STELLA","at":"2026-01-05T09:00:00Z"}},'
    '"started_at":"2026-01-05T09:00:00Z","started_by":"U_STELLA",'
    '"handed_over":{"version":1,"sender":"U_MARA","recipient":"U_SOL",'
    '"at":"2026-01-05T10:00:00Z","expires_at":"2026-01-08T10:00:00Z",'
    '"revealed_at":"2026-01-05T11:00:00Z"}}'
)
RUN: Final = (
    '{"schema_number":1,"id":"run-1","team_id":"T_ACME","setup_id":"setup-1","stage":"running",'
    '"planned_by":"U_SOL","planned_at":"2026-01-05T13:10:00Z",'
    '"started_at":"2026-01-05T13:10:00Z","ended_at":null,'
    '"batches":[{"rows":[0],"workspaces":[],"reported":false}],"duplicates":[]}'
)
ROW: Final = (
    '{"email":"p0@acme.example","user_id":"U_P0","state":"in_batch","why":"","untold":false}'
)
# Schema 2, in the middle: the first batch is reported, one of it failed, one was not told.
HALF_DONE: Final = (
    '{"schema_number":2,"id":"run-1","team_id":"T_ACME","setup_id":"setup-1","stage":"running",'
    '"planned_by":"U_SOL","planned_at":"2026-01-05T13:10:00Z",'
    '"started_at":"2026-01-05T13:10:00Z","ended_at":null,"closed":false,'
    '"batches":[{"rows":[0,1,2],"workspaces":["Europe"],"reported":true},'
    '{"rows":[3],"workspaces":["Europe"],"reported":false}],"duplicates":["p0@acme.example"]}'
)
ITS_ROWS: Final = {
    "row:0": '{"email":"p0@acme.example","user_id":"U_P0","state":"connected","why":"",'
    '"untold":true}',
    "row:1": '{"email":"p1@acme.example","user_id":null,"state":"failed","why":"not there",'
    '"untold":false}',
    "row:2": '{"email":"p2@acme.example","user_id":null,"state":"connected","why":"",'
    '"untold":false}',
    "row:3": '{"email":"p3@acme.example","user_id":null,"state":"in_batch","why":"",'
    '"untold":false}',
}
STARTED_AT: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BY_STELLA: Final = Noted(by=STELLA, at=STARTED_AT)


def at_hour(hour: int, minute: int = 0, day: int = 5) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def test_what_was_confirmed_at_the_start_is_ticked_by_the_starter() -> None:
    """The checkboxes of the first modal are points of a checklist now."""
    setup = load_setup(NAMED)

    assert setup.ticks == {Point.HAS_MARKETO: BY_STELLA, Point.HAS_SALESFORCE: BY_STELLA}
    assert setup.schema_number == 5


def test_the_starter_had_chosen_everybody() -> None:
    """There was nobody else who could."""
    setup = load_setup(NAMED)

    assert setup.people == {
        Role.STARTER: STELLA,
        Role.MARKETO_ADMIN: MARA,
        Role.SALES_CONNECT_ADMIN: SOL,
    }
    assert setup.chosen == dict.fromkeys(setup.people, BY_STELLA)


def test_a_setup_that_is_done_keeps_its_whole_record() -> None:
    """Every field of the former schema is where it belongs; the sender of the note was named."""
    setup = load_setup(DONE)

    assert (setup.id, setup.team_id, setup.stage) == ("setup-1", "T_ACME", Stage.DONE)
    assert (setup.kind, setup.name, setup.language) == (Kind.SANDBOX, "Second", Language.FR)
    assert (setup.channel_id, setup.workspaces) == (ChannelId("C_INVITES"), ("Europe",))
    assert setup.handed_over == HandOverNote(
        version=1,
        sender=MARA,
        recipient=SOL,
        at=at_hour(10),
        expires_at=at_hour(10, day=8),
        revealed_at=at_hour(11),
    )
    assert (setup.connected_at, setup.ready_at) == (at_hour(12), at_hour(12, 10))
    assert (setup.started_at, setup.started_early_by) == (STARTED_AT, MARA)
    assert setup.runs == {RunId("run-1"): RunPhase.ENDED}
    assert setup.ticks == {Point.HAS_SANDBOX: BY_STELLA}


def test_what_schema_1_did_not_know_is_empty() -> None:
    """Nobody is missing, nothing was changed, and what was bought was Sales Connect."""
    setup = load_setup(DONE)

    assert (setup.missing, setup.changes, setup.turns, setup.organizations) == ({}, (), {}, {})
    assert (setup.product, setup.cancelled, setup.successor) == (Product.SALES_CONNECT, None, None)
    assert not setup.connected_by_itself


def test_a_message_from_before_is_found_again() -> None:
    """Cards are kept under their slot, which must not have changed with the schema."""
    setup = load_setup(DONE)

    slots = (setup.starter_card(), setup.credentials_card(), setup.wait_card(), setup.ready_card())

    assert [slot.key for slot in slots] == [
        "starter::U_STELLA",
        "credentials:1:U_SOL",
        "credentials:1:U_SOL",
        f"{Card.READY}::U_SOL",
    ]


@pytest.mark.parametrize("document", [NAMED, DONE, REVEALED])
def test_a_migrated_setup_is_read_back_as_it_is(document: str) -> None:
    """It is written in the new schema with its next change."""
    setup = load_setup(document)

    assert load_setup(dump_setup(setup)) == setup
    assert json.loads(dump_setup(setup))["schema_number"] == 5


@pytest.mark.parametrize("schema", [2, 3, 4])
def test_a_setup_of_a_former_schema_is_as_it_was(schema: int) -> None:
    """All that the later ones know beyond it may be absent."""
    setup = a_setup()
    former = {**json.loads(dump_setup(setup)), "schema_number": schema}

    assert load_setup(json.dumps(former)) == setup


def test_a_setup_of_schema_2_goes_on_where_it_stood() -> None:
    """What was handed over, and whose turn it is."""
    setup = load_setup(REVEALED)

    assert (setup.schema_number, setup.stage) == (5, Stage.REVEALED)
    assert setup.handed_over == HandOverNote(
        version=1,
        sender=MARA,
        recipient=SOL,
        at=at_hour(10),
        expires_at=at_hour(10, day=8),
        revealed_at=at_hour(11),
    )
    turn = setup.turns[Role.SALES_CONNECT_ADMIN]
    assert (turn.number, turn.step, turn.who) == (3, Awaited.CONNECT, SOL)
    assert setup.ticks == {Point.HAS_MARKETO: BY_STELLA}


@pytest.mark.parametrize("document", [NAMED, DONE, REVEALED])
def test_what_schema_2_did_not_know_is_empty(document: str) -> None:
    """Nobody looked at Marketo, asked again or gave an API-only pair."""
    setup = load_setup(document)

    assert (setup.api_access, setup.api_pairs, setup.waits_for_another) == (None, 0, False)
    assert (setup.named_again, setup.workspaces_are_marketos) == (0, False)
    assert setup.default_workspace == ""
    assert setup.beside_credentials() == ()
    if note := setup.handed_over:
        assert (note.unusual, note.same_as_last, note.checked) == ((), False, None)
        assert (note.asked_again, note.window_closed_at) == (None, None)


def test_what_is_new_since_schema_2_is_read_back() -> None:
    """All of it at once."""
    setup = load_setup(REVEALED)
    assert setup.handed_over is not None
    note = setup.handed_over.model_copy(
        update={
            "unusual": (CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET),
            "same_as_last": True,
            "checked": Checked(says=MarketoSays.NOT_ACCEPTED, at=at_hour(10, 1)),
            "window_closed_at": at_hour(11, 5),
            "asked_again": Noted(by=SOL, at=at_hour(12)),
        }
    )
    former = ApiAccess(
        number=2,
        by=MARA,
        at=at_hour(9),
        says=ApiSays.DENIED,
        checked_at=at_hour(9, 1),
        denied=("Access Users",),
        workspaces=2,
    )
    access = ApiAccess(
        number=4,
        by=MARA,
        at=at_hour(10),
        says=ApiSays.LIMITED,
        checked_at=at_hour(10, 1),
        detail="607",
        refused_later=3,
        former=former,
    )
    after = setup.model_copy(
        update={
            "handed_over": note,
            "api_access": access,
            "api_pairs": 4,
            "named_again": 2,
            "workspaces_are_marketos": True,
            "default_workspace": "Europe",
        }
    )

    assert load_setup(dump_setup(after)) == after


def test_a_damaged_document_of_schema_2_is_called_damaged() -> None:
    """A migration mends nothing."""
    damaged = {**json.loads(REVEALED), "stage": "unheard_of"}

    with pytest.raises(ValidationError, match="stage"):
        load_setup(json.dumps(damaged))


def test_a_run_of_schema_1_goes_on() -> None:
    """None was closed or prepared then."""
    run = load_run(RUN, {"document": RUN, "version": "3", "row:0": ROW})

    assert (run.stage, run.closed, run.schema_number) == (RunStage.RUNNING, False, 4)
    assert run.rows[0].is_open
    assert (run.open_batch, run.driver, run.purpose) == (0, Driver.GUIDED, Purpose.CONNECT)


def test_a_run_of_schema_2_counts_what_it_counted_anew_each_time() -> None:
    """Nobody was held back then; duplicates stood in the list before."""
    run = load_run(HALF_DONE, ITS_ROWS)

    assert (run.people, run.uninvited, run.over) == (4, 4, 3)
    assert run.counts == {RowState.CONNECTED: 2, RowState.FAILED: 1}
    assert (run.first_failed, run.untold, run.first_untold) == ((1,), 1, (0,))
    assert (run.read, run.repeats, run.problem_count) == (5, {Again.SAME_LIST: 1}, 0)
    assert run.duplicates == (Duplicate(why=Again.SAME_LIST, email="p0@acme.example"),)
    assert (run.open_batch, run.open_rows(run.batches[1])) == (1, (3,))


def test_a_run_of_schema_2_is_written_in_the_new_one_and_read_back() -> None:
    """With its next change."""
    run = load_run(HALF_DONE, ITS_ROWS)
    rows = singly(run)

    assert load_run(dump_run(run), rows) == run
    assert json.loads(dump_run(run))["schema_number"] == 4


async def test_a_run_of_schema_3_is_read_in_parts_and_none_of_it_was_invited(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Nobody asked for invites then; its next change writes the new schema."""
    run = a_run("ada@acme.example", "ben@acme.example", uninvited=2)
    document = json.loads(dump_run(run))
    del document["uninvited"]
    kept = {"version": "2", "document": json.dumps({**document, "schema_number": 3})}
    rows = singly(run)
    key = keys.aggregate(run.team_id, run.ref)
    await redis.hset(key, mapping=kept | rows)  # type: ignore[arg-type]
    bare = run.model_copy(update={"rows": {}})

    former = await aggregates.run(run.team_id, run.id, nobody)
    assert former == Versioned(bare, 2)
    assert await aggregates.run(run.team_id, run.id) == Versioned(run, 2)

    await aggregates.commit_run(Outcome(bare), former, an_entry())
    assert json.loads(await redis.hget(key, "document") or "")["schema_number"] == 4
    assert await aggregates.run(run.team_id, run.id) == Versioned(run, 3)


@pytest.mark.parametrize("document", [NAMED, DONE, REVEALED])
def test_what_schema_4_did_not_know_is_empty(document: str) -> None:
    """Nobody asked for anything, or about a sandbox."""
    setup = load_setup(document)

    assert (setup.requests, setup.sandbox_asked, setup.sandbox) == ({}, None, None)


async def test_of_a_run_of_schema_2_all_people_are_read_whoever_is_asked_for(
    redis: Redis, aggregates: Aggregates
) -> None:
    """It can only be counted with all of them; after its next change that is over."""
    run = load_run(HALF_DONE, ITS_ROWS)
    key = keys.aggregate(run.team_id, run.ref)
    kept: dict[str, str] = {"version": "2", "document": HALF_DONE, **ITS_ROWS}
    await redis.hset(key, mapping=kept)  # type: ignore[arg-type]

    former = await aggregates.run(run.team_id, run.id, nobody)
    assert former == Versioned(run, 2)

    await aggregates.commit_run(Outcome(run), former, an_entry())
    bare = run.model_copy(update={"rows": {}})
    assert await aggregates.run(run.team_id, run.id, nobody) == Versioned(bare, 3)
    assert await aggregates.run(run.team_id, run.id) == Versioned(run, 3)


def test_many_numbers_in_a_row_are_a_span() -> None:
    """Ten thousand of them would make each change of a run long."""
    batches = (
        Batch(rows=tuple(range(10_000)), workspaces=()),
        Batch(rows=(3, 5, 6, 7, 9), workspaces=()),
        Batch(rows=(), workspaces=()),
    )
    run = a_run("ada@acme.example").model_copy(update={"batches": batches})

    written = json.loads(dump_run(run))

    assert [batch["rows"] for batch in written["batches"]] == ["0-9999", "3,5-7,9", ""]
    assert load_run(dump_run(run), {}).batches == batches


def test_a_newer_document_is_refused_and_not_half_read() -> None:
    """Even if this version could read all of its fields."""
    setup = {**json.loads(dump_setup(a_setup())), "schema_number": 6}
    run = {**json.loads(dump_run(a_run("ada@acme.example"))), "schema_number": 5}
    request = {**json.loads(dump_request(a_request())), "schema_number": 4}

    with pytest.raises(DocumentTooNew, match="schema 6, this version knows 5"):
        load_setup(json.dumps(setup))
    with pytest.raises(DocumentTooNew, match="schema 5, this version knows 4"):
        load_run(json.dumps(run), {})
    with pytest.raises(DocumentTooNew, match="schema 4, this version knows 3"):
        load_request(json.dumps(request))


@pytest.mark.parametrize("stage", RequestStage)
def test_a_request_of_any_stage_is_read_back_as_it_is(stage: RequestStage) -> None:
    """But for who was in the channel. What is as at the start is left out; its schema is not."""
    request = a_request(stage)

    written = dump_request(request)

    assert load_request(written) == request.model_copy(update={"members": ()})
    assert json.loads(written)["schema_number"] == 3


def test_a_request_of_the_schema_before_is_read() -> None:
    """It knew nobody who left, and no press that asked again."""
    former = {**json.loads(dump_request(a_request())), "schema_number": 2}

    assert load_request(json.dumps(former)) == a_request().model_copy(update={"members": ()})


def test_a_damaged_request_is_called_damaged() -> None:
    """And not taken for one of a newer version."""
    damaged = {**json.loads(dump_request(a_request())), "stage": "unheard_of"}

    with pytest.raises(ValidationError, match="stage"):
        load_request(json.dumps(damaged))


@pytest.mark.parametrize("broken", [{"stage": "unheard_of"}, {"unheard_of": True}, {"people": 7}])
def test_a_damaged_document_of_our_schema_is_called_damaged(broken: dict[str, object]) -> None:
    """And not migrated from a schema that it is not of."""
    document = {**json.loads(dump_setup(a_setup())), **broken}

    with pytest.raises(ValidationError):
        load_setup(json.dumps(document))


async def test_a_setup_of_schema_1_goes_on_where_it_stood(
    redis: Redis, aggregates: Aggregates
) -> None:
    """By id and in the list of its Slack workspace; the next commit writes the new schema."""
    team_id, setup_id = TeamId("T_ACME"), SetupId("setup-1")
    kept = load_setup(NAMED)
    key = keys.aggregate(team_id, kept.ref)
    await redis.hset(key, mapping={"version": "7", "document": NAMED})
    await redis.sadd(keys.setups(team_id), setup_id)

    former = await aggregates.setup(team_id, setup_id)
    asked = await aggregates.ask(team_id, STELLA)
    written = await aggregates.commit_setup(Outcome(kept), former, an_entry())

    assert former == Versioned(kept, 7)
    assert asked.setups == (former,)
    assert written == Committed(8)
    assert json.loads(await redis.hget(key, "document") or "")["schema_number"] == 5


async def test_the_people_of_a_run_of_schema_1_are_kept(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Only those that change are written again."""
    team_id, run_id = TeamId("T_ACME"), RunId("run-1")
    row: Final = TypeAdapter(Row).validate_json(ROW)
    run = load_run(RUN, {"row:0": ROW})
    key = keys.aggregate(team_id, run.ref)
    await redis.hset(key, mapping={"version": "2", "document": RUN, "row:0": ROW})

    former = await aggregates.run(team_id, run_id)
    ended = run.model_copy(update={"stage": RunStage.ENDED, "closed": True})
    written = await aggregates.commit_run(Outcome(ended), former, an_entry())

    assert former == Versioned(run, 2)
    assert written == Committed(3)
    after = await aggregates.run(team_id, run_id)
    assert after == Versioned(ended, 3)
    assert after.state.rows == {0: row}


ROWS: Final = st.builds(
    lambda *fields: Row(*fields),
    *(st.text(max_size=9), st.sampled_from([None, UserId("U_ADA")])),
    *(st.text(max_size=9), st.text(max_size=9), st.integers(0, 99), st.sampled_from(RowState)),
    *(st.text(max_size=9), st.booleans()),
    st.sampled_from([None, (), ("Europe", "a b")]),
    *(st.booleans() for _ in range(3)),
)


def stored_row(row: Row) -> str:
    run = a_run("ada@acme.example")
    return singly(run.model_copy(update={"rows": {0: row}}))["row:0"]


@given(ROWS)
def test_a_person_of_a_run_is_read_as_written(row: Row) -> None:
    """By their place, and by name, as versions before this one wrote them."""
    by_name = to_json(row._asdict()).decode()

    for stored in (stored_row(row), by_name):
        assert load_run(RUN, {"row:0": stored}).rows == {0: row}


def test_the_place_of_each_field_is_stored() -> None:
    """What is changed here changes what was written of people before."""
    assert Row._fields == (
        *("email", "user_id", "first_name", "last_name", "line", "state"),
        *("why", "untold", "was", "off", "waits", "doubt"),
    )
    assert stored_row(Row("ada@acme.example", line=3)) == '["ada@acme.example",null,"","",3]'


def test_people_of_a_run_are_read_in_their_order() -> None:
    """The hash that they come from has none."""
    run = a_run(*(f"p{n}@acme.example" for n in range(12)))
    rows = singly(run)

    read = load_run(dump_run(run), dict(sorted(rows.items(), reverse=True)))

    assert list(read.rows) == list(range(12))


async def test_of_a_run_with_a_field_for_each_who_changes_is_written_beside_the_others(
    redis: Redis, aggregates: Aggregates
) -> None:
    """As it may be found after an upgrade: there are no blocks then."""
    run = a_run("ada@acme.example", "ben@acme.example", "cat@acme.example")
    key = keys.aggregate(run.team_id, run.ref)
    fields = singly(run)
    await redis.hset(key, mapping={"version": "1", "document": dump_run(run), **fields})  # type: ignore[dict-item]
    former = await aggregates.run(run.team_id, run.id)
    assert former == Versioned(run, 1)

    gone = run.rows[1]._replace(why="left")
    after = run.model_copy(update={"rows": {**run.rows, 1: gone}})
    await aggregates.commit_run(Outcome(after), former, an_entry())

    assert await aggregates.run(run.team_id, run.id) == Versioned(after, 2)
    assert len(await redis.hgetall(key)) == len({"version", "document"}) + len(run.rows)
