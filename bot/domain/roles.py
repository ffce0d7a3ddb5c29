"""What somebody is named as, and what can be done: the words that permissions are made of."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is named as in one setup; stored, so a renamed value is a migration."""

    STARTER = "starter"
    MARKETO_ADMIN = "marketo_admin"
    SALES_CONNECT_ADMIN = "sales_connect_admin"
    SALESFORCE_ADMIN = "salesforce_admin"
    SUCCESSOR = "successor"  # takes the connection over from the Sales Connect admin


class Act(StrEnum):
    """What can be done: one for each command and button."""

    HELP = "help"
    STATUS = "status"
    SETUP = "setup"
    HAND_OVER = "hand_over"
    ALREADY_CONNECTED = "already_connected"
    REVEAL = "reveal"
    REPORT_CONNECTED = "report_connected"
    START_NOW = "start_now"
    EDIT_WORKSPACES = "edit_workspaces"
    CONNECT_USERS = "connect_users"
    START_RUN = "start_run"
    REPORT_BATCH = "report_batch"
    STEER_RUN = "steer_run"  # pause, resume, cancel, retry who failed
    COMPARE = "compare"  # what Team Access shows with what is on record
    DISCONNECT = "disconnect"
    DOWNLOAD = "download"  # of results
    OWN_CHECKLIST = "own_checklist"
    SALESFORCE_CHECKLIST = "salesforce_checklist"
    SAVE_ORGANIZATION = "save_organization"
    NOT_ME = "not_me"
    SNOOZE = "snooze"
    SETTINGS = "settings"
    CHANGE_PEOPLE = "change_people"
    CANCEL_SETUP = "cancel_setup"
    REMOVE_ACCESS = "remove_access"
    TAKE_OVER = "take_over"
    ASK_AGAIN = "ask_again"
    API_ACCESS = "api_access"
    RETRY = "retry"  # of what was given up
    AUDIT = "audit"  # read who did what
    INVITE = "invite"  # ask for invites
    SANDBOX = "sandbox"  # ask for a sandbox account
    DECIDE = "decide"  # approve or reject what was asked for
    WITHDRAW = "withdraw"  # what one asked for
    REPORT_INVITED = "report_invited"
    REPORT_ACCOUNT = "report_account"  # asked of Adobe, created there
    OWN_SANDBOX = "own_sandbox"  # whether the company owns one
    FOLLOW_UP = "follow_up"
