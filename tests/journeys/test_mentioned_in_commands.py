"""People mentioned behind a command are filled in; a name that nobody knows is left out, aloud."""

from typing import Final

import pytest

from tests.journeys.requests import NIA, begun, opened
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import ready, settled, start_setup
from tests.journeys.world import World

pytestmark = OVER_HTTP
# As Slack sends it with `should_escape: true`, and from the older manifest.
ELIF: Final = "<@U_ELIF|elif>"
LINKED: Final = f"<mailto:{NIA}|{NIA}>"
BARE: Final = f"@elif {NIA}"


@pytest.fixture(autouse=True)
def elif_is_here(world: World) -> None:
    world.slack.add_user("U_ELIF", "elif", "Elif Demir", email="elif@acme.example")


async def test_who_is_mentioned_is_chosen_to_be_invited(world: World) -> None:
    """Beside the addresses, which Slack made links of."""
    await begun(world)

    await world.ada.command(f"/salesconnect invite {ELIF}, {LINKED}")

    window = opened(world.ada)
    assert window.values["People in Slack"] == ["U_ELIF"]
    assert window.values["E-mail addresses"] == NIA
    assert "Left out" not in window.text


async def test_a_bare_name_is_no_address_and_that_is_said(world: World) -> None:
    """Nobody is guessed: two people may be called the same."""
    await begun(world)

    await world.ada.command(f"/salesconnect invite {BARE}")

    window = opened(world.ada)
    assert window.values["E-mail addresses"] == NIA
    assert not window.values["People in Slack"]
    assert "Left out: `@elif`" in window.text


async def test_a_sandbox_account_is_for_who_is_mentioned(world: World) -> None:
    await begun(world)

    await world.ada.command(f"/salesconnect sandbox {ELIF} {LINKED}")
    window = opened(world.ada)
    assert (window.values["For whom"], window.values["E-mail address"]) == ("U_ELIF", NIA)
    await world.ada.close()

    await world.ada.command(f"/salesconnect sandbox {BARE}")
    window = opened(world.ada)
    assert (window.values["For whom"], window.values["E-mail address"]) == (None, NIA)
    assert "Left out: `@elif`" in window.text


async def test_with_several_setups_nobody_gets_lost(world: World) -> None:
    """Whoever is mentioned is chosen in the window, and who is left out stands in the answer."""
    await begun(world)
    await start_setup(world.stella, Name="EMEA")
    await settled(world)

    answer = await world.ada.command(f"/salesconnect invite {ELIF} @zoe {LINKED}")
    assert "Left out: `@zoe`" in answer.messages[0].all_text
    await world.ada.press(next(one for one in answer.buttons if "EMEA" in one))

    assert opened(world.ada).values["People in Slack"] == ["U_ELIF"]
    assert opened(world.ada).values["E-mail addresses"] == NIA


@pytest.mark.parametrize("word", ["provision", "disconnect"])
async def test_who_is_mentioned_is_chosen_to_be_connected(world: World, word: str) -> None:
    """The same in the windows of the Sales Connect admin."""
    await ready(world)

    await world.sol.command(f"/salesconnect {word} {ELIF} @zoe {LINKED}")

    window = opened(world.sol)
    assert window.values["People in Slack"] == ["U_ELIF"]
    assert window.values["E-mail addresses"] == NIA
    assert "Left out: `@zoe`" in window.text


async def test_the_audit_is_filtered_by_who_is_mentioned(world: World) -> None:
    """A bare name is not understood, and how to choose somebody is said."""
    await begun(world)
    await world.mara.command("/salesconnect help")

    of_mara = await world.stella.command("/salesconnect audit <@U_MARA|mara lind>")
    of_stella = await world.stella.command("/salesconnect audit <@U_STELLA|stella>")

    assert "started the setup" not in of_mara.messages[0].all_text
    assert "started the setup" in of_stella.messages[0].all_text


async def test_an_unknown_word_is_shown_as_it_was_typed_and_never_alive(world: World) -> None:
    """Neither a mention nor a link nor a sign."""
    for sent, shown in (
        ("<@U_ELIF|elif>", "`@elif`"),
        ("<!channel>", "`@channel`"),
        ("<http://acme.com|acme.com>", "`acme.com`"),
        ("r&amp;d", "`r&amp;d`"),
    ):
        answer = await world.ada.command(f"/salesconnect {sent}")

        assert shown in answer.messages[0].all_text, sent
        assert "<@U_ELIF" not in answer.messages[0].all_text
        assert "<!channel>" not in answer.messages[0].all_text


async def test_a_secret_in_a_link_is_treated_as_leaked(world: World) -> None:
    """Where it is not shown, too."""
    await begun(world)
    secret = "Zx81kQ0pLm2vN7tRb4cW9yHd3fGj6sKa"

    answer = await world.ada.command(
        f"/salesconnect invite <https://acme.example/?client_secret={secret}|acme.example>"
    )

    assert "rotate" in answer.text
    assert secret not in answer.messages[0].all_text
    assert world.ada.modal is None
