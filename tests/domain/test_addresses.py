"""E-mail addresses as people type and paste them."""

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.domain.addresses import (
    LONGEST,
    LONGEST_WRITTEN,
    Malformed,
    addresses_in,
    looked_up_as,
    normalised,
    parse_addresses,
    the_address,
    unwrapped,
)
from tests.domain.properties import PROPERTY

WORD = st.from_regex(r"[a-z][a-z0-9._+-]{0,12}[a-z0-9]", fullmatch=True).filter(
    lambda word: ".." not in word
)
ADDRESS = st.builds("{}@{}.example".format, WORD, st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True))
SEPARATOR = st.sampled_from(
    [",", ";", "|", " ", "\t", "\n", "\r\n", ", ", ";\n", "\n\n", " , ", "\u00a0", "\n- ", " • "]
)
# How one person looks who was copied out of a mail, a list or a sheet.
WRITTEN = st.sampled_from(
    [
        "{}",
        "<{}>",
        "({})",
        '"{}"',
        "“{}”",
        "'{}'",
        "\u200b{}\ufeff",
        "mailto:{}",
        "MAILTO:{}",
        "{}.",
        "<mailto:{0}|{0}>",
        "<mailto:{}|Ada Brook>",
        "{0} <{0}>",
        "{} (Ada Brook, Sales)",
        "Ada <{}>",
        "Ada Brook <{}>",
        "Ada Brook<{}>",
        "Ada Brook\t<{}>",
        "Brook, Ada <{}>",
        "Brook, Ada (Sales, EMEA) <{}>",
        '"Brook, Ada" <{}>',
        '"Ada ""Ad"" Brook" <{}>',
        "“Brook, Ada; Sales” < {} >",
        "'Brook, Ada' <mailto:{}>",
        "'{0}' <{0}>",
        '"ada@home.example" <{}>',
        "“ada@home.example”\u00a0<mailto:{0}|{0}>",
    ]
)
QUOTED = ('"{}"', "“{}”", "'{}'")  # names, if an address in brackets comes next


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada@acme.example", "ada@acme.example"),
        ("Ada.Brook@Acme.Example", "ada.brook@acme.example"),
        ("ada+sandbox@acme.example", "ada+sandbox@acme.example"),
        ("ada_b-c@sub.acme-corp.example", "ada_b-c@sub.acme-corp.example"),
        ("1@2.example", "1@2.example"),
        ("benoît@acmé.example", "benoît@acmé.example"),
    ],
)
def test_an_address_is_kept_in_lower_case(typed: str, kept: str) -> None:
    """Slack and Marketo compare without regard to case."""
    assert normalised(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@acme.example",
        "ada@",
        "ada@acme",
        "ada@acme.",
        "ada@acme.e",
        "ada@.example",
        "ada@acme..example",
        "ada..b@acme.example",
        "ada@acme.example.",
        "ada@@acme.example",
        "ada@b@acme.example",
        "ada brook@acme.example",
        " ada@acme.example",
        "ada@acme.example\n",
        "<ada@acme.example>",
        '"ada"@acme.example',
        "ada@10.0.0.1",
        "ada\u200b@acme.example",
        "ada\x00@acme.example",
        "<mailto:ada@acme.example|ada@acme.example>",
    ],
)
def test_what_is_no_address_is_none(typed: str) -> None:
    """Nothing is repaired: a wrong address would connect somebody else."""
    assert normalised(typed) is None


def test_punctuation_that_clings_to_a_domain_is_no_part_of_it() -> None:
    """A domain is letters, digits, hyphens and dots."""
    typed = (
        "ada@acme.example:",
        "ada@acme.example!",
        "ada@acme.example/",
        "ada@acme.example|",
        "“ada@acme.example”",
    )

    assert [normalised(one) for one in typed] == [None] * 5


def test_a_domain_in_punycode_is_one() -> None:
    """Its last part may hold a digit, as `xn--p1ai`, the Russian one, does."""
    assert normalised("ada@acme.xn--p1ai") == "ada@acme.xn--p1ai"


def test_an_address_has_an_end() -> None:
    """254 characters, and not one more."""
    domain = "@acme.example"
    longest = "a" * (LONGEST - len(domain)) + domain

    assert normalised(longest) == longest
    assert normalised("a" + longest) is None


