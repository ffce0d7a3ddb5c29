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
    "modal_connect_users": (
        "Connect users",
        {"People in Slack": False, "E-mail addresses": False, "Workspaces": False},
        "Preview",
        "Cancel",
    ),
    "modal_preview": ("Preview", {}, "Start", "Back"),
    "modal_batch_result": ("Batch result", {"Who failed?": True, "Why?": False}, "Save", "Cancel"),
    "modal_prepared": ("Preview", {}, "Keep for later", "Back"),  # during the wait
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
    ("modal_connect_users", "People in Slack"): "multi_users_select",
    ("modal_connect_users", "E-mail addresses"): "plain_text_input",
    ("modal_connect_users", "Workspaces"): "multi_external_select",
    ("modal_batch_result", "Who failed?"): "multi_static_select",
    ("modal_batch_result", "Why?"): "plain_text_input",
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
    ids.ALREADY_CONNECTED: "Already connected",
    ids.OPEN_CHECKLIST: "Open checklist",
    ids.SAVE_ORGANIZATION: "Save Organization ID",
    ids.NOT_ME: "Not the right person",
    ids.SNOOZE: "Snooze",
    ids.SETTINGS: "Settings",
    ids.CANCEL_SETUP: "Cancel setup",
    # Ours, not of the contract.
    ids.CHECK_API: "Check again",
    ids.REMOVE_API: "Remove",
    ids.RETRY: "Try again",
    ids.CHANGE_PEOPLE: "Change people",
    ids.LONG_CONNECTED: "More than ten minutes ago",
    ids.ACCESS_REMOVED: "Access removed",
    ids.TAKE_OVER: "I've taken over",
    ids.CONNECTION_LOST: "Connection is lost",
    ids.PREPARE: "Prepare the first batch",
}
