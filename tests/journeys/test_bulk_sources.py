"""Where the people of a run come from, and what becomes of a list that cannot be read."""

from typing import Final

import pytest

from bot.work import waiting_window
from handlers.reading import REPEATED_WITHIN
from practice.marketo.faults import HttpStatus
from practice.slack import Late, RateLimited
from practice.slack.rendering import visible_text
from practice.slack.stored_files import StoredFile
from tests.journeys.bulk import (
    ADA,
    BENOIT,
    LEE,
    SAM,
    a_file,
    at_work,
    files_of,
    open_batch,
    opened,
    press,
    previewed,
    sent_on,
    start,
    with_api_access,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pass_time, posted_to, pressed_as_forged, settled
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def test_all_sources_together_are_one_list(world: World) -> None:
    """People, a group, typed addresses and a file: each address once, and the sum is shown."""
    await at_work(world, "EMEA", "APAC")
    world.slack.add_usergroup("S_SALES", "sales", ["U_ADA", "U_BENOIT"])

    preview = await previewed(
        world,
        People_in_Slack=["U_STELLA", "U_ADA"],
        User_groups=["@sales"],
        addresses=f"Sam Moss <{SAM}>, ADA@acme.example",
        CSV_file=a_file(f"{LEE},APAC", f"{BENOIT},"),
        Workspaces=["EMEA"],
    )

    assert "Read 8 = 5 people + 0 problems + 3 duplicates." in preview.text
    await start(world)
    first = open_batch(world.sol).all_text
    for email in ("stella@acme.example", ADA, BENOIT, SAM):
        assert email in first
    assert "`EMEA`" in first
    await press(world, world.sol, "All connected")
    assert LEE in open_batch(world.sol).all_text
    assert "`APAC`" in open_batch(world.sol).all_text


async def test_groups_leave_out_who_cannot_be_connected_and_say_who(world: World) -> None:
    """A guest, a bot, somebody deactivated, somebody without an address: each with its reason."""
    await at_work(world)
    slack = world.slack
    slack.add_user("U_MUTE", "mute", "Mute Moss")
    slack.add_usergroup(
        "S_SALES", "sales", ["U_ADA", "U_GUS", "U_ROBOT", "U_GONE", "U_MUTE", "U_BENOIT"]
    )

    preview = await previewed(world, User_groups=["@sales"])

    assert "2 people" in preview.text
    assert "Read 6 = 2 people + 4 problems + 0 duplicates." in preview.text
    for why in ("guest", "a bot", "deactivated", "no e-mail address"):
        assert why in preview.text, why
    await start(world)
    card = open_batch(world.sol).all_text
    assert ADA in card
    assert BENOIT in card
    assert not [name for name in ("gus@", "gone@", "mute", "robot") if name in card]


async def test_who_has_no_address_in_slack_is_given_one_in_the_preview(world: World) -> None:
    """`Mend here`."""
    await at_work(world)
    world.slack.add_user("U_MUTE", "mute", "Mute Moss")
    world.slack.add_usergroup("S_SALES", "sales", ["U_ADA", "U_MUTE"])
    await previewed(world, User_groups=["@sales"])

    await press(world, world.sol, "Mend here")
    [label] = opened(world.sol).labels
    await world.sol.fill(label, "mute@acme.example")
    await world.sol.submit()
    await settled(world)

    assert opened(world.sol).title == "Preview"
    assert "2 people" in opened(world.sol).text
    await start(world)
    assert "mute@acme.example" in open_batch(world.sol).all_text


async def test_marketo_s_own_list_of_users_is_read(world: World) -> None:
    """Everybody on it but API-only users; what is wrong with Marketo is said."""
    await at_work(world)
    await with_api_access(world)
    people = [user for user in world.marketo._state().users if not user.api_only]

    await world.sol.command("/salesconnect provision")
    [everybody] = _offered(world, "Marketo users")
    preview = await sent_on(world, Marketo_users=[everybody])

    assert f"({len(people)})" in everybody
    assert f"{len(people)} people" in preview.text
    assert "api-only" not in preview.text
    await world.sol.close()
    world.hands.move(REPEATED_WITHIN)
    world.marketo.faults.add("*", HttpStatus(500), times=None)
    await pass_time(world, REPEATED_WITHIN)  # sooner, it would be the same submission once more
    await world.sol.submit()
    await settled(world)
    assert opened(world.sol).submit_label is None
    assert "Marketo’s list of users could not be read" in opened(world.sol).text


def _offered(world: World, label: str) -> list[str]:
    [block] = [b for b in opened(world.sol).blocks if b.get("label", {}).get("text") == label]
    return [option["text"]["text"] for option in block["element"]["options"]]


PAGE: Final = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>\n</body></html>"
BROKEN: Final = {
    "too large": (b"email\n" + bytes(10 * 1024 * 1024), ("could not be read", "10 MB")),
    "empty": (b"", ("empty",)),
    "a workbook": (b"PK\x03\x04" + bytes(300), ("could not be read", "workbook")),
    "no column": (b"emial,team\nAda,EMEA\n", ("no column", "emial", "email")),
    "header only": (b"email,workspaces\n", ("no rows",)),
    "a page": (PAGE, ("no column",)),
    "gone": (None, ("could not be read",)),  # a page in its place, as Slack shows it
}


async def test_a_file_that_cannot_be_used_says_why_and_keeps_what_was_typed(world: World) -> None:
    """A preview without `Start`; `Back` leads to the window as it was filled in."""
    await at_work(world)
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("E-mail addresses", SAM)
    for name, (content, words) in BROKEN.items():
        await world.sol.fill("CSV file", a_file(LEE))
        _newest_file(world).content = content  # after the client's own look at it
        await world.sol.submit()
        await settled(world)

        preview = opened(world.sol)
        assert (preview.title, preview.submit_label) == ("Preview", None), name
        assert [word for word in words if word not in preview.text] == [], (name, preview.text)
        await world.sol.close()
        assert opened(world.sol).values["E-mail addresses"] == SAM
    assert "1 person" in (await sent_on(world, CSV_file=a_file(f"{SAM},"))).text


def _newest_file(world: World) -> StoredFile:
    files = world.slack.state.files
    return files[next(reversed(files))]


async def test_while_a_list_is_read_the_window_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow Slack: the window opens at once, counts who was looked up, and says why it waits."""
    monkeypatch.setattr(waiting_window, "EVERY", 0.05)
    monkeypatch.setattr(waiting_window, "SLOW", 0.1)
    await at_work(world)
    world.slack.add_user("U_LEE", "lee", "Lee Moss", email=LEE)
    world.slack.add_usergroup("S_SALES", "sales", ["U_ADA", "U_LEE"])
    world.slack.faults.add("users.info", Late(0.5), when=lambda args: args["user"] == "U_LEE")
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("User groups", ["@sales"])

    await world.sol.submit()
    assert opened(world.sol).submit_label is None
    assert visible_text(opened(world.sol).blocks[:1]).startswith("Reading")
    await settled(world)

    shown = [str(call.args["view"]["blocks"]) for call in world.slack.calls_of("views.update")]
    assert any("1 of 2" in text for text in shown[:-1])
    assert any("takes longer" in text for text in shown[:-1])
    assert "2 people" in opened(world.sol).text


async def test_a_window_that_opens_after_its_list_was_read_shows_the_preview(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in real Slack: a short list is read while the answer is on its way."""
    await at_work(world)
    monkeypatch.setattr(world.slack.state, "draws_after", 0.1)

    preview = await previewed(world, CSV_file=a_file(SAM))

    assert "1 person" in preview.text
    assert preview.submit_label == "Start"
    assert posted_to(world, "D_SOL", "list is read") == []


async def test_a_slack_that_is_over_its_limit_is_waited_for(world: World) -> None:
    """Nobody is missing in the list, and nothing is asked of the admin again."""
    await at_work(world)
    world.slack.add_usergroup("S_SALES", "sales", ["U_ADA", "U_BENOIT"])
    world.slack.faults.add("users.info", RateLimited(1), when=lambda a: a["user"] == "U_ADA")

    preview = await previewed(world, User_groups=["@sales"])

    assert "2 people" in preview.text


async def test_a_window_that_was_closed_gets_its_preview_by_message(world: World) -> None:
    """One message with `Open preview`, and the run starts from there."""
    await at_work(world)
    world.slack.faults.add("files.info", Late(0.2))
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("CSV file", a_file(SAM, LEE, "nobody@@acme.example"))
    await world.sol.submit()
    await world.sol.close(all_=True)

    await settled(world)

    [card] = [m for m in world.sol.dm if "Open preview" in m.buttons]
    assert "2 people" in card.all_text
    assert "1 problem" in card.all_text
    await press(world, world.sol, "Open preview", card)
    assert opened(world.sol).title == "Preview"
    await start(world)
    assert SAM in open_batch(world.sol).all_text
    assert len(posted_to(world, "D_SOL", "list is read")) == 1
    [refused] = await pressed_as_forged(world, world.sol, "Open preview", card)
    assert "started" in refused.all_text


async def test_a_scope_that_is_missing_costs_one_source_and_is_named(world: World) -> None:
    """Without `files:read` the window has no field for files, without groups none are offered."""
    await at_work(world)
    world.slack.scopes = world.slack.scopes - {"files:read", "usergroups:read"}
    answer = await world.sol.command("/salesconnect provision")
    assert "press again" in answer.text  # what it may not, the bot hears with Slack's refusal
    await world.sol.command("/salesconnect provision")

    assert "CSV file" not in opened(world.sol).labels
    assert "files:read" in opened(world.sol).text
    [hint] = await world.sol.options("User groups")
    assert "user groups" in hint
    preview = await sent_on(world, addresses=SAM)
    assert "1 person" in preview.text


async def test_a_scope_that_went_while_the_window_was_open_is_named(world: World) -> None:
    """The list is not read, nothing that was typed is lost, and it works once it is granted."""
    await at_work(world)
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("CSV file", a_file(f"{SAM},"))
    granted = world.slack.scopes
    world.slack.scopes = granted - {"files:read"}
    await world.sol.submit()
    await settled(world)

    assert "files:read" in opened(world.sol).text
    world.slack.scopes = granted
    await world.sol.close()
    await world.sol.submit()
    await settled(world)
    assert "1 person" in opened(world.sol).text


async def test_results_without_the_scope_for_files_are_named(world: World) -> None:
    """`files:write`: a message says what is missing, and nothing is sent for ever."""
    await at_work(world)
    await previewed(world, addresses=SAM)
    await start(world)
    await press(world, world.sol, "All connected")
    granted = world.slack.scopes
    world.slack.scopes = granted - {"files:write"}

    await press(world, world.sol, "Download results")

    assert len(posted_to(world, "D_SOL", "files:write")) == 1
    world.slack.scopes = granted
    await press(world, world.sol, "Download results")
    assert len(files_of(world, world.sol)) == 1
