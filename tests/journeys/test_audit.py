"""`/salesconnect audit`: who did what, for those who may, in their language and as a file."""

import json
from typing import Final

import pytest

from bot.audits import SHOWN
from bot.domain.ids import UserId
from bot.store import keys
from bot.store.commits import Entry, audit_row
from practice.slack import Message, Person
from tests.journeys.bulk import files_of, texts_of
from tests.journeys.requests import NIA
from tests.journeys.requests import asked as asked_for
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import TEAM, answered_privately, audit, in_a_run, settled, start_setup
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID, World

AUDIT: Final = "/salesconnect audit"
SECOND: Final = {"Name": "EMEA", "Marketo_admin": "U_ADA", "Sales_Connect_admin": "U_ADA"}


async def asked(person: Person, words: str = "") -> Message:
    [message] = (await person.command(f"{AUDIT} {words}".strip())).messages
    return message


async def pressed(world: World, person: Person, label: str, message: Message) -> Message:
    """What stands in the place of the answer afterwards."""
    await person.press(label, in_=message)
    await settled(world)
    return message.now


async def chosen(
    world: World, person: Person, label: str, value: object, message: Message
) -> Message:
    await person.fill(label, value, in_=message)
    await settled(world)
    return message.now


async def write(world: World, what: str, number: int) -> None:
    """As if the setup had been in use for long."""
    [kept] = (await world.bot.aggregates.ask(TEAM, UserId("U_STELLA"))).setups
    for n in range(number):
        entry = Entry("U_STELLA", what, "", "", world.hands.now(), {"n": n})
        await world.bot.redis.xadd(keys.audit(TEAM), {"row": audit_row(entry, kept.state.ref)})


@IN_BOTH
async def test_admins_read_in_their_language_who_did_what(town: Spoken) -> None:
    """Newest first; before and after where that is short; and no secret anywhere."""
    await town.handed_over()
    await town.reveal()
    await town.change_people(town.stella, Salesforce_admin="U_ADA")

    told = [
        f"<@U_STELLA> {town.say('changed the people')} – production",
        f"<@U_SOL> {town.say('closed the window with the credentials')} – production",
        f"<@U_SOL> {town.say('revealed the credentials')} – production",
        f"<@U_MARA> {town.say('handed over the credentials')} – production",
        f"<@U_STELLA> {town.say('started the setup')} – production",
    ]
    for person in (town.stella, town.mara, town.sol, town.world.owen):
        message = await asked(person)
        lines = message.text.replace("\u00a0", " ").split("\n")
        assert [line.split(": ")[-1] for line in lines if _is_of_a_person(line)] == told
        assert "<@U_SVEN> → <@U_ADA>" in message.text
        assert "<!date^" in message.text
        assert [one for one in (MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET) if one in message.text] == []


def _is_of_a_person(line: str) -> bool:
    """What the bot noted by itself comes as Slack and Marketo answer."""
    return line.startswith("<!date^") and ": <@U_" in line and line.endswith("production")


@IN_BOTH
async def test_whoever_may_not_reads_who_may(town: Spoken) -> None:
    """By role and by name; a guest only that it is for members."""
    await town.start()

    refused = await asked(town.ada)
    guest = await asked(town.world.gus)

    for name in ("<@U_STELLA>", "<@U_MARA>", "<@U_SOL>", "<@U_SVEN>"):
        assert name in refused.text
    assert town.stands_in("read the audit", refused.text)
    assert "<@U_" not in guest.text
    assert [one.buttons for one in (refused, guest)] == [[], []]


@OVER_HTTP
async def test_nobody_reads_of_a_setup_that_is_not_theirs(world: World) -> None:
    """Each admin their own; an admin of the Slack workspace both."""
    await start_setup(world.stella)
    await start_setup(world.owen, **SECOND)
    await settled(world)

    texts = [(await asked(one)).all_text for one in (world.mara, world.ada, world.owen)]

    mara, ada, owen = ["EMEA" in text for text in texts]
    assert (mara, ada, owen) == (False, True, True)
    assert ["<@U_STELLA> started" in text for text in texts] == [True, False, True]


