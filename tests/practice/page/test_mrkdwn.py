"""What Slack's mrkdwn becomes on the page."""

from datetime import timedelta
from html import unescape
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.page.emoji import EMOJI
from practice.page.markdown import markdown_html
from practice.page.mrkdwn import mrkdwn, text_html
from practice.page.reader import Language
from practice.page.richtext import rich_text_html
from practice.slack.messages import Json

from .drawn import drawn
from .readers import NOW, a_reader

ALLOWED: Final = {
    *("a", "blockquote", "br", "button", "code", "div", "em", "li", "ol", "p", "pre"),
    *("s", "span", "strong", "time", "ul"),
}
SIGNS: Final = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "_",
                "~",
                "`",
                "```",
                "\n",
                " ",
                "<",
                ">",
                "&",
                "|",
                "!",
                "@",
                "#",
                "^",
                ":",
                "[",
                "]",
            ),
            *(
                "&gt;",
                "&lt;",
                "&amp;",
                "&lt;script&gt;",
                "<script>alert(1)</script>",
                '"',
                "'",
                "\x00",
            ),
            *(
                "\x01",
                "0",
                "<@U_SOL>",
                "<#C_1>",
                "<!here>",
                "<!date^0^{time}|x>",
                "<https://x.example|",
            ),
            *(
                "<javascript:alert(1)|x>",
                "javascript:",
                "(",
                ")",
                '" onclick="',
                ":tada:",
                "a",
                "é",
                "- ",
            ),
        ]
    ),
    max_size=40,
).map("".join)


def html(text: str, language: Language = "en") -> str:
    return str(mrkdwn(text, a_reader(language)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* c", "a <strong>b</strong> c"),
        ("_b_ and ~c~", "<em>b</em> and <s>c</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("*a _b* c_", "<strong>a _b</strong> c_"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* no * and *no\nbreak*", "* no * and *no<br>break*"),
        ("`*code*`", "<code>*code*</code>"),
        ("*a `b*` c*", "<strong>a <code>b*</code> c</strong>"),
        ("one\n• two", "one<br>• two"),
        ("> said\n&gt; twice\nnot", "<blockquote>said<br>twice</blockquote>not"),
        (">>> all\nof it", "<blockquote>all<br>of it</blockquote>"),
        ("AT&amp;T &lt;b&gt; &amp;lt;", "AT&amp;T &lt;b&gt; &amp;lt;"),
        (":tada: :no_such_emoji: 10:30:45", "🎉 :no_such_emoji: 10:30:45"),
        ("<@U_MARA|mara>", '<span class="mention">@Mara</span>'),
        ("<@U_SOL>", '<span class="mention">@Sol &lt;script&gt;</span>'),
        ("<#C_1|old-name>", '<span class="mention">#sales-invites</span>'),
        (
            "<!channel> <!here|here>",
            '<span class="mention">@channel</span> <span class="mention">@here</span>',
        ),
        ("<!subteam^S_SALES>", '<span class="mention">@sales</span>'),
        ("<!subteam^S1|@admins>", '<span class="mention">@admins</span>'),
        ("<!unknown^x> <nothing>", "&lt;!unknown^x&gt; &lt;nothing&gt;"),
    ],
)
def test_mrkdwn_reads_as_in_slack(text: str, shown: str) -> None:
    """To the letter: this is what people see of the bot."""
    assert html(text) == shown


def test_code_in_a_block_can_be_copied_as_it_is() -> None:
    """Each line, no style, entities read once, with a button for it."""
    root = drawn(html("before\n```\n*a* &lt;b&gt;\nc```\nafter"))

    assert root.one("pre").raw == "*a* <b>\nc"
    assert root.one("button", type="button").text == "Copy"
    assert root.text == "before*a* <b> cCopyafter"


@pytest.mark.parametrize(
    "address", ["https://x.example/?a=1&amp;b=2", "http://x.example", "mailto:a@x.example"]
)
def test_an_address_of_the_web_or_of_mail_is_a_link(address: str) -> None:
    """It opens beside the page, and tells the other side nothing."""
    link = drawn(html(f"<{address}|See *this* &amp; that>")).one("a")

    assert link.attributes == {
        "href": unescape(address),
        "rel": "noopener noreferrer",
        "target": "_blank",
    }
    assert link.text == "See *this* & that"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " https://x", "//x", "file:///x"]
)
def test_no_other_address_is_a_link(address: str) -> None:
    """It stands there as it was typed."""
    assert drawn(html(f"<{address}|x>")).all("a") == []


