"""What is typed after `/salesconnect`: help, unknown words, and what looks like a secret."""

import json
from typing import Final

import pytest

from handlers import front
from practice.slack import Late
from tests.journeys.bulk import at_work
from tests.journeys.spoken import OVER_BOTH, OVER_HTTP
from tests.journeys.steps import kept, posts, stored
from tests.journeys.world import World

WORDS: Final = ("setup", "status", "connected", "provision", "credentials", "help")
SECRETS: Final = (
    "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
    "0A1B2C3D-0000-4000-8000-0A1B2C3D4E5F",
    "q1w2e3r4t5z6u7i8o9p0a1s2d3f4g5h6",
)


@OVER_BOTH
@pytest.mark.parametrize("typed", ["", " ", "help", "HELP", "  help  ", "help me please"])
async def test_help_lists_every_word(world: World, typed: str) -> None:
    """In the answer of the command; no window, no `response_url`, no message."""
    before = await kept(world)

    answer = await world.ada.command(f"/salesconnect {typed}")

    for word in WORDS:
        assert f"`{word}`" in answer.text
    assert all(message.is_ephemeral for message in answer.messages)
    assert world.ada.modal is None
    assert posts(world) == []
    assert not world.slack.calls_of("response_url")
    assert await kept(world) == before


@OVER_BOTH
@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("stauts", "status"),
        ("SETUPP", "setup"),
        ("provisoin", "provision"),
        ("credential", "credentials"),
        ("conected", "connected"),
    ],
)
async def test_an_unknown_word_is_answered_with_the_nearest(
    world: World, typed: str, nearest: str
) -> None:
    """And with help."""
    answer = await world.ada.command(f"/salesconnect {typed}")

    assert f"Did you mean `{nearest}`?" in answer.text
    for word in WORDS:
        assert f"`{word}`" in answer.text
    assert world.ada.modal is None


@OVER_BOTH
async def test_a_word_that_resembles_none_is_answered_with_help(world: World) -> None:
    """No guess is better than a bad one."""
    answer = await world.ada.command("/salesconnect qqqq")

    assert "Did you mean" not in answer.text
    assert "`status`" in answer.text


@OVER_BOTH
@pytest.mark.parametrize("typed", ["<!channel>", "*status*", "`a`<@U_ADA>", "&lt;x", "a" * 2000])
async def test_an_unknown_word_never_comes_alive(world: World, typed: str) -> None:
    """It is repeated as text, and cut."""
    answer = await world.ada.command(f"/salesconnect {typed}")

    assert "<!channel>" not in answer.text
    assert "<@U_ADA>" not in answer.text
    assert "a" * 300 not in answer.text
    assert "`status`" in answer.text


@OVER_BOTH
@pytest.mark.parametrize("typed", ["STATUS", "Status", " status ", "status please"])
async def test_words_are_understood_in_any_case(world: World, typed: str) -> None:
    """Phones begin with a capital."""
    await world.named()

    answer = await world.stella.command(f"/salesconnect {typed}")

    assert "You: starter" in answer.text


@OVER_BOTH
@pytest.mark.parametrize("who", ["U_GUS", "U_EXT"])
async def test_outsiders_have_help_and_nothing_else(world: World, who: str) -> None:
    """Any other word, known or not, is refused with the way to help."""
    await world.named()
    before = await kept(world)
    person = world.slack.person(who)

    answers = [
        (await person.command(f"/salesconnect {word}")).text
        for word in (*WORDS[:-1], "xyzzy", "stauts")
    ]

    for text in answers:
        assert "/salesconnect help" in text
        assert "<@" not in text
    assert person.modal is None
    assert await kept(world) == before
    helped = (await person.command("/salesconnect help")).text
    assert "`help`" in helped
    assert "`status`" not in helped


@OVER_BOTH
@pytest.mark.parametrize("word", ["provision", "Disconnect"])
async def test_addresses_behind_a_word_stand_in_its_window(world: World, word: str) -> None:
    """Names are left out; what is no address is kept, for the window to name it."""
    await at_work(world)

    typed = "Sam Hill <sam@acme.example>, lee@acme.example;\nnobody@@acme"
    answer = await world.sol.command(f"/salesconnect {word}\n{typed}")

    assert answer.messages == ()
    assert world.sol.modal is not None
    [written] = [
        block["element"]["initial_value"]
        for block in world.sol.modal.blocks
        if block.get("block_id") == "addresses"
    ]
    assert written == "sam@acme.example\nlee@acme.example\nnobody@@acme"
    await world.sol.submit()
    assert "nobody@@acme" in world.sol.errors["E-mail addresses"]


