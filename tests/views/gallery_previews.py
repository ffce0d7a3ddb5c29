"""The windows of a run, from whom it is about to what Team Access shows of a batch."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from bot.domain.pasted import Comparison, Elsewhere
from bot.domain.provisioning import Candidate, Facts, UnderWay, plan_run
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays
from bot.domain.stages import Product, Stage
from bot.domain.workspaces import Known
from bot.views.check_modals import compare_modal, compared_modal
from bot.views.preview_modals import preview_modal
from bot.views.provisioning_modals import (
    batch_result_modal,
    connect_users_modal,
    disconnect_modal,
    mend_modal,
    reading_modal,
)
from bot.views.say import Say

from .credential_bends import api_answered, api_given
from .runs import (
    HERE,
    OTHER_RUN,
    a_draft,
    a_plan,
    a_run,
    draft_of,
    names_of_others,
    nearly,
    planned,
    read,
    reported,
    started,
    to_disconnect,
    unread,
    with_every_fault,
)
from .states import BOTH_ADMINS, RUN, SASHA, a_setup
from .typed import Modals, Typed, View

MANY: Final = tuple(f"sam{n}@acme.example" for n in range(1, 53))  # two batches
# Each way a list cannot be read, what it is about, and the nearest column.
UNREAD: Final = {
    "too_large": ("too_large", "", ""),
    "too_many": ("too_many", "10000", ""),
    "no_text": ("unreadable", "", ""),
    "workbook": ("unreadable", "xlsx", ""),
    "pdf": ("unreadable", "pdf", ""),
    "empty": ("empty", "", ""),
    "header_only": ("header_only", "", ""),
    "no_email_column": ("no_email_column", "e-mal, region", "e-mal"),
    "no_column_like_email": ("no_email_column", "name, region", ""),
    "twice": ("twice", "email", ""),
    "not_fetched": ("not_fetched", "", ""),
    "groups": ("groups", "", ""),
    "marketo": ("marketo", "", ""),
    "missing_scope": ("missing_scope", "files:read", ""),
    "nobody": ("nobody", "", ""),
    "refused": ("refused", "invalid_arguments", ""),
    "fault": ("fault", "", ""),
}


def run_modals(typed: Typed) -> Modals:
    return _before(typed) | _previews(typed) | _unread(typed) | _mended(typed) | _batches(typed)


def shown(run: Run, setup: Setup, **more: Any) -> Callable[[Say], View]:
    return partial(_preview, run, setup, more)


def _preview(run: Run, setup: Setup, more: dict[str, Any], say: Say) -> View:
    return preview_modal(run, setup, say, names=names_of_others(), **more)


def with_marketo(typed: Typed) -> Setup:
    """Workspaces and users can be read there."""
    given = api_given(a_setup(Stage.READY, name=typed.name))
    default = typed.from_marketo[0]
    return api_answered(given, 1, ApiSays.WORKS, typed.from_marketo, default=default)


def _before(typed: Typed) -> Modals:
    ready = a_setup(Stage.READY, name=typed.name)
    listed = a_setup(Stage.READY, name=typed.name, workspaces=typed.workspaces)
    waiting = a_setup(Stage.CONNECTED, name=typed.name, workspaces=typed.workspaces)
    prepared = draft_of(a_draft_plan(typed))
    view = f"run-{RUN}"
    return {
        "modal_connect_users.no_workspaces_known": partial(connect_users_modal, ready),
        "modal_connect_users.workspaces_known": partial(connect_users_modal, listed),
        "modal_connect_users.users_of_marketo": partial(connect_users_modal, with_marketo(typed)),
        "modal_connect_users.no_files": partial(connect_users_modal, listed, takes_files=False),
        "modal_connect_users.prepared": partial(
            connect_users_modal, waiting, prepared=a_draft(typed.emails, typed.picked)
        ),
        "modal_connect_users.prepared_for_some": partial(
            connect_users_modal, waiting, prepared=prepared
        ),
        "modal_disconnect.no_workspaces_known": partial(disconnect_modal, ready),
        "modal_disconnect.workspaces_known": partial(disconnect_modal, listed),
        "modal_disconnect.no_files": partial(disconnect_modal, listed, takes_files=False),
        "modal_reading.begun": partial(reading_modal, view),
        "modal_reading.halfway": partial(reading_modal, view, done=40, of=120),
        "modal_reading.slow": partial(reading_modal, view, done=40, of=120, slow=True),
    }


def a_draft_plan(typed: Typed) -> Any:
    """The first has workspaces of their own."""
    people = [Candidate(email) for email in typed.emails]
    people[0] = Candidate(typed.emails[0], workspaces=(HERE,))
    return planned(plan_run(people, typed.picked, Known((*typed.picked, HERE))))


def again(typed: Typed, *, done: int, under_way: int) -> Run:
    """The same list once more: so many are connected, and so many stand in a run."""
    emails = typed.emails
    facts = Facts(
        connected=dict.fromkeys(emails[:done], typed.picked),
        under_way=dict.fromkeys(emails[done : done + under_way], UnderWay(OTHER_RUN, typed.picked)),
    )
    people = [Candidate(email, line=n) for n, email in enumerate(emails, 2)]
    return draft_of(planned(plan_run(people, typed.picked, Known(typed.workspaces), facts)))


def _previews(typed: Typed) -> Modals:
    ready = a_setup(Stage.READY, name=typed.name)
    listed = a_setup(Stage.READY, name=typed.name, workspaces=typed.workspaces)
    waiting = a_setup(Stage.CONNECTED, name=typed.name, workspaces=typed.workspaces)
    named = listed.model_copy(update={"workspaces": (*typed.workspaces, nearly(typed))})
    one, draft = a_draft(typed.emails[:1]), a_draft(typed.emails, typed.picked)
    several, faulty = a_draft(MANY, typed.picked), with_every_fault(typed)
    doubled = a_draft([*typed.emails, *typed.emails[:1]])
    meant = [(typed.columns[-1], "first_name")]
    problems = draft_of(faulty)
    held_back = [Candidate(typed.malformed, line=2), Candidate(typed.malformed, line=3)]
    nobody = draft_of(planned(plan_run(held_back, (), Known(()))))
    change = to_disconnect(typed.emails, typed.picked, has=typed.workspaces[:1], owner=True)
    return {
        "modal_preview.one_batch": shown(draft, listed),
        "modal_preview.unchecked": shown(draft, ready),
        "modal_preview.one_person": shown(one, ready),
        "modal_preview.several_batches": shown(several, listed),
        "modal_preview.duplicates": shown(doubled, ready),
        "modal_preview.problems": shown(problems, named),
        "modal_preview.problems_second_page": shown(problems, named, page=1),
        "modal_preview.columns": shown(read(faulty, typed.columns, meant), named),
        "modal_preview.no_header": shown(read(a_plan(typed.emails), headless=2), listed),
        "modal_preview.carries_on": shown(again(typed, done=1, under_way=1), listed),
        "modal_preview.disconnect": shown(to_disconnect(typed.emails, has=typed.picked), listed),
        "modal_preview.change": shown(change, listed),
        "modal_preview_stacked.change": shown(change, waiting, stay=True),
        "modal_preview_connector.one_batch": shown(draft, listed, connector=True),
        "modal_preview_connector.disconnect": shown(
            to_disconnect(typed.emails), listed, connector=True
        ),
        "modal_preview_nobody.problems": shown(nobody, listed),
        "modal_preview_nobody.done": shown(
            again(typed, done=1, under_way=len(typed.emails)), listed
        ),
        "modal_prepared.one_batch": shown(draft, waiting),
        "modal_prepared.one_person": shown(one, waiting),
        "modal_prepared.several_batches": shown(several, waiting),
    }


def _unread(typed: Typed) -> Modals:
    setup = a_setup(Stage.READY, name=typed.name)
    return {f"modal_unread.{name}": shown(unread(*fault), setup) for name, fault in UNREAD.items()}


def _mended(typed: Typed) -> Modals:
    listed = a_setup(Stage.READY, name=typed.name, workspaces=typed.workspaces)
    unlisted = a_setup(Stage.READY, name=typed.name)
    problems = draft_of(with_every_fault(typed))
    return {
        "modal_mend.workspaces_known": partial(mend_modal, problems, listed),
        "modal_mend.no_workspaces_known": partial(mend_modal, problems, unlisted),
    }


def _batches(typed: Typed) -> Modals:
    running = a_setup(Stage.PROVISIONING, name=typed.name, workspaces=typed.workspaces)
    result = batch_result_modal
    run, two = a_run(typed.emails, typed.picked), a_run(MANY, typed.picked)
    alone = a_setup(Stage.PROVISIONING, people=dict.fromkeys(BOTH_ADMINS, SASHA))
    off = started(to_disconnect(typed.emails))
    change = started(to_disconnect(typed.emails, typed.picked))
    actions = a_setup(Stage.PROVISIONING, product=Product.ACTIONS)
    quiet = started(a_draft(typed.emails), tells=False)
    first, *others = typed.emails
    elsewhere = Elsewhere(first, typed.workspaces[:1], typed.picked)
    some = Comparison((), tuple(others), (elsewhere,), (first,), ("extra@acme.example",))
    undecided = (Elsewhere(first, typed.workspaces[:1], ()),)
    default = Comparison((first,), tuple(others), (), (), (), undecided)
    seen = typed.workspaces[:1]
    unlisted = (Elsewhere(first, seen, typed.picked, unlisted=seen),)
    unknown = Comparison(tuple(others), (), unlisted, (), (), unshown=tuple(others[:1]))
    return {
        "modal_batch_result.middle": partial(result, two, running, 0),
        "modal_batch_result.last": partial(result, reported(two), running, 1),
        "modal_batch_result.one_person": partial(result, a_run(typed.emails[:1]), running, 0),
        "modal_batch_result.only_batch": partial(result, run, running, 0),
        "modal_batch_result.told_alone": partial(result, a_run(typed.emails), alone, 0),
        "modal_batch_result.quiet": partial(result, quiet, running, 0),
        "modal_batch_result.disconnect": partial(result, off, running, 0),
        "modal_batch_result.change": partial(result, change, running, 0),
        "modal_compare.batch": partial(compare_modal, run, running, 0),
        "modal_compare.sales_insight_actions": partial(compare_modal, run, actions, 0),
        "modal_compared.all": _compared(Comparison(typed.emails, (), (), (), ()), run, running),
        "modal_compared.some": _compared(some, run, running),
        "modal_compared.names_only": _compared(
            Comparison(typed.emails, (), (), (), (), unshown=typed.emails), run, running
        ),
        "modal_compared.not_on_the_list": _compared(unknown, run, running),
        "modal_compared.default_unknown": _compared(default, a_run(typed.emails), running),
    }


def _compared(found: Comparison, run: Run, setup: Setup) -> Callable[[Say], View]:
    return lambda say: compared_modal(found, run, setup, 0, say)
