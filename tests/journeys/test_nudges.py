"""Who does not do their step is reminded: thrice, on working days, at their own hours."""

from datetime import UTC, datetime, timedelta
from typing import Final

from practice.slack import Person
from tests.journeys.labels import EN
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import MONDAY, at, audit, posted_to, settled
from tests.journeys.world import World

THURSDAY: Final = datetime(2040, 1, 5, 17, 0, tzinfo=UTC)  # after work in Berlin
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


async def _from(
    town: Spoken, moment: datetime, *, starter: Person | None = None, **fields: object
) -> None:
    """A setup that was started then."""
    await at(town.world, moment)
    await town.start(starter, **fields)
    await settled(town.world)


def _reminders(town: Spoken, person: Person, channel: str = "") -> list[str]:
    """All that were ever sent to somebody."""
    dm = channel or f"D_{person.id[2:]}"
    return [call.args["text"] for call in posted_to(town.world, dm, town.say("A reminder"))]


async def _when(
    town: Spoken, person: Person, *, start: datetime, end: datetime, step: timedelta
) -> list[datetime]:
    """At which of these moments somebody was reminded."""
    found = []
    moment, count = start, len(_reminders(town, person))
    while moment <= end:
        await at(town.world, moment)
        now = len(_reminders(town, person))
        found += [moment] * (now - count)
        moment, count = moment + step, now
    return found


async def test_the_day_of_these_journeys_is_a_monday() -> None:
    """Everything below counts on it."""
    assert (MONDAY.weekday(), THURSDAY.weekday()) == (0, 3)


@IN_BOTH
async def test_a_step_that_is_not_done_is_reminded_of_thrice(town: Spoken) -> None:
    """After one, three and seven days; then the starter hears, once, and may name another."""
    await _from(town, MONDAY, Salesforce_admin=None)

    found = await _when(
        town,
        town.mara,
        start=MONDAY + timedelta(minutes=5),
        end=MONDAY + 16 * DAY,
        step=timedelta(hours=12),
    )

    assert [(moment - MONDAY).days for moment in found] == [1, 3, 7]
    (stuck,) = await town.told(town.stella, "Reminded several times")
    assert "<@U_MARA>" in stuck.all_text
    assert stuck.buttons == [town.say("Change people")]
    (third,) = await town.told(town.mara, "A reminder")
    (first, second) = await town.told(town.mara, "Reminded of a step")
    assert first.buttons == second.buttons == []
    assert third.buttons == [town.say("Hand over credentials"), town.say("Already connected")]
    assert _reminders(town, town.sol) == []


@OVER_HTTP
async def test_each_is_reminded_in_the_hours_of_their_own_time_zone(world: World) -> None:
    """The same minute is night in Kolkata and afternoon in New York."""
    world.mara.user.tz = "Asia/Kolkata"
    world.sven.user.tz = "America/New_York"
    town = Spoken(world, EN)
    start = MONDAY.replace(hour=20)  # half past one in Kolkata, three in New York
    await _from(town, start)
    first = start + DAY + timedelta(minutes=1)
    assert await _when(town, town.sven, start=first, end=first, step=HOUR) == [first]
    assert _reminders(town, town.mara) == []

    found = await _when(
        town,
        town.mara,
        start=first.replace(hour=21, minute=31),
        end=first + DAY,
        step=HOUR,
    )

    nine = datetime(2040, 1, 4, 3, 30, tzinfo=UTC)  # nine o'clock in Kolkata
    assert found == [nine + timedelta(minutes=1)]


@OVER_HTTP
async def test_nobody_is_reminded_at_a_week_end(world: World) -> None:
    """What was due on Friday evening comes on Monday morning."""
    town = Spoken(world, EN)
    await _from(town, THURSDAY)

    found = await _when(
        town,
        town.mara,
        start=THURSDAY + timedelta(minutes=1),
        end=THURSDAY + 5 * DAY,
        step=timedelta(hours=3),
    )

    # On Monday at nine in Berlin, or what is looked at next; the second is late by then.
    assert [moment.strftime("%a %H") for moment in found] == ["Mon 08"]


