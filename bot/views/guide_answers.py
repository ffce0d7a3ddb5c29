"""Answers from the guide: the article, what of it is the asker's own, and what to ask next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.guide.article import About, Article
from bot.views import ids
from bot.views.approvers import approver_lines
from bot.views.blocks import (
    MOST_BLOCKS_IN_A_MESSAGE,
    TEXT_LENGTH,
    Message,
    actions,
    button,
    context,
    message,
    section,
)
from bot.views.names import setup_name
from bot.views.role_lines import role_lines
from bot.views.run_cards import run_progress
from bot.views.say import Say
from bot.views.text import Mrkdwn, escape, mention
from bot.views.wait_lines import TEXT, wait_lines
from bot.views.whereabouts import Sightings, sighting_lines

MOST_SETUPS: Final = 3  # whose runs one answer shows, and whose people it says to ask
TITLE_LENGTH: Final = 75  # characters of a button

_ROLES: Final = {
    About.SALES_CONNECT_ADMIN: Role.SALES_CONNECT_ADMIN,
    About.MARKETO_ADMIN: Role.MARKETO_ADMIN,
    About.SALESFORCE_ADMIN: Role.SALESFORCE_ADMIN,
    About.STARTER: Role.STARTER,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: what an answer may say of their own setups, and whether they act here."""

    setups: Sequence[Setup] = ()  # of their Slack workspace, theirs first; none for guests
    now: datetime | None = None
    is_member: bool = True  # guests have no buttons
    sightings: Sightings = field(default_factory=Sightings)  # of whom the question is about
    runs: Sequence[tuple[Setup, Run]] = ()  # under way, where the asker has a part
    own: Sequence[Setup] = ()  # of the setups, those where the asker has a part
    asker: UserId | None = None
    in_public: bool = False  # others read the answer too, guests and other companies among them


def article_message(
    article: Article, others: Sequence[Article], asking: Asking, say: Say
) -> Message:
    """Cites its step and Adobe's page; two more questions as buttons."""
    blocks: list[Block] = [section(Mrkdwn(f"*{escape(article.title)}*\n{article.body}"))]
    theirs = [section(line) for line in situation(article.about, asking, say)]
    # What is known of somebody comes before what mostly is the reason.
    blocks = [*theirs, *blocks] if article.about is About.PERSON else [*blocks, *theirs]
    source = say("guide.link", link=Mrkdwn(f"<{article.link}|{say('guide.adobe')}>"))
    if article.step is not None:
        source = Mrkdwn(f"{say('guide.step', step=article.step)} {source}")
    more = _more("guide.more", others, asking, say)
    return message(*blocks, context(source), *more)


def unknown_message(nearest: Sequence[Article], asking: Asking, say: Say) -> Message:
    """An honest "I don't know", what comes near, and whom to ask."""
    blocks: list[Block] = [section(say("guide.unknown"))]
    if who := dict.fromkeys(_knows(one, asking.asker) for one in asking.setups[:MOST_SETUPS]):
        blocks.append(context(say("guide.ask", who=_people(list(who)))))
    return message(*blocks, *_more("guide.nearest", nearest, asking, say))


def _knows(setup: Setup, asker: UserId | None) -> UserId:
    """Somebody else than who asks, if there is anybody."""
    others = (one for one in (setup.sales_connect_admin, setup.marketo_admin, setup.starter))
    return next((one for one in others if one != asker), setup.sales_connect_admin)


def followed(answer: Message, offered: Sequence[Article], asking: Asking, say: Say) -> Message:
    """The same, with questions below it, if there is room for them."""
    more = message(*_more("guide.more", offered, asking, say))
    return joined(answer, more) if more.blocks else answer


def joined(answer: Message, more: Message) -> Message:
    """Both in one, if there is room for them."""
    text = f"{answer.text}\n{more.text}"
    blocks = [*answer.blocks, *more.blocks]
    is_fitting = len(text) <= TEXT_LENGTH and len(blocks) <= MOST_BLOCKS_IN_A_MESSAGE
    return Message(text, blocks) if is_fitting else answer


def _more(key: str, articles: Sequence[Article], asking: Asking, say: Say) -> list[Block]:
    """Guests read the titles, and ask for one in words."""
    if not articles:
        return []
    if not asking.is_member:
        titles = (f"• {escape(one.title)}" for one in articles)
        return [section(Mrkdwn("\n".join([say(key), *titles])))]
    row = (
        button(one.title[:TITLE_LENGTH], f"{ids.ARTICLE}{n}", one.id)
        for n, one in enumerate(articles)
    )
    return [context(say(key)), actions(*row)]


def situation(about: About | None, asking: Asking, say: Say) -> list[Mrkdwn]:
    """What of the article is the asker's own; nothing where there is nothing to say."""
    setups = asking.setups
    if about is None or not setups:
        return []
    if about in _ROLES:  # whom to ask is no secret: cards in channels name them as well
        return [role_lines(setups, _ROLES[about], say)]
    if asking.in_public:
        return [say("guide.in_public")]
    if about is About.PERSON:
        return sighting_lines(asking.sightings, say)
    if about is About.RUN:
        return [_run(setup, run, say) for setup, run in asking.runs[:MOST_SETUPS]]
    if about is About.APPROVERS:
        lines = approver_lines(setups, say, budget=TEXT)
        return [lines] if lines else []
    return [wait_lines(setups, asking.own, asking.now, say)]


def _run(setup: Setup, run: Run, say: Say) -> Mrkdwn:
    return say("guide.run", setup=setup_name(setup, say), progress=run_progress(run, say))


def _people(user_ids: Sequence[UserId]) -> Mrkdwn:
    return Mrkdwn(", ".join(mention(one) for one in user_ids))