@OVER_HTTP
async def test_a_page_leads_to_the_older_ones_and_back(world: World) -> None:
    """In the place of the first answer, not below it."""
    await world.named()
    await settled(world)
    await write(world, "Snooze", SHOWN)
    first = await asked(world.stella)

    older = await pressed(world, world.stella, "Older", first)
    newer = await pressed(world, world.stella, "Newer", older)

    assert "started the setup" not in first.all_text
    assert "Newer" not in first.buttons
    assert "started the setup" in older.all_text
    assert "Older" not in older.buttons
    assert newer.text == first.text
    assert len(world.stella.ephemerals) == 1


@OVER_HTTP
async def test_selects_narrow_it_and_one_button_clears_that(world: World) -> None:
    """Whom, which setup, which kind: together; nothing is remembered but in the message."""
    await world.revealed()
    await settled(world)
    await start_setup(world.owen, **SECOND)
    message = await asked(world.owen)

    mara = await chosen(world, world.owen, "Who", "U_MARA", message)
    refused = await chosen(world, world.owen, "Kind", "Refused attempts", mara)
    cleared = await pressed(world, world.owen, "Clear filter", refused)
    one = await chosen(world, world.owen, "Setup", "production (EMEA)", cleared)
    everything = await chosen(world, world.owen, "Setup", "All setups", one)

    assert "handed over the credentials" in mara.all_text
    assert "<@U_SOL> revealed" not in mara.all_text
    assert "Nothing on record is like that" in refused.all_text
    assert "CSV" not in refused.buttons
    assert "revealed the credentials" in cleared.all_text
    assert "Clear filter" not in cleared.buttons
    assert "<@U_OWEN> started the setup – production (`EMEA`)" in one.all_text
    assert "<@U_MARA>" not in one.all_text
    assert "revealed the credentials" in everything.all_text


@OVER_HTTP
@pytest.mark.parametrize(
    ("words", "shown", "hidden"),
    [
        ("<@U_SOL>", "revealed the credentials", "handed over"),
        ("reveal", "revealed the credentials", "handed over"),
        ("people", "started the setup", "revealed the credentials"),
        ("1999-01", "Nothing on record is like that", "revealed"),
        ("@mara", "I did not understand all of that", "`@mara`"),
        ("<!channel>", "revealed the credentials", "<!channel>"),
    ],
)
async def test_words_after_the_command_narrow_it_too(
    world: World, words: str, shown: str, hidden: str
) -> None:
    """What is not understood is said, and not repeated; then everything is shown."""
    await world.revealed()
    await settled(world)

    text = (await asked(world.stella, words)).all_text

    assert shown in text
    assert hidden not in text


@OVER_HTTP
async def test_refused_attempts_are_on_it(world: World) -> None:
    """By a button of somebody else's card; and by the command, which names no setup: of each."""
    card = await _with_reveal(world)
    await start_setup(world.owen, **SECOND)
    await world.ada.press_as_forged("Reveal credentials", in_=card)
    await world.benoit.command("/salesconnect credentials")
    await settled(world)

    first, second = [(await asked(one, "refused")).all_text for one in (world.mara, world.ada)]

    by_ada, by_benoit = [f"<@U_{one}> was refused the credentials" for one in ("ADA", "BENOIT")]
    assert (by_ada in first, by_benoit in first) == (True, True)
    assert (by_ada in second, by_benoit in second) == (False, True)


@OVER_HTTP
async def test_what_is_done_with_users_and_requests_is_of_their_setup(world: World) -> None:
    """Whoever may read of the setup reads of its runs and requests, and can choose them by it."""
    await in_a_run(world)
    await asked_for(world, NIA)
    await settled(world)

    users = (await asked(world.mara, "users")).all_text
    requests = (await asked(world.mara, "requests")).all_text

    assert "<@U_SOL> started a run – production" in users
    assert "<@U_ADA> asked for invites – production" in requests
    assert f"`{NIA}`" in requests


async def _with_reveal(world: World) -> Message:
    await world.handed_over()
    return await world.sol.until(lambda message: "Reveal credentials" in message.buttons)


