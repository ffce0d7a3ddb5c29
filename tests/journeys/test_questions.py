"""Questions are answered from the guide: in their thread, their language, with what is theirs."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.stages import Language
from bot.guide.article import Article
from practice.slack import Message, Person, RateLimited
from tests.journeys.requests import press
from tests.journeys.sandboxes import answers, begun
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pass_time, settled, stored
from tests.journeys.world import CHANNEL, CLIENT_SECRET, WAIT, World

BOT: Final = "@Sales Connect"
HOW_LONG: Final = "How long must I still wait?"
COMBIEN: Final = "Combien de temps dois-je encore attendre ?"
WHO: Final = "who is our Sales Connect admin?"
ASKED: Final = {HOW_LONG: Language.EN, COMBIEN: Language.FR}


def _article(world: World, article_id: str, language: Language = Language.EN) -> Article:
    found = world.bot.guide.article(article_id, language)
    assert found
    return found


def _following(world: World, article: Article) -> list[str]:
    """What two buttons below it say."""
    return [_article(world, one, article.language).title for one in article.next]


async def _ask(
    world: World, person: Person, text: str, *, channel: str | None = None
) -> tuple[Message, Message]:
    """What was asked, and its one answer, below it."""
    said = await person.say(text, channel=channel)
    await settled(world)
    there = world.slack.channel(channel).messages if channel else person.dm
    [answer] = [one for one in there if one.stored.bot_id and one.thread_ts == said.ts]
    return said, answer


async def _answer(world: World, person: Person, text: str) -> Message:
    """In the DM."""
    return (await _ask(world, person, text))[1]


# Where, and in which language


@pytest.mark.parametrize("channel", [None, CHANNEL], ids=["DM", "mention"])
async def test_a_question_is_answered_in_its_thread_from_the_guide(
    world: World, channel: str | None
) -> None:
    """With title, step and Adobe's page, in the language it is written in, and two more."""
    world.ada.user.locale = "fr-FR"

    for text, language in ASKED.items():
        written = f"{BOT} {text}" if channel else text
        _, answer = await _ask(world, world.ada, written, channel=channel)

        article = _article(world, "wait", language)
        assert f"*{article.title}*" in answer.all_text
        assert article.body in answer.all_text
        assert {Language.EN: "Step 7", Language.FR: "Étape 7"}[language] in answer.all_text
        assert f"<{article.link}|" in answer.all_text
        assert answer.buttons == _following(world, article)


async def test_another_question_is_one_press_away(world: World) -> None:
    """Answered privately, in the language of whoever presses it, with two more again."""
    _, answer = await _ask(world, world.ada, f"{BOT} {HOW_LONG}", channel=CHANNEL)
    before = len(world.slack.channel(CHANNEL).messages)

    for person, language in ((world.ada, Language.EN), (world.benoit, Language.FR)):
        [more] = await press(world, person, answer.buttons[0], answer)

        article = _article(world, _article(world, "wait").next[0], language)
        assert article.title in more.all_text
        assert article.body in more.all_text
        assert more.buttons == _following(world, article)
    assert len(world.slack.channel(CHANNEL).messages) == before


@OVER_HTTP
async def test_a_private_answer_leads_on(world: World) -> None:
    """To what it offers, in its place, and to the state of the asker's setup."""
    await world.named()
    answer = await _answer(world, world.sol, "Can I skip the ten minutes?")

    [more] = await press(world, world.sol, _article(world, "wait").title, answer)
    assert "<@U_SOL> has not connected Marketo yet" in more.all_text
    label = more.buttons[0]

    assert await press(world, world.sol, label, more) == []
    assert label in more.now.all_text
    assert _article(world, "wait").title not in more.now.text


@OVER_HTTP
async def test_a_button_of_an_article_that_is_gone_says_so(world: World) -> None:
    """The message is older than the guide."""
    answer = await _answer(world, world.ada, HOW_LONG)
    [button, _] = answer.stored.blocks[-1]["elements"]
    button["value"] = "gone"

    [refusal] = await press(world, world.ada, answer.buttons[0], answer)

    assert refusal.buttons == []
    assert "*" not in refusal.all_text


# What is the asker's own


async def test_how_long_to_wait_is_said_of_the_askers_setup(world: World) -> None:
    """Not connected yet, the minutes that are left, over; in the asker's language."""
    await world.revealed()
    assert (
        "<@U_SOL> has not connected Marketo yet"
        in (await _answer(world, world.stella, HOW_LONG)).all_text
    )
    await world.sol.press("I've connected")

    left = {timedelta(0): ("10 minutes", "10 minutes"), timedelta(minutes=9): ("1 minute", "1 min")}
    for passed, (english, french) in left.items():
        await pass_time(world, passed)
        assert f"{english} left" in (await _answer(world, world.stella, HOW_LONG)).all_text
        assert f"encore {french}" in (await _answer(world, world.stella, COMBIEN)).all_text

    await pass_time(world, WAIT)
    over = await _answer(world, world.stella, HOW_LONG)
    assert "the wait is over" in over.all_text
    assert "left, until" not in over.all_text


@OVER_HTTP
async def test_the_askers_own_setup_is_not_lost_behind_older_ones(world: World) -> None:
    """By a question, by a press, and where it is asked who has a role."""
    for name in ("APAC", "EMEA", "LATAM"):
        await begun(world, Name=name, **{"Sales Connect admin": "U_ADA", "Marketo admin": "U_ADA"})
    await begun(world, Name="Own")
    own = "(`Own`):* <@U_SOL> has not connected Marketo yet"

    asked = await _answer(world, world.sol, HOW_LONG)
    skip = await _answer(world, world.sol, "Can I skip the ten minutes?")
    [pressed] = await press(world, world.sol, _article(world, "wait").title, skip)
    who = await _answer(world, world.sol, WHO)

    for answer in (asked, pressed):
        assert own in answer.all_text
        assert "<@U_ADA>" not in answer.all_text
    assert "(`Own`):* <@U_SOL> is the Sales Connect admin" in who.all_text


