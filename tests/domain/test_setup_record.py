"""What a step leaves on record: versions, times, who did it."""

from datetime import timedelta

import pytest

from bot.domain.commands import ExpireCredentials, HandOver, ReportConnected
from bot.domain.ids import SetupId
from bot.domain.refusals import CredentialsReplaced
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    HANDED_OVER_AT,
    MARA,
    OURSELVES,
    REVEALED_AT,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    done,
    walk,
)


@pytest.mark.parametrize("stage", [Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED])
def test_a_further_hand_over_replaces_the_former(stage: Stage) -> None:
    """Each has a version, a time limit and a fate of its own."""
    setup = a_setup(stage, expired=True)
    now = RUN_AT

    outcome = done(decide(setup, HandOver(SETUP_ID, CREDENTIALS), MARA, now, RULES))

    note = outcome.state.handed_over
    assert note
    assert note.version == setup.version + 1
    assert (note.sender, note.recipient) == (MARA.user_id, SOL.user_id)
    assert (note.at, note.expires_at) == (now, now + RULES.secret_ttl)
    assert (note.revealed_at, note.expired_at) == (None, None)
    assert outcome.keep is CREDENTIALS
    assert not outcome.burn


def test_the_end_of_an_old_version_changes_nothing() -> None:
    """Its time limit outlives it, and must not burn the newer one."""
    first = a_setup(Stage.HANDED_OVER)
    second = walk(first, HandOver(SETUP_ID, CREDENTIALS), MARA)

    late = decide(second, ExpireCredentials(SETUP_ID, 1), OURSELVES, RUN_AT, RULES)

    assert second.version == 2
    assert late == CredentialsReplaced()


def test_a_version_that_never_was_does_not_expire() -> None:
    """Only the version that waits in the vault does."""
    setup = a_setup(Stage.HANDED_OVER)

    late = decide(setup, ExpireCredentials(SETUP_ID, 2), OURSELVES, RUN_AT, RULES)

    assert late == CredentialsReplaced()


def test_a_wait_of_nothing_is_ready_at_once() -> None:
    """CONNECT_WAIT_SECONDS=0 is legal."""
    rules = type(RULES)(wait=timedelta(0))
    setup = walk(a_setup(Stage.REVEALED), ReportConnected(SETUP_ID), SOL, RUN_AT, rules)

    assert setup.ready_at == setup.connected_at == RUN_AT


def test_the_record_says_who_and_when() -> None:
    """All of it can be read from a setup that is done, and no value among it."""
    setup = a_setup(Stage.DONE, setup_id=SetupId("other"))

    assert (setup.starter, setup.marketo_admin, setup.sales_connect_admin) == (
        STELLA.user_id,
        MARA.user_id,
        SOL.user_id,
    )
    assert setup.handed_over
    assert setup.handed_over.recipient == SOL.user_id
    assert (setup.handed_over.at, setup.handed_over.revealed_at) == (HANDED_OVER_AT, REVEALED_AT)
    assert type(setup).model_validate_json(setup.model_dump_json()) == setup
