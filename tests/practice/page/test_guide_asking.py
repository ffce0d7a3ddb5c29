"""Of `Also to try`, Home, questions, words, a leak, the audit: what is ticked, what to copy."""

import pytest

from bot.domain.errands import Errand, errand_of
from bot.domain.leaks import leaked_in
from bot.views import ids
from practice import company
from practice.page.guide.asking import LEAK, QUESTION, WORDS
from practice.page.guide.played import remember
from practice.slack.messages import Json
from practice.slack.people import Channel
from practice.slack.state import Call
from practice.world import World
from tests.practice.page.played import done, pressed, shown, tried

ARTICLE = "*Pourquoi*\n<https://experienceleague.adobe.com/x|la documentation d’Adobe>"


def opened(tab: str) -> Json:
    return {"type": "event_callback", "event": {"type": "app_home_opened", "tab": tab}}


def answered(world: World, text: str, answer: str, *, channel: Channel | None = None) -> None:
    """Somebody wrote, and the bot answered below it."""
    state = world.slack.state
    there = channel or state.dm_with(company.MARKETO_ADMIN)
    root = state.new_message(
        there, user=company.MARKETO_ADMIN, text=text, blocks=[], team=state.home_team
    )
    reply = state.new_message(
        there, user=world.slack.bot_user_id, text=answer, blocks=[], team=state.home_team
    )
    reply.thread_ts, reply.bot_id = root.ts, "B"
    remember(world)


@pytest.mark.parametrize(
    ("number", "payload"),
    [
        (30, opened("home")),
        (34, pressed(ids.AUDIT_TOPIC)),
        (34, pressed(ids.AUDIT_CSV)),
    ],
)
def test_what_was_tried_is_marked(number: int, payload: Json) -> None:
    """Once the bot has answered."""
    world = World.new(None)
    done(world, payload, acked=False)
    assert tried(world) == []

    done(world, payload)

    assert tried(world) == [number]


def test_the_other_tab_is_not_home() -> None:
    """Slack tells of both by the same event."""
    world = World.new(None)

    done(world, opened("messages"))

    assert tried(world) == []


def test_a_question_was_answered_once_an_article_stands_below_it() -> None:
    """In a channel, too; what is not known is no answer."""
    world = World.new(None)
    answered(world, "which colour has the moon?", "I don't know the answer to that.")
    assert tried(world) == []

    answered(world, "why wait?", ARTICLE, channel=world.slack.state.channels["C_GENERAL"])

    assert tried(world) == [31]


@pytest.mark.parametrize("words", [WORDS, "show status", "où en est-on ?"])
def test_words_were_tried_once_the_status_stands_below_them(words: str) -> None:
    """In direct messages: elsewhere nothing is said of a setup."""
    world = World.new(None)
    answered(world, words, "…", channel=world.slack.state.channels["C_GENERAL"])
    assert tried(world) == []

    answered(world, words, "Sales Connect: production")

    assert tried(world) == [32]


def test_a_leak_was_tried_once_the_warning_is_there() -> None:
    """A refused one was not seen."""
    world = World.new(None)
    for is_there in (False, True):
        assert tried(world) == []
        call = Call("chat.postEphemeral", {}, {"ok": is_there}, 200, 0.0)
        world.slack.state.calls.append(call)
        remember(world)

    assert tried(world) == [33]


def test_what_is_there_to_copy_is_understood() -> None:
    """The question is about Ada, the words want the status, the secret is taken for one."""
    world = World.new(None)
    also = shown(world).also

    assert [dict(also[n].values)["Message"] for n in (31, 32, 33)] == [QUESTION, WORDS, LEAK]
    assert "@ada" in QUESTION
    assert errand_of(QUESTION) is None
    assert errand_of(WORDS) is Errand.STATUS
    assert leaked_in(LEAK)
