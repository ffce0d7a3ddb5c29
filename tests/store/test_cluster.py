"""The store over three nodes: each script in one slot, and a dead node stops nobody else."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from datetime import timedelta
from importlib import resources
from itertools import count
from typing import Final

import pytest
from cryptography.fernet import Fernet
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.parser import text_string_to_metric_families

from bot import scrape
from bot.doctor import Finding, examine_store
from bot.domain.effects import Due
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.outcome import Outcome
from bot.domain.request import RequestKind
from bot.domain.run import RunStage
from bot.domain.setup import Setup
from bot.scrape import Scrape
from bot.store import cluster_client, errors, keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.attempts import AttemptLog
from bot.store.audit_log import AuditLog
from bot.store.cluster_client import ClusterClient
from bot.store.commits import Committed
from bot.store.connect import Client, close_client, open_client
from bot.store.due import DueSet
from bot.store.errors import StoreUnavailable
from bot.store.figures import Figures
from bot.store.heartbeats import Heartbeat, Heartbeats
from bot.store.homes import Homes
from bot.store.pace import Gate, Pace, Rate
from bot.store.records import Records
from bot.store.replies import ReplyLog
from bot.store.retries import Retries
from bot.store.rotation import Rotated, Survey, rotate, survey
from bot.store.run_parts import nobody
from bot.store.scripts import Script, Scripts
from bot.store.seals import Seals
from bot.store.vault import Claimed, Vault
from bot.store.wake import Wakes
from tests.store import kept_requests
from tests.store.builders import (
    CANARY_SECRET,
    MARA,
    NOW,
    SOL,
    a_run,
    a_setup,
    all_sealed,
    an_effect,
    an_entry,
    committed,
    credentials,
    handed_over,
    to_stage,
)
from tests.store.cluster import WITHIN, ValkeyCluster, introduce, slot_of, valkey_cluster

LEASE: Final = timedelta(seconds=5)
LATER: Final = NOW + timedelta(hours=1)
AT_ONCE: Final = 1.8  # seconds: less than the patience with a server that is silent
SHARED: Final = "due"  # is part of others, and never run by itself


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyCluster]:
    """One for all tests of this file; who kills a node starts it again."""
    with valkey_cluster(tmp_path_factory.mktemp("cluster")) as three:
        asyncio.run(introduce(three))
        yield three


@pytest.fixture
async def client(cluster: ValkeyCluster) -> AsyncIterator[ClusterClient]:
    """Of an empty cluster."""
    one = open_client(cluster.url)
    assert isinstance(one, ClusterClient)
    await one.flushall()
    yield one
    await close_client(one)


@pytest.fixture
async def scripts(client: ClusterClient) -> AsyncIterator[Scripts]:
    one = Scripts(client)
    yield one
    await one.close()


@pytest.fixture
def aggregates(client: ClusterClient, scripts: Scripts, secret_key: str) -> Aggregates:
    return Aggregates(client, scripts, Vault(scripts, (secret_key,)))


def _one_on_each(cluster: ValkeyCluster, *, shard: int = 0) -> list[TeamId]:
    return [cluster.team_on(node, shard=shard) for node in cluster.nodes]


async def _run_every_script(
    team_id: TeamId, client: ClusterClient, scripts: Scripts, secret_key: str
) -> None:
    """Of one Slack workspace, from a hand-over to a retry, as the bot runs them."""
    vault = Vault(scripts, (secret_key,))
    aggregates, due = Aggregates(client, scripts, vault), DueSet(scripts, "worker")
    setup = handed_over(a_setup(team_id=team_id))
    handing = Outcome(setup, (Due(an_effect(), NOW),), keep=credentials())

    await aggregates.commit_setup(handing, None, an_entry())
    claimed = await vault.claim(team_id, setup.id, SOL, 1, NOW)
    assert isinstance(claimed, Claimed)
    assert claimed.credentials.client_secret == CANARY_SECRET
    await vault.give_back(team_id, setup.id, claimed.claim)

    new = Fernet.generate_key().decode()
    await rotate(client, scripts, Seals((new, secret_key)))

    told = (Due(an_effect(), NOW),)
    await AttemptLog(scripts).note(setup, an_entry(), told, of="a reveal", seen=SeenId("one"))
    await ReplyLog(scripts).commit(team_id, Due(an_effect(), LATER), seen=SeenId("three"), now=NOW)
    [first, second], _ = await due.claim(keys.shard_of(team_id), NOW, LEASE)
    assert await due.renew(keys.shard_of(team_id), [first, second], LEASE) == set()
    assert await due.done(first, now=NOW)
    assert await due.give_up(second, "why", NOW, setup_id=setup.id)
    retries = Retries(scripts)
    letters = await retries.waiting(team_id, setup.id)
    assert await retries.revive(setup, letters, an_entry(), (), seen=SeenId("two")) == 1

    gate = Gate("one", Rate(1, 60), Rate(1, 60))
    pace = Pace(scripts, lambda: NOW)
    assert await pace.enter(team_id, "chat.postMessage", [gate], in_bulk=True) is None
    assert await pace.enter(team_id, "chat.postMessage", [gate], in_bulk=True)

    await scripts.hold([f"{keys.team_prefix(team_id)}hold"], [1, 1_000])  # its own is on one node

    asked = await aggregates.ask(team_id, MARA)
    assert [one.state for one in asked.setups] == [setup]

    homes = Homes(scripts)
    await homes.looked(team_id, MARA, page="", now=NOW)
    look = await homes.look_of(team_id, MARA, NOW)
    assert look
    assert await homes.watch(team_id, MARA, [setup.ref], look, NOW)

    draft = a_run("ada@acme.example", team_id=team_id, setup_id=setup.id)
    await aggregates.commit_run(Outcome(draft), None, an_entry())
    running = Outcome(to_stage(draft, RunStage.RUNNING))
    former, others = Versioned(draft, 1), (SetupId("another"),)
    answer = await aggregates.commit_run(running, former, an_entry(), others=others)
    assert answer == Committed(2)
    facts = await Records(scripts, aggregates).facts(
        team_id, setup.id, others, ["ada@acme.example"]
    )
    assert set(facts.under_way) == {"ada@acme.example"}
    kept = await kept_requests.asked(aggregates, "ben@acme.example", setup=setup)
    assert (await kept.is_open()).request.members
    to_decide = await aggregates.request(team_id, kept.request.id)
    assert to_decide
    assert set(to_decide.state.members) == set(kept.request.members)
    [listed] = (await aggregates.requests_of(team_id, [setup.id], MARA))[setup.id]
    assert listed.members == (MARA,)
    records = Records(scripts, aggregates)
    record = await records.of_request(team_id, setup.id, others, ["ben@acme.example"])
    assert set(record.asked_for[RequestKind.INVITE]) == {"ben@acme.example"}
    assert await records.not_there_yet(team_id, setup.id) == []
    assert await aggregates.run(team_id, draft.id, nobody)


async def test_every_script_runs_on_every_node(
    cluster: ValkeyCluster, client: ClusterClient, scripts: Scripts, secret_key: str
) -> None:
    """All that bot/store/lua holds; each node learns each script by itself."""
    folder = resources.files("bot.store") / "lua"
    names = {file.name.removesuffix(".lua") for file in folder.iterdir()} - {SHARED}
    for node in cluster.nodes:
        node.ask("SCRIPT", "FLUSH")

    for team_id in _one_on_each(cluster):
        await _run_every_script(team_id, client, scripts, secret_key)

    known = {name: script for name, script in vars(scripts).items() if isinstance(script, Script)}
    assert set(known) == names
    for node in cluster.nodes:
        ran = {
            name for name, one in known.items() if node.ask("SCRIPT", "EXISTS", one._sha) == "[1]"
        }
        assert ran == names


async def test_what_is_sealed_on_any_node_is_seen_and_sealed_anew(
    cluster: ValkeyCluster,
    client: ClusterClient,
    scripts: Scripts,
    aggregates: Aggregates,
    secret_key: str,
) -> None:
    """A primary that is passed over would lose what it keeps together with the older key."""
    for team_id in _one_on_each(cluster):
        await all_sealed(aggregates, team_id=team_id)
    both = Seals((Fernet.generate_key().decode(), secret_key))
    assert await survey(client, both) == Survey(newest=0, older=9, unopened=0)

    assert await rotate(client, scripts, both) == Rotated(kept=0, renewed=9, unopened=0)

    assert await survey(client, both) == Survey(newest=9, older=0, unopened=0)


async def test_the_audit_is_read_from_whichever_node_has_it(
    cluster: ValkeyCluster, scripts: Scripts, aggregates: Aggregates
) -> None:
    """In both directions."""
    log = AuditLog(scripts)
    for team_id in _one_on_each(cluster):
        setups = [(await committed(aggregates, team_id=team_id)).state.id for _ in range(2)]

        forward = [row.setups[0] async for rows in log.forward(team_id) for row in rows]
        backward = [row.setups[0] async for rows in log.backward(team_id) for row in rows]

        assert (forward, backward) == (setups, setups[::-1])


async def test_what_belongs_to_no_shard_is_found_wherever_it_lies(client: ClusterClient) -> None:
    """Heartbeats and figures have keys of their own, on whichever node."""
    beats = Heartbeats(client)
    said = [Heartbeat(f"worker{n}", NOW, timedelta(0), n) for n in range(8)]

    for beat in said:
        await beats.beat(beat)

    assert await beats.heard() == said
    await beats.stop("worker3")
    assert [beat.worker for beat in await beats.heard()] == [
        f"worker{n}" for n in range(8) if n != 3
    ]


async def test_a_wake_up_of_any_node_is_heard_on_any_other(
    cluster: ValkeyCluster, client: ClusterClient, aggregates: Aggregates
) -> None:
    """Whoever listens does so on one node only, each time on another."""
    wakes = Wakes(client)
    for _ in cluster.nodes:
        listening = wakes.listen()
        assert await anext(listening) is None  # subscribed, and all is quiet
        for team_id in _one_on_each(cluster):
            await committed(aggregates, Due(an_effect(), NOW), team_id=team_id)
            await _hears_of(team_id, listening)
        await listening.aclose()


async def _hears_of(team_id: TeamId, listening: AsyncIterator[int | None]) -> None:
    """Others of before may still be on their way from node to node."""
    async with asyncio.timeout(WITHIN):
        while await anext(listening) != keys.shard_of(team_id):
            pass


async def _lines(client: Client, scripts: Scripts) -> list[Finding]:
    due, beats = DueSet(scripts, "worker"), Heartbeats(client)
    return [finding async for finding in examine_store(client, due, beats, lambda: NOW)]


async def test_doctor_has_one_line_for_a_node_that_is_fine(
    cluster: ValkeyCluster, client: ClusterClient, scripts: Scripts
) -> None:
    """And one for each thing that is not fine, with the node's name."""
    [first, *others] = cluster.nodes
    for node in others:
        node.ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
    first.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")

    found = await _lines(client, scripts)

    first.ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
    faults = [one.what for one in found if not one.ok and "workers" not in one.what]
    assert faults == [
        f"Redis 127.0.0.1:{first.port}: maxmemory-policy allkeys-lru, needs noeviction"
    ]
    assert sum("reachable" in one.what for one in found) == len(cluster.nodes)


