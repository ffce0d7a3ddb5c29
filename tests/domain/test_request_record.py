"""What the audit says of a request: who decided what about whom; never what they wrote."""

import json

from bot.domain.audit import REQUEST_AUDITED, differences, request_differences
from bot.domain.request import Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    FollowSetup,
    OpenRequest,
    Reject,
    TakeTime,
    Withdraw,
)
from tests.domain.builders import MARA, OURSELVES, SOL
from tests.domain.request_builders import (
    IDS,
    INVITED,
    MEL,
    MEMBERS,
    PRODUCTION,
    RAY,
    a_request,
    begun,
    owning,
    stepped,
)


def changed(before: Request | None, after: Request) -> set[str]:
    return set(request_differences(before, after))


def test_what_was_asked_is_on_record_without_its_note() -> None:
    """Whom, and for what; the note stands on the card."""
    request = begun().state

    said = request_differences(None, request)

    assert said["kind"]["after"] == "invite"
    assert [one["email"] for one in said["people"]["after"]] == [one.email for one in INVITED]
    assert request.note
    assert request.note not in json.dumps(said)


def test_how_many_were_in_the_channel_then_is_on_record() -> None:
    """By their number: who they were is forgotten once it is decided, in the audit too."""
    opened = stepped(begun().state, OpenRequest(*IDS, MEMBERS))

    said = request_differences(begun().state, opened)

    assert said == {"members": {"before": 0, "after": len(MEMBERS)}}
    assert "members" not in request_differences(opened, stepped(opened, FollowSetup(*IDS)))


def test_a_decision_says_by_whom_for_each_person_with_the_reason() -> None:
    """Of a part, too."""
    request = a_request()
    after = stepped(request, Reject(*IDS, 1, (1,), "has left"), MEL)

    said = request_differences(request, after)

    assert said.keys() == {"people"}
    [_, ivo, _] = said["people"]["after"]
    assert (ivo["state"], ivo["why"], ivo["decided"]["by"]) == (
        *("rejected", "has left", MEL.user_id),
    )


def test_what_happens_by_itself_is_on_record_where_it_changes_something() -> None:
    """An escalation, an end for want of a sandbox; a nudge stands in the thread."""
    request = a_request(kind=RequestKind.SANDBOX)
    escalated = stepped(request, TakeTime(*IDS, "escalate", 1))
    closed = stepped(request, FollowSetup(*IDS), OURSELVES, owning(owns=False))

    assert changed(request, escalated) == {"escalated_to"}
    assert changed(request, closed) == {"closed_why", "members"}
    assert changed(request, stepped(request, TakeTime(*IDS, "nudge", 1))) == set()


def test_adobe_that_was_written_to_is_on_record() -> None:
    """By whom, and when."""
    before = a_request(RequestStage.APPROVED, RequestKind.SANDBOX)
    after = a_request(RequestStage.AT_ADOBE, RequestKind.SANDBOX)

    said = request_differences(before, after)

    assert said["asked_adobe"]["after"]["by"] == SOL.user_id


def test_what_is_taken_back_is_told_by_its_row_alone() -> None:
    """Who did it, when, from which stage to which stands there anyway; that members are dropped."""
    request = a_request()

    assert changed(request, stepped(request, Withdraw(*IDS), RAY)) == {"members"}


def test_the_answer_about_the_sandbox_is_on_record_with_its_setup() -> None:
    """It decides what may be asked for."""
    said = differences(PRODUCTION, owning())

    assert said.keys() == {"sandbox"}
    assert (said["sandbox"]["after"]["owns"], said["sandbox"]["after"]["by"]) == (
        *(True, MARA.user_id),
    )


def test_everything_that_is_audited_is_a_field() -> None:
    """A name that is written wrongly would be found by nobody."""
    assert set(REQUEST_AUDITED) <= set(Request.model_fields)


def test_a_request_survives_storage_at_every_stage() -> None:
    """What is read is what was written."""
    for stage in RequestStage:
        for kind in RequestKind:
            request = a_request(stage, kind)
            assert Request.model_validate_json(request.model_dump_json()) == request
    approved = stepped(a_request(), Approve(*IDS, 1), MEL)
    assert Request.model_validate_json(approved.model_dump_json()) == approved
