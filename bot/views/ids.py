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
LET_BE: Final = "let_be"
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
ARTICLE: Final = "article:"  # followed by a number: its value is an article of the guide
APPROVE: Final = "approve"
REJECT: Final = "reject"
WITHDRAW: Final = "withdraw"
ALL_INVITED: Final = "all_invited"
SOME_INVITED: Final = "some_invited"
SEND_ADDRESSES: Final = "send_addresses"
CONNECT_INVITED: Final = "connect_invited"
CONNECT_MISSING: Final = "connect_missing"
EVERYBODY: Final = "everybody"  # in the value of that button
NOT_THERE_YET: Final = "not_there_yet"
OWN_SANDBOX: Final = "own_sandbox"
NO_SANDBOX: Final = "no_sandbox"
WRITE_TO_ADOBE: Final = "write_to_adobe"
ACCOUNT_CREATED: Final = "account_created"
ASK_FOR_SANDBOX: Final = "ask_for_sandbox"
ASK_FOR_INVITES: Final = "ask_for_invites"
INVITE_THEM: Final = "invite_them"  # in a preview: whoever has no invite on record
# In the audit
AUDIT_WHO: Final = "audit_who"
AUDIT_SETUP: Final = "audit_setup"
AUDIT_TOPIC: Final = "audit_topic"
AUDIT_SHOW: Final = "audit_show"
AUDIT_NEWER: Final = "audit_newer"
AUDIT_OLDER: Final = "audit_older"
AUDIT_CLEAR: Final = "audit_clear"
AUDIT_CSV: Final = "audit_csv"
AUDIT_JSON: Final = "audit_json"
AUDIT_BLOCK: Final = "audit:"  # followed by what it is narrowed to: id of the block of selects
# In the preview
PREVIEW_BACK: Final = "preview_back"
PREVIEW_ON: Final = "preview_on"
SET_WORKSPACES: Final = "set_workspaces"
USE_NEAREST: Final = "use_nearest:"  # followed by the number of a problem
MEND: Final = "mend"
SEND_PROBLEMS: Final = "send_problems"
DISCONNECT_FIRST: Final = "disconnect_first"
DISCONNECT_THEM: Final = "disconnect_them"  # of a sentence: the window, with whom it names
BEGIN_SETUP: Final = "begin_setup"  # opens the window of a new setup
HOME_PAGE: Final = "home_page:"  # followed by which way: its value is the trail
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
INVITE_MODAL: Final = "invite"
SANDBOX_MODAL: Final = "sandbox"
REJECT_MODAL: Final = "reject"
SOME_INVITED_MODAL: Final = "some_invited"
ADOBE_MODAL: Final = "adobe"

# Shortcuts on a message, by callback_id
INVITE_FROM_MESSAGE: Final = "invite_from_message"
SANDBOX_FROM_MESSAGE: Final = "sandbox_from_message"

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
    NOTE: Final = "note"
    EMAIL: Final = "email"
    FOR_WHOM: Final = "for_whom"
    REASON: Final = "reason"
    WHO: Final = "who"  # of the people of a request
    LETTER: Final = "letter"


class CardValue(NamedTuple):
    """
    What a button carries: exactly which thing it acts on.

    `part` is the version of credentials, the number of a batch, a role, or a role and its turn;
    `run_id` is empty outside runs, but in windows that ask again for what expired: its request.
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


class RequestValue(NamedTuple):
    """What a button of a request carries: exactly this request, as its card showed it."""

    setup_id: str
    request_id: str
    edition: str

    def dump(self) -> str:
        return ":".join(self)


def parse_request_value(value: str) -> RequestValue | None:
    """None for what no button of ours carries."""
    parts = value.split(":")
    whole = len(parts) == len(RequestValue._fields) and parts[-1].isdecimal()
    return RequestValue(*parts) if whole else None


BUTTON_VALUE: Final = 2_000  # characters (slack.md, part 2)


class Wanted(NamedTuple):
    """What a button that opens `Invite users` or `Sandbox account` fills in."""

    setup_id: str  # empty: not known yet
    emails: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    former: str = ""  # the request that expired

    def dump(self) -> str:
        """As many of the addresses as a button takes."""
        kept = list(self.emails)
        while len(text := self._text(kept)) > BUTTON_VALUE:
            kept.pop()
        return text

    def _text(self, emails: list[str]) -> str:
        about = f"{self.setup_id}:{self.former}" if self.former else self.setup_id
        return "|".join([about, " ".join(emails), " ".join(self.people)])


def parse_wanted(value: str) -> Wanted | None:
    """None for what no button of ours carries."""
    about, first, rest = value.partition("|")
    emails, last, people = rest.rpartition("|")  # addresses may hold the sign
    if not first or not last:
        return None
    setup_id, _, former = about.partition(":")
    return Wanted(setup_id, tuple(emails.split()), tuple(people.split()), former)
