"""What people typed is repeated as they typed it: no mention, no link, no bold, no broken code."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.domain.addresses import Malformed, normalised
from bot.domain.stages import Language
from bot.domain.workspaces import NameTooLong
from bot.views.blocks import Message
from bot.views.faults import malformed_fault, too_long_fault
from bot.views.help import help_answer
from bot.views.modals import notice_modal
from bot.views.say import Say
from bot.views.text import TYPED_LENGTH, Mrkdwn, typed

from .gallery import OURS, TAME, Modals, Typed
from .gallery import Messages as Cards
from .gallery import all_modals as gallery_of_modals
from .gallery import messages as gallery_of_messages
from .gallery_home import homes
from .reading import living, mrkdwn, plain, without_code


@cache
def messages(like: Typed) -> Cards:
    """Once for each example, which every card is tried with."""
    return gallery_of_messages(like)


@cache
def all_modals(like: Typed) -> Modals:
    return gallery_of_modals(like)


FRAGMENTS: Final = (
    "<!channel>", "<!here|here>", "<@U1>", "<#C1>", "<https://evil.example|Slack>",
    "<!date^0^{date}|x>", "https://evil.example", "*bold*", "_it_", "~gone~", "`code`", "```",
    "`", "\n", "\n> quote", "\r\n", "\t", "&lt;!channel&gt;", "&amp;", "&", "<", ">", "{who}",
    "{0}", "%s", "\u202e", "\u200b", "\u2066", "\u0000", "مرحبا", "שלום", ":smile:", "é", "•", "|",
)  # fmt: skip
hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), min_size=1, max_size=6).map(
    "".join
)


def hostile_up_to(most: int) -> st.SearchStrategy[str]:
    return hostile.map(lambda text: text[:most])


# What may be typed as an address and is taken for one.
ADDRESSES: Final = (
    st.text(alphabet="ab*_~`&|!#{}$%'", min_size=1, max_size=20)
    .map(lambda local: normalised(f"{local}@x.example"))
    .filter(bool)
    .map(str)
)
HOSTILE: Final = st.builds(
    Typed,
    name=hostile_up_to(40),
    workspaces=st.lists(hostile_up_to(75), min_size=1, max_size=3, unique=True).map(tuple),
    emails=st.lists(ADDRESSES, min_size=2, max_size=3, unique=True).map(tuple),
    why=hostile_up_to(200),
    malformed=hostile.filter(bool),
    unknown=hostile.filter(bool),
    columns=st.lists(hostile.filter(bool), min_size=2, max_size=2).map(tuple),
    halted=hostile.filter(bool),
    word=hostile.filter(bool),
    organizations=st.tuples(hostile.filter(bool), hostile.filter(bool)).filter(
        lambda both: len(set(both)) == 2
    ),
    group=hostile_up_to(75).filter(bool),
    domains=st.lists(hostile_up_to(60).filter(bool), max_size=2).map(tuple),
    from_marketo=st.lists(hostile, min_size=1, max_size=3).map(
        # None is empty, none is another's double: those are left out of the list.
        lambda names: tuple(f"{number}{name}"[:75] for number, name in enumerate(names))
    ),
    unread=hostile.filter(bool),
    recipient=hostile_up_to(300).filter(bool),
    recipient_email=ADDRESSES,
    refused=hostile.filter(bool),
).map(lambda one: replace(one, picked=one.workspaces))
THE_WORST: Final = Typed(
    name="<!channel> `*b*` <@U1> &lt;",
    workspaces=("<!here>", "``` & *w*"),
    picked=("<!here>", "``` & *w*"),
    emails=("*a*&amp@x.example", "_b_~c~@x.example"),
    why="<!channel>\n```\n<https://evil.example|x>",
    malformed="`*a*`@x.example <!channel>",
    unknown="<!here> ``` *w*",
    columns=("<!channel>", "`*c*` <https://evil.example|x>"),
    halted="<!channel> `503`",
    word="`<!channel>`",
    organizations=("`<!channel>`", "*b* <https://evil.example|x>"),
    group="<!subteam^S1> *b*",
    domains=("<!here>", "evil.example"),
    from_marketo=("<!here> *w*", "``` <https://evil.example|x>"),
    unread="errors.code <!channel> `*b*`",
    recipient="<!channel> *b* `c` " * 16,
    recipient_email="*a*&amp@x.example",
    refused="chat.update: <!channel> `*b*`",
)
# The same examples each time; the first failure is as good as the shortest, and far sooner.
few = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
many = settings(few, max_examples=100)
each_language = pytest.mark.parametrize("language", list(Language))


def harmless(like: Typed) -> Typed:
    """As many of everything, in letters."""
    names = tuple(f"w{n}" for n in range(len(like.workspaces)))
    return Typed(
        name="n" if like.name else "",
        workspaces=names,
        picked=names,
        emails=tuple(f"e{n}@x.example" for n in range(len(like.emails))),
        why="y" if like.why else "",
        malformed="m",
        unknown="u",
        columns=("c",) * len(like.columns),
        halted="h",
        word="w",
        domains=("d.example",) * len(like.domains),
        from_marketo=tuple(f"w{n}" for n in range(len(like.from_marketo))),
        unread="f",
        recipient="r",
        recipient_email="r@x.example",
        refused="s",
    )


@given(text=hostile)
@many
def test_typed_words_are_one_span_of_code(text: str) -> None:
    """One line, no backtick of theirs, nothing invisible, nothing that Slack would resolve."""
    shown = typed(text)

    assert re.fullmatch(r"`[^`\n]*`", shown)
    assert living(shown, set()) == []
    assert shown.isprintable()


@given(text=st.text(min_size=TYPED_LENGTH + 1, max_size=400))
@many
def test_typed_words_are_cut_before_they_are_escaped(text: str) -> None:
    """So no cut goes through an entity."""
    assert re.search(r"&(?!amp;|lt;|gt;)", typed(text)) is None


@given(emails=st.lists(ADDRESSES, min_size=1, max_size=4))
@example(emails=["a```*b*@x.example"])
@many
def test_addresses_to_copy_are_one_block_of_code(emails: list[str]) -> None:
    """Copied as a whole, an address a line; none closes the block."""
    shown = Say(Language.EN).addresses(emails, budget=2_000)

    assert without_code(shown) == "¤"
    assert living(shown, set()) == []


@given(like=HOSTILE, language=st.sampled_from(Language))
@example(like=THE_WORST, language=Language.EN)
@few
def test_what_is_typed_stands_in_code_in_the_blocks_of_a_message(
    like: Typed, language: Language
) -> None:
    """Outside code the blocks read the same as with harmless names, and nothing comes alive."""
    say, calm = Say(language), messages(harmless(like))

    odd = {
        name: found
        for name, card in messages(like).items()
        if (found := _odd(card(say).blocks, calm[name](say).blocks))
    }

    assert odd == {}


@given(like=HOSTILE, language=st.sampled_from(Language))
@example(like=THE_WORST, language=Language.EN)
@few
def test_what_is_typed_stands_in_code_in_a_modal(like: Typed, language: Language) -> None:
    """The same in a window."""
    say, calm = Say(language), all_modals(harmless(like))

    odd = {
        name: found
        for name, modal in all_modals(like).items()
        if (found := _odd(modal(say), calm[name](say)))
    }

    assert odd == {}


@given(like=HOSTILE, language=st.sampled_from(Language))
@example(like=THE_WORST, language=Language.EN)
@few
def test_what_is_typed_stands_in_code_on_the_home_tab(like: Typed, language: Language) -> None:
    """The same there."""
    say, calm = Say(language), homes(harmless(like))

    odd = {
        name: found
        for name, home in homes(like).items()
        if (found := _odd(home(say), calm[name](say)))
    }

    assert odd == {}


def _odd(shown: object, calm: object) -> list[object]:
    """What reads otherwise than with harmless names, and what comes alive."""
    pairs = zip(mrkdwn(shown), mrkdwn(calm), strict=True)
    other: list[object] = [
        (text, still) for text, still in pairs if without_code(text) != without_code(still)
    ]
    return other + [found for text in mrkdwn(shown) if (found := living(text, OURS))]


@given(like=HOSTILE, language=st.sampled_from(Language))
@example(like=THE_WORST, language=Language.EN)
@settings(few, max_examples=6)
def test_nothing_typed_comes_alive_in_the_text_of_a_message(
    like: Typed, language: Language
) -> None:
    """`text` is mrkdwn, and Slack sends it to phones: a name in a header is escaped there too."""
    say = Say(language)

    alive = {
        name: living(text, OURS) + _backticks_of_theirs(name, like, text, say)
        for name, text in ((name, card(say).text) for name, card in messages(like).items())
    }

    assert {name: what for name, what in alive.items() if what} == {}


def _backticks_of_theirs(name: str, like: Typed, text: str, say: Say) -> list[str]:
    calm = messages(harmless(like))[name](say).text
    return ["`"] if _outside(text) != _outside(calm) else []


def _outside(text: str) -> int:
    return without_code(text).count("`")


@each_language
def test_an_unknown_word_is_repeated_as_code(language: Language) -> None:
    """Whoever types a mention after the command pings nobody."""
    message = help_answer(Say(language), unknown="<!channel>")

    assert "`&lt;!channel&gt;`" in message.text
    assert living(message.text, set()) == []


@each_language
def test_a_notice_in_a_modal_is_as_harmless_as_the_answer_it_repeats(language: Language) -> None:
    """A press inside a modal is answered with the text of the message."""
    say = Say(language)
    answer: Message = messages(THE_WORST)["refusal.name_taken"](say)

    view = notice_modal(Mrkdwn(answer.text), say)

    assert [living(text, OURS) for text in mrkdwn(view) if living(text, OURS)] == []


@each_language
@given(text=hostile)
@few
def test_a_field_error_repeats_what_was_typed_as_it_was(language: Language, text: str) -> None:
    """Plain text: nothing comes alive there, so nothing is escaped either."""
    say = Say(language)

    malformed = malformed_fault((Malformed(2, text),), say)
    too_long = too_long_fault(NameTooLong(3, text), say)

    assert text[:60] in malformed
    assert text[:30] in too_long


@each_language
def test_no_name_is_escaped_where_no_mrkdwn_is_read(language: Language) -> None:
    """`R&D` in a header or on a button reads `R&D`, not `R&amp;D`."""
    like, say = replace(TAME, name="R&D"), Say(language)

    texts = [text for card in messages(like).values() for text in plain(card(say).blocks)]

    assert any("R&D" in text for text in texts)
    assert [text for text in texts if "&amp;" in text] == []
