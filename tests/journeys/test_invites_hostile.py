"""What people type into a request never comes alive, and never makes a message too long."""

from typing import Any, Final

import pytest

from tests.journeys import bulk
from tests.journeys.requests import (
    NIA,
    TOM,
    asked,
    begun,
    opened,
    press,
    refused,
    reject,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at
from tests.journeys.world import World

pytestmark = OVER_HTTP
# What Slack would make alive: mentions, links, styles, a quote, and code that ends too early.
ALIVE: Final = (
    "<!channel> <!here> <@U_OWEN> <#C_SECRET> <https://evil.example|Approve> "
    "*bold* _it_ ~gone~ `code` ```block``` &lt;!channel&gt;\n> quoted\n@channel :tada:"
)
WOULD_LIVE: Final = ("<!channel>", "<!here>", "<@U_OWEN>", "<#C_SECRET>", "<https://evil", "```b")
# Signs that an address may hold; Slack reads none of them there.
ODD: Final = "*bold*@acme.example"
ODDER: Final = "_a&b_~c~@acme.example"


def _mrkdwn(world: World) -> list[str]:
    """Every text that Slack was to read mrkdwn in; those of plain text stay plain."""
    found: list[str] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("type") == "mrkdwn":
                found.append(value["text"])
            for one in value.values():
                look(one)
        elif isinstance(value, list):
            for one in value:
                look(one)

    for call in world.slack.calls:
        if call.method in ("chat.postMessage", "chat.update"):
            found.append(call.args["text"])
        look(call.args)
    for delivery in world.slack.deliveries:
        look(delivery.answer)
    return found


def _outside_code(text: str) -> str:
    """Every other piece between backticks; a block of addresses is code, too."""
    return "".join(text.replace("```", "`").split("`")[::2])


async def test_hostile_words_stay_words_on_every_message(world: World) -> None:
    """A note and a reason: on all cards, in news, status, windows."""
    await begun(world)
    said = await asked(world, NIA, TOM, ODD, ODDER, Note_to_approvers=ALIVE)
    await reject(world, world.benoit, said, why=ALIVE, who=[TOM, ODDER])
    await world.sol.command("/salesconnect status")
    await press(world, world.benoit, "Approve", said)
    await press(world, world.sol, "I've invited them")

    texts = _mrkdwn(world)
    quoting = [one for one in texts if "evil" in one]
    assert quoting
    for text in quoting:
        assert [words for words in WOULD_LIVE if words in text] == []
        assert "evil" not in _outside_code(text)
        assert "*bold*" not in _outside_code(text)
    assert not any(ODD in _outside_code(one) or "a&b" in one for one in texts)
    assert "\n&gt; quoted" not in "\n".join(texts)


async def test_hostile_addresses_stay_words_in_errors_and_windows(world: World) -> None:
    """They are quoted as typed, as plain text."""
    await begun(world)

    errors = await refused(world, "<!channel>", "*x*", "<@U_OWEN>")

    assert "*x*" in errors["E-mail addresses"]
    assert not any("<!channel>" in one for one in _mrkdwn(world))


async def test_a_hostile_command_pings_nobody(world: World) -> None:
    """What stands behind `invite` is only ever shown in the field."""
    await begun(world)

    await world.ada.command("/salesconnect invite <!channel> <@U_OWEN> *x*@y")

    assert opened(world.ada).values["E-mail addresses"]
    assert not any("U_OWEN" in one or "!channel" in one for one in _mrkdwn(world))


@pytest.mark.parametrize("filler", ["x", "&"])
async def test_the_longest_of_everything_still_fits(world: World, filler: str) -> None:
    """As many people, as long a note, as long reasons as the windows take, on each message."""
    addresses = [f"{number:02}{filler * 45}@acme.example" for number in range(48)]
    await at(world, MONDAY)
    await begun(world)
    said = await asked(world, *addresses, Note_to_approvers=filler + " " + filler * 498)
    for n in range(3):
        await reject(world, world.benoit, said, why=filler * 500, who=addresses[n * 8 : n * 8 + 8])
        said = said.now
    await at(world, MONDAY.replace(day=3, hour=10))
    await press(world, world.benoit, "Approve", said)
    await press(world, world.sol, "CSV file")
    await at(world, MONDAY.replace(day=4, hour=12))
    await press(world, world.sol, "I've invited them")
    await world.sol.command("/salesconnect status")

    not_taken = [call for call in world.slack.calls if not call.ok]
    assert [call for call in not_taken if call.method != "users.lookupByEmail"] == []
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0
    assert said.now.buttons == []
    assert len(bulk.files_of(world, world.sol)[0]) == 24
