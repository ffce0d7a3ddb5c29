"""The Home tab of everybody, in the states that differ."""

from functools import partial
from typing import Final

from bot.domain.ids import UserId
from bot.domain.people import Actor, Standing
from bot.domain.request import Request
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.views.home import SETUPS_A_PAGE, home_view

from .bends import cancelled
from .gallery_reminders import awaited_turns
from .gallery_undelivered import many
from .overviews import Fate, an_overview, seen, trail_to
from .request_states import of_invites, of_sandbox
from .requests import APPROVER, REQUESTER, wanting
from .runs import a_run, paused, reported, some_failed
from .states import ADAM, MARA, NINA, NOW, SALOME, SASHA, STARTER, TEAM, a_setup, member
from .typed import Modals, Typed

ADMIN: Final = member(ADAM, is_slack_admin=True)
GUEST: Final = Actor(TEAM, UserId("UGUEST"), Standing.GUEST)


def homes(typed: Typed) -> Modals:
    """Those that are read again as a whole; `homes_of_steps` differ in one step each."""
    shown = _without_setups(typed) | _of_one(typed) | _of_requests(typed) | _pages()
    return {f"home.{name}": view for name, view in shown.items()}


def _without_setups(typed: Typed) -> Modals:
    named = seen(a_setup(name=typed.name))
    return {
        "empty": partial(home_view, an_overview(ADMIN)),
        "guest": partial(home_view, an_overview(GUEST, named)),
        "nothing": partial(home_view, an_overview(member(NINA), named)),
    }


def _of_one(typed: Typed) -> Modals:
    """Who is named in it, and who is not, at stages that look different."""
    setup, done = a_setup(name=typed.name), a_setup(Stage.DONE, name=typed.name)
    running, run = a_setup(Stage.PROVISIONING, name=typed.name), a_run(typed.emails, typed.picked)
    lost, over = seen(setup, given_up=many(setup, typed.refused)[:2]), cancelled(setup)
    late = Fate(is_late=True, of_cancelled=((over, tuple(many(over)[:1])),))
    shown = {
        "starter": an_overview(member(STARTER), seen(setup)),
        "slack_admin": an_overview(ADMIN, lost),
        "waiting": an_overview(member(SASHA), seen(a_setup(Stage.CONNECTED, name=typed.name))),
        "running": an_overview(member(SASHA), seen(running, run)),
        "running_marketo_admin": an_overview(member(MARA), seen(running, run)),
        "three_runs": an_overview(member(SASHA), seen(running, paused(run), run, run)),
        "ten_thousand": an_overview(member(SASHA), seen(running, of_many(run))),
        "done": an_overview(member(SASHA), seen(done, reported(run), not_there=2, connected=3)),
        "left_behind": an_overview(member(SASHA), seen(done, some_failed(typed))),
        "done_salesforce_admin": an_overview(member(SALOME), seen(done, reported(run))),
        "late": an_overview(member(STARTER), lost, fate=late),
        "slack_waits": an_overview(member(MARA), seen(done), fate=Fate(waits_until=NOW)),
    }
    return {name: partial(home_view, one) for name, one in shown.items()}


def of_many(run: Run, people: int = 10_000) -> Run:
    """As it is read for a list: its people are counted and not there."""
    counts = dict.fromkeys(list(reported(run).counts), people // 3)
    changes = {"rows": {}, "people": people, "counts": counts, "stage": RunStage.RUNNING}
    return run.model_copy(update=changes)


def _of_requests(typed: Typed) -> Modals:
    """Who asked, who decides, who does it; and who is asked for something."""
    invites, accounts = of_invites(typed), of_sandbox(typed)
    stands = [invites["open"], invites["approved"], accounts["sandbox_at_adobe"]]
    ready = a_setup(Stage.READY, name=typed.name)
    all_of_it = seen(accounts["sandbox_at_adobe"][1], requests=_only(*stands))
    questions = seen(wanting(ready), requests=_only(accounts["sandbox_open"]))
    shown = {
        "approver": an_overview(member(APPROVER), all_of_it),
        "requester": an_overview(member(REQUESTER), all_of_it),
        "fulfiller": an_overview(member(SASHA), all_of_it),
        "asked_of_marketo": an_overview(member(MARA), questions),
    }
    return {name: partial(home_view, one) for name, one in shown.items()}


def _only(*stands: tuple[Request, Setup]) -> list[Request]:
    return [request for request, _ in stands]


def homes_of_steps(typed: Typed) -> Modals:
    """Each step that somebody has to do, for whose it is."""
    return {
        f"step.{name}": partial(home_view, an_overview(member(setup.people[role]), seen(setup)))
        for name, (setup, role) in awaited_turns(typed).items()
    }


def _pages() -> Modals:
    """Of forty setups: the first, one in the middle, the last."""
    forty = [seen(a_setup(name=f"{n}", number=n)) for n in range(1, 41)]
    last = (len(forty) - 1) // SETUPS_A_PAGE
    starter = member(STARTER)
    trails = {page: trail_to(page, starter, *forty, a_page=SETUPS_A_PAGE) for page in (0, 3, last)}
    return {
        f"forty_{page}": partial(
            home_view, an_overview(starter, *forty, trail=trail, a_page=SETUPS_A_PAGE)
        )
        for page, trail in trails.items()
    }
