"""Each window whose button sends says to whom, and the effects that are committed agree."""

from typing import Any, Final

import pytest

from bot.domain import run_steps, setup_steps
from bot.domain.checklists import Checklist, points_of
from bot.domain.commands import (
    NoteRunPrepared,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    SaveWorkspaces,
    SetupCommand,
)
from bot.domain.effects import NotePrepared
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.run import Driver
from bot.domain.run_commands import PlanRun, PrepareRun, ReportBatch, StartRun
from bot.domain.salesforce_org import OrganizationId
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval
from bot.domain.stages import Language, Side, Stage
from bot.views import modals, provisioning_modals
from bot.views.checklist_modals import checklist_modal, organization_modal
from bot.views.people_modals import settings_modal
from bot.views.preview_modals import preview_modal
from bot.views.say import Say

from .bends import (
    ORGANIZATIONS,
    with_organization,
    with_organizations,
)
from .gallery_previews import MANY
from .promises import (
    NOBODY,
    Meant,
    assert_kept,
    committed,
    committed_of_run,
    promise,
    said,
    told_by,
)
from .runs import a_draft, a_plan, a_run, reported, started, to_disconnect
from .states import (
    ADAM,
    BOTH_ADMINS,
    MARA,
    NINA,
    NO_SALESFORCE,
    NOW,
    OURSELVES,
    PEOPLE,
    RULES,
    RUN,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    a_start,
    member,
)

each_language = pytest.mark.parametrize("language", list(Language))
NEXT: Final = Role.SALES_CONNECT_ADMIN
ADMIN: Final = member(ADAM, is_slack_admin=True)
# One who started the setup and is an admin too.
MARA_STARTS: Final = {**PEOPLE, Role.STARTER: MARA}
SASHA_STARTS: Final = {**PEOPLE, Role.STARTER: SASHA}
SASHA_ALONE: Final = dict.fromkeys(NO_SALESFORCE, SASHA)


@each_language
@pytest.mark.parametrize(
    "people",
    [PEOPLE, NO_SALESFORCE, BOTH_ADMINS, MARA_STARTS, SASHA_ALONE],
    ids=["four", "no_salesforce", "both_admins", "starter_is_admin", "alone"],
)
def test_start_setup_tells_each_part_that_is_given(
    people: dict[Role, UserId], language: Language
) -> None:
    """By role, since the names are chosen in the window; one message for each, as it says."""
    text = said(modals.setup_modal(Say(language)))
    decision = setup_steps.start(a_start(people=people), member(people[Role.STARTER]), NOW)
    assert isinstance(decision, Outcome)
    newly: dict[Role, str] = {**people}
    del newly[Role.STARTER]

    promised = promise(text, language, Meant(reader=people[Role.STARTER], newly=newly))

    assert_kept(promised, decision.effects)
    one_for_both = decision.state.one_admin
    assert len(told_by(decision.effects)) == len(people) - one_for_both


@each_language
@pytest.mark.parametrize("known", ["nothing", "the_other_side", "another", "the_same"])
@pytest.mark.parametrize("reader", [MARA, SASHA, SALOME])
def test_an_organization_id_tells_those_it_names_where_two_differ(
    reader: UserId, known: str, language: Language
) -> None:
    """Only then, and never a second time for the same."""
    one, other = ORGANIZATIONS
    setup = {
        "nothing": a_setup(),
        "the_other_side": with_organization(a_setup(), Side.MARKETO, one),
        "another": with_organization(a_setup(), Side.MARKETO, other),
        "the_same": with_organizations(a_setup(), other, one),
    }[known]
    text = said(organization_modal(setup, reader, Say(language)))
    command = SaveOrganization(setup.id, Side.SALES_CONNECT, OrganizationId(one))

    meant = Meant(reader=reader, is_so=known == "another")
    promised = promise(text, language, meant)

    assert_kept(promised, committed(setup, command, member(reader)))
    assert promise(text, language, Meant(reader=reader)).told == set(PEOPLE.values())


@each_language
@pytest.mark.parametrize("stage", [Stage.CONNECTED, Stage.READY])
def test_connect_users_sends_nothing_before_the_preview(stage: Stage, language: Language) -> None:
    """It says so, and a draft has no effect at all."""
    setup = a_setup(stage)
    text = said(provisioning_modals.connect_users_modal(setup, Say(language)))
    command = PlanRun(setup.id, RUN, a_plan(MANY))

    decision = run_steps.begin(setup, command, member(SASHA), NOW)

    assert isinstance(decision, Outcome)
    assert decision.effects == ()
    assert ("Nothing is sent" if language is Language.EN else "Rien n’est envoyé") in text


@each_language
@pytest.mark.parametrize("people", [PEOPLE, BOTH_ADMINS, SASHA_ALONE])
@pytest.mark.parametrize("purpose", ["connect", "disconnect", "change"])
def test_start_sends_the_first_batch_to_who_starts(
    purpose: str, people: dict[Role, UserId], language: Language
) -> None:
    """Nobody else hears before somebody is connected."""
    setup = a_setup(Stage.READY, people=people)
    draft = {
        "connect": a_draft(MANY),
        "disconnect": to_disconnect(MANY),
        "change": to_disconnect(MANY, ("EMEA",)),
    }[purpose]
    text = said(preview_modal(draft, setup, Say(language), names={}))

    promised = promise(text, language, Meant(reader=SASHA))

    assert promised.told == {SASHA}
    assert_kept(promised, committed_of_run(draft, setup, StartRun(setup.id, RUN)))


