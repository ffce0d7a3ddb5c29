"""Where in the gallery each button stands, written down by hand; and so where it is gone."""

from collections.abc import Mapping
from typing import Final

from bot.domain.setup_parts import ApiSays, MarketoSays
from bot.views import ids

_API: Final = tuple(ApiSays)
_CHECKS: Final = tuple(MarketoSays)
_TO_HAND_OVER: Final = {
    *(f"marketo_admin.api_{says}" for says in _API),
    "marketo_admin.api_newer_refused",
    "marketo_admin.all_ticked",
    "marketo_admin.expired",
    "marketo_admin.lost",
    "marketo_admin.named",
    "marketo_admin.new",
    "marketo_admin.organization_of_marketo",
    "marketo_admin.sales_insight_actions_named",
    "marketo_admin.sandbox",
    "marketo_admin.sandbox_of_production",
    "marketo_admin.withdrawn",
}
_STATUS_OF_MARKETO_ADMIN: Final = {"status.marketo_admin", "status.slack_waits", "status.ten"}
# Of both admins' cards: to be opened, and opened.
_HANDED: Final = {
    *(f"check_{says}" for says in _CHECKS),
    "asked_locked",
    "handed_over",
    "sales_insight_actions_handed_over",
    "sales_insight_actions_not_accepted",
    "same_as_last",
}
_OPENED: Final = {
    *(f"opened_{says}" for says in _CHECKS),
    "asked_lost",
    "opened_after_asking",
    "revealed",
    "sales_insight_actions_revealed",
}
_NOT_CONNECTED: Final = {
    *_TO_HAND_OVER,
    "marketo_admin.doubted",  # only nothing is handed over
    "marketo_admin.doubted_unopened",
    *(f"marketo_admin.{state}" for state in _HANDED),
    *(f"marketo_admin.{state}" for state in _OPENED),
}
_COPIES: Final = {
    "sales_connect_admin.both_now",
    "sales_connect_admin.one_admin_named",
    *(f"sales_connect_admin.one_admin_api_{says}" for says in _API),
}
_WAITS: Final = {
    "connection.by_itself",
    "connection.by_itself_unopened",
    "connection.one_admin_by_itself",
    "connection.one_admin_connected",
    "connection.taken_over",
    "connection.walked",
    "credentials.by_itself_opened",
    "credentials.connected",
    "credentials.no_workspaces_known",
    "credentials.organizations_differ",
    "credentials.sales_insight_actions_connected",
    "credentials.walked",
}
_SUCCESSOR: Final = {
    "take_over.access_removed",
    "take_over.sales_insight_actions_removed",
    "take_over.without_the_former",
}
_OPEN_BATCH: Final = {
    "batch.change_second",
    "batch.compared_open",
    "batch.default_workspace",
    "batch.handed_on",
    "batch.one_person",
    "batch.open",
    "batch.sales_insight_actions",
}
_OPEN_DISCONNECT: Final = {"batch.change_first", "batch.disconnect"}
_UNDER_WAY: Final = {
    "progress.connector",
    "progress.guided",
    "progress.guided_change",
    "progress.guided_disconnect",
}
_STANDS_STILL: Final = {"progress.halted", "progress.paused"}
_FAILED: Final = {  # on the copy of who can repeat it
    "result.change_cancelled",  # disconnected, and given nothing in its place
    "result.change_failed",
    "result.disconnect_failed",
    "result.sales_insight_actions",
    "result.some_failed",
    "result.some_failed_unexplained",
    "next.left_behind",  # among what they have to do
    "status.left_behind",
}


def _reminders(*steps: str) -> set[str]:
    return {f"reminder.{step}_{way}" for step in steps for way in ("first", "last", "snoozed")}


_STEPS: Final = (
    *("choose_people", "connect", "connect_one_admin", "connect_users", "hand_over"),
    *("hand_over_asked", "remove_access", "report", "reveal", "salesforce", "take_over"),
)
# Whoever asks for help finds their open step in it.
_HANDED_NOT: Final = {"handed.asked_again", "handed.not_yet"}
_HELPED: Final = {
    "help.marketo_admin",
    "help.two_steps_of_three",
    "talk.hello_with_a_step",
    "next.own",
    "talk.yes_with_a_step",
}