@IN_BOTH
async def test_a_clock_that_jumps_over_a_week_reminds_once(town: Spoken) -> None:
    """Late ones are one; and it was the last one."""
    await _from(town, MONDAY)

    await at(town.world, MONDAY + 7 * DAY + HOUR)

    assert len(_reminders(town, town.mara)) == 1
    assert len(_reminders(town, town.sven)) == 1
    assert await town.told(town.stella, "Reminded several times") == []
    await at(town.world, MONDAY + 30 * DAY)
    assert len(_reminders(town, town.mara)) == 1
    assert len(_reminders(town, town.sven)) == 1
    assert await town.told(town.stella, "Reminded several times") == []


@IN_BOTH
async def test_snooze_moves_the_next_reminder_and_adds_none(town: Spoken) -> None:
    """Tomorrow in place of the third day; three in all, as ever."""
    await _from(town, MONDAY)
    await at(town.world, MONDAY + DAY + HOUR)
    card = await town.card(town.mara, "Snooze")

    await town.press(town.mara, "Snooze")

    assert town.reads("Snoozed")(card.now)
    assert town.say("Snooze") not in card.now.buttons
    assert town.say("Hand over credentials") in card.now.buttons
    assert await audit(town.world, "Snooze") == ["U_MARA"]
    found = await _when(
        town,
        town.mara,
        start=MONDAY + DAY + 2 * HOUR,
        end=MONDAY + 15 * DAY,
        step=timedelta(hours=12),
    )
    assert [(moment - MONDAY).days for moment in found] == [2, 7]
    assert len(_reminders(town, town.mara)) == 3


@IN_BOTH
async def test_a_snooze_on_friday_is_over_on_monday(town: Spoken) -> None:
    """A day later is no working day."""
    await _from(town, THURSDAY - 8 * HOUR)
    await at(town.world, THURSDAY - 7 * HOUR + DAY)
    await town.press(town.mara, "Snooze")

    found = await _when(
        town, town.mara, start=THURSDAY + DAY, end=THURSDAY + 4 * DAY, step=timedelta(hours=6)
    )

    assert [moment.strftime("%a") for moment in found] == ["Mon"]


@IN_BOTH
async def test_once_the_step_is_done_its_reminder_has_no_buttons(town: Spoken) -> None:
    """Done from the reminder itself; no further one comes, the next step has its own."""
    await _from(town, MONDAY, Salesforce_admin=None)
    await at(town.world, MONDAY + DAY + HOUR)
    card = await town.card(town.mara, "Snooze")

    await town.hand_over()

    assert card.now.buttons == []
    assert town.reads("is done, or somebody else’s by now")(card.now)
    answer = await town.press_old(town.mara, "Snooze", card)
    assert town.say("Nothing changed") in answer.text
    await at(town.world, MONDAY + 2 * DAY + 2 * HOUR)
    assert len(_reminders(town, town.mara)) == 1
    assert len(_reminders(town, town.sol)) == 1
    (next_card,) = await town.told(town.sol, "A reminder")
    await town.reveal()
    assert town.reads("is done, or somebody else’s by now")(next_card.now)


@IN_BOTH
async def test_the_starter_sees_who_is_waited_for_since_when(town: Spoken) -> None:
    """On the card and in `status`, step by step."""
    await _from(town, MONDAY)
    (card,) = town.stella.dm
    since = f"<!date^{int(MONDAY.timestamp())}"
    for who in ("U_MARA", "U_SVEN"):
        line = next(one for one in card.all_text.splitlines() if _waits(town, one, who))
        assert since[:-2] in line  # to the hundred seconds: the setup takes a moment

    await at(town.world, MONDAY + DAY)
    await town.hand_over()

    later = f"<!date^{int((MONDAY + DAY).timestamp())}"
    status = (await town.stella.command("/salesconnect status")).text
    for text in (card.now.all_text, status):
        line = next(one for one in text.splitlines() if _waits(town, one, "U_SOL"))
        assert later[:-2] in line
        assert not [one for one in text.splitlines() if _waits(town, one, "U_MARA")]


