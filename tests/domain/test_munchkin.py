"""Munchkin IDs as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.munchkin import EXAMPLE, munchkin_id_in, parse_munchkin_id, with_other_dashes
from tests.domain.properties import PROPERTY

SHAPE = r"[0-9]{3}-[A-Za-z]{3}-[0-9]{3}"


@PROPERTY
@given(st.from_regex(SHAPE, fullmatch=True))
def test_any_case_is_taken_and_upper_case_is_kept(typed: str) -> None:
    """`123-abc-456` and `123-ABC-456` are the same account."""
    assert parse_munchkin_id(typed) == typed.upper()


def test_the_example_is_one() -> None:
    """What the fault shows as an example can be typed."""
    assert parse_munchkin_id(EXAMPLE) == EXAMPLE == "123-ABC-456"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123-ABC-45",
        "123-ABC-4567",
        "1234-ABC-456",
        "12-ABC-456",
        "123-AB-456",
        "123-ABCD-456",
        "123-A1C-456",
        "ABC-123-456",
        "123ABC456",
        "123_ABC_456",
        "123–ABC–456",  # with dashes that a phone makes of hyphens
        " 123-ABC-456",
        "123-ABC-456 ",
        "123-ABC-456\n",
        "123-ABC-456,123-ABC-457",
        "１２３-ABC-456",  # digits of full width
        "١٢٣-ABC-٤٥٦",
        "123-ÄBC-456",
    ],
)
def test_any_other_shape_is_none(typed: str) -> None:
    """Nothing is trimmed and nothing is guessed."""
    assert parse_munchkin_id(typed) is None


def test_letters_that_only_become_ascii_in_upper_case_are_none() -> None:
    """`ß` in upper case is `SS`: two letters that nobody typed."""
    typed = ("123-ßA-456", "123-ſbc-456", "123-ıbc-456", "123-ﬀi-456")

    assert [parse_munchkin_id(one) for one in typed] == [None] * 4


@PROPERTY
@given(st.text())
def test_whatever_is_taken_was_typed_so(typed: str) -> None:
    """What is kept differs from what was typed by its case alone."""
    parsed = parse_munchkin_id(typed)

    assert parsed is None or parsed.lower() == typed.lower()


@pytest.mark.parametrize(
    "address",
    [
        "123-abc-456.mktorest.com",
        "123-ABC-456.mktoweb.com",
        "123-ABC-456.mktoutil.com",
        "123-abc-456.mktorest.com:443/rest",
        "https://123-ABC-456.mktoresp.com/webevents/visitWebPage",
        "HTTPS://123-ABC-456.MKTOREST.COM/identity",
        "//123-abc-456.mktoresp.com",
        "https://someone@123-abc-456.mktorest.com/",
        "https://app.example.com/?munchkinId=123-ABC-456",
        "app.example.com/page?a=b&munchkinId=123-abc-456#top",
        "https://app.example.com/#MM0A1?munchkinId=123-ABC-456",
        "123-abc-456.mktorest.com/x?next=https://example.com",
        "https://123-abc-456.mktorest.com/?munchkinId=123-ABC-456",
    ],
)
def test_a_pasted_address_holds_its_munchkin_id(address: str) -> None:
    """As a label of the host or a value of the query, in any case; twice the same is one."""
    assert munchkin_id_in(address) == "123-ABC-456"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "https://app-sj01.marketo.com",
        "https://example.com/123-ABC-456",
        "x123-ABC-456.mktorest.com",
        "123-ABC-4567.mktorest.com",
        "123-ABC-456.123-ABC-457.example.com",
        "https://123-ABC-456.mktorest.com/?munchkinId=123-ABC-457",
        "123-AB\u212a-456.mktorest.com",  # the Kelvin sign, a k in lower case
        "１２３-ABC-456.mktorest.com",
        "http://[123-ABC-456.mktorest.com",
        "http://[::1]]/?munchkinId=x",
    ],
)
def test_an_address_without_exactly_one_holds_none(address: str) -> None:
    """Two of them would be a guess; an address that cannot be read is no exception."""
    assert munchkin_id_in(address) is None


@pytest.mark.parametrize(
    "typed",
    [
        "123–abc–456",
        "123\u2011ABC\u2011456",
        "123−ABC−456",
        "123 ABC 456",
        "123\u00a0ABC\u00a0456",
        "123-ABC–456",
    ],
)
def test_other_dashes_and_spaces_are_understood(typed: str) -> None:
    """What phones and editors make of hyphens, and what hands type for them."""
    assert with_other_dashes(typed) == "123-ABC-456"


@pytest.mark.parametrize(
    "typed", ["123-ABC-456", "123ABC456", "123_ABC_456", "123 - ABC - 456", " 123 ABC 456", "12 AB"]
)
def test_nothing_else_is_taken_for_dashes(typed: str) -> None:
    """A good one least of all: it needs no offer."""
    assert with_other_dashes(typed) is None


@PROPERTY
@given(st.text() | st.text(alphabet="/:[]@.?#&=%1a-", max_size=30))
def test_no_text_is_an_exception(typed: str) -> None:
    """Whatever is offered can be typed as it is offered."""
    for offered in (munchkin_id_in(typed), with_other_dashes(typed)):
        assert offered is None or parse_munchkin_id(offered) == offered
