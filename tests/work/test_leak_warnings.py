"""Warnings of leaks: seen by their author alone, elsewhere where the channel takes none."""

from itertools import count
from typing import Final

import pytest

from bot.domain.effects import Due, Effect, Reply, WarnOfLeak
from bot.domain.ids import SeenId, UserId
from bot.domain.stages import Language
from bot.store.replies import ReplyLog
from bot.work import attempt
from practice.slack import Drop, LoseAnswer, Message, RateLimited, Refuse, ServerError
from practice.slack.faults import Fault
from tests.journeys.world import CHANNEL
from tests.work.asked import ADA, BENOIT, SVEN, worked
from tests.work.office import MARA, TEAM, Office

EPHEMERAL: Final = "chat.postEphemeral"
TS: Final = "1.000100"
_numbers = count(1)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


def a_warning(
    by: UserId = ADA, channel: str = CHANNEL, thread: str = "", language: Language | None = None
) -> WarnOfLeak:
    in_dm = channel != CHANNEL
    return WarnOfLeak(
        user_id=by, channel=channel, ts=thread or TS, thread=thread, in_dm=in_dm, language=language
    )


async def warned(office: Office, effect: Effect) -> None:
    log, seen = ReplyLog(office.bot.scripts), SeenId(f"a message {next(_numbers)}")
    await log.commit(TEAM, Due(effect), seen=seen, now=office.hands.now())
    await worked(office)


def seen_alone(office: Office, who: str = ADA) -> list[Message]:
    return office.slack.person(who).ephemerals


def in_channel(office: Office) -> list[Message]:
    return office.slack.channel(CHANNEL).messages


def in_dm(office: Office, who: str = ADA) -> list[Message]:
    """What the leak guard says there, beside cards."""
    return [one for one in office.cards(who) if "rotate" in one.text]


@pytest.mark.parametrize("thread", ["", "0.000900"])
async def test_in_a_channel_nobody_else_sees_it(office: Office, thread: str) -> None:
    """Where the message stands: in the channel, or in the thread."""
    await warned(office, a_warning(thread=thread))

    [warning] = seen_alone(office)
    assert {"delete", "rotate"} <= set(warning.text.replace(",", "").split())
    assert (warning.channel, warning.thread_ts or "") == (CHANNEL, thread)
    assert in_channel(office) == []


async def test_what_an_older_version_left_is_private_too(office: Office) -> None:
    """It would have been answered in the thread of a mention."""
    older = '{"do":"reply","user_id":"U_ADA","channel":"C_INVITES","ts":"1.000100","leaked":true}'
    reply = Reply.model_validate_json(older)

    await warned(office, reply)

    assert len(seen_alone(office)) == 1
    assert in_channel(office) == []


@pytest.mark.parametrize("error", ["user_not_in_channel", "channel_not_found", "not_in_channel"])
async def test_where_the_channel_takes_none_the_dm_names_it(office: Office, error: str) -> None:
    """They left it since, or the bot did."""
    office.slack.faults.add(EPHEMERAL, Refuse(error))

    await warned(office, a_warning())

    assert seen_alone(office) == []
    [warning] = in_dm(office)
    assert f"<#{CHANNEL}>" in warning.text
    assert "delete" in warning.text


@pytest.mark.parametrize("fault", [LoseAnswer(), ServerError(503, after=True)], ids=repr)
async def test_elsewhere_one_in_doubt_is_looked_for(office: Office, fault: Fault) -> None:
    """In a DM it can be found, so it stands there once."""
    office.slack.faults.add(EPHEMERAL, Refuse("not_in_channel"), times=2)
    office.slack.faults.add("chat.postMessage", fault)

    await warned(office, a_warning())

    assert not office.slack.faults.pending
    assert len(in_dm(office)) == 1


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        (LoseAnswer(), 2),  # nobody can look whether it was shown
        (ServerError(503, after=True), 2),
        (Drop(), 1),
        (RateLimited(0), 1),
        (Refuse("internal_error"), 1),
    ],
    ids=repr,
)
async def test_a_warning_in_doubt_is_given_again(office: Office, fault: Fault, times: int) -> None:
    """Twice is better than not at all."""
    office.slack.faults.add(EPHEMERAL, fault)

    await warned(office, a_warning())

    assert not office.slack.faults.pending
    assert len(seen_alone(office)) == times
    assert in_channel(office) == in_dm(office) == []


@pytest.mark.parametrize("who", ["U_GONE", "U_ROBOT"])
async def test_nobody_is_warned_who_cannot_read_it(office: Office, who: str) -> None:
    """Somebody who left since, a bot."""
    await warned(office, a_warning(UserId(who)))

    assert office.slack.calls_of(EPHEMERAL) == office.slack.calls_of("chat.postMessage") == []


async def test_who_left_between_two_calls_is_not_looked_for(office: Office) -> None:
    """Slack says so only when it is to show something to them."""
    office.slack.faults.add(EPHEMERAL, Refuse("user_disabled"))

    await warned(office, a_warning())

    assert office.slack.calls_of("chat.postMessage") == []


async def test_people_of_whom_slack_says_nothing_are_warned(office: Office) -> None:
    """Of another organisation, in a shared channel."""
    office.slack.faults.add("users.info", Refuse("user_not_found"), times=None)

    await warned(office, a_warning())

    [warning] = seen_alone(office)
    assert "rotate" in warning.text


@pytest.mark.parametrize(
    ("by", "written_in", "word"),
    [
        (ADA, None, "rotate"),
        (ADA, Language.FR, "renouvelez"),
        (BENOIT, None, "renouvelez"),
        (BENOIT, Language.EN, "rotate"),
    ],
)
async def test_it_is_in_the_language_of_the_message(
    office: Office, by: UserId, written_in: Language | None, word: str
) -> None:
    """Where that cannot be told, in that of their Slack."""
    await warned(office, a_warning(by, language=written_in))

    [warning] = seen_alone(office, by)
    assert word in warning.text


@pytest.mark.parametrize("fault", [LoseAnswer(), ServerError(503, after=True), Drop()], ids=repr)
async def test_in_a_dm_it_stands_in_the_thread_once(office: Office, fault: Fault) -> None:
    """There it can be looked for."""
    dm = office.slack.state.dm_with(ADA)
    said = office.slack.state.new_message(dm, user=ADA, text="what looks like a secret").ts
    office.slack.faults.add("chat.postMessage", fault)

    await warned(office, a_warning(channel=dm.id, thread=said))

    assert not office.slack.faults.pending
    [warning] = in_dm(office)
    assert (warning.thread_ts, warning.buttons) == (said, [])
    assert office.slack.calls_of(EPHEMERAL) == []


async def test_the_marketo_admin_who_is_waited_for_has_the_button(office: Office) -> None:
    """Nobody else has, and not before a setup waits, nor after they handed over."""
    await warned(office, a_warning(MARA))
    await office.start_setup()
    await warned(office, a_warning(MARA, language=Language.FR))
    await warned(office, a_warning(SVEN))
    await office.hand_over()
    await warned(office, a_warning(MARA))

    buttons = [one.buttons for one in seen_alone(office, MARA)]
    assert buttons == [[], ["Transmettre les identifiants"], []]
    assert [one.buttons for one in seen_alone(office, SVEN)] == [[]]


async def test_a_guest_learns_of_no_setup(office: Office) -> None:
    """Not even of one in which they are named, since they became one."""
    office.slack.state.users[MARA].is_restricted = True
    await office.start_setup()

    await warned(office, a_warning(MARA))

    assert [one.buttons for one in seen_alone(office, MARA)] == [[]]
