"""Who opens the messages of the bot: the first one is welcomed, each is offered questions."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import ButtonElement

from bot.domain.overview import is_named
from bot.domain.people import Actor, Standing
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import Message, actions, button, header, message, section
from bot.views.say import Say

# What is offered, by what somebody is here: four at most (slack.md, part 5).
_NAMED: Final[tuple[str, ...]] = ("status", "wait", "missing", "invite")
_MEMBER: Final[tuple[str, ...]] = ("what_it_is", "status", "invite", "sandbox")
_NEW: Final[tuple[str, ...]] = ("what_it_is", "prerequisites", "first_steps", "help")
_GUEST: Final[tuple[str, ...]] = ("what_it_is", "salesforce", "password")
PROMPTS: Final = frozenset((*_NAMED, *_MEMBER, *_NEW, *_GUEST))


def welcome(say: Say) -> Message:
    """For the first one, while nothing is set up: what this is, and the one thing to do."""
    return message(
        header(say.plain("welcome.title")),
        section(say("welcome.text")),
        section(say("welcome.ask")),
        actions(begin_setup(say)),
    )


def begin_setup(say: Say, *, primary: bool = True) -> ButtonElement:
    return button(say.plain("button.begin_setup"), ids.BEGIN_SETUP, "setup", primary=primary)


def prompts(actor: Actor, setups: Sequence[Setup], say: Say) -> list[dict[str, str]]:
    """As `assistant.threads.setSuggestedPrompts` takes them."""
    if actor.standing is not Standing.MEMBER:
        chosen = _GUEST
    elif any(is_named(one, actor) for one in setups):
        chosen = _NAMED
    else:
        chosen = _MEMBER if setups else _NEW
    return [
        {"title": say.plain(f"prompt.{one}.title"), "message": say.plain(f"prompt.{one}.message")}
        for one in chosen
    ]
