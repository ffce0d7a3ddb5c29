"""Answers from a guide of made-up articles: what is the asker's own in them, and who asks."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Stage
from bot.guide.article import About, Article
from bot.views.blocks import Message
from bot.views.guide_answers import Asking, article_message, unknown_message
from bot.views.say import Say
from tests.guide.builders import an_article

from .requests import with_approvers
from .states import NO_SALESFORCE, NOW, a_setup
from .typed import Messages, Typed

NEAREST: Final = ("near", "far", "farther")
# What may stand between angle brackets: the page that an article cites.
LINKS: Final = {
    f"<{an_article('near').link}|{Say(language)('guide.adobe')}>" for language in Language
}


def guide_answers(typed: Typed) -> Messages:
    named, connected = a_setup(name=typed.name), a_setup(Stage.CONNECTED, name=typed.name)
    alone = a_setup(name=typed.name, people=NO_SALESFORCE)
    over = a_setup(Stage.READY, name=typed.name)
    several = (named, connected, over, alone)
    guest = Asking(is_member=False)
    return {
        "guide.of_nobody": _answer(None),
        "guide.of_a_step": _answer(None, named, step=7),
        "guide.to_a_guest": partial(_article, About.WAIT, guest, None),
        "guide.not_connected": _answer(About.WAIT, named),
        "guide.ten_minutes": _answer(About.WAIT, connected),
        "guide.last_minute": _answer(About.WAIT, connected, later=timedelta(minutes=9, seconds=1)),
        "guide.over": _answer(About.WAIT, over),
        "guide.four": _answer(About.WAIT, *several),
        "guide.many_have_not_begun": _answer(About.WAIT, *_of_others(5)),
        "guide.marketo_admin": _answer(About.MARKETO_ADMIN, named),
        "guide.sales_connect_admin": _answer(
            About.SALES_CONNECT_ADMIN, named, a_setup(kind=Kind.SANDBOX)
        ),
        "guide.salesforce_admin": _answer(About.SALESFORCE_ADMIN, named),
        "guide.no_salesforce_admin": _answer(About.SALESFORCE_ADMIN, alone),
        "guide.approvers": _answer(
            About.APPROVERS, named, a_setup(kind=Kind.SANDBOX), with_approvers(a_setup(number=2))
        ),
        "guide.starter": _answer(About.STARTER, named),
        "guide.unknown": partial(_unknown, Asking((named,), NOW)),
        "guide.unknown_without_setups": partial(_unknown, Asking()),
        "guide.unknown_to_a_guest": partial(_unknown, guest),
    }


OTHERS: Final = tuple(UserId(f"UOTHER{n}") for n in range(9))


def _of_others(number: int) -> list[Setup]:
    """Each with another Sales Connect admin."""
    usual = a_setup().people
    whose = [usual | {Role.SALES_CONNECT_ADMIN: who} for who in OTHERS[:number]]
    return [a_setup(number=n, name=f"{n}", people=people) for n, people in enumerate(whose)]


def _answer(
    about: About | None,
    *setups: Setup,
    step: int | None = None,
    later: timedelta = timedelta(0),
) -> partial[Message]:
    """To a member, so long after the first of them that is was connected."""
    connected = [one.connected_at for one in setups if one.connected_at]
    now = (*connected, NOW)[0] + later
    return partial(_article, about, Asking(setups, now), step)


def about_article(about: About, asking: Asking) -> partial[Message]:
    """What of it is the asker's own."""
    return partial(_article, about, asking, None)


def _article(about: About | None, asking: Asking, step: int | None, say: Say) -> Message:
    article = replace(an_article("near", language=say.language, step=step), about=about)
    return article_message(article, offered(say)[1:], asking, say)


def _unknown(asking: Asking, say: Say) -> Message:
    return unknown_message(offered(say), asking, say)


def offered(say: Say) -> list[Article]:
    return [an_article(one, language=say.language) for one in NEAREST]