@OVER_BOTH
@pytest.mark.parametrize("secret", SECRETS)
async def test_what_looks_like_a_secret_is_treated_as_leaked(world: World, secret: str) -> None:
    """`delete` and `rotate`; neither echoed nor stored, and nothing is opened or done."""
    await world.named()
    before = await kept(world)
    for word in ("credentials ", "setup ", "help ", "xyzzy ", "provision a@acme.example ", ""):
        answer = await world.mara.command(f"/salesconnect {word}{secret}")

        assert "delete" in answer.text, word
        assert "rotate" in answer.text, word
        assert secret.lower() not in answer.text.lower()
        assert world.mara.modal is None
    assert await kept(world) == before
    everything = [repr(await stored(world.bot.redis))]
    everything += [json.dumps(call.args) for call in world.slack.calls]
    assert not [text for text in everything if secret.lower() in text.lower()]


@OVER_HTTP
async def test_a_leak_is_warned_of_however_late_slack_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows who it was: in the language of the words, else in English."""
    monkeypatch.setattr(front, "READ_WITHIN", 0.1)
    world.slack.faults.add("users.info", Late(0.3), times=2)

    answer = await world.ada.command(f"/salesconnect credentials {SECRETS[0]}")
    en_francais = await world.ada.command(f"/salesconnect voici le secret pour vous {SECRETS[0]}")

    assert "rotate" in answer.text
    assert "renouvelez" in en_francais.text


@OVER_BOTH
@pytest.mark.parametrize("who", ["U_ADA", "U_GUS", "U_EXT"])
async def test_everybody_is_warned_of_a_leak(world: World, who: str) -> None:
    """Guests and people of other organisations too, and nobody reads of a setup."""
    await world.named()

    answer = await world.slack.person(who).command(f"/salesconnect credentials {SECRETS[0]}")

    assert "delete" in answer.text
    assert "rotate" in answer.text
    assert "<@" not in answer.text


@OVER_BOTH
@pytest.mark.parametrize(
    "typed",
    ["credentials 987-ZYX-654 my-id my-secret", "status client secret: hunter2", "setup x y"],
)
async def test_words_after_a_word_are_never_echoed(world: World, typed: str) -> None:
    """Whether or not they look like a secret."""
    await world.named()

    answer = await world.mara.command(f"/salesconnect {typed}")

    for rest in ("987-ZYX-654", "my-secret", "hunter2"):
        assert rest not in answer.text
        assert rest not in repr(await stored(world.bot.redis))


@OVER_BOTH
async def test_setup_opens_its_window_without_a_word_beside_it(world: World) -> None:
    """One answer, not two."""
    answer = await world.stella.command("/salesconnect setup", channel="C_GENERAL")

    assert answer.is_empty
    assert world.stella.modal is not None
    assert world.stella.modal.title == "Set up Sales Connect"
    assert world.stella.modal.submit_label == "Start setup"
    assert world.stella.modal.labels == [
        "Instance",
        "Product",
        "Name",
        "Marketo admin",
        "Sales Connect admin",
        "Salesforce admin",
        "Channel for invites",
        "Prerequisites",
    ]


@OVER_BOTH
async def test_commands_in_a_channel_are_answered_to_the_asker_only(world: World) -> None:
    """Where they are typed makes no difference."""
    await world.named()
    before = len(world.slack.channel("C_GENERAL").messages)

    answers = [
        await world.stella.command(f"/salesconnect {word}", channel="C_GENERAL")
        for word in ("status", "help", "connected", "xyzzy")
    ]

    assert all(message.is_ephemeral for answer in answers for message in answer.messages)
    assert len(world.slack.channel("C_GENERAL").messages) == before


@OVER_BOTH
@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("named", "No credentials were handed over yet"),
        ("connected", "already revealed"),
    ],
)
async def test_credentials_says_why_there_is_nothing_to_reveal(
    world: World, at: str, words: str
) -> None:
    """And whose turn it is."""
    await getattr(world, at)()

    answer = await world.sol.command("/salesconnect credentials")

    assert words in answer.text
    assert "<@U_MARA>" in answer.text
    assert world.sol.modal is None


@OVER_BOTH
async def test_without_any_setup_the_words_lead_to_setup(world: World) -> None:
    """Nobody is left with a no."""
    for word in ("connected", "provision", "credentials", "status"):
        answer = await world.ada.command(f"/salesconnect {word}")
        assert "/salesconnect setup" in answer.text
        assert world.ada.modal is None
