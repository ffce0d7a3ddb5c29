"""Short answers to small talk, with what can be done next where that may be meant."""

from typing import Final

from bot.domain.errand_kinds import Errand
from bot.views.blocks import Message, context, message, section
from bot.views.help import Helped, waiting_steps
from bot.views.names import mentions
from bot.views.say import Say
from bot.views.text import Mrkdwn

# A greeting, and a yes to what was never asked: what waits for its writer has a button.
_WITH_STEPS: Final = frozenset({Errand.HELLO, Errand.YES})


def talk_answer(errand: Errand, helped: Helped, say: Say) -> Message:
    """`helped`: without setups where others read it."""
    said = section(_words(errand, say))
    if errand in _WITH_STEPS:
        return message(said, *waiting_steps(helped, say))
    if errand is Errand.BLAMED and helped.setups:
        who = dict.fromkeys(one.sales_connect_admin for one in helped.setups)
        return message(said, context(say("guide.ask", who=mentions(list(who), say))))
    return message(said)


def _words(errand: Errand, say: Say) -> Mrkdwn:
    if errand is Errand.STOP:
        return say(
            "talk.stop",
            pause=say.plain("button.pause"),
            cancel_run=say.plain("button.cancel_run"),
            withdraw=say.plain("button.withdraw"),
        )
    return say(f"talk.{errand}")
