"""Answers from the guide: they fit, cite their source, and say what is the asker's own."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Stage
from bot.guide.answer import Guide
from bot.guide.article import About, Article
from bot.views import ids
from bot.views.blocks import TEXT_LENGTH, Message
from bot.views.guide_answers import Asking, article_message, situation, unknown_message
from bot.views.say import Say
from practice.slack import problems_of_blocks

from .gallery import TAME, all_modals, messages
from .gallery_guide import NEAREST
from .reading import broken, buttons, living, mrkdwn
from .requests import with_approvers
from .states import (
    ADAM,
    CHANNEL,
    MARA,
    NO_SALESFORCE,
    NOW,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
)

GUIDE: Final = Guide.load()
ENGLISH: Final = Say(Language.EN)
PEOPLE: Final = {
    About.MARKETO_ADMIN: MARA,
    About.SALES_CONNECT_ADMIN: SASHA,
    About.SALESFORCE_ADMIN: SALOME,
    About.STARTER: STARTER,
}
GUEST: Final = Asking(is_member=False)
# The longest names that a setup may have.
SEVERAL: Final = Asking(
    [a_setup(Stage.CONNECTED, name=f"{n}{'&' * 39}", number=n) for n in range(4)],
    NOW,
)
each_language = pytest.mark.parametrize("language", list(Language))


def all_articles(language: Language) -> list[Article]:
    return list(GUIDE._articles[language].values())


def answered(article: Article, asking: Asking) -> Message:
    """With what people ask next, as after a press."""
    found = [GUIDE.article(one, article.language) for one in article.next]
    following = [one for one in found if one]
    return article_message(article, following, asking, Say(article.language))


def labels(message: Message) -> list[str]:
    return [str(one["text"]["text"]) for one in buttons(message.blocks)]


def said(setup: Setup, about: About, *, after: timedelta = timedelta(0)) -> str:
    """The one line about it, so long after Marketo was connected."""
    [line] = situation(about, Asking([setup], (setup.connected_at or NOW) + after), ENGLISH)
    return line


@each_language
def test_slack_takes_the_answer_of_every_article(language: Language) -> None:
    """However long the names of the asker's setups are; nobody is mentioned who is not theirs."""
    wrong: dict[str, list[str]] = {}
    for article in all_articles(language):
        for asking in (SEVERAL, GUEST):
            message = answered(article, asking)
            link = {
                f"<{article.link}|{Say(language)('guide.adobe')}>",
                *(f"<@{one}>" for one in PEOPLE.values()),
                f"<#{CHANNEL}>",
            }
            texts = [*mrkdwn(message.blocks), message.text]
            found = [str(one) for one in problems_of_blocks(message.blocks, surface="message")]
            found += [text[:60] for text in texts if broken(text) or living(text, link)]
            found += [text for text in labels(message) if len(text) > 75 or not text[0].isalpha()]
            found += ["text"] if len(message.text) > TEXT_LENGTH else []
            wrong |= {article.id: found} if found else {}

    assert wrong == {}


@each_language
def test_every_answer_cites_its_title_its_step_and_adobes_page(language: Language) -> None:
    """And offers two more questions by their whole titles; some articles are of no step."""
    for article in all_articles(language):
        message = answered(article, Asking())

        assert f"*{article.title}*\n{article.body}" in message.text
        assert f"<{article.link}|" in message.text
        cited = Say(language)("guide.step", step=article.step or 0)
        assert (cited in message.text) == (article.step is not None)
        values = [one["value"] for one in buttons(message.blocks)]
        assert values == list(article.next)
        titles = [one.title for one in all_articles(language) if one.id in values]
        assert sorted(labels(message)) == sorted(titles)


@each_language
def test_no_title_reads_like_a_button(language: Language) -> None:
    """A question beside an address would look like a request that is one press away."""
    say = Say(language)
    shown: list[object] = [card(say).blocks for card in messages(TAME).values()]
    shown += [modal(say) for modal in all_modals(TAME).values()]
    labels = [
        re.escape(str(one["text"]["text"]))
        for one in buttons(shown)
        if not one["action_id"].startswith(ids.ARTICLE)
    ]
    begins = re.compile(rf"(?:{'|'.join(labels)})\b", re.IGNORECASE)

    titles = [one.title for one in all_articles(language)]

    assert [one for one in titles if begins.match(one)] == []


