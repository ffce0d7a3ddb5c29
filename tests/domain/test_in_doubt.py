"""A list with somebody of whom nobody knows what the connector did."""

from typing import Final

import pytest

from bot.domain.ids import RunId
from bot.domain.problems import Fault
from bot.domain.provisioning import Candidate, Facts, UnderWay
from bot.domain.replan import failed
from bot.domain.run import Does, Driver, RunStage
from bot.domain.run_calls import NO_ANSWER
from bot.domain.run_commands import NoteCalled
from tests.domain.builders import RUN_ID, SETUP_ID
from tests.domain.run_builders import a_change, a_plan, a_run, stepped

P0: Final = "p0@acme.example"
IN_DOUBT: Final = Facts(under_way={P0: UnderWay(RUN_ID, ("Europe",), in_doubt=True)})


@pytest.mark.parametrize("workspaces", [("Europe",), ("America",)])
def test_they_are_held_back_whatever_they_shall_get(workspaces: tuple[str, ...]) -> None:
    """Who connects them with something else might find them connected, or connect them twice."""
    plan = a_plan([Candidate(P0, workspaces=workspaces)], facts=IN_DOUBT)

    assert [(one.fault, one.email) for one in plan.problems] == [(Fault.IN_DOUBT, P0)]
    assert (plan.rows, plan.continues) == ((), None)


@pytest.mark.parametrize("to", [None, ("America",)])
def test_they_are_not_disconnected_either(to: tuple[str, ...] | None) -> None:
    """The call that nobody knows of may be done only then."""
    plan = a_change(1, to, facts=IN_DOUBT)

    assert [one.fault for one in plan.problems] == [Fault.IN_DOUBT]


def test_trying_their_run_again_is_the_way_to_know() -> None:
    """Theirs, and no other; who is in a run that is under way is never tried twice."""
    run = a_run(RunStage.RUNNING, people=1, driver=Driver.CONNECTOR)
    run = stepped(run, NoteCalled(SETUP_ID, RUN_ID, 0, Does.CONNECT, NO_ANSWER, in_doubt=True))
    elsewhere = Facts(under_way={P0: UnderWay(RunId("run-9"), (), in_doubt=True)})
    going_on = Facts(under_way={P0: UnderWay(RUN_ID, ("Europe",))})

    assert [row.email for row in a_plan(failed(run), facts=IN_DOUBT).rows] == [P0]
    assert [row.email for row in a_change(failed(run), facts=IN_DOUBT).rows] == [P0]
    assert a_plan(failed(run), facts=elsewhere).rows == ()
    assert a_plan(failed(run), facts=going_on).rows == ()