async def _heard(wakes: Wakes, aggregates: Aggregates, team_id: TeamId) -> None:
    """As the worker listens: again and again, until a node is there."""
    while True:
        try:
            async with aclosing(wakes.listen()) as listening:
                assert await anext(listening) is None
                await committed(aggregates, Due(an_effect(), NOW), team_id=team_id)
                await _hears_of(team_id, listening)
                return
        except StoreUnavailable:
            continue


async def test_a_dead_node_stops_only_the_slack_workspaces_it_keeps(
    cluster: ValkeyCluster, client: ClusterClient, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Theirs is refused at once and nothing is half-done; back again, it knows all it knew."""
    dead, *_ = cluster.nodes
    stopped, *others = _one_on_each(cluster)
    before = {team: await committed(aggregates, team_id=team) for team in (stopped, *others)}
    wakes = Wakes(client)
    listening = [wakes.listen() for _ in cluster.nodes]
    assert [await anext(one) for one in listening] == [None] * len(cluster.nodes)
    refused = a_setup(team_id=stopped)

    async with cluster.without(dead):
        async with asyncio.timeout(AT_ONCE):
            with pytest.raises(StoreUnavailable):
                await committed(aggregates, setup=refused)
        for team in others:
            async with asyncio.timeout(AT_ONCE):
                await committed(aggregates, Due(an_effect(), NOW), team_id=team)
                assert await aggregates.setup(team, before[team].state.id) == before[team]
        lengths = [("ZCARD", keys.shard_prefix(keys.shard_of(team)) + "teams") for team in before]
        lost, *found = await scripts.each(lengths)
        assert isinstance(lost, StoreUnavailable)
        assert found == [1, 1]
        shards = {keys.shard_of(team) for team in others}
        assert set(await DueSet(scripts, "worker").next_times()) == shards
        heard = await asyncio.gather(*(anext(one) for one in listening), return_exceptions=True)
        assert sum(isinstance(one, StoreUnavailable) for one in heard) == 1
        for _ in cluster.nodes:
            await _heard(wakes, aggregates, others[0])
        lines = await _lines(client, scripts)
        assert [one.what for one in lines if not one.ok and "workers" not in one.what] == [
            f"Redis 127.0.0.1:{dead.port}: Redis does not answer: nobody listens at its address"
            " (start it: Slack workspaces on it wait)"
        ]

    assert await aggregates.setup(stopped, before[stopped].state.id) == before[stopped]
    assert await aggregates.setup(stopped, refused.id) is None
    await committed(aggregates, setup=refused)
    for one in listening:
        await one.aclose()


async def _three_workers(cluster: ValkeyCluster, beats: Heartbeats) -> None:
    """The heartbeat of each lies on another node."""
    for node in cluster.nodes:
        names = (f"worker{number}" for number in count())
        name = next(one for one in names if cluster.keeper(keys.heartbeat(one)) is node)
        await beats.beat(Heartbeat(name, NOW, timedelta(0), 0))


class Newcomer:
    """A process that starts now, knowing nothing but REDIS_URL."""

    def __init__(self, cluster: ValkeyCluster, secret_key: str) -> None:
        self.client = open_client(cluster.url)
        self.scripts = Scripts(self.client)
        self.aggregates = Aggregates(self.client, self.scripts, Vault(self.scripts, (secret_key,)))
        self.registry = CollectorRegistry()
        self.done = Counter("done", "Things done", registry=self.registry)
        self.figures = Figures(self.client, self.registry)

    async def scrape(self) -> dict[str, float]:
        beats, due = Heartbeats(self.client), DueSet(self.scripts, "web")
        said = await Scrape(self.figures, due, beats, lambda: NOW)()
        return {
            sample.name.removeprefix("salesconnect_"): sample.value
            for family in text_string_to_metric_families(said.decode())
            for sample in family.samples
        }

    async def close(self) -> None:
        await self.scripts.close()
        await close_client(self.client)


@pytest.fixture
async def newcomer(
    cluster: ValkeyCluster, client: ClusterClient, secret_key: str
) -> AsyncIterator[Newcomer]:
    """To an empty cluster."""
    one = Newcomer(cluster, secret_key)
    yield one
    await one.close()


@pytest.fixture
async def web(newcomer: Newcomer) -> Newcomer:
    """It has asked every node before, and counted something."""
    newcomer.done.inc()
    await newcomer.figures.flush()
    assert (await newcomer.scrape())["done_total"] == 1
    return newcomer


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_while_a_node_is_dead_the_rest_is_counted_and_whoever_starts_serves_it(
    cluster: ValkeyCluster, web: Newcomer, secret_key: str, number: int
) -> None:
    """Whichever it is; a scrape that lacks something stops nobody, and `doctor` says as much."""
    dead = cluster.nodes[number]
    stopped, *others = sorted(
        _one_on_each(cluster), key=lambda team: cluster.node_of(team) is not dead
    )
    for team in (stopped, *others):
        await committed(web.aggregates, Due(an_effect(), NOW), team_id=team)
    await _three_workers(cluster, Heartbeats(web.client))
    shards = [
        shard for shard in range(keys.SHARDS) if cluster.keeper(keys.shard_prefix(shard)) is dead
    ]

    async with cluster.without(dead):
        newcomer = Newcomer(cluster, secret_key)
        for process in (web, newcomer):
            for _ in range(2):
                said = await process.scrape()
                assert (said["effects_due"], said["effects_later"]) == (2, 0)
                assert said["shards_silent"] == len(shards)
                counts = cluster.keeper(keys.FIGURES) is not dead
                assert ("done_total" in said) == counts
                if counts:
                    process.done.inc()
                    await process.figures.flush()
                knows = cluster.keeper(keys.HEARTBEATS) is not dead
                assert said.get("workers") == (2 if knows else None)
            for team in others:
                former = await committed(process.aggregates, team_id=team)
                assert await process.aggregates.setup(team, former.state.id) == former
            with pytest.raises(StoreUnavailable):
                await process.aggregates.ask(stopped, MARA)
        lines = [line.what for line in await _lines(web.client, web.scripts)]
        await newcomer.close()

    answer = keys.SHARDS - len(shards)
    assert f"effects: 2 waiting in the {answer} shards that answer, none late" in lines
    assert not any("check REDIS_URL" in line for line in lines)


async def test_who_starts_while_a_node_stands_still_serves_what_the_others_keep(
    cluster: ValkeyCluster,
    aggregates: Aggregates,
    secret_key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each asks one of them, no matter which, who has what; then another one, still in time."""
    monkeypatch.setattr(cluster_client, "TO_REACH_A_NODE", 0.05)
    monkeypatch.setattr(scrape, "WITHIN", 2.0)  # a busy machine is no silent node
    still, *living = cluster.nodes
    former = [
        await committed(aggregates, Due(an_effect(), NOW), team_id=cluster.team_on(node))
        for node in living
    ]

    with still.standing_still():
        for _ in range(12):
            newcomer = Newcomer(cluster, secret_key)
            kept = newcomer.aggregates
            found = [await kept.setup(one.state.team_id, one.state.id) for one in former]
            assert found == former
            await newcomer.close()
        newcomer = Newcomer(cluster, secret_key)
        async with asyncio.timeout(2 * scrape.WITHIN):  # as long as `web` has
            said = await newcomer.scrape()
        await newcomer.close()

    assert said["effects_due"] == 2
    assert said["shards_silent"] > 0


async def test_a_process_may_begin_with_its_figures(newcomer: Newcomer) -> None:
    """Sent in one step, from the loop that all else runs in; what is asked next is answered."""
    newcomer.done.inc()

    await newcomer.figures.flush()

    assert (await newcomer.scrape())["done_total"] == 1


def _sent_on(cluster: ValkeyCluster) -> int:
    """How many questions came to the wrong node."""
    said = [node.ask("INFO", "errorstats") for node in cluster.nodes]
    return sum(int(one) for one in re.findall(r"errorstat_MOVED': {'count': (\d+)", "".join(said)))


async def test_a_client_that_begins_anew_asks_nobody_but_the_keeper(
    cluster: ValkeyCluster, client: ClusterClient, aggregates: Aggregates
) -> None:
    """As after each failure: any other node may be the dead one."""
    former = await committed(aggregates)
    before = _sent_on(cluster)

    for _ in range(12):
        await client.aclose()
        assert await aggregates.setup(former.state.team_id, former.state.id) == former

    assert _sent_on(cluster) == before


async def test_a_slot_that_nobody_had_is_looked_for_again(
    client: ClusterClient, aggregates: Aggregates
) -> None:
    """Whoever starts while the cluster is being made must not need another start."""
    former = await committed(aggregates)
    del client.nodes_manager.slots_cache[slot_of(former.state.team_id)]

    asked = await aggregates.ask(former.state.team_id, MARA)

    assert asked.setups == (former,)


async def _moved(cluster: ValkeyCluster, aggregates: Aggregates, shard: int) -> Versioned[Setup]:
    """A setup whose slot went from the first node to the last, unknown to `aggregates`."""
    first, _, last = cluster.nodes
    former = await committed(aggregates, team_id=cluster.team_on(first, shard=shard))
    await cluster.move(former.state.team_id, last)
    return former


async def test_what_moved_to_another_node_is_found_there(
    cluster: ValkeyCluster, aggregates: Aggregates
) -> None:
    """By a script, and by a command."""
    former = await _moved(cluster, aggregates, 1)

    asked = await aggregates.ask(former.state.team_id, MARA)

    assert asked.setups == (former,)
    assert await aggregates.setup(former.state.team_id, former.state.id) == former


async def test_nothing_is_lost_while_a_slot_moves(
    cluster: ValkeyCluster, aggregates: Aggregates
) -> None:
    """Commits go on meanwhile, each of them whole and once."""
    first, _, last = cluster.nodes
    team_id = cluster.team_on(first, shard=2)
    moving = asyncio.create_task(cluster.move(team_id, last))
    states: list[Setup] = []

    while not moving.done() or len(states) < 10:
        states.append((await committed(aggregates, Due(an_effect(), NOW), team_id=team_id)).state)
    await moving

    found = (await aggregates.ask(team_id, MARA)).setups
    assert {one.state.id for one in found} == {state.id for state in states}


async def test_a_dead_node_is_asked_for_nothing_that_another_one_took_over(
    cluster: ValkeyCluster, aggregates: Aggregates
) -> None:
    """As after a failover: the dead one cannot say who has its slots now, the others can."""
    dead, *_ = cluster.nodes
    former = await _moved(cluster, aggregates, 3)

    async with cluster.without(dead):
        asked = await aggregates.ask(former.state.team_id, MARA)

    assert asked.setups == (former,)


async def test_a_node_that_stands_still_is_asked_for_nothing_that_another_one_took_over(
    cluster: ValkeyCluster, aggregates: Aggregates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes questions and never answers; who waited in vain asks the others next."""
    monkeypatch.setattr(errors, "PATIENCE", 0.3)
    still, *_ = cluster.nodes
    former = await _moved(cluster, aggregates, 4)

    with still.standing_still():
        with pytest.raises(StoreUnavailable):
            await aggregates.ask(former.state.team_id, MARA)
        asked = await aggregates.ask(former.state.team_id, MARA)

    assert asked.setups == (former,)


async def test_an_address_may_name_a_dead_node_and_a_user(cluster: ValkeyCluster) -> None:
    """One node that lives is enough to find the others; all of them hear who asks."""
    for node in cluster.nodes:
        node.ask("ACL", "SETUSER", "bot", "on", ">a-password", "~*", "&*", "+@all")
    living = cluster.nodes[1].port
    client = open_client(f"redis+cluster://bot:a%2Dpassword@127.0.0.1:1,127.0.0.1:{living}")
    scripts = Scripts(client)

    await scripts.each([("GET", keys.team_prefix(team)) for team in _one_on_each(cluster)])

    assert all("user=bot" in node.ask("CLIENT", "LIST") for node in cluster.nodes)
    await scripts.close()
    await close_client(client)


async def test_a_node_is_told_from_a_server_that_is_alone(
    cluster: ValkeyCluster,
) -> None:
    """The line says what REDIS_URL has to be."""
    one_node = open_client(f"redis://127.0.0.1:{cluster.nodes[0].port}")
    scripts = Scripts(one_node)
    lines = await _lines(one_node, scripts)
    assert "must begin with redis+cluster://" in lines[-1].what
    assert not lines[-1].ok
    await scripts.close()
    await close_client(one_node)