@each_language
def test_a_guest_reads_titles_where_others_have_buttons(language: Language) -> None:
    """They press nothing, and read of no setup."""
    for article in all_articles(language):
        message = answered(article, GUEST)

        assert labels(message) == []
        assert "<@" not in message.text
        for following in article.next:
            found = GUIDE.article(following, language)
            assert found
            assert f"• {found.title}" in message.text


@pytest.mark.parametrize(
    ("passed", "left"),
    [
        (timedelta(0), "10 minutes left"),
        (timedelta(seconds=1), "10 minutes left"),
        (timedelta(minutes=1), "9 minutes left"),
        (timedelta(minutes=9), "1 minute left"),
        (timedelta(minutes=9, seconds=59), "1 minute left"),
        (timedelta(minutes=10), "over"),
        (timedelta(days=1), "over"),
    ],
)
def test_of_the_wait_it_says_what_is_left(passed: timedelta, left: str) -> None:
    """Rounded up, as everywhere: whoever waits so long never comes too early."""
    line = said(a_setup(Stage.CONNECTED), About.WAIT, after=passed)

    assert left in line
    assert ("<!date^" in line) == ("left" in left)


@pytest.mark.parametrize("stage", [Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED])
def test_before_marketo_is_connected_it_says_who_has_to(stage: Stage) -> None:
    """Nothing has begun that could be counted."""
    line = said(a_setup(stage), About.WAIT)

    assert f"<@{SASHA}> has not connected Marketo yet" in line


@pytest.mark.parametrize("stage", [Stage.READY, Stage.PROVISIONING, Stage.DONE])
def test_after_the_wait_it_is_over(stage: Stage) -> None:
    """Also where it was cut short: the stage says so, before the clock does."""
    assert said(a_setup(stage), About.WAIT).endswith("the wait is over.")


@each_language
@pytest.mark.parametrize(("about", "who"), PEOPLE.items())
def test_it_names_who_has_a_role(about: About, who: UserId, language: Language) -> None:
    """With the role, in the reader's language; once, with all setups where it is theirs."""
    say = Say(language)
    both = [a_setup(name="EMEA"), a_setup(kind=Kind.SANDBOX)]

    [line] = situation(about, Asking(both, NOW), say)

    assert line.count(f"<@{who}>") == 1
    assert say(f"role.{about}") in line
    assert "EMEA" in line
    assert "sandbox" in line


def test_everybody_who_has_a_role_is_named_however_many_setups_there_are() -> None:
    """Of the setups of one person some are named, and it is said how many more there are."""
    whose = [MARA, *(UserId(f"U0{n}") for n in range(9))]
    setups = [
        a_setup(
            name=f"subscription {n:02}",
            number=n,
            people=a_setup().people | {Role.MARKETO_ADMIN: whose[n % len(whose)]},
        )
        for n in range(200)
    ]

    [line] = situation(About.MARKETO_ADMIN, Asking(setups, NOW), ENGLISH)

    assert {f"<@{one}>" for one in whose} == {*re.findall(r"<@\w+>", line)}
    assert re.search(r"subscription 00.*\d+ more.*<@", line)


def test_a_role_that_nobody_has_is_said() -> None:
    """A Salesforce admin need not be named."""
    line = said(a_setup(people=NO_SALESFORCE), About.SALESFORCE_ADMIN)

    assert line.endswith("nobody is named as Salesforce admin.")


def test_whose_ten_minutes_run_comes_first_among_many() -> None:
    """However late it was started; the others are summed up, and none is left out."""
    waiting, over = a_setup(Stage.CONNECTED, name="late", number=13), a_setup(Stage.READY)
    idle = [a_setup(name=f"A{n}", number=n + 1) for n in range(11)]

    [lines] = situation(About.WAIT, Asking([over, *idle, waiting], NOW), ENGLISH)

    first, second, third = lines.split("\n")
    assert "late" in first
    assert "minutes left" in first
    assert all(f"`A{n}`" in second for n in range(11))
    assert "has not connected Marketo yet" in second
    assert third.endswith("the wait is over.")


