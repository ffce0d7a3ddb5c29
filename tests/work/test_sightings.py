"""Of whom a question is about: all setups are looked at, however many there are."""

from typing import Final

from bot.domain.effects import Reply
from bot.domain.ids import SetupId
from bot.domain.people import Actor, Standing
from bot.domain.whereabouts import Place
from bot.store import keys
from bot.store.whereabouts import Trail
from bot.work.sightings import People
from tests.views.states import a_setup
from tests.work.asked import ADA
from tests.work.office import TEAM, Office

OWN: Final = "ada@acme.example"
SETUPS: Final = [
    a_setup(number=n).model_copy(update={"id": SetupId(f"setup {n}"), "team_id": TEAM})
    for n in range(10)
]


async def test_who_asks_of_themselves_is_found_in_the_newest_of_many(office: Office) -> None:
    """Where they are invited, and that they are nowhere else."""
    invited = keys.invited(TEAM, SETUPS[8].id)
    await office.redis.hset(invited, OWN, '{"at": "2030-01-15T09:00:00+00:00"}')
    people = People(Trail(office.bot.scripts, office.bot.aggregates), office.bot.slack)
    actor = Actor(TEAM, ADA, Standing.MEMBER)
    question = Reply(user_id=ADA, channel="D_ADA", ts="1.0", people=(ADA,))

    seen = (await people.seen_by(actor, question, SETUPS)).seen

    places = {one.setup.id: one.where.place for one in seen if one.where}
    assert len(places) == 10
    assert places.pop(SETUPS[8].id) is Place.INVITED
    assert set(places.values()) == {Place.NOWHERE}


async def test_everybody_reads_of_themselves_in_each_setup(office: Office) -> None:
    """Also where they have no part, and by no address but their own; their part is told apart."""
    record = '{"at": "2030-01-15T09:00:00+00:00", "workspaces": []}'
    await office.redis.hset(keys.connected(TEAM, SETUPS[3].id), OWN, record)
    people = People(Trail(office.bot.scripts, office.bot.aggregates), office.bot.slack)

    own = await people.oneself(Actor(TEAM, ADA, Standing.MEMBER), SETUPS)
    of_mara = await people.oneself(Actor(TEAM, SETUPS[0].marketo_admin, Standing.MEMBER), SETUPS)

    places = {one.setup.id: one.where.place for one in own.seen if one.where}
    assert len(places) == 10
    assert places.pop(SETUPS[3].id) is Place.CONNECTED
    assert set(places.values()) == {Place.NOWHERE}
    assert not own.has_part
    assert of_mara.has_part
