"""The key is lost, or somebody moved what is sealed: nothing is shown, and a way on is offered."""

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.app import build
from bot.config import split_keys
from practice.slack import Message
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pressed_as_forged, settled, start_setup, stored
from tests.journeys.world import CLIENT_SECRET, World

pytestmark = OVER_HTTP


async def _handed_over(world: World) -> Message:
    await world.handed_over()
    await settled(world)
    return await world.sol.until(lambda m: "Reveal credentials" in m.buttons)


async def _vaults(world: World) -> list[str]:
    return [key for key in await stored(world.bot.redis) if ":vault:" in key]


def _lose_the_key(world: World) -> None:
    """As after a start with another key."""
    world.bot.vault._seals._keys = (Fernet.generate_key().decode(),)


def _keys(world: World) -> tuple[str, ...]:
    kept = world.bot.settings.secret_keys
    assert kept is not None
    return split_keys(kept)


async def test_a_lost_key_is_said_and_offers_to_ask_again(world: World) -> None:
    """One clear line, nothing burned; everything that needs no key goes on."""
    card = await _handed_over(world)
    [vault] = await _vaults(world)
    before = await world.bot.redis.hgetall(vault)
    _lose_the_key(world)

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)

    assert "encryption key" in answer[0].all_text
    assert "<@U_MARA>" in answer[0].all_text
    assert answer[0].buttons == ["Ask again"]
    assert world.sol.modal is None
    assert await world.bot.redis.hgetall(vault) == before
    assert "production" in (await world.stella.command("/salesconnect status")).text
    await world.sol.press("Ask again", in_=answer[0])
    asked = await world.mara.until(lambda m: "cannot be opened" in m.all_text)
    await world.mara.press("Hand over credentials", in_=asked)
    await world.fill_credentials()
    await world.mara.submit()
    new = await world.sol.until(lambda m: "Reveal credentials" in m.buttons and m.ts != card.ts)
    await world.sol.press("Reveal credentials", in_=new)
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text


async def test_the_key_back_in_place_opens_what_waited(world: World) -> None:
    """A wrong start costs nothing."""
    card = await _handed_over(world)
    kept = world.bot.vault._seals._keys
    _lose_the_key(world)
    await world.sol.press("Reveal credentials", in_=card)
    assert world.sol.modal is None
    world.bot.vault._seals._keys = kept

    await world.sol.press("Reveal credentials", in_=card)

    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text


@pytest.mark.parametrize("field", ["client_id", "client_secret"])
async def test_a_value_moved_to_another_field_is_not_shown(world: World, field: str) -> None:
    """Sealed for its field: in the place of another one it opens nowhere."""
    card = await _handed_over(world)
    [vault] = await _vaults(world)
    other = await world.bot.redis.hget(vault, "munchkin_id")
    await world.bot.redis.hset(vault, field, str(other))

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)

    assert "not what was handed over" in answer[0].all_text
    assert world.sol.modal is None


async def test_what_was_sealed_for_another_setup_is_not_shown(world: World) -> None:
    """Somebody with the store copies one vault over another: nobody sees the other's values."""
    await _handed_over(world)
    [first] = await _vaults(world)
    await start_setup(
        world.stella,
        Instance="Sandbox",
        Marketo_admin="U_ADA",
        Sales_Connect_admin="U_BENOIT",
        Salesforce_admin="U_SVEN",
    )
    await world.ada.until(lambda m: "Hand over credentials" in m.buttons)
    await world.ada.press("Hand over credentials")
    for label, value in (
        ("Munchkin ID", "999-XYZ-999"),
        ("Client ID", "00000000-0000-4000-8000-000000000009"),
        ("Client Secret", "anothersecretanothersecretanothe"),
    ):
        await world.ada.fill(label, value)
    await world.ada.submit()
    card = await world.benoit.until(lambda m: "Afficher les identifiants" in m.buttons)
    await settled(world)
    [second] = [key for key in await _vaults(world) if key != first]
    stolen = await world.bot.redis.hgetall(first)
    for name, sealed in (stolen | {"recipient": "U_BENOIT"}).items():
        await world.bot.redis.hset(second, str(name), str(sealed))

    answer = await pressed_as_forged(world, world.benoit, "Afficher les identifiants", card)

    assert "rien n’est affiché" in answer[0].all_text
    assert world.benoit.modal is None


async def test_a_bot_that_starts_with_both_keys_opens_what_the_old_one_sealed(
    world: World,
) -> None:
    """Newest first: the first step of a rotation, before anything is sealed anew."""
    card = await _handed_over(world)
    [old] = _keys(world)
    both = SecretStr(f"{Fernet.generate_key().decode()},{old}")
    settings = world.bot.settings.model_copy(update={"secret_keys": both})
    async with build(settings, now=world.hands.now) as newer:
        world.bot.vault._seals._keys = newer.vault._seals._keys

        await world.sol.press("Reveal credentials", in_=card)

    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text
