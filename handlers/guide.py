"""Buttons that ask the guide one more question."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.overview import is_named, own_first
from bot.guide.article import About, Article
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.guide_answers import MOST_SETUPS, Asking, article_message
from handlers.front import Asker, Front


def register(app: AsyncApp, front: Front) -> None:
    """Answered privately, in the language of who pressed."""

    @app.action({"action_id": re.compile(f"^{ids.ARTICLE}")})
    async def asked(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        language = asker.say.language
        article = front.guide.article(str(body["actions"][0].get("value", "")), language)
        if article is None:
            answer = refusal_answer(asker.say("fault.unknown_button"))
        else:
            asking = await _asking(front, asker, article)
            following = (front.guide.article(one, language) for one in article.next)
            more = [one for one in following if one and asker.is_member]
            answer = article_message(article, more, asking, asker.say)
        await front.answer_press(body, answer, asker)
        await ack()


async def _asking(front: Front, asker: Asker, article: Article) -> Asking:
    """Nobody is named by a press: of people it says nothing."""
    if not asker.is_member:
        return Asking()
    mine = [one for one in asker.setups if is_named(one, asker.actor)]
    setups, own = own_first(asker.actor, asker.setups), own_first(asker.actor, mine)
    asking = Asking(setups, front.ask.now(), own=own)
    if article.about is not About.RUN:
        return asking
    return replace(asking, runs=await front.ask.under_way(own, MOST_SETUPS))
