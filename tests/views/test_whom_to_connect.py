"""`Connect users`, `Disconnect users`, `Mend here`: what stands in them, and what they offer."""

from dataclasses import replace
from typing import Any, Final

import pytest
from slack_sdk.models.blocks import Option

from bot.domain.ids import UserId
from bot.domain.provisioning import Candidate, plan_run
from bot.domain.run import Run
from bot.domain.setup_parts import ApiSays
from bot.domain.stages import Language, Stage
from bot.domain.workspaces import Known
from bot.views import ids
from bot.views.ids import Field
from bot.views.provisioning_modals import (
    ADDRESSES_LENGTH,
    connect_users_modal,
    disconnect_modal,
    mend_modal,
    workspace_options,
)
from bot.views.say import Say

from .credential_bends import api_checked
from .gallery import TAME, View
from .gallery_previews import with_marketo
from .reading import mrkdwn
from .runs import a_draft, draft_of, planned, with_every_fault
from .states import a_setup

ENGLISH: Final = Say(Language.EN)
READY: Final = a_setup(Stage.READY, workspaces=TAME.workspaces)
each_language = pytest.mark.parametrize("language", list(Language))


def elements(view: View) -> dict[str, Any]:
    return {one["block_id"]: one["element"] for one in view["blocks"] if one["type"] == "input"}


def reopened(run: Run) -> View:
    """The window with what was prepared before."""
    return connect_users_modal(READY, ENGLISH, prepared=run)


def test_what_was_prepared_stands_in_the_window_again() -> None:
    """People of Slack, addresses, and the workspaces for all of them."""
    rows = [Candidate("sam@acme.example", UserId("USAM")), Candidate("ida@acme.example")]
    known = Known(TAME.workspaces)
    run = draft_of(planned(plan_run(rows, TAME.workspaces[:1], known)))

    view = reopened(run)

    found = elements(view)
    assert found[Field.PEOPLE]["initial_users"] == ["USAM"]
    assert found[Field.ADDRESSES]["initial_value"] == "ida@acme.example"
    assert [one["value"] for one in found[Field.WORKSPACES]["initial_options"]] == [
        "name:EMEA Marketing"
    ]
    assert "prepared" not in "\n".join(mrkdwn(view))


def test_nobody_who_was_prepared_and_does_not_fit_is_lost_silently() -> None:
    """Whole addresses, and the others counted."""
    run = a_draft([f"somebody{n:04}@acme.example" for n in range(400)])

    view = reopened(run)

    fit = elements(view)[Field.ADDRESSES]["initial_value"].splitlines()
    assert all(address.endswith("@acme.example") for address in fit)
    assert len("\n".join(fit)) <= ADDRESSES_LENGTH < len("\n".join(fit)) + 26
    assert f"{400 - len(fit)} more people were prepared" in "\n".join(mrkdwn(view))


def test_who_has_workspaces_of_their_own_does_not_get_those_of_all() -> None:
    """They are counted, not put among the others."""
    rows = [Candidate("own@acme.example", None, ("APAC Marketing",)), Candidate("ida@acme.example")]
    known = Known(TAME.workspaces)
    run = draft_of(planned(plan_run(rows, TAME.workspaces[:1], known)))

    view = reopened(run)

    assert elements(view)[Field.ADDRESSES]["initial_value"] == "ida@acme.example"
    assert "1 more person was prepared" in "\n".join(mrkdwn(view))


def test_only_those_are_prefilled_who_were_read() -> None:
    """Of ten thousand, the window needs a few."""
    run = a_draft(TAME.emails)
    part = run.model_copy(update={"rows": {0: run.rows[0]}})

    view = reopened(part)

    assert elements(view)[Field.ADDRESSES]["initial_value"] == TAME.emails[0]
    assert "2 more people were prepared" in "\n".join(mrkdwn(view))


@pytest.mark.parametrize("says", list(ApiSays))
def test_marketos_users_are_offered_where_they_can_be_read(says: ApiSays) -> None:
    """And counted."""
    view = connect_users_modal(api_checked(READY, says, TAME.from_marketo), ENGLISH)

    assert (Field.MARKETO_USERS in elements(view)) == (says is ApiSays.WORKS)


@each_language
def test_both_windows_say_that_workspaces_are_given_once(language: Language) -> None:
    """To change them: disconnect, then connect again."""
    say = Say(language)
    hint = next(
        block["hint"]["text"]
        for block in connect_users_modal(READY, say)["blocks"]
        if block.get("block_id") == Field.WORKSPACES
    )

    once = "once" if language is Language.EN else "une fois"
    assert once in hint
    assert once in "\n".join(mrkdwn(disconnect_modal(READY, say)))