def test_of_many_who_have_not_begun_some_are_named_and_the_rest_counted() -> None:
    """By who has to connect Marketo: three people, and how many setups more."""
    idle = [
        a_setup(people=a_setup().people | {Role.SALES_CONNECT_ADMIN: UserId(f"U0{n}")}, number=n)
        for n in range(9)
    ]

    [lines] = situation(About.WAIT, Asking(idle, NOW), ENGLISH)

    *named, last = lines.split("\n")
    assert [one.count("<@U0") for one in named] == [1, 1, 1]
    assert last == "6 other setups have not connected Marketo yet."


def test_who_waits_reads_of_their_own_setups_alone() -> None:
    """The time of others is no answer to them; who has none that waits reads of all that do."""
    own, idle = a_setup(Stage.CONNECTED, name="own"), a_setup(name="idle")
    asking = Asking([own, *SEVERAL.setups], NOW, own=[own])

    [line] = situation(About.WAIT, asking, ENGLISH)
    [lines] = situation(About.WAIT, replace(asking, own=[idle]), ENGLISH)

    assert "(`own`)" in line
    assert "\n" not in line
    assert "(`own`)" in lines
    assert lines.endswith("so the ten minutes have not begun.")
    assert "(`idle`)" in lines


@each_language
@pytest.mark.parametrize("about", [About.WAIT, About.RUN, About.PERSON, About.APPROVERS])
def test_where_others_read_it_nothing_is_said_of_a_setup(about: About, language: Language) -> None:
    """One sentence says where it is said: guests and other companies read a channel too."""
    say = Say(language)

    lines = situation(about, replace(SEVERAL, in_public=True), say)

    assert lines == [say("guide.in_public")]
    assert "direct" in lines[0]


@pytest.mark.parametrize("about", PEOPLE)
def test_whom_to_ask_is_said_in_channels_too(about: About) -> None:
    """The names of a setup's admins are no secret: the cards in channels say them."""
    in_public = situation(about, replace(SEVERAL, in_public=True), ENGLISH)

    assert in_public == situation(about, SEVERAL, ENGLISH)
    assert f"<@{PEOPLE[about]}>" in in_public[0]


def test_who_approves_is_named_with_the_channel_of_the_requests() -> None:
    """Setups with the same answer once; a sandbox takes no requests."""
    named, two = with_approvers(a_setup(number=2)), [a_setup(), a_setup(name="B", number=1)]

    [lines] = situation(
        About.APPROVERS, Asking([*two, named, a_setup(kind=Kind.SANDBOX)], NOW), ENGLISH
    )

    of_members, of_named = lines.split("\n")
    assert of_members.startswith("*production, production (`B`):* requests stand in <#")
    assert "whoever was a member" in of_members
    assert f"<@{ADAM}>, <@{STARTER}>, <!subteam^" in of_named
    assert situation(About.APPROVERS, Asking([a_setup(kind=Kind.SANDBOX)], NOW), ENGLISH) == []


@pytest.mark.parametrize("about", [None, *About])
def test_without_a_setup_nothing_is_said_of_one(about: About | None) -> None:
    """The article alone."""
    assert situation(about, Asking(), ENGLISH) == []


@each_language
def test_what_is_not_known_is_said_with_what_is_nearest_and_whom_to_ask(
    language: Language,
) -> None:
    """Each person once, however many setups they care for."""
    nearest = all_articles(language)[: len(NEAREST)]
    two = Asking([a_setup(), a_setup(kind=Kind.SANDBOX)], NOW)

    message = unknown_message(nearest, two, Say(language))

    assert {Language.EN: "don't know", Language.FR: "Je ne sais pas"}[language] in message.text
    assert message.text.count(f"<@{SASHA}>") == 1
    assert labels(message) == [one.title for one in nearest]
    assert [one["action_id"] for one in buttons(message.blocks)] == [
        f"{ids.ARTICLE}{n}" for n in range(3)
    ]


@each_language
def test_where_there_is_no_setup_nobody_is_there_to_be_asked(language: Language) -> None:
    """Guests read of none either, and read the titles."""
    nearest = all_articles(language)[:3]

    for asking in (Asking(), GUEST):
        message = unknown_message(nearest, asking, Say(language))

        assert "<@" not in message.text
        titles = message.text if asking is GUEST else labels(message)
        assert [one.title for one in nearest if one.title not in titles] == []
