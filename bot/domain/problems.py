"""What is wrong with a row of a list, and why another one adds nobody: stored with the run."""

from enum import StrEnum

from bot.domain.ids import SetupId, UserId
from bot.domain.standing import Standing
from bot.domain.value import Value


class Fault(StrEnum):
    """Known to be wrong, so held back; stored, so a renamed value is a migration."""

    MALFORMED = "malformed"
    NO_ADDRESS = "no_address"  # a person in Slack without an e-mail address
    DEACTIVATED = "deactivated"
    NOT_A_MEMBER = "not_a_member"  # a guest, a bot, somebody of another organisation
    UNKNOWN_WORKSPACE = "unknown_workspace"
    TOO_MANY_WORKSPACES = "too_many_workspaces"
    EXTRA_CELLS = "extra_cells"  # more than columns: what stands where is not known
    CLASH = "clash"  # twice in the list, with different workspaces
    OTHER_INSTANCE = "other_instance"
    UNDER_WAY_OTHERWISE = "under_way_otherwise"  # in a run, with other workspaces
    IN_DOUBT = "in_doubt"  # in a run that has ended, and nobody knows what became of them
    CONNECTED_OTHERWISE = "connected_otherwise"  # with other workspaces: disconnect first


class Again(StrEnum):
    """Nothing wrong, and nothing to be done."""

    SAME_LIST = "same_list"  # stands in the list before
    DONE = "done"  # is connected with just these workspaces
    UNDER_WAY = "under_way"  # stands in a run with just these workspaces


class Problem(Value):
    """A row that is held back, as it was given."""

    fault: Fault
    email: str  # normalised where it is an address, else as typed
    line: int = 0  # of the file; 0: not from one
    user_id: UserId | None = None
    first_name: str = ""
    last_name: str = ""
    workspaces: tuple[str, ...] | None = None  # as wanted; None: those for all
    name: str = ""  # of the workspace that is not known
    nearest: str = ""
    joined: bool = False  # the name holds one that is known: several, not parted by semicolons
    now: tuple[str, ...] = ()  # workspaces that they have
    other_line: int = 0  # that this one clashes with
    setup_id: SetupId | None = None  # the other instance
    standing: Standing | None = None  # in Slack
    off: bool = False  # disconnected already, on the way to other workspaces


class Duplicate(Value):
    """A row that adds nobody."""

    why: Again
    email: str
    line: int = 0
