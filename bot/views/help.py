"""What `help` answers: what the asker can do now, then the commands, theirs first."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.overview import steps_of
from bot.domain.people import MAY, Act, Actor, Audience, Standing, refuse
from bot.domain.setup import Setup
from bot.views.blocks import Message, actions, message, section
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.step_buttons import how, snooze, step_buttons
from bot.views.text import Mrkdwn, moment

COMMANDS: Final = (
    *("setup", "status", "connected", "provision", "disconnect"),
    *("invite", "sandbox", "credentials", "audit", "help"),
)
MOST_STEPS: Final = 2

_ACTS: Final = MappingProxyType(
    {
        "setup": (Act.SETUP,),
        "credentials": (Act.HAND_OVER, Act.REVEAL),
        "connected": (Act.REPORT_CONNECTED,),
        "provision": (Act.CONNECT_USERS,),
        "disconnect": (Act.DISCONNECT,),
        "audit": (Act.AUDIT,),
        "invite": (Act.INVITE,),
        "sandbox": (Act.SANDBOX,),
        "status": (Act.STATUS,),
        "help": (Act.HELP,),
    }
)


@dataclass(frozen=True, slots=True)
class Helped:
    """Who asks for help; `setups`: the open ones of their Slack workspace."""

    actor: Actor
    setups: Sequence[Setup] = ()


def help_answer(
    say: Say, helped: Helped | None = None, *, unknown: str = "", nearest: str | None = None
) -> Message:
    """Names the word that was probably meant. `helped`: None where nobody knows yet who asks."""
    blocks: list[Block] = []
    if unknown and nearest:
        blocks.append(section(say("help.nearest", word=unknown, nearest=say.mrkdwn(nearest))))
    elif unknown:
        blocks.append(section(say("help.unknown", word=unknown)))
    if helped is None:
        return message(*blocks, section(say("help.intro")), section(_lines(COMMANDS, say)))
    if helped.actor.standing is not Standing.MEMBER:
        return message(*blocks, section(say("help.guest")), section(_lines(("help",), say)))
    theirs = commands_of(helped)
    others = [one for one in COMMANDS if one not in theirs]
    blocks += waiting_steps(helped, say)
    blocks += [section(say("help.intro")), section(_lines(theirs, say))]
    if others:
        blocks.append(section(Mrkdwn(f"{say('help.others')}\n{_lines(others, say)}")))
    return message(*blocks, section(say("help.words")))


def commands_of(helped: Helped) -> list[str]:
    """First what only few may do, and they among them; `setup` while there is none to be shared."""
    found = [one for one, acts in _ACTS.items() if any(_may(act, helped) for act in acts)]
    return found if not helped.setups else [one for one in found if one != "setup"]


def _may(act: Act, helped: Helped) -> bool:
    if Audience.MEMBERS in MAY[act] or Audience.EVERYBODY in MAY[act]:
        return True
    peoples = [one.people for one in helped.setups] or [{}]
    return any(refuse(act, helped.actor, one) is None for one in peoples)


def waiting_steps(helped: Helped, say: Say) -> list[Block]:
    """What is their turn, with its button; the oldest first."""
    blocks: list[Block] = []
    for setup, role, turn in steps_of(helped.actor, helped.setups)[:MOST_STEPS]:
        step, since = say(f"awaited.{turn.step}"), moment(turn.since)
        line = say("home.step", setup=setup_name(setup, say), step=step, since=since)
        blocks.append(section(Mrkdwn(f"{line}\n{how(setup, turn, say)}")))
        if row := (*step_buttons(setup, turn, say), *snooze(setup, role, turn, say)):
            blocks.append(actions(*row))
    return [section(say("help.now")), *blocks] if blocks else []


def _lines(commands: Sequence[str], say: Say) -> Mrkdwn:
    return Mrkdwn("\n".join(say(f"help.{command}") for command in commands))