def _waits(town: Spoken, line: str, who: str) -> bool:
    return town.say("Waiting for") in line and f"<@{who}>" in line


@OVER_HTTP
async def test_the_message_to_the_starter_is_settled_with_the_step(world: World) -> None:
    """After three reminders the step is done all the same: nothing is asked any more."""
    town = Spoken(world, EN)
    await _from(town, MONDAY, Salesforce_admin=None)
    for days in (1, 3, 7):
        await at(world, MONDAY + days * DAY + HOUR)
    (stuck,) = await town.told(town.stella, "Reminded several times")

    await town.hand_over()

    assert "Reminded several times" not in stuck.now.all_text
    assert stuck.now.buttons == []


@OVER_HTTP
async def test_the_starter_does_not_tell_themselves(world: World) -> None:
    """Who started and does not do their own step is reminded, and not told of it."""
    town = Spoken(world, EN)
    await _from(town, MONDAY, Marketo_admin="U_STELLA", Salesforce_admin=None)

    await at(world, MONDAY + 7 * DAY + HOUR)

    assert len(_reminders(town, town.stella)) == 1
    assert await town.told(town.stella, "Reminded several times") == []


@OVER_HTTP
async def test_the_next_step_counts_its_own_days(world: World) -> None:
    """The reminder of a step begins with the step, not with the setup."""
    town = Spoken(world, EN)
    await _from(town, MONDAY, Salesforce_admin=None)
    await at(world, MONDAY + 20 * HOUR)
    await town.hand_over()

    found = await _when(
        town, town.sol, start=MONDAY + 21 * HOUR, end=MONDAY + 2 * DAY + HOUR, step=4 * HOUR
    )

    assert [moment - MONDAY for moment in found] == [timedelta(hours=49)]
    assert _reminders(town, town.mara) == []


@OVER_HTTP
async def test_somebody_new_counts_their_own_days(world: World) -> None:
    """Sven's reminder is spent; Ada, named in his place, has a day of her own."""
    town = Spoken(world, EN)
    await _from(town, MONDAY)
    await at(world, MONDAY + DAY + HOUR)
    (old,) = await town.told(town.sven, "A reminder")

    await town.change_people(town.stella, Salesforce_admin="U_ADA")

    assert old.now.buttons == []
    await at(world, MONDAY + 2 * DAY)
    assert _reminders(town, town.ada) == []
    await at(world, MONDAY + 2 * DAY + 2 * HOUR)
    assert len(_reminders(town, town.ada)) == 1
    assert len(_reminders(town, town.sven)) == 1


@OVER_HTTP
async def test_who_left_slack_unnoticed_is_noted_in_place_of_a_reminder(world: World) -> None:
    """The event was lost; the starter is asked for another one."""
    town = Spoken(world, EN)
    await _from(town, MONDAY)
    world.sven.user.deleted = True

    await at(world, MONDAY + DAY + HOUR)

    assert _reminders(town, town.sven) == []
    (wanted,) = await town.told(town.stella, "no active Slack account")
    assert "<@U_SVEN>" in wanted.all_text


@OVER_HTTP
async def test_a_finished_checklist_ends_the_reminders(world: World) -> None:
    """And one that is opened again begins them anew."""
    town = Spoken(world, EN)
    points = [
        "API calls enabled for the users",
        "Apex classes enabled",
        "Connected app not blocked",
    ]
    await _from(town, MONDAY)
    await town.form(town.sven, "Open checklist", Salesforce=points)
    await town.send(town.sven)
    await at(world, MONDAY + 2 * DAY)
    assert _reminders(town, town.sven) == []

    await town.form(town.sven, "Open checklist", Salesforce=points[:2])
    await town.send(town.sven)

    await at(world, MONDAY + 3 * DAY + HOUR)
    assert len(_reminders(town, town.sven)) == 1
