"""What somebody is named as, and what can be done: the words that permissions are made of."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is named as in one setup; stored, so a renamed value is a migration."""

    STARTER = "starter"
    MARKETO_ADMIN = "marketo_admin"
    SALES_CONNECT_ADMIN = "sales_connect_admin"
    SALESFORCE_ADMIN = "salesforce_admin"


class Act(StrEnum):
    """What can be done: one for each command and button."""

    HELP = "help"
    STATUS = "status"
    SETUP = "setup"
    HAND_OVER = "hand_over"
    REVEAL = "reveal"
    REPORT_CONNECTED = "report_connected"
    START_NOW = "start_now"
    EDIT_WORKSPACES = "edit_workspaces"
    CONNECT_USERS = "connect_users"
    START_RUN = "start_run"
    REPORT_BATCH = "report_batch"
    FOLLOW_UP = "follow_up"