@OVER_HTTP
async def test_in_a_channel_nobody_reads_of_a_setup(world: World) -> None:
    """Guests and other companies may read there: it says where it answers. Who is who it tells."""
    await begun(world)

    _, how_long = await _ask(world, world.sol, f"{BOT} {HOW_LONG}", channel=CHANNEL)
    _, who = await _ask(world, world.sol, f"{BOT} {WHO}", channel=CHANNEL)

    assert "only in a direct message" in how_long.all_text
    assert "<@U_SOL>" not in how_long.all_text
    assert "production" not in how_long.all_text.lower()
    assert "<@U_SOL> is the Sales Connect admin" in who.all_text
    assert "only in a direct message" not in who.all_text


@OVER_HTTP
async def test_who_is_the_admin_is_said_for_each_open_setup(world: World) -> None:
    """By name, to whoever asks; each person once, with all of theirs, but what was cancelled."""
    alone = await _answer(world, world.ada, WHO)
    assert "<@" not in alone.all_text

    await begun(world, Name="APAC")
    await begun(world, Name="EMEA", **{"Sales Connect admin": "U_ADA"})
    answer = await _answer(world, world.ada, WHO)
    assert "(`APAC`):* <@U_SOL> is the Sales Connect admin" in answer.all_text
    assert "(`EMEA`):* <@U_ADA> is the Sales Connect admin" in answer.all_text
    en_francais = await _answer(world, world.ada, "Qui est notre admin Sales Connect ?")
    assert "<@U_ADA> (admin Sales Connect)" in en_francais.all_text

    await begun(world, Name="LATAM")
    await begun(world, Name="MEA")
    several = await _answer(world, world.ada, WHO)
    assert several.text.count("> is the Sales Connect admin") == 2
    assert all(f"`{name}`" in several.text for name in ("APAC", "EMEA", "LATAM", "MEA"))

    first = next(one for one in world.stella.dm if "Cancel setup" in one.buttons)
    await press(world, world.stella, "Cancel setup", first)
    without = await _answer(world, world.ada, WHO)
    assert "APAC" not in without.all_text
    assert "MEA" in without.all_text


@OVER_HTTP
async def test_guests_read_the_article_and_nothing_of_a_setup(world: World) -> None:
    """Without buttons, but with what else there is; a member's button tells them no more."""
    await world.connected()
    await world.slack.happenings.add_member(CHANNEL, "U_GUS")
    article = _article(world, "wait")

    for text in (HOW_LONG, WHO):
        answer = await _answer(world, world.gus, text)
        assert answer.buttons == []
        assert "<@" not in answer.all_text
        assert "production" not in answer.all_text
    to_guest = answers(world.gus)[0].all_text
    assert article.body in to_guest
    assert [one for one in _following(world, article) if f"• {one}" not in to_guest] == []

    _, members = await _ask(world, world.ada, f"{BOT} can I skip the wait?", channel=CHANNEL)
    [private] = await press(world, world.gus, article.title, members)
    assert private.buttons == []
    assert article.body in private.all_text
    assert "production" not in private.all_text


# What is known, and what is not


@OVER_HTTP
@pytest.mark.parametrize(
    ("text", "article_id"),
    [
        ("salesforce says REQUEST_LIMIT_EXCEEDED, what now?", "sf-limit"),
        ("La synchro s'arrête : ENTITY_IS_LOCKED", "sf-locked"),
        ("Marketo says error 603", "marketo-codes"),
    ],
)
async def test_error_codes_are_answered_by_their_article(
    world: World, text: str, article_id: str
) -> None:
    """As their product spells them, in a sentence of either language."""
    answer = await _answer(world, world.ada, text)

    titles = [_article(world, article_id, language).title for language in Language]
    assert [one for one in titles if f"*{one}*" in answer.all_text]


async def test_what_it_does_not_know_it_says(world: World) -> None:
    """Three that come near, each one press away, and whom to ask."""
    await begun(world)

    answer = await _answer(world, world.ada, "What will the weather be like tomorrow?")
    [near] = await press(world, world.ada, answer.buttons[0], answer)

    assert "don't know" in answer.all_text
    assert "<@U_SOL>" in answer.all_text
    assert len(answer.buttons) == 3
    assert answer.buttons[0] in near.all_text


@OVER_HTTP
@pytest.mark.parametrize(
    "text",
    [
        "How long must I still wait, zanzibarlemon?",
        "Any recipe with a zanzibarlemon?",
        f"our zanzibarlemon client secret: {CLIENT_SECRET}",
    ],
    ids=["known", "unknown", "leak"],
)
async def test_nothing_of_what_was_written_is_kept(world: World, text: str) -> None:
    """Not even while its answer waits, and never in an answer; the canary looks into the log."""
    world.slack.faults.add("chat.postMessage", RateLimited(30))
    await world.ada.say(text)
    await settled(world)
    assert answers(world.ada) == []

    waiting = repr(await stored(world.bot.redis))
    await settled(world, ahead=timedelta(minutes=1))
    answered = repr(await stored(world.bot.redis))

    assert "reply:" in waiting or "leak:" in waiting
    assert "zanzibarlemon" not in waiting + answered
    assert CLIENT_SECRET not in waiting + answered
    assert "zanzibarlemon" not in answers(world.ada)[0].all_text