@each_language
@pytest.mark.parametrize("driver", list(Driver))
def test_where_there_is_a_connector_start_tells_who_starts(
    driver: Driver, language: Language
) -> None:
    """How far the run is; and the first batch, where they do it themselves."""
    setup, draft = a_setup(Stage.READY), a_draft(MANY)
    text = said(preview_modal(draft, setup, Say(language), names={}, connector=True))

    promised = promise(text, language, Meant(reader=SASHA))

    assert promised.told == {SASHA}
    effects = committed_of_run(draft, setup, StartRun(setup.id, RUN, driver))
    assert_kept(promised, effects)
    assert len(told_by(effects)) == (2 if driver is Driver.GUIDED else 1)


@each_language
def test_keeping_a_preview_sends_nothing(language: Language) -> None:
    """Nor does what follows from it: the setup that learns of the prepared run."""
    setup, draft = a_setup(Stage.CONNECTED), a_draft(MANY)
    text = said(preview_modal(draft, setup, Say(language), names={}))
    effects = committed_of_run(draft, setup, PrepareRun(setup.id, RUN))
    (noted,) = [due.effect for due in effects if isinstance(due.effect, NotePrepared)]
    command = NoteRunPrepared(setup.id, noted.run_id, noted.people, noted.connection)
    follows = setup_steps.decide(setup, command, OURSELVES, NOW, RULES)
    assert isinstance(follows, Outcome)

    promised = promise(text, language, Meant(reader=SASHA))

    assert promised.told == set()
    assert_kept(promised, (*effects, *follows.effects))


@each_language
@pytest.mark.parametrize("people", [PEOPLE, BOTH_ADMINS, MARA_STARTS, SASHA_ALONE])
@pytest.mark.parametrize("batch", ["middle", "last", "one_person"])
def test_a_batch_result_tells_whoever_did_not_fail_and_what_follows(
    batch: str, people: dict[Role, UserId], language: Language
) -> None:
    """The next batch, or the result to those who are named and counted."""
    setup = a_setup(Stage.PROVISIONING, people=people)
    run, number = {
        "middle": (a_run(MANY), 0),
        "last": (reported(a_run(MANY)), 1),
        "one_person": (a_run(MANY[:1]), 0),
    }[batch]
    rows = run.batches[number].rows
    text = said(provisioning_modals.batch_result_modal(run, setup, number, Say(language)))
    command = ReportBatch(setup.id, run.id, number, frozenset(rows[:1]), "missing")

    connected = frozenset(f"row:{row}" for row in rows[1:])
    promised = promise(text, language, Meant(reader=SASHA, connected=connected))

    assert_kept(promised, committed_of_run(run, setup, command))


@each_language
@pytest.mark.parametrize("name", ["quiet", "disconnect", "change"])
def test_a_batch_of_which_nobody_hears_says_so(name: str, language: Language) -> None:
    """Who starts may ask for that; who is disconnected is not told by a bot."""
    setup = a_setup(Stage.PROVISIONING)
    run = {
        "quiet": started(a_draft(MANY), tells=False),
        "disconnect": started(to_disconnect(MANY)),
        "change": started(to_disconnect(MANY, ("EMEA",))),
    }[name]
    text = said(provisioning_modals.batch_result_modal(run, setup, 0, Say(language)))
    command = ReportBatch(setup.id, run.id, 0, frozenset({0}), "missing")

    done = frozenset(f"row:{row}" for row in run.batches[0].rows[1:])
    promised = promise(text, language, Meant(reader=SASHA, connected=done))

    assert promised.told == {SASHA}  # the next batch
    assert_kept(promised, committed_of_run(run, setup, command))


def nobody_is_told() -> dict[str, tuple[Any, Setup, SetupCommand, Actor]]:
    """Windows that say that nobody gets a message: the view, and what its submission makes."""
    setup, done = a_setup(), a_setup(Stage.DONE)
    shown: dict[str, tuple[Any, Setup, SetupCommand, Actor]] = {}
    for stage in (Stage.CONNECTED, Stage.DONE):
        at = a_setup(stage)
        save = SaveWorkspaces(at.id, ("EMEA",))
        shown[f"workspaces_{stage}"] = modals.workspaces_modal, at, save, member(MARA)
    for checklist, who in zip(Checklist, (STARTER, MARA, SASHA, SALOME), strict=True):
        points = frozenset(points_of(checklist, setup.kind))
        ticks = SaveChecklist(setup.id, points, frozenset())
        view = lambda one, say, who=who: checklist_modal(one, who, say)  # noqa: E731
        shown[f"checklist_{checklist}"] = view, setup, ticks, member(who)
    settings = SaveSettings(setup.id, Approval(approvers=(NINA,)), Language.FR)
    shown["settings"] = settings_modal, setup, settings, member(STARTER)
    shown["settings_of_a_slack_admin"] = settings_modal, done, settings, ADMIN
    return shown


@each_language
@pytest.mark.parametrize("name", nobody_is_told())
def test_where_nobody_gets_a_message_nobody_does(name: str, language: Language) -> None:
    """Said in the window from the beginning."""
    view, setup, command, by = nobody_is_told()[name]

    text = said(view(setup, Say(language)))

    assert NOBODY[language] in text
    assert told_by(committed(setup, command, by)) == []
    assert promise(text, language, Meant(reader=by.user_id)).told == set()
