"""What Marketo says of the pair: advice on the cards, never a reason to stop."""

from collections.abc import Callable
from typing import Final

import pytest

from practice.marketo.faults import (
    Code,
    Elsewhere,
    Fault,
    Html,
    HttpStatus,
    HugeBody,
    Truncated,
)
from practice.slack import Message
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, posted_to, settled
from tests.journeys.world import CLIENT_SECRET, World

pytestmark = OVER_HTTP
TOKEN: Final = "/identity/oauth/token"
OTHER_SECRET: Final = "othersecretothersecretother32abc"
NO_ANSWER: Final[dict[str, Fault]] = {
    "page": Html(),
    "page with 503": Html(503),
    "502": HttpStatus(502),
    "half an answer": Truncated(),
    "ten megabytes": HugeBody(10_000_000),
    "elsewhere": Elsewhere("https://evil.example/"),
    "606": Code(606),
    "607": Code(607),
    "611": Code(611),
    "615": Code(615),
}


def _says(words: str) -> Callable[[Message], bool]:
    return lambda message: words in message.all_text


async def test_an_accepted_pair_is_said_so_to_both_and_disturbs_nobody(world: World) -> None:
    """The cards say it in place; no message of its own."""
    await world.handed_over()
    await world.mara.until(_says("accepted."))
    await world.sol.until(_says("accepted."))
    await settled(world)

    assert posted_to(world, "D_MARA", "compare once more") == []
    assert [call.method for call in world.marketo.calls] == ["POST"]
    assert await audit(world, "NoteChecked") == ["bot"]


async def test_a_pair_that_is_not_accepted_is_told_to_the_sender_and_stops_nothing(
    world: World,
) -> None:
    """One new message for her, and the recipient may open all the same."""
    await world.named()
    await world.hand_over(client_secret=OTHER_SECRET)

    said = await world.mara.until(_says("compare once more"))
    await settled(world)
    assert "not accepted here, Sales Connect may still accept it" in said.all_text
    assert len(posted_to(world, "D_MARA", "compare once more")) == 1
    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    assert "not accepted here" in card.all_text
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert OTHER_SECRET in world.sol.modal.text


@pytest.mark.usefixtures("no_pauses")
@pytest.mark.usefixtures("no_pauses")
@pytest.mark.parametrize("fault", NO_ANSWER)
async def test_a_marketo_that_does_not_answer_is_said_so_and_stops_nothing(
    world: World, fault: str
) -> None:
    """Whatever comes back, the road goes on at once."""
    world.marketo.faults.add(TOKEN, NO_ANSWER[fault], times=None)
    await world.named()
    await world.hand_over()
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)

    await world.mara.until(_says("Marketo did not answer"), timeout=20)

    await settled(world)
    assert posted_to(world, "D_MARA", "compare once more") == []
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text


async def test_unusual_shapes_are_told_once_and_never_refused(world: World) -> None:
    """With what Marketo says of them, in the one message."""
    await world.named()
    await world.hand_over(client_id="an-unusual-id", client_secret="an-unusual-secret")

    said = await world.mara.until(_says("compare once more"))
    await settled(world)
    assert len(posted_to(world, "D_MARA", "compare once more")) == 1
    assert "Client ID: it usually has 36 characters" in said.now.all_text
    assert "Client Secret: it usually has 32" in said.now.all_text
    assert "not accepted here" in said.now.all_text
    assert "unusual-id" not in said.now.all_text
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None


async def test_handed_over_anew_the_message_says_that_it_is_settled(world: World) -> None:
    """Nothing asks her to compare what was destroyed."""
    await world.named()
    await world.hand_over(client_secret=OTHER_SECRET)
    said = await world.mara.until(_says("compare once more"))
    await settled(world)
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()
    await world.mara.submit()
    await world.mara.until(_says("accepted."))

    await settled(world)
    assert "settled" in said.now.all_text


async def test_the_same_values_as_last_time_are_recognised(world: World) -> None:
    """By a fingerprint: when Connect refused them, handing over the same helps nobody."""
    await world.revealed()
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()
    await world.mara.submit()

    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    assert "same three values as last time" in card.all_text
    await world.mara.until(_says("same three values as last time"))
    await world.sol.press("Reveal credentials", in_=card)
    await world.sol.close()
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials(client_secret=OTHER_SECRET)
    await world.mara.submit()
    await settled(world)
    newest = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    assert "same three values" not in newest.all_text


async def test_swapped_fields_are_noticed_once(world: World) -> None:
    """Shapes are unofficial: pressed once more it is taken as it is, with a word about it."""
    await world.named()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(
        client_id=CLIENT_SECRET, client_secret="00000000-0000-4000-8000-0000000ca9a2"
    )

    await world.mara.submit()

    assert set(world.mara.errors) == {"Client ID", "Client Secret"}
    assert all("swapped" in text for text in world.mara.errors.values())
    await world.mara.submit()
    assert world.mara.modal is None
    await world.mara.until(_says("compare once more"))


async def test_swapped_fields_that_were_put_right_are_taken(world: World) -> None:
    """Nothing of the first try is left."""
    await world.named()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(
        client_id=CLIENT_SECRET, client_secret="00000000-0000-4000-8000-0000000ca9a2"
    )
    await world.mara.submit()
    await world.fill_credentials()
    await world.mara.submit()

    assert world.mara.modal is None
    await world.mara.until(_says("accepted."))
    await settled(world)
    assert posted_to(world, "D_MARA", "compare once more") == []
