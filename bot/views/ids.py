"""Ids that views and handlers share; sent messages hold them: renaming one is a migration."""

from typing import Final, NamedTuple

# Buttons
HAND_OVER: Final = "hand_over"
REVEAL: Final = "reveal"
CONNECTED: Final = "connected"
START_NOW: Final = "start_now"
CONNECT_USERS: Final = "connect_users"
WORKSPACES: Final = "workspaces"
ALL_CONNECTED: Final = "all_connected"
SOME_FAILED: Final = "some_failed"
COMPARE: Final = "compare"
PAUSE: Final = "pause"
RESUME: Final = "resume"
CANCEL_RUN: Final = "cancel_run"
RETRY_FAILED: Final = "retry_failed"
DOWNLOAD_RESULTS: Final = "download_results"
OPEN_PREVIEW: Final = "open_preview"
ALREADY_CONNECTED: Final = "already_connected"
LONG_CONNECTED: Final = "long_connected"
OPEN_CHECKLIST: Final = "open_checklist"
SAVE_ORGANIZATION: Final = "save_organization"
NOT_ME: Final = "not_me"
SNOOZE: Final = "snooze"
SETTINGS: Final = "settings"
CHANGE_PEOPLE: Final = "change_people"
CANCEL_SETUP: Final = "cancel_setup"
ACCESS_REMOVED: Final = "access_removed"
TAKE_OVER: Final = "take_over"
CONNECTION_LOST: Final = "connection_lost"
PREPARE: Final = "prepare"
START_PREPARED: Final = "start_prepared"
ASK_AGAIN: Final = "ask_again"
API_ACCESS: Final = "api_access"
CHECK_API: Final = "check_api"
REMOVE_API: Final = "remove_api"
RETRY: Final = "retry"
# In the preview
PREVIEW_BACK: Final = "preview_back"
PREVIEW_ON: Final = "preview_on"
SET_WORKSPACES: Final = "set_workspaces"
USE_NEAREST: Final = "use_nearest:"  # followed by the number of a problem
MEND: Final = "mend"
SEND_PROBLEMS: Final = "send_problems"
DISCONNECT_FIRST: Final = "disconnect_first"
CHOOSE: Final = "choose:"  # followed by a subcommand: which setup is meant

# Modals, by callback_id
SETUP_MODAL: Final = "setup"
HAND_OVER_MODAL: Final = "hand_over"
REVEAL_MODAL: Final = "reveal"
WORKSPACES_MODAL: Final = "workspaces"
CONNECT_USERS_MODAL: Final = "connect_users"
PREVIEW_MODAL: Final = "preview"
STACKED_PREVIEW_MODAL: Final = "stacked_preview"  # above another one, which stays
BATCH_RESULT_MODAL: Final = "batch_result"
MEND_MODAL: Final = "mend"
COMPARE_MODAL: Final = "compare"
DISCONNECT_MODAL: Final = "disconnect"
NOTICE_MODAL: Final = "notice"
CHECKLIST_MODAL: Final = "checklist"
ORGANIZATION_MODAL: Final = "organization"
SETTINGS_MODAL: Final = "settings"
CHANGE_PEOPLE_MODAL: Final = "change_people"
PREPARED_MODAL: Final = "prepared"
API_ACCESS_MODAL: Final = "api_access"

INPUT: Final = "value"  # action_id of every input: its block_id says which
DEFAULT_WORKSPACE: Final = "default"  # option of the selector that picks none
NAMED_WORKSPACE: Final = "name:"  # followed by the name: an option of the selector
NO_GROUP: Final = "none"  # option of the selector of user groups
NO_WORKSPACES: Final = "none:"  # option of the selector for those who get no workspaces any more
GROUP: Final = "group:"  # followed by the id of a user group


class Field:
    """Block ids of inputs."""

    INSTANCE: Final = "instance"
    PRODUCT: Final = "product"
    NAME: Final = "name"
    MARKETO_ADMIN: Final = "marketo_admin"
    SALES_CONNECT_ADMIN: Final = "sales_connect_admin"
    SALESFORCE_ADMIN: Final = "salesforce_admin"
    CHANNEL: Final = "channel"
    PREREQUISITES: Final = "prerequisites"
    NAMES: Final = "names"
    PEOPLE: Final = "people"
    ADDRESSES: Final = "addresses"
    WORKSPACES: Final = "workspaces"
    GROUPS: Final = "groups"
    FILE: Final = "file"
    MARKETO_USERS: Final = "marketo_users"
    SELECTED: Final = "selected"  # people of a preview
    FOR_SELECTED: Final = "for_selected"  # the workspaces that they get
    DRIVER: Final = "driver"
    QUIET: Final = "quiet"  # nobody is told that they are connected
    MENDED: Final = "mended"  # then a colon and the number of a problem
    PASTED: Final = "pasted"
    PASTED_MORE: Final = "pasted_more"
    THEN: Final = "then"  # what becomes of who is disconnected
    WHO_FAILED: Final = "who_failed"
    WHY: Final = "why"
    STARTER: Final = "starter"
    CHECKLIST: Final = "checklist:"  # followed by which
    ORGANIZATION: Final = "organization"
    SIDE: Final = "side"
    APPROVERS: Final = "approvers"
    APPROVER_GROUP: Final = "approver_group"
    DOMAINS: Final = "domains"
    LANGUAGE: Final = "language"


class CardValue(NamedTuple):
    """
    What a button carries: exactly which thing it acts on.

    `part` is the version of credentials, the number of a batch, a role, or a role and its turn;
    `run_id` is empty outside runs.
    """

    setup_id: str
    run_id: str = ""
    part: str = ""

    def dump(self) -> str:
        return ":".join(self)


def parse_card_value(value: str) -> CardValue | None:
    """None for what no button of ours carries."""
    parts = value.split(":")
    return CardValue(*parts) if len(parts) == len(CardValue._fields) else None