@PROPERTY
@given(st.lists(st.tuples(ADDRESS, WRITTEN, SEPARATOR), max_size=12, unique_by=lambda one: one[0]))
def test_addresses_come_back_in_their_order_however_they_are_written_and_parted(
    given_: list[tuple[str, str, str]],
) -> None:
    """With names or without, in quotes, in brackets, as links, between signs without ink."""
    typed = "".join(written.format(address) + parted for address, written, parted in given_)
    for (_, written, parted), (_, following, _) in pairwise(given_):
        is_near = parted.isspace() and "\n" not in parted
        assume(not (written in QUOTED and is_near and following.startswith("<")))

    good, bad = parse_addresses(typed)

    assert good == tuple(address for address, _, _ in given_)
    assert bad == ()


def test_who_is_twice_in_it_stays_twice() -> None:
    """Whoever plans says so. Only an address that is the name of itself is one person."""
    twice = "ada@acme.example, Ada <ada@acme.example>\nada@acme.example"
    once = "ada@acme.example <ada@acme.example>"

    assert parse_addresses(twice) == (("ada@acme.example",) * 3, ())
    assert parse_addresses(once) == (("ada@acme.example",), ())


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ("ida, Ada Brook, <ada@acme.example>", ["ida", "Ada", "Brook"]),
        ("ida, Brook, Ada <ada@acme.example>", ["ida"]),
        ('ida "Brook, Ada" <ada@acme.example>', ["ida"]),
        ("ida; Ada Brook <ada@acme.example>", ["ida"]),
        ("ida | Ada Brook <ada@acme.example>", ["ida"]),
        ("ida\n<ada@acme.example>", ["ida"]),
        ("Ada ada@acme.example", ["Ada"]),
        ("<ada@acme.example> Ada", ["Ada"]),
        ("(Ada) ada@acme.example", ["(Ada)"]),
        ("Ida <ida@acme>, ada@acme.example", ["ida@acme"]),
        ("Ida <ida>, ada@acme.example", ["ida"]),
        ("Ida <>, ada@acme.example", ["Ida"]),
        ('"ada@acme.example" <Sales>', ["Sales"]),
        ("ada@acme.example Sales; Brook, Ada, MBA <ada2@acme.example>", ["Sales"]),
    ],
)
def test_a_word_that_names_nobody_is_a_fault(typed: str, faults: list[str]) -> None:
    """It may be somebody whose address is not complete: they must not be left out in silence."""
    good, bad = parse_addresses(typed)

    assert [one.typed for one in bad] == faults
    assert good[:1] == ("ada@acme.example",)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ('"ada@home.example" <ada@acme.example>', ["ada@acme.example"]),
        ("'ada@home.example' <ada@acme.example>", ["ada@acme.example"]),
        ("o'neil@acme.example, 'x@y.example' <z@acme.example>", ["o'neil@acme.example", "z@"]),
        ('"ada@home.example", <ada@acme.example>', ["ada@home.example", "ada@acme.example"]),
        ('"ada@home.example" ada@acme.example', ["ada@home.example", "ada@acme.example"]),
        ('"ada@home.example" <', ["ada@home.example"]),
    ],
)
def test_an_address_in_quotes_is_a_name_if_one_in_brackets_comes_next(
    typed: str, people: list[str]
) -> None:
    """Mail programs call somebody by their address; another one than theirs was not asked for."""
    good, bad = parse_addresses(typed)

    assert bad == ()
    assert len(good) == len(people)
    assert all(map(str.startswith, good, people))


@PROPERTY
@given(ADDRESS, WRITTEN)
def test_what_says_one_address_is_that_address(address: str, written: str) -> None:
    """However it is dressed."""
    assert the_address(written.format(address)) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Ada",
        "ada@acme",
        "Ada ada@acme.example",
        "ada@acme.example, EMEA",
        "ada@acme.example ben@acme.example",
        "Ada <ada@acme.example>; <ben@acme.example>",
        "ada@acme.example, ada@acme.example",
        f"{'A' * LONGEST_WRITTEN} <ada@acme.example>",
    ],
)
def test_what_says_anything_else_is_none(written: str) -> None:
    """Nobody is picked, and nothing is left out."""
    assert the_address(written) is None


@PROPERTY
@given(st.text())
def test_a_kept_address_is_its_own_normal_form(typed: str) -> None:
    """Otherwise one person could be connected twice."""
    good, _ = parse_addresses(typed)

    assert all(normalised(address) == address for address in good)


@PROPERTY
@given(st.text(alphabet=st.sampled_from("ab1-_+.@"), max_size=12).map("{}@a1-b.ex".format))
@example("ada@acme.example")
@example("a.b+c@a-1.b.ex")
def test_the_short_cut_of_plain_addresses_takes_no_more_than_the_long_way(typed: str) -> None:
    """Asked in capitals it is not taken."""
    assert normalised(typed) == normalised(typed.upper())


