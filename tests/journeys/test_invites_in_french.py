"""A request for invites in French: no English sentence of ours is left on any screen."""

import json
from datetime import timedelta

import pytest

from bot.domain.stages import Language
from practice.slack import Message
from tests.journeys import bulk
from tests.journeys.labels import FR
from tests.journeys.requests import NIA, TOM, UMA, card, mine, to_invite
from tests.journeys.spoken import Spoken
from tests.journeys.steps import MONDAY, at
from tests.journeys.test_bulk_in_french import _sentences
from tests.journeys.world import World

HOURS = timedelta(hours=1)


@pytest.mark.parametrize("world", ["socket"], indirect=True)
async def test_a_request_for_invites_in_french(world: World) -> None:
    """Over WebSockets: asked, refused, reminded of, rejected, approved, invited, connected."""
    town = Spoken(world, FR)
    world.stella.user.locale = "fr-FR"
    await at(world, MONDAY)
    await town.start()
    await town.press(town.mara, "Already connected")
    await town.press(town.mara, "More than ten minutes ago")

    said = await _asked(town, NIA, TOM, UMA)
    await town.press_old(town.ada, "Approve", said)
    await at(world, MONDAY + 5 * HOURS)
    await at(world, MONDAY + 25 * HOURS)
    await town.press(town.benoit, "Reject", said)
    await town.benoit.fill("Qui", [UMA])
    await town.fill(town.benoit, "Reason", "partie")
    await town.send(town.benoit)
    await town.press(town.mara, "Approve", said)
    await town.press_old(town.benoit, "Approve", said)
    await town.press(town.sol, "Only some of them", to_invite(town.sol))
    await town.fill(town.sol, "Who is invited?", [NIA])
    await town.send(town.sol)
    await at(world, MONDAY + 72 * HOURS)
    await town.sol.command("/salesconnect status")
    await town.press(town.sol, "I've invited them", to_invite(town.sol))
    await town.sol.press("Fichier CSV", in_=to_invite(town.sol))
    await town.press(town.sol, "Connect users", to_invite(town.sol))
    assert bulk.opened(town.sol).values[FR("E-mail addresses")] == f"{NIA}\n{TOM}"
    await town.sol.submit()
    await town.sol.close(all_=True)
    await _asked(town, "kim@acme.example")
    await town.press(town.ada, "Withdraw", mine(town.ada))
    await _asked(town, "lou@acme.example")
    await at(world, MONDAY + timedelta(days=12))

    assert "Demande approuvée par <@U_MARA>" in said.now.all_text
    assert _english(world) == []


async def _asked(town: Spoken, *addresses: str) -> Message:
    await town.ada.command(f"/salesconnect invite {' '.join(addresses)} personne@ailleurs")
    window = bulk.opened(town.ada)
    assert window.title == FR("Invite users")
    assert window.submit_label == FR("Ask for approval")
    await town.ada.submit()
    assert list(town.ada.errors) == [FR("E-mail addresses")]
    await town.fill(town.ada, "E-mail addresses", "\n".join(addresses))
    await town.fill(town.ada, "Note to approvers", "pour lundi")
    await town.send(town.ada)
    return card(town.world)


def _english(world: World) -> list[str]:
    """Sentences of the English catalogue in whatever was sent or answered."""
    sent = [call.args for call in world.slack.calls]
    answers = [delivery.answer for delivery in world.slack.deliveries]
    read = json.dumps([sent, answers], ensure_ascii=False)
    french = "\n".join(_sentences(Language.FR))
    return sorted({one for one in _sentences(Language.EN) if one in read and one not in french})