# Of requests, as tests/views/request_states.py names them.
_TO_DECIDE: Final = {
    *(f"approval.{state}" for state in ("alone", "one_rejected", "open", "open_for_named")),
    "approval.left_out_open",
    "approval.no_admin_open",
    "approval.directly",
    "approval.directly_is_back",
    "approval.outside",
    "approval.nobody_left",
    "approval.of_the_channel",
    "approval.one_gone",
    "approval.sales_insight_actions_open",
    "approval.sandbox_open",
    "approval.sandbox_owned_open",
    "escalation.may_approve",
    "status.requests",
    "status.to_decide",
}
_SEVERAL_TO_INVITE: Final = {
    "fulfil_reminder.approved",
    "fulfil_reminder.sales_insight_actions",
    "to_fulfil.approved",
    "to_fulfil.approved_in_part",
    "to_fulfil.left_out",
    "to_fulfil.no_admin",
    "to_fulfil.sales_insight_actions_approved",
}
_TO_INVITE: Final = {
    *_SEVERAL_TO_INVITE,
    "to_fulfil.approved_alone",
    "to_fulfil.invited_in_part",
}
_TAKEN_BACK: Final = {"to_fulfil.withdrawn_late", "request_news.withdrawn_late"}
_IN_PART: Final = "to_fulfil.withdrawn_in_part"
_INVITED: Final = {
    "to_fulfil.invited",
    "to_fulfil.left_out_over",
    "to_fulfil.sales_insight_actions_invited",
}
_BEFORE_ADOBE: Final = {
    "fulfil_reminder.sandbox_approved",
    "to_fulfil.sandbox_approved",
    "to_fulfil.sandbox_sales_insight_actions",
}
_OWNS_SANDBOX: Final = {
    "fulfil_reminder.sandbox_held_up",
    "sandbox_question.asked",
    "sandbox_question.sales_insight_actions",
}