@PROPERTY
@given(st.text(alphabet=st.sampled_from("ab@.,; \n")))
def test_nothing_that_was_typed_is_lost(typed: str) -> None:
    """Each word is an address or a fault; full stops may cling to an address."""
    good, bad = parse_addresses(typed)

    words = typed.replace(",", " ").replace(";", " ").split()
    assert sorted([*good, *(one.typed.strip(".") for one in bad)]) == sorted(
        word.strip(".") for word in words if word.strip(".")
    )


@PROPERTY
@given(st.text(alphabet=st.sampled_from("ab@.,; \n<>()\"'\u200b"), max_size=60))
def test_nothing_with_an_at_sign_is_lost(typed: str) -> None:
    """Words with one are somebody's name only in quotes, before an address in brackets."""
    good, bad = parse_addresses(typed)
    typed = re.sub(r"""("[^"<>]*"|'[^\s'<>,;]*')(?=\s*<[^<>@]*@)""", " ", typed)

    kept = {*good, *(part for one in bad for part in re.split("[<>]", one.typed))}
    given_ = {word for word in re.split(r"[\s,;<>]+", typed) if "@" in word}
    assert {word for word in given_ if word not in kept and unwrapped(word) not in kept} == set()


@PROPERTY
@given(
    st.lists(
        st.sampled_from(["<", ">", '"', "“", "(", "@", "a", "a.", " ", ",", "|", "-", "mailto:"])
    )
    .map("".join)
    .filter(bool)
)
def test_whatever_is_typed_is_read_in_no_time(piece: str) -> None:
    """A text made to make the reader look back takes no longer than any other."""
    typed = (piece * 3_000)[:3_000]

    began = process_time()
    parse_addresses(typed)

    assert process_time() - began < 0.5


@pytest.mark.parametrize("piece", ["<a", "'@", "a<", '"', "(", "_@"])
def test_a_line_of_a_megabyte_takes_no_longer_than_its_length_says(piece: str) -> None:
    """A file may hold one: what looks at the whole line for each sign would take half a minute."""
    typed = "a@ " + piece * (1_000_000 // len(piece) // (4 if piece == "a<" else 1))

    began = process_time()
    parse_addresses(typed)

    assert process_time() - began < 10


SEVERAL = "ada@acme.example", "ben@acme.example"


@pytest.mark.parametrize("between", ["/", "|", "&", "+", "–", "—", "•", " / ", "`/`", ")/(", ")–("])
def test_several_in_a_word_are_parted_as_people_part_them(between: str) -> None:
    """With what clings to each of them."""
    opening = between[-1] if between[-1] in "(`" else ""
    closing = between[0] if between[0] in ")`" else ""

    word = f"{opening}{SEVERAL[0]}{between}{SEVERAL[1]}{closing}"

    assert parse_addresses(word) == (SEVERAL, ())


@pytest.mark.parametrize(
    "word",
    [
        "mailto:ada@acme.example?cc=ben@acme.example",
        "mailto:ada@acme.example?ben@acme.example",
        "acme.example/user?a=ada@acme.example&b=ben@acme.example",
        "ada@acme.example&b=ben@acme.example",
        "ada@acme.example/list/ben@acme.example",
        "ada@acme.example#ben@acme.example",
        "ada@acme.example:secret@host.example",
        "https://acme.example/ada@acme.example/ben@acme.example",
    ],
)
def test_a_link_that_holds_addresses_names_nobody(word: str) -> None:
    """It is told as it was typed: whoever is only in its query was not asked for."""
    assert addresses_in(word) == ()
    assert parse_addresses(word) == ((), (Malformed(1, word),))


def test_a_malformed_address_is_quoted_with_its_line() -> None:
    """As typed, so that people find it; lines count from 1, empty ones too."""
    good, bad = parse_addresses("ada@acme.example\n\nBen@acme, cy@acme.example\n  dora \n")

    assert good == ("ada@acme.example", "cy@acme.example")
    assert bad == (Malformed(3, "Ben@acme"), Malformed(4, "dora"))


def test_nothing_typed_is_nothing() -> None:
    """An empty field is no fault."""
    assert parse_addresses("") == ((), ())
    assert parse_addresses(" \n,;\n") == ((), ())


@PROPERTY
@given(st.text() | st.from_regex(r"[\w.&-]+@[\w-]+\.[\w]+", fullmatch=True))
def test_whoever_is_on_record_is_looked_up(typed: str) -> None:
    """However the address is written: else somebody who is connected would be planned again."""
    assert normalised(typed) in (None, looked_up_as(typed))
