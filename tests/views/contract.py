"""Labels that people and acceptance look for: docs' contract, written down by hand."""

from collections.abc import Mapping
from typing import Final

from bot.views import ids

_PEOPLE: Final = {
    "Marketo admin": True,
    "Sales Connect admin": True,
    "Salesforce admin": False,
    "Owner of this setup": True,
}


def _checklist(*labels: str) -> tuple[str, dict[str, bool], str | None, str]:
    return "Checklist", dict.fromkeys(labels, False), "Save", "Cancel"


_SOURCES: Final = {
    "People in Slack": False,
    "User groups": False,
    "E-mail addresses": False,
    "CSV file": False,
    "Workspaces": False,
}
_WITHOUT_FILES: Final = {label: False for label in _SOURCES if label != "CSV file"}
_DISCONNECT: Final = {
    "People in Slack": False,
    "E-mail addresses": False,
    "What then?": True,  # has a value from the beginning
    "Workspaces": False,
}
_EDITS: Final = {"Selected people": False, "Workspaces for selected": False}
_DRIVER: Final = {"Who does it?": True}  # has a value from the beginning
_MESSAGES: Final = {"Messages": False}


def _preview(
    labels: dict[str, bool], submit: str | None = "Start"
) -> tuple[str, dict[str, bool], str | None, str]:
    return "Preview", labels, submit, "Back"