def test_a_label_of_a_field_holds_no_blocks() -> None:
    """An option's words stand in a `<label>`."""
    shown = mrkdwn("> ```a``` *b*", a_reader(), inline=True)

    assert str(shown) == "&gt; <code>a</code> <strong>b</strong>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            {"type": "plain_text", "text": "*a* <@U_MARA> :tada:", "emoji": True},
            "*a* &lt;@U_MARA&gt; 🎉",
        ),
        ({"type": "plain_text", "text": ":tada: &amp;", "emoji": False}, ":tada: &amp;amp;"),
        ({"type": "mrkdwn", "text": "*a*"}, "<strong>a</strong>"),
        (None, ""),
    ],
)
def test_nothing_is_alive_in_plain_text(text: Json | None, shown: str) -> None:
    """But emoji, where the app wants them."""
    assert str(text_html(text, a_reader())) == shown


TOKENS: Final = {
    "{date_num}": ("2030-01-20", "2030-01-20"),
    "{date_slash}": ("01/20/2030", "20/01/2030"),
    "{date}": ("January 20th, 2030", "20 janvier 2030"),
    "{date_pretty}": ("January 20th, 2030", "20 janvier 2030"),
    "{date_short}": ("Jan 20, 2030", "20 janv. 2030"),
    "{date_short_pretty}": ("Jan 20, 2030", "20 janv. 2030"),
    "{date_long}": ("Sunday, January 20th, 2030", "dimanche 20 janvier 2030"),
    "{date_long_pretty}": ("Sunday, January 20th, 2030", "dimanche 20 janvier 2030"),
    "{date_long_full}": ("January 20, 2030", "20 janvier 2030"),
    "{day_divider_pretty}": ("Sunday, January 20th", "dimanche 20 janvier"),
    "{time}": ("2:05 PM", "14:05"),
    "{time_secs}": ("2:05:09 PM", "14:05:09"),
    "{ago}": ("in 5 days", "dans 5 jours"),
    "{no_such_token}": ("{no_such_token}", "{no_such_token}"),
}


@pytest.mark.parametrize("token", TOKENS)
def test_each_token_of_a_date_in_each_language(token: str) -> None:
    """In Berlin's time: 13:05 UTC is 14:05 there."""
    at = int((NOW + timedelta(days=5, hours=4, minutes=5, seconds=9)).timestamp())
    languages: tuple[Language, Language] = ("en", "fr")

    shown = tuple(drawn(html(f"<!date^{at}^{token}|x>", one)).text for one in languages)

    assert shown == TOKENS[token]


@pytest.mark.parametrize(
    ("later", "english", "french"),
    [
        (timedelta(0), "Today 10:00 AM", "Aujourd'hui 10:00"),
        (timedelta(hours=15), "Tomorrow 1:00 AM", "Demain 01:00"),
        (timedelta(hours=-11), "Yesterday 11:00 PM", "Hier 23:00"),
        (timedelta(hours=-35), "Jan 13, 2030 11:00 PM", "13 janv. 2030 23:00"),
    ],
)
def test_a_near_day_is_said_in_words_by_the_calendar_of_the_reader(
    later: timedelta, english: str, french: str
) -> None:
    """An hour past midnight in Berlin is tomorrow, though it is today in London."""
    text = f"<!date^{int((NOW + later).timestamp())}^{{date_short_pretty}} {{time}}|x>"

    assert drawn(html(text)).text == english
    assert drawn(html(text, "fr")).text == french


def test_a_near_day_has_a_capital_only_where_the_words_begin() -> None:
    """As in Slack."""
    at = int(NOW.timestamp())

    assert drawn(html(f"<!date^{at}^until {{date_pretty}}|x>")).text == "until today"


