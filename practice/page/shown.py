"""What the templates show, as plain values; made in `looking`, drawn in `templates/`."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup

StepState: TypeAlias = Literal["done", "now", "later", "free"]
"""`free`: whenever one likes."""
Jump: TypeAlias = Literal["morning", "three-days"]
"""How far ahead, besides ten minutes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of `You are` or `Language`."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One link of `Channels and messages`, or of the screens beside Slack."""

    href: str
    name: str
    """As it is read: `#sales-invites`, `Sales Connect`."""
    unread: int
    is_here: bool
    kind: Literal["channel", "private", "dm", "screen"]


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    role: str
    initials: str
    hue: int
    """Degrees on the colour wheel: the same for the same person."""
    is_app: bool
    is_away: bool = False
    """Deactivated."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file shared in a message."""

    name: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class Menu:
    """`More actions` of a message: the app's shortcuts."""

    at: str
    """Which message: `C_GENERAL:1700000000.000001`."""
    send_to: str
    choices: tuple[tuple[str, str], ...]
    """(callback id, name)."""


@dataclass(frozen=True, slots=True)
class ChannelAct:
    """A button in a channel's heading."""

    do: str
    words: str
    key: str
    question: tuple[str, str] | None = None
    """(title, text) of what is asked before."""


@dataclass(frozen=True, slots=True)
class Article:
    """One message."""

    key: str
    """The id of its element, unique on the page."""
    author: Author
    at: str
    """ISO 8601."""
    at_words: str
    body: Markup
    is_private: bool
    """Only visible to who looks."""
    is_edited: bool
    files: tuple[Attached, ...] = ()
    replies: tuple["Article", ...] = ()
    """The newest few, oldest first; `reply_count` counts all."""
    reply_count: int = 0
    thread_href: str | None = None
    """Opens the thread; None inside a thread and for private messages."""
    menu: Menu | None = None


@dataclass(frozen=True, slots=True)
class Modal:
    """The view on top of a person's stack, drawn as a dialog that is named by `title`."""

    key: str
    title: str
    body: Markup
    submit: str | None
    close: str
    submit_to: str
    act_to: str
    close_to: str
    depth: int
    """How many views the stack holds: above one, closing goes back."""
    trouble: str | None = None
    """What Slack's client says where the bot did not answer; None where all is well."""


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Composer:
    """Where the person writes; `refusal` is why they cannot, instead."""

    say_to: str
    commands: tuple[tuple[str, str], ...]
    """What completion offers: (`/salesconnect setup`, what it does)."""
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    root: Article
    replies: tuple[Article, ...]
    close_href: str
    composer: Composer


@dataclass(frozen=True, slots=True)
class Step:
    """One line of `What now?`."""

    words: Markup
    state: StepState
    href: str | None = None
    """Where to go for it, as whom; None where the person is there already."""
    link_words: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """(label, value to copy)."""
    file: str | None = None
    """Where an example file is, to be saved."""
    jump: Jump | None = None
    """With the button that jumps ahead so far."""
    name: str = ""
    """Unique among the steps."""


@dataclass(frozen=True, slots=True)
class Guide:
    lead: str
    steps: tuple[Step, ...]
    progress: tuple[int, int]
    """(done, all)."""
    also: tuple[Step, ...] = ()
    """Beside the road, in any order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the Inspector, newest first."""

    key: str
    at_words: str
    direction: Literal["sent", "called"]
    """`sent`: from Slack to the bot, with its answer. `called`: from the bot to Slack."""
    what: str
    """`slash_commands /salesconnect setup`, `chat.postMessage`."""
    outcome: str
    """`answered in 4 ms`, `no answer: http_timeout`, `ok`, `channel_not_found`."""
    is_fault: bool
    request: str
    """JSON, indented, secrets hidden."""
    response: str


@dataclass(frozen=True, slots=True)
class BotState:
    words: str
    """`connected (2 connections)`, `starting`, `stopped; it starts again by itself`."""
    is_well: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page for one person at one place."""

    title: str
    company: str
    people: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    lang: Literal["en", "fr"]
    places: tuple[Place, ...]
    others: tuple[Place, ...]
    """Channels to look into and to join."""
    screens: tuple[Place, ...]
    here: str
    """The heading of the main column."""
    topic: str
    channel_acts: tuple[ChannelAct, ...]
    tabs: tuple[Tab, ...]
    """`Home` and `Messages`, in the bot's DM only."""
    articles: tuple[Article, ...]
    is_empty: str | None
    """What is said in place of messages, where there are none."""
    home: Markup | None
    """The Home tab's blocks, where that tab is open."""
    screen: Markup | None
    """A screen beside Slack (Marketo, Team Access) in place of messages."""
    composer: Composer | None
    thread: Thread | None
    modal: Modal | None
    guide: Guide
    rows: tuple[Row, ...]
    bot: BotState
    time_words: str
    """The made-up company's time."""
    ahead_words: str
    """`10 min ahead`, or empty."""
    urls: "Urls"
    notices: tuple[str, ...] = ()
    """What Slackbot would say to this person: a command that nothing answered."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Where the forms of the page go."""

    be: str
    language: str
    channel: str
    jump: str
    start_over: str
    live: str
    options: str
    """Options of external selects: `?place=&block=&action=&q=` is added, JSON comes back."""