def test_who_is_disconnected_gets_other_workspaces_unless_somebody_says_otherwise() -> None:
    """Most of them are disconnected for that."""
    then = elements(disconnect_modal(READY, ENGLISH))[Field.THEN]

    assert then["initial_option"]["value"] == "change"
    assert [one["value"] for one in then["options"]] == ["change", "disconnect"]


def texts_of(options: list[Option]) -> list[str]:
    return [one.to_dict()["text"]["text"] for one in options]


def test_marketos_default_workspace_is_marked_where_it_is_known() -> None:
    """Its name alone proves nothing."""
    setup = with_marketo(TAME)

    assert texts_of(workspace_options(setup, "", ENGLISH)) == [
        "Default Marketo workspace",
        "EMEA Marketing (default)",
        "APAC Marketing",
    ]
    assert texts_of(workspace_options(READY, "", ENGLISH))[1] == "EMEA Marketing"


def test_a_marked_name_is_chosen_by_its_name_alone() -> None:
    """The mark belongs to no workspace; a name that fills its option goes without."""
    long = "E" * 75
    setup = with_marketo(replace(TAME, from_marketo=(long,)))

    (marked,) = workspace_options(with_marketo(TAME), "emea", ENGLISH)
    (unmarked,) = workspace_options(setup, "eee", ENGLISH)

    assert marked.value == f"{ids.NAMED_WORKSPACE}EMEA Marketing"
    assert texts_of([unmarked]) == [long]


@each_language
@pytest.mark.parametrize("query", ["", "emea"])
def test_where_no_list_is_known_the_one_option_says_so_and_chooses_none(
    query: str, language: Language
) -> None:
    """Slack shows an error where there is nothing to choose from."""
    (only,) = workspace_options(a_setup(Stage.READY), query, Say(language))

    assert only.value == ids.DEFAULT_WORKSPACE
    assert ("No list" if language is Language.EN else "Pas encore de liste") in texts_of([only])[0]


def test_a_row_is_mended_where_it_was_wrong() -> None:
    """Its address, or its workspaces; either of them where two rows clash."""
    run = draft_of(with_every_fault(TAME))

    found = elements(mend_modal(run, READY, ENGLISH))

    asked = {
        problem.fault: [
            block.removeprefix(f"mended:{number}")
            for block in found
            if block.split(".")[0] == f"mended:{number}"
        ]
        for number, problem in run.problems.items()
    }
    assert asked == {
        "no_address": [""],
        "malformed": [""],
        "other_instance": [""],
        "clash": ["", ".workspaces"],
        "unknown_workspace": [".workspaces"],
        "too_many_workspaces": [".workspaces"],
        "extra_cells": [".workspaces"],
        "under_way_otherwise": [".workspaces"],
        "connected_otherwise": [".workspaces"],
        "deactivated": [],
        "not_a_member": [],
    }


def test_what_was_asked_for_is_named_and_chosen_by_nobody() -> None:
    """A part of it, or the nearest name, is for somebody to choose; an address is there to mend."""
    rows = [
        Candidate("sam@acme.example", None, ("EMEA Marketting", "APAC Marketing"), 2),
        Candidate("ida at acme", line=3),
        Candidate("lee@acme.example", None, ("Jupiter" * 200,), 4),
    ]
    run = draft_of(planned(plan_run(rows, (), Known(TAME.workspaces))))

    view = mend_modal(run, READY, ENGLISH)

    found = elements(view)
    hints = {one["block_id"]: one.get("hint", {}).get("text", "") for one in view["blocks"][1:]}
    assert [name for name in found if "initial_options" in found[name]] == []
    assert "EMEA Marketting; APAC Marketing" in hints["mended:0.workspaces"]
    assert "Did you mean EMEA Marketing?" in hints["mended:0.workspaces"]
    assert found["mended:1"]["initial_value"] == "ida at acme"
    assert "JupiterJupiter" in hints["mended:2.workspaces"]


def test_a_person_without_an_address_is_named_above_the_field() -> None:
    """A label of Slack shows no name for an id."""
    view = mend_modal(draft_of(with_every_fault(TAME)), READY, ENGLISH)

    assert "<@UNOMAIL>" in mrkdwn(view)
