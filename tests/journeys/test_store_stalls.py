"""The store answers too late: nobody is told that something was done."""

from redis.asyncio import Redis

from tests.journeys.world import World


async def test_start_is_not_taken_for_done_when_the_store_stalls(
    world: World, redis: Redis
) -> None:
    """The preview has no field for an error; an empty answer would close it as if it had begun."""
    await world.ready()
    await world.sol.press("Connect users")
    await world.sol.fill("E-mail addresses", "sam@acme.example")
    await world.sol.submit()
    await redis.client_pause(2_500, all=False)

    await world.sol.submit()

    assert world.sol.modal is not None
    assert "try again" in world.sol.modal.text
    assert world.sol.modal.submit_label is None


async def test_what_was_typed_stays_when_the_store_stalls(world: World, redis: Redis) -> None:
    """An error at a field keeps the three values, and they can be handed over again."""
    await world.named()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials()
    await redis.client_pause(2_500, all=False)

    await world.mara.submit()
    said = dict(world.mara.errors)
    await redis.client_unpause()
    await world.mara.submit()

    assert "try again" in " ".join(said.values())
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