@pytest.mark.parametrize(
    ("away", "english", "french"),
    [
        (timedelta(seconds=-20), "just now", "à l'instant"),
        (timedelta(minutes=-1), "1 minute ago", "il y a 1 minute"),
        (timedelta(minutes=10), "in 10 minutes", "dans 10 minutes"),
        (timedelta(hours=-2), "2 hours ago", "il y a 2 heures"),
        (timedelta(days=-70), "2 months ago", "il y a 2 mois"),
        (timedelta(days=800), "in 2 years", "dans 2 ans"),
    ],
)
def test_how_long_ago(away: timedelta, english: str, french: str) -> None:
    """One unit, the largest that fits."""
    text = f"<!date^{int((NOW + away).timestamp())}^{{ago}}|x>"

    assert drawn(html(text)).text == english
    assert drawn(html(text, "fr")).text == french


@pytest.mark.parametrize("unix", ["soon", "", "9" * 30, "-" + "9" * 30])
def test_a_moment_that_is_none_shows_its_fallback(unix: str) -> None:
    """Slack shows the words that the app gave for that."""
    assert html(f"<!date^{unix}^{{date}}|some &lt;day&gt;>") == "some &lt;day&gt;"


@given(st.one_of(SIGNS, st.text()), st.booleans())
def test_nothing_that_is_typed_comes_alive(text: str, inline: bool) -> None:
    """Only our own elements, each closed where it was opened, without a script or a handler."""
    shown = str(mrkdwn(text, a_reader(), inline=inline)) + str(markdown_html(text))

    for element in drawn(shown).below():
        assert element.tag in ALLOWED
        assert not any(name.startswith("on") for name in element.attributes)
        assert element.attributes.get("href", "https:").startswith(("https:", "http:", "mailto:"))


@given(
    st.text(
        alphabet=st.characters(exclude_characters="*_~`<>&:\x00\x01\r\n", exclude_categories=["Cs"])
    )
)
def test_plain_words_stay_the_words_they_are(text: str) -> None:
    """Nothing is lost or added where there is no sign."""
    assert drawn(html(text)).raw == text


@pytest.mark.parametrize(
    "text", ["*a " * 10_000, "_*~" * 10_000, "`" * 30_000, "<" * 30_000, "> " * 30_000]
)
def test_the_worst_text_is_drawn_in_no_time(text: str) -> None:
    """A pattern that walks back and forth would stop the page for everybody."""
    html(text)


def test_every_emoji_has_a_name_and_a_picture() -> None:
    """The table is typed by hand."""
    assert len(EMOJI) > 150
    assert not [name for name, picture in EMOJI.items() if not picture or picture.isascii()]


def test_rich_text_is_drawn_with_its_lists_quotes_and_code() -> None:
    """What a person's own message holds, and what apps may send."""
    text = {"type": "text", "text": "<b>", "style": {"bold": True}}
    section = {
        "type": "rich_text_section",
        "elements": [text, {"type": "user", "user_id": "U_MARA"}],
    }
    block = {
        "elements": [
            section,
            {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [section]},
            {"type": "rich_text_quote", "elements": [{"type": "link", "url": "javascript:x"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a\nb"}]},
            {"type": "new", "elements": [{"type": "emoji", "name": "tada"}]},
        ]
    }

    root = drawn(str(rich_text_html(block, a_reader())))

    assert root.one("ol", class_="indent-1").text == "<b>@Mara"
    assert root.one("blockquote").text == "javascript:x"
    assert root.one("pre").raw == "a\nb"
    assert root.all("div")[-1].text == "🎉"
    assert [one.text for one in root.all("strong")] == ["<b>", "<b>"]


def test_markdown_shows_what_apps_write_in_it() -> None:
    """A heading, emphasis, lists, code, links; HTML stays typed text."""
    root = drawn(
        str(
            markdown_html(
                "# Title\nSome **bold** and *italic*, `co<de>`\nand <i>html</i>\n\n- one\n- [two](https://x.example)"
                "\n1. first\n```py\nx = 1\n```\n> said [no](javascript:x)"
            )
        )
    )

    assert [one.text for one in root.all("strong")] == ["Title", "bold"]
    assert root.one("em").text == "italic"
    assert [one.text for one in root.all("li")] == ["one", "two", "first"]
    assert root.one("a").attributes["href"] == "https://x.example"
    assert root.one("pre").raw == "x = 1"
    assert root.one("blockquote").text == "said no"
    assert root.all("i") == []
