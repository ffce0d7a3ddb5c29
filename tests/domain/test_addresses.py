"""E-mail addresses as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import LONGEST, Malformed, normalised, parse_addresses
from tests.domain.properties import PROPERTY

WORD = st.from_regex(r"[a-z][a-z0-9._+-]{0,12}[a-z0-9]", fullmatch=True).filter(
    lambda word: ".." not in word
)
ADDRESS = st.builds("{}@{}.example".format, WORD, st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True))
SEPARATOR = st.sampled_from([",", ";", " ", "\n", ", ", ";\n", "\t", "\r\n", "\n\n", " , "])


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
@given(st.lists(st.tuples(ADDRESS, SEPARATOR), max_size=12))
def test_addresses_come_back_in_their_order_whatever_parts_them(
    given_: list[tuple[str, str]],
) -> None:
    """Commas, semicolons, spaces, tabs and lines; who is twice in it stays twice."""
    typed = "".join(address + separator for address, separator in given_)

    good, bad = parse_addresses(typed)

    assert good == tuple(address for address, _ in given_)
    assert bad == ()


@PROPERTY
@given(st.text())
def test_a_kept_address_is_its_own_normal_form(typed: str) -> None:
    """Otherwise one person could be connected twice."""
    good, _ = parse_addresses(typed)

    assert all(normalised(address) == address for address in good)


@PROPERTY
@given(st.text(alphabet=st.sampled_from("ab@.,; \n<>")))
def test_nothing_that_was_typed_is_lost(typed: str) -> None:
    """Each word is an address or a fault."""
    good, bad = parse_addresses(typed)

    words = typed.replace(",", " ").replace(";", " ").split()
    assert sorted([*good, *(one.typed for one in bad)]) == sorted(words)


def test_a_malformed_address_is_quoted_with_its_line() -> None:
    """As typed, so that people find it; lines count from 1, empty ones too."""
    good, bad = parse_addresses("ada@acme.example\n\nBen@acme, cy@acme.example\n  dora \n")

    assert good == ("ada@acme.example", "cy@acme.example")
    assert bad == (Malformed(3, "Ben@acme"), Malformed(4, "dora"))


def test_nothing_typed_is_nothing() -> None:
    """An empty field is no fault."""
    assert parse_addresses("") == ((), ())
    assert parse_addresses(" \n,;\n") == ((), ())
