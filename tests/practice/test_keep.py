"""The company on disk."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from practice import company, keep, newcomers
from practice.slack import Drop
from practice.slack.stored_files import StoredFile
from practice.world import World


async def played(world: World) -> None:
    """A little of everything."""
    mara = world.slack.person(company.MARKETO_ADMIN)
    await mara.say("hello & <you>", channel="C_GENERAL")
    state = world.slack.state
    state.files["F1"] = StoredFile("F1", "übersicht.csv", "U_MARA", company.TEAM_ID, b"\xff\x00;")
    state.users["U_ADA"].locale = "fr-FR"
    state.usergroups["S_SALES_LEADS"].users.remove("U_SOL")
    world.kept.read["U_SOL"] = {"C_GENERAL": "1.000001"}
    world.kept.seen.add("reveal")
    world.kept.marketo.workspaces[0].name = "Renamed"
    world.clock.jump(90)


async def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Messages, files of any bytes, languages, marks, both products, the clock."""
    path = tmp_path / "company.json"
    first = World.new(None)
    await played(first)
    keep.write(path, first.collect())

    second = World.new(keep.read(path))

    assert second.collect() == first.collect()
    assert second.slack.state.channels["C_GENERAL"].messages[0].text == "hello &amp; &lt;you&gt;"
    assert second.slack.state.files["F1"].content == b"\xff\x00;"
    assert second.slack.state.usergroups["S_SALES_LEADS"].users == ["U_NADIA"]
    assert second.clock.ahead == 90


async def test_what_comes_later_is_later_than_what_was_kept(tmp_path: Path) -> None:
    """Even if the clock had been ahead and was set back: no stamp or id is given twice."""
    path = tmp_path / "company.json"
    first = World.new(None)
    first.clock.jump(3_600)
    await played(first)
    keep.write(path, first.collect())
    kept = keep.read(path)
    assert kept
    kept.ahead = 0.0

    second = World.new(kept)
    mara = second.slack.person(company.MARKETO_ADMIN)
    await mara.say("again", channel="C_GENERAL")

    stamps = [m.ts for m in second.slack.state.channels["C_GENERAL"].messages]
    assert stamps == sorted(set(stamps))
    assert second.slack.state.ids.made >= first.slack.state.ids.made


async def test_whoever_was_deactivated_still_is_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "company.json"
    first = World.new(None)
    first.slack.event_retry_delays = ()
    async with first.slack:
        await first.slack.deactivate("U_SVEN")
    keep.write(path, first.collect())

    second = World.new(keep.read(path))

    assert [u.id for u in second.slack.state.users.values() if u.deleted] == ["U_SVEN"]
    second.start_over()
    assert not second.slack.state.users["U_SVEN"].deleted


def test_a_company_of_an_older_practice_keeps_its_pairs(tmp_path: Path) -> None:
    """What somebody copied into the bot then is what Marketo accepts still."""
    path = tmp_path / "company.json"
    keep.write(path, World.new(None).collect())
    older = json.loads(path.read_text(encoding="utf-8"))
    older["marketo"] |= {"client_id": "practice-client-id", "client_secret": "practice-older"}
    older["marketo"]["api"] |= {"client_id": "practice-api-id", "client_secret": "practice-api"}
    path.write_text(json.dumps(older), encoding="utf-8")

    marketo = World.new(keep.read(path)).kept.marketo

    assert marketo.is_sales_connect_pair("practice-client-id", "practice-older")
    assert (marketo.api.client_id, marketo.api.client_secret) == ("practice-api-id", "practice-api")


def test_the_first_start_finds_nothing(tmp_path: Path) -> None:
    assert keep.read(tmp_path / "company.json") is None


@pytest.mark.parametrize("content", ["", "{", '{"schema": 99}', "[]"])
def test_another_version_is_said_in_one_line(tmp_path: Path, content: str) -> None:
    """It names the file and what to do."""
    path = tmp_path / "company.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(keep.Unreadable) as refused:
        keep.read(path)

    assert str(path) in str(refused.value)
    assert "delete" in str(refused.value)


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "practice" / "company.json"

    keep.write(path, World.new(None).collect())

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == keep.SCHEMA


async def test_starting_over_is_the_first_day() -> None:
    world = World.new(None)
    before = deepcopy(world.collect())
    await played(world)

    world.slack.faults.add("*", Drop())
    world.slack.request_url = "http://127.0.0.1:1/"

    world.start_over()

    after = world.collect()
    assert world.slack.faults.pending == 0
    assert world.slack.request_url is None
    assert after.channels == before.channels
    assert after.users == before.users
    assert (after.ahead, after.seen, after.read) == (0.0, set(), {})
    assert after.marketo == before.marketo


async def test_whoever_joined_is_there_after_the_next_start(tmp_path: Path) -> None:
    """In the group of all salespeople too, which itself is not kept."""
    path = tmp_path / "company.json"
    first = World.new(None)
    newcomers.add_numbered(first.slack, 3)
    keep.write(path, first.collect())

    second = World.new(keep.read(path))

    handles = [user.name for user in second.employees()]
    assert handles[-3:] == ["person001", "person002", "person003"]
    assert second.slack.state.usergroups["S_SALES_ALL"].users[-1] == "U_PERSON003"
    second.start_over()
    assert company.newcomers(second.slack.state.users.values()) == []