@OVER_HTTP
async def test_the_file_comes_in_the_dm_and_that_is_on_record(world: World) -> None:
    """All that is narrowed to, not one page of it; a spreadsheet calculates none of it."""
    await start_setup(world.stella, Name="=cmd|' /C calc'!A0")
    await settled(world)
    await write(world, "Snooze", SHOWN + 5)
    await write(world, "Decline", 1)
    message = await asked(world.stella, "snooze")

    after = await pressed(world, world.stella, "CSV", message)
    await pressed(world, world.stella, "JSON", after)

    table, lines = texts_of(world, world.stella)
    rows = files_of(world, world.stella)[0]
    assert "The file comes in your DM." in after.all_text
    assert [row["what"] for row in rows] == ["Snooze"] * (SHOWN + 5)
    assert [json.loads(row["changed"])["n"] for row in rows] == [*range(SHOWN + 5)][::-1]
    assert rows[0]["in_words"] == "put off a reminder"
    assert [json.loads(line)["id"] for line in lines.splitlines()]
    assert len(lines.splitlines()) == len(table.splitlines()) - 1
    assert await audit(world, "ExportAudit") == ["U_STELLA", "U_STELLA"]
    assert "asked for the audit as a file" in (await asked(world.mara)).all_text


@OVER_HTTP
async def test_a_press_that_slack_delivers_twice_is_one_file(world: World) -> None:
    """And one row."""
    await world.named()
    await settled(world)
    await pressed(world, world.stella, "CSV", await asked(world.stella))
    click = world.slack.deliveries[-1]

    assert (await world.slack.redeliver(click)).acked

    await settled(world)
    assert len(files_of(world, world.stella)) == 1
    assert await audit(world, "ExportAudit") == ["U_STELLA"]


@OVER_HTTP
async def test_a_button_of_somebody_elses_answer_shows_only_ones_own(world: World) -> None:
    """Who presses is asked at each press: strangers and guests get no file and no row."""
    await world.revealed()
    await settled(world)
    message = await asked(world.stella)

    for label in ("CSV", "JSON"):
        for person in (world.ada, world.gus):
            await person.press_as_forged(label, in_=message)

    for person in (world.ada, world.gus):
        said = await answered_privately(world, person)
        assert "revealed" not in "".join(one.all_text for one in said)
        assert files_of(world, person) == []
    assert await audit(world, "ExportAudit") == []


@OVER_HTTP
async def test_whoever_lost_the_right_meanwhile_gets_no_file(world: World) -> None:
    """It is judged again when the file is made."""
    await world.named()
    await settled(world)
    message = await asked(world.sven)
    world.slack.state.users["U_SVEN"].is_restricted = True
    await world.bot.redis.delete(keys.person(TEAM, UserId("U_SVEN")))

    await world.sven.press_as_forged("CSV", in_=message)

    await settled(world)
    assert files_of(world, world.sven) == []


@OVER_HTTP
async def test_a_cancelled_setup_can_still_be_looked_into(world: World) -> None:
    """By who was named there; it is the only one that there was."""
    await world.named()
    await settled(world)
    await world.stella.press("Cancel setup")
    await settled(world)

    text = (await asked(world.stella)).all_text
    stranger = (await asked(world.ada)).all_text

    assert "<@U_STELLA> cancelled the setup – production" in text
    assert "<@U_STELLA>" not in stranger


@OVER_HTTP
async def test_what_people_typed_comes_alive_nowhere(world: World) -> None:
    """A name of a setup, and names of workspaces."""
    await start_setup(world.stella, Name="<!channel> *b*")
    await settled(world)

    text = (await asked(world.stella)).all_text

    assert "<!channel>" not in text
    assert "`&lt;!channel&gt; *b*`" in text


@OVER_HTTP
async def test_a_select_without_a_choice_narrows_nothing(world: World) -> None:
    """Slack offers to empty none of these, but a client may send it."""
    await world.named()
    await settled(world)
    message = await asked(world.stella, "<@U_MARA>")

    every = await chosen(world, world.stella, "Who", None, message)

    assert "started the setup" in every.all_text