# title, {input label: required}, submit, close; of the modals that exist: of one in one state
# where the fields depend on it.
CONTRACT: Final[Mapping[str, tuple[str, dict[str, bool], str | None, str]]] = {
    "modal_setup": (
        "Set up Sales Connect",
        {
            "Instance": True,
            "Product": True,  # has a value from the beginning
            "Name": False,
            "Marketo admin": True,
            "Sales Connect admin": True,
            "Salesforce admin": False,
            "Channel for invites": True,
            "Prerequisites": False,
        },
        "Start setup",
        "Cancel",
    ),
    "modal_hand_over": (
        "Hand over credentials",
        {"Munchkin ID": True, "Client ID": True, "Client Secret": True},
        "Hand over",
        "Cancel",
    ),
    "modal_reveal": ("Marketo credentials", {}, None, "Done"),
    "modal_api_access": (
        "Marketo API access",
        {"Munchkin ID": True, "Client ID": True, "Client Secret": True},
        "Check and save",
        "Cancel",
    ),
    "modal_api_checking": ("Marketo API access", {}, None, "Close"),
    "modal_api_slow": ("Marketo API access", {}, None, "Close"),
    "modal_api_gone": ("Marketo API access", {}, None, "Close"),
    "modal_api_checked": ("Marketo API access", {}, None, "Close"),
    "modal_workspaces": ("Workspaces", {"Workspace names": False}, "Save", "Cancel"),
    "modal_connect_users": ("Connect users", _SOURCES, "Preview", "Cancel"),
    "modal_connect_users.users_of_marketo": (
        "Connect users",
        {**_SOURCES, "Marketo users": False},
        "Preview",
        "Cancel",
    ),
    "modal_connect_users.no_files": ("Connect users", _WITHOUT_FILES, "Preview", "Cancel"),
    "modal_disconnect": (
        "Disconnect users",
        _DISCONNECT | {"CSV file": False},
        "Preview",
        "Cancel",
    ),
    "modal_disconnect.no_files": ("Disconnect users", _DISCONNECT, "Preview", "Cancel"),
    "modal_reading": ("Preview", {}, None, "Back"),
    "modal_unread": ("Preview", {}, None, "Back"),
    "modal_preview": _preview(_EDITS | _MESSAGES),
    "modal_preview.several_batches": _preview(_MESSAGES),  # of more people than one window edits
    "modal_preview.problems_second_page": _preview(_MESSAGES),
    "modal_preview.disconnect": _preview({}),
    "modal_preview_stacked": _preview(_EDITS | _MESSAGES),
    "modal_preview_connector": _preview(_EDITS | _DRIVER | _MESSAGES),
    "modal_preview_connector.disconnect": _preview(_DRIVER),
    "modal_preview_nobody": _preview({}, None),
    "modal_batch_result": ("Batch result", {"Who failed?": True, "Why?": False}, "Save", "Cancel"),
    "modal_prepared": _preview(_EDITS | _MESSAGES, "Keep for later"),  # during the wait
    "modal_prepared.several_batches": _preview(_MESSAGES, "Keep for later"),
    # Slack takes no longer title: that of the button is the first thing in the window.
    "modal_compare": (
        "Check Team Access",
        {
            "Paste here": True,
            "The rest of it": False,
            "More of it (2)": False,
            "More of it (3)": False,
        },
        "Compare",
        "Cancel",
    ),
    "modal_compared": ("Check Team Access", {}, None, "Close"),
    "modal_settings": (
        "Settings",
        {
            "Approvers": False,
            "Approver group": False,
            "Allowed domains": False,
            "Language of the channel": True,  # has a value from the beginning
        },
        "Save",
        "Cancel",
    ),
    "modal_organization": (
        "Salesforce organization",
        {"Organization ID": True, "Of which": True},  # the second has a value
        "Save",
        "Cancel",
    ),
    "modal_change_people": ("Change people", _PEOPLE, "Save", "Cancel"),
    # Who is missing need not be found at once: the others can be changed before.
    "modal_change_people.missing": (
        "Change people",
        {**_PEOPLE, "Sales Connect admin": False},
        "Save",
        "Cancel",
    ),
    "modal_change_people.starter_deactivated": (
        "Change people",
        {**_PEOPLE, "Owner of this setup": False},
        "Save",
        "Cancel",
    ),
    "modal_change_people.successor_missing": (
        "Change people",
        {**_PEOPLE, "Sales Connect admin": False},
        "Save",
        "Cancel",
    ),
    "modal_checklist.starter": _checklist("Prerequisites"),
    "modal_checklist.sandbox": _checklist("Prerequisites"),
    "modal_checklist.nobody": _checklist("Prerequisites"),
    "modal_checklist.salesforce_admin": _checklist("Salesforce"),
    "modal_checklist.marketo_admin": _checklist("Marketo", "Salesforce"),
    "modal_checklist.sales_connect_admin": _checklist("Sales Connect", "Salesforce"),
    "modal_checklist.sales_insight_actions": _checklist("Marketo", "Sales Connect", "Salesforce"),
    "modal_checklist.everything": _checklist(
        "Prerequisites", "Marketo", "Sales Connect", "Salesforce"
    ),
    "modal_notice": ("Sales Connect setup", {}, None, "Close"),
    "modal_invite": (
        "Invite users",
        {"People in Slack": False, "E-mail addresses": False, "Note to approvers": False},
        "Ask for approval",
        "Cancel",
    ),
    "modal_sandbox": (
        "Sandbox account",
        {"E-mail address": True, "For whom": True, "Reason": True},
        "Request",
        "Cancel",
    ),
    "modal_reject": ("Reject", {"Reason": True}, "Reject", "Cancel"),
    "modal_reject.several": ("Reject", {"Who": False, "Reason": True}, "Reject", "Cancel"),
    "modal_reject.again": ("Reject", {"Who": False, "Reason": True}, "Reject", "Cancel"),
    "modal_some_invited": ("Only some of them", {"Who is invited?": True}, "Save", "Cancel"),
    "modal_adobe": ("Write to Adobe", {"Letter": True}, "I've sent it", "Cancel"),
}
ELEMENTS: Final[Mapping[tuple[str, str], str]] = {
    ("modal_setup", "Instance"): "static_select",
    ("modal_setup", "Product"): "static_select",
    ("modal_setup", "Name"): "plain_text_input",
    ("modal_setup", "Marketo admin"): "users_select",
    ("modal_setup", "Sales Connect admin"): "users_select",
    ("modal_setup", "Salesforce admin"): "users_select",
    ("modal_setup", "Channel for invites"): "conversations_select",
    ("modal_setup", "Prerequisites"): "checkboxes",
    **{
        (modal, label): "plain_text_input"
        for modal in ("modal_hand_over", "modal_api_access")
        for label in ("Munchkin ID", "Client ID", "Client Secret")
    },
    ("modal_workspaces", "Workspace names"): "plain_text_input",
    **{
        (modal, label): kind
        for modal in ("modal_connect_users", "modal_disconnect")
        for label, kind in {
            "People in Slack": "multi_users_select",
            "User groups": "multi_external_select",
            "E-mail addresses": "plain_text_input",
            "CSV file": "file_input",
            "Marketo users": "checkboxes",
            "What then?": "radio_buttons",
            "Workspaces": "multi_external_select",
        }.items()
    },
    **{
        (modal, label): kind
        for modal in (
            "modal_preview",
            "modal_preview_stacked",
            "modal_preview_connector",
            "modal_prepared",
        )
        for label, kind in {
            "Selected people": "multi_static_select",
            "Workspaces for selected": "multi_external_select",
            "Who does it?": "radio_buttons",
            "Messages": "checkboxes",
        }.items()
    },
    ("modal_compare", "Paste here"): "plain_text_input",
    **{
        ("modal_compare", label): "plain_text_input"
        for label in ("The rest of it", "More of it (2)", "More of it (3)")
    },
    ("modal_batch_result", "Who failed?"): "multi_static_select",
    ("modal_batch_result", "Why?"): "plain_text_input",
    ("modal_invite", "People in Slack"): "multi_users_select",
    ("modal_invite", "E-mail addresses"): "plain_text_input",
    ("modal_invite", "Note to approvers"): "plain_text_input",
    ("modal_sandbox", "E-mail address"): "plain_text_input",
    ("modal_sandbox", "For whom"): "users_select",
    ("modal_sandbox", "Reason"): "plain_text_input",
    ("modal_reject", "Who"): "multi_static_select",
    ("modal_reject", "Reason"): "plain_text_input",
    ("modal_some_invited", "Who is invited?"): "multi_static_select",
    ("modal_adobe", "Letter"): "plain_text_input",
    **{("modal_change_people", label): "users_select" for label in _PEOPLE},
    ("modal_settings", "Approvers"): "multi_users_select",
    ("modal_settings", "Approver group"): "external_select",
    ("modal_settings", "Allowed domains"): "plain_text_input",
    ("modal_settings", "Language of the channel"): "static_select",
    ("modal_organization", "Organization ID"): "plain_text_input",
    ("modal_organization", "Of which"): "radio_buttons",
    **{
        ("modal_checklist", label): "checkboxes"
        for label in ("Prerequisites", "Marketo", "Sales Connect", "Salesforce")
    },
}
BUTTONS: Final[Mapping[str, str]] = {
    ids.HAND_OVER: "Hand over credentials",
    ids.REVEAL: "Reveal credentials",
    ids.ASK_AGAIN: "Ask again",
    ids.API_ACCESS: "Marketo API access",
    ids.CONNECTED: "I've connected",
    ids.START_NOW: "Start now anyway",
    ids.CONNECT_USERS: "Connect users",
    ids.WORKSPACES: "Workspaces",
    ids.ALL_CONNECTED: "All connected",
    ids.SOME_FAILED: "Some failed",
    ids.COMPARE: "Check against Team Access",
    ids.PAUSE: "Pause",
    ids.RESUME: "Resume",
    ids.CANCEL_RUN: "Cancel run",
    ids.DOWNLOAD_RESULTS: "Download results",
    ids.LET_BE: "Leave it at that",
    ids.ALREADY_CONNECTED: "Already connected",
    ids.OPEN_CHECKLIST: "Open checklist",
    ids.SAVE_ORGANIZATION: "Save Organization ID",
    ids.NOT_ME: "Not the right person",
    ids.SNOOZE: "Snooze",
    ids.SETTINGS: "Settings",
    ids.CANCEL_SETUP: "Cancel setup",
    ids.APPROVE: "Approve",
    ids.REJECT: "Reject",
    ids.ALL_INVITED: "I've invited them",
    ids.CONNECT_INVITED: "Connect users",
    ids.CONNECT_MISSING: "Connect users",
    ids.OWN_SANDBOX: "We own a sandbox",
    ids.NO_SANDBOX: "We don't",
    ids.ACCOUNT_CREATED: "Account created",
    ids.ASK_FOR_SANDBOX: "Request sandbox account",
    # Ours, not of the contract.
    ids.OPEN_PREVIEW: "Open preview",
    ids.PREVIEW_BACK: "Previous page",
    ids.PREVIEW_ON: "Next page",
    ids.SET_WORKSPACES: "Set workspaces",
    ids.MEND: "Mend here",
    ids.SEND_PROBLEMS: "File of problems",
    ids.DISCONNECT_FIRST: "Disconnect first",
    ids.CHECK_API: "Check again",
    ids.REMOVE_API: "Remove",
    ids.RETRY: "Try again",
    ids.BEGIN_SETUP: "Set up Sales Connect",
    ids.DISCONNECT_THEM: "Begin to disconnect",
    ids.AUDIT_SHOW: "Show the audit",
    ids.AUDIT_NEWER: "Newer",
    ids.AUDIT_OLDER: "Older",
    ids.AUDIT_CLEAR: "Clear filter",
    ids.AUDIT_CSV: "CSV",
    ids.AUDIT_JSON: "JSON",
    ids.CHANGE_PEOPLE: "Change people",
    ids.LONG_CONNECTED: "More than ten minutes ago",
    ids.ACCESS_REMOVED: "Access removed",
    ids.TAKE_OVER: "I've taken over",
    ids.CONNECTION_LOST: "Connection is lost",
    ids.PREPARE: "Prepare the first batch",
    ids.WITHDRAW: "Withdraw",
    ids.SOME_INVITED: "Only some of them",
    ids.SEND_ADDRESSES: "CSV file",
    ids.WRITE_TO_ADOBE: "Write to Adobe",
    ids.ASK_FOR_INVITES: "Invite users",
    ids.INVITE_THEM: "Invite users",
}