STANDS_ON: Final[Mapping[str, set[str]]] = {
    ids.HAND_OVER: {
        *_STATUS_OF_MARKETO_ADMIN,
        *_TO_HAND_OVER,
        *_HELPED,
        *_reminders("hand_over", "hand_over_asked"),
        "asked_again.expired",
        "errand.hand_over",
        *_HANDED_NOT,
        "leak.to_marketo_admin",
        "asked_again.locked",
        "asked_again.lost",
        "marketo_admin.asked_locked",
        "marketo_admin.asked_lost",
        "expired.named",
        "expired.withdrawn",
        "hand_over_again.confirmed",
        "hand_over_again.confirmed_then_another",
        "hand_over_again.lost",
        "hand_over_again.opened",
        "hand_over_again.unopened",
    },
    ids.ALREADY_CONNECTED: {
        *_STATUS_OF_MARKETO_ADMIN,
        *_NOT_CONNECTED,
        *_COPIES,
        *_HELPED,
        *_HANDED_NOT,
        *_reminders("hand_over", "hand_over_asked"),
    },
    ids.REVEAL: {
        "handed.over",
        *_reminders("reveal"),
        *(f"credentials.{state}" for state in _HANDED),
        "credentials.handed_over_again",
    },
    ids.ASK_AGAIN: {
        *(f"credentials.{state}" for state in _OPENED - {"asked_lost"}),
        *_reminders("connect"),
        "expired.recipient",
        "not_shown.already_revealed",
        "not_shown.expired",
    },
    ids.CONNECTED: {
        "status.both_admins",
        *_COPIES,
        *_reminders("connect", "connect_one_admin"),
        *(f"credentials.{state}" for state in _OPENED),
    },
    ids.LONG_CONNECTED: {
        "marketo_admin.by_itself",
        "marketo_admin.by_itself_unopened",
        "sales_connect_admin.one_admin_by_itself",
    },
    ids.PREPARE: _WAITS,
    ids.START_NOW: {
        *_WAITS,
        "marketo_admin.by_itself",
        "marketo_admin.by_itself_unopened",
        "marketo_admin.connected",
        "marketo_admin.no_workspaces_known",
        "marketo_admin.sales_insight_actions_connected",
        "errand.too_early",
        "may_connect.marketo_admin",
        "too_early.minutes",
    },
    ids.CONNECT_USERS: {
        "status.requests",
        "errand.connect_users",
        "errand.many",
        "help.sales_connect_admin",
        *_reminders("connect_users"),
        "ready.by_itself_long",
        "ready.deactivated_when_ready",
        "ready.prepared",
        "ready.prepared_one",
        "ready.ready",
        "ready.sales_insight_actions_ready",
        "ready.started_early",
        "ready.taken_over",
        "ready.walked",
    },
    ids.START_PREPARED: {"ready.prepared", "ready.prepared_one", "ready.walked"},
    ids.ALL_CONNECTED: _OPEN_BATCH | _OPEN_DISCONNECT,
    ids.SOME_FAILED: _OPEN_BATCH | _OPEN_DISCONNECT,
    # It stays on a batch that was reported: what the tab shows may still be compared.
    ids.COMPARE: {
        *_OPEN_BATCH,
        "batch.change_second_failed",
        "batch.compared",
        "batch.connected",
        "batch.some_failed",
    },
    ids.PAUSE: _UNDER_WAY,
    ids.RESUME: {*_STANDS_STILL, "halted.open"},
    ids.CANCEL_RUN: _UNDER_WAY | _STANDS_STILL,
    ids.OPEN_PREVIEW: {"preview.no_problems", "preview.read"},
    ids.DOWNLOAD_RESULTS: {
        *_FAILED,
        "result.cancelled",
        "result.changed",
        "result.connected",
        "result.disconnected",
        "result.some_failed_marketo_admin",
        "result.some_failed_starter",
        "result.untold",
    },
    ids.RETRY_FAILED: _FAILED,
    ids.LET_BE: {"next.left_behind", "status.left_behind"},
    ids.ACCESS_REMOVED: {
        *_reminders("remove_access"),
        "succession.begun_former",
        "succession.sales_insight_actions_begun_former",
        "succession.without_the_former_former",
    },
    ids.RETRY: {
        "undelivered.cancelled",
        "undelivered.each_kind",
        "undelivered.one",
        "undelivered.twelve",
        "status.given_up_slack_admin",
        "status.given_up_starter",
    },
    ids.TAKE_OVER: {*_SUCCESSOR, *_reminders("take_over")},
    ids.CONNECTION_LOST: _SUCCESSOR,
    # The first reminder: a snoozed one has said it, and after the last there is none to move.
    ids.SNOOZE: {
        *_HELPED,
        "help.sales_connect_admin",
        *(f"remind.{which}" for which in ("last", "many", "one")),
        *(f"reminder.{step}_first" for step in _STEPS),
    },
    ids.APPROVE: _TO_DECIDE,
    ids.REJECT: _TO_DECIDE,
    # Until it is over: also while the account is asked of Adobe.
    ids.WITHDRAW: {
        f"my_request.{state}"
        for state in (
            *("asked", "open", "open_for_named", "alone", "one_rejected"),
            *("nobody_approvers", "nobody_channel", "nobody_members", "nobody_archived"),
            *("one_gone", "nobody_group", "left_out", "left_out_open"),
            *("no_admin", "no_admin_approved", "no_admin_left"),
            *("no_admin_open", "no_admin_successor"),
            *("approved", "approved_alone", "approved_in_part", "invited_in_part"),
            *("sales_insight_actions_approved", "sales_insight_actions_open"),
            *("sandbox_open", "sandbox_owned_open", "sandbox_held_up", "sandbox_approved"),
            *("sandbox_at_adobe", "sandbox_sales_insight_actions"),
        )
    },
    # Also when it was taken back: they may have been invited by then.
    ids.ALL_INVITED: {*_TO_INVITE, *_TAKEN_BACK, _IN_PART},
    ids.SOME_INVITED: _SEVERAL_TO_INVITE | _TAKEN_BACK,
    ids.SEND_ADDRESSES: _TO_INVITE | _INVITED,
    ids.CONNECT_INVITED: {*_INVITED, _IN_PART, "to_fulfil.withdrawn_then_invited"},
    ids.WRITE_TO_ADOBE: _BEFORE_ADOBE,
    ids.ACCOUNT_CREATED: {
        *_BEFORE_ADOBE,
        "fulfil_reminder.sandbox_at_adobe",
        "to_fulfil.sandbox_at_adobe",
        "to_fulfil.sandbox_withdrawn",
        "request_news.sandbox_withdrawn",
    },
    # It stays beside `We don't`: sandboxes are bought.
    ids.OWN_SANDBOX: {*_OWNS_SANDBOX, "sandbox_question.not_owned"},
    ids.NO_SANDBOX: {*_OWNS_SANDBOX, "sandbox_question.owned"},
    ids.ASK_FOR_INVITES: {
        *(f"asked.invite_{named}" for named in ("address", "all", "nobody")),
        *(f"oneself.{name}" for name in ("nowhere", "of_an_admin", "no_request")),
        "request_news.expired",
    },
    ids.ASK_FOR_SANDBOX: {
        *(f"asked.sandbox_{named}" for named in ("address", "all", "nobody")),
        "oneself.no_request",
        "oneself.no_sandbox",
        "request_news.sandbox_expired",
    },
    ids.NOT_THERE_YET: {"status.requests"},
    ids.CONNECT_MISSING: {"not_there_yet.some"},
}
