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
    "marketo_admin.withdrawn",
}
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
}


def _reminders(*steps: str) -> set[str]:
    return {f"reminder.{step}_{way}" for step in steps for way in ("first", "last", "snoozed")}


STANDS_ON: Final[Mapping[str, set[str]]] = {
    ids.HAND_OVER: {
        *_TO_HAND_OVER,
        *_reminders("hand_over", "hand_over_asked"),
        "asked_again.expired",
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
    ids.ALREADY_CONNECTED: {*_NOT_CONNECTED, *_COPIES, *_reminders("hand_over", "hand_over_asked")},
    ids.REVEAL: {
        *_reminders("reveal"),
        *(f"credentials.{state}" for state in _HANDED),
        "credentials.handed_over_again",
    },
    ids.ASK_AGAIN: {
        *(f"credentials.{state}" for state in _OPENED - {"asked_lost"}),
        "expired.recipient",
        "not_shown.already_revealed",
        "not_shown.expired",
    },
    ids.CONNECTED: {
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
        "too_early.minutes",
    },
    ids.CONNECT_USERS: {
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
        f"reminder.{step}_first"
        for step in (
            "choose_people",
            "connect",
            "connect_one_admin",
            "connect_users",
            "hand_over",
            "hand_over_asked",
            "remove_access",
            "report",
            "reveal",
            "salesforce",
            "take_over",
        )
    },
}
