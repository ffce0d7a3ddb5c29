"""In which order setups concern their reader."""

from bot.domain.checklists import Checklist, Point
from bot.domain.overview import by_urgency, own_first, to_tick
from bot.domain.people import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Noted
from bot.domain.stages import Stage
from tests.views.states import ADAM, MARA, NINA, NOW, PEOPLE, SALOME, SASHA, a_setup, member


def test_the_readers_setups_come_first_and_what_is_done_last() -> None:
    """Of each kind in the order of their age."""
    of_nina = {**PEOPLE, Role.MARKETO_ADMIN: NINA}
    done, open_ = a_setup(Stage.DONE, number=1), a_setup(number=2)
    own_done, own = a_setup(Stage.DONE, people=of_nina), a_setup(number=3, people=of_nina)

    setups = [done, open_, own_done, own]

    assert own_first(member(NINA), setups) == (own, own_done, open_, done)
    assert own_first(member(MARA), setups) == (open_, done, own, own_done)


def test_what_is_the_readers_to_do_comes_first_and_what_is_done_last() -> None:
    """Then what did not get through, then what waits for anybody; of each the older one."""
    reader = member(SASHA)
    done, waits_too, connected, waits, lost, decides, own = (
        a_setup(stage, number=n)
        for n, stage in enumerate(
            [
                *(Stage.DONE, Stage.NAMED, Stage.CONNECTED, Stage.NAMED),
                *(Stage.NAMED, Stage.DONE, Stage.REVEALED),
            ],
            start=1,
        )
    )
    ticked = [_ticked(one) for one in (connected, done)]
    connected, done = ticked
    setups = [done, waits_too, connected, waits, lost, decides, own]

    found = by_urgency(reader, setups, own=[decides.id], lost=[lost.id, own.id])

    assert found == (decides, own, lost, waits_too, waits, connected, done)


def test_a_request_that_is_not_over_is_waited_for() -> None:
    """Before what is only connected."""
    connected, asked = (_ticked(a_setup(Stage.CONNECTED, number=n)) for n in (1, 2))

    assert by_urgency(member(MARA), [connected, asked], asked=[asked.id]) == (asked, connected)


def test_an_admin_of_slack_reads_their_own_before_those_of_others() -> None:
    """Of what waits for somebody."""
    theirs = a_setup(number=2, people={**PEOPLE, Role.STARTER: ADAM})
    others, lost = a_setup(number=1), a_setup(number=3)

    found = by_urgency(member(ADAM, is_slack_admin=True), [others, theirs, lost], lost=[lost.id])

    assert found == (lost, theirs, others)


def test_open_points_are_for_those_whose_list_it_is() -> None:
    """Salesforce's is the step of its admin; without one, both admins keep it."""
    setup = a_setup()
    alone = a_setup(people={role: who for role, who in PEOPLE.items() if who != SALOME})

    assert to_tick(setup, member(SASHA)) == (Checklist.SALES_CONNECT,)
    assert to_tick(setup, member(SALOME)) == ()
    assert to_tick(setup, member(NINA)) == ()
    assert to_tick(alone, member(SASHA)) == (Checklist.SALES_CONNECT, Checklist.SALESFORCE)
    assert to_tick(alone, member(MARA)) == (Checklist.MARKETO, Checklist.SALESFORCE)
    assert to_tick(_ticked(alone), member(MARA)) == ()


def test_once_the_users_are_connected_no_list_is_asked_for() -> None:
    """It can still be ticked."""
    assert to_tick(a_setup(Stage.DONE), member(SASHA)) == ()


def _ticked(setup: Setup) -> Setup:
    """All of its points; no step of the Salesforce admin is left."""
    turns = {role: one for role, one in setup.turns.items() if one.step is not Awaited.SALESFORCE}
    ticks = {point: Noted(by=MARA, at=NOW) for point in Point}
    return setup.model_copy(update={"ticks": ticks, "turns": turns})
