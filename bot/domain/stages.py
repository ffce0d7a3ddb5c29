"""Where a setup stands, and of what kind it is; stored, so a renamed value is a migration."""

from enum import StrEnum


class Stage(StrEnum):
    """The road of `docs/architecture.md`, in its order."""

    NAMED = "named"  # people are named; nothing was handed over
    HANDED_OVER = "handed_over"  # credentials wait in the vault
    REVEALED = "revealed"  # shown once to the Sales Connect admin
    CONNECTED = "connected"  # pressed Connect; Marketo's wait runs
    READY = "ready"  # the wait is over: users may be connected
    PROVISIONING = "provisioning"  # a run is under way
    DONE = "done"  # every run has ended; more may follow
    CANCELLED = "cancelled"  # ended by its owner; nothing follows


class Kind(StrEnum):
    """What the Sales Connect account is tied to."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"


class Product(StrEnum):
    """What was bought; the words for its screens differ."""

    SALES_CONNECT = "sales_connect"
    ACTIONS = "sales_insight_actions"  # its sibling


class Side(StrEnum):
    """Where a Salesforce Organization ID was read: both must be connected to the same one."""

    MARKETO = "marketo"
    SALES_CONNECT = "sales_connect"


class Prerequisite(StrEnum):
    """What must be bought and switched on first (docs/glossary.md)."""

    MARKETO = "marketo"
    SALES_CONNECT = "sales_connect"
    SALESFORCE = "salesforce"  # with API calls and Apex classes
    SANDBOX = "sandbox"  # a Marketo sandbox; only where the setup is for one


class Language(StrEnum):
    """What the bot speaks."""

    EN = "en"
    FR = "fr"
