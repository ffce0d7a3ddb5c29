"""Whose turn it is, how far the credentials are, and if it is time: answered from the setup."""

from tests.journeys.asking import said
from tests.journeys.requests import begun, opened, press
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.world import CHANNEL, World


async def test_who_asks_what_to_do_reads_their_step_and_others_whose_it_is(world: World) -> None:
    """With the button, which opens the window; in the language of the question."""
    await begun(world)

    own = await said(world, world.mara, "what do I have to do now?")
    of_others = await said(world, world.sol, "qui nous bloque ?")
    await press(world, world.mara, "Hand over credentials", own)

    assert opened(world.mara).title == "Hand over credentials"
    assert "On attend <@U_MARA>" in of_others.all_text
    assert "Transmettre les identifiants" not in of_others.buttons
    await world.mara.close()


async def test_of_the_credentials_their_people_read_how_far_they_are(world: World) -> None:
    """Whoever is named, by name or not; with the page that says where they are in Marketo."""
    await begun(world)

    where = await said(world, world.mara, "where are the credentials?")
    handed = await said(world, world.sol, "has <@U_MARA> handed over?")
    to_ada = await said(world, world.ada, "did sol open the credentials?")

    assert "<@U_MARA> has not handed over the credentials yet" in where.all_text
    assert "Client Secret" in where.all_text
    assert "Hand over credentials" in where.buttons
    assert "<@U_MARA> has not handed over the credentials yet" in handed.all_text
    assert "Hand over credentials" not in handed.buttons
    assert "only for those named" in to_ada.all_text
    assert "has not handed over" not in to_ada.all_text


async def test_whether_users_may_be_connected_is_said_with_who_can(world: World) -> None:
    """Before Marketo is connected: who does that, and who connects users then."""
    await begun(world)

    to_sol = await said(world, world.sol, "can I connect users now?")
    to_stella = await said(world, world.stella, "peut-on déjà connecter les utilisateurs ?")

    assert "now" in to_sol.all_text
    assert "Connect users" not in to_sol.buttons
    assert "<@U_SOL> n’a pas encore connecté Marketo" in to_stella.all_text
    assert "<@U_SOL> (admin Sales Connect)" in to_stella.all_text


@OVER_HTTP
async def test_where_others_read_it_no_turn_is_told(world: World) -> None:
    """In a channel, where to ask instead; but who the admins are is no secret."""
    await begun(world)

    turn = await said(world, world.stella, "whose turn is it?", channel=CHANNEL)
    handed = await said(world, world.stella, "has mara handed over?", channel=CHANNEL)
    who = await said(world, world.ada, "who is our Sales Connect admin?", channel=CHANNEL)
    to_guest = await said(world, world.gus, "whose turn is it?")

    for answer in (turn, handed, to_guest):
        assert "<@" not in answer.all_text
        assert "production" not in answer.all_text
    assert "`/salesconnect status`" in turn.all_text
    assert "direct message" in handed.all_text
    assert "<@U_SOL> is the Sales Connect admin" in who.all_text
