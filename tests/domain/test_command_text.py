"""What is typed behind `/salesconnect` means the same, escaped by Slack or not."""

import pytest

from bot.domain.addresses import parse_addresses
from bot.domain.audit_filter import understood
from bot.domain.command_text import read_command
from bot.domain.credentials import looks_like_a_secret

SECRET = "Zx81kQ0pLm2vN7tRb4cW9yHd3fGj6sKa"
ANN, TOM = "ann@acme.example", "tom@acme.example"


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("status R&amp;D &lt;EMEA&gt;", "status R&D <EMEA>"),
        ("audit <@U0MARA|mara>", "audit @mara"),
        ("audit <@U0MARA>", "audit @U0MARA"),
        ("status <#C0INVITES|sales-invites>", "status #sales-invites"),
        ("status <http://acme.example|acme.example>", "status acme.example"),
        ("see <https://acme.example/a?b=1&amp;c=2>", "see https://acme.example/a?b=1&c=2"),
        (f"invite <mailto:{ANN}|{ANN}>", f"invite {ANN}"),
        (f"invite <mailto:{ANN}>", f"invite {ANN}"),
        ("invite <!subteam^S0LEADS|@leads>", "invite @leads"),
        (f"invite Tom New &lt;<mailto:{TOM}|{TOM}>&gt;", f"invite Tom New <{TOM}>"),
    ],
)
def test_what_slack_escaped_reads_as_it_was_typed(escaped: str, plain: str) -> None:
    """And what it did not escape stays as it is."""
    assert read_command(escaped).plain == plain
    assert read_command(plain).plain == plain


def test_the_word_is_the_first_whatever_follows() -> None:
    assert read_command("  INVITE <@U0MARA|mara> ").word == "invite"
    assert read_command("<@U0MARA|mara lind> invite").word == "@mara"
    assert read_command("").word == ""


@pytest.mark.parametrize(
    ("text", "people", "names", "addresses"),
    [
        (f"invite <@U0ELIF|elif> <mailto:{ANN}|{ANN}>", ("U0ELIF",), (), (ANN,)),
        (f"invite @elif, {ANN}", (), ("@elif",), (ANN,)),
        ("invite <@U0ELIF|elif demir>", ("U0ELIF",), (), ()),
        (f"invite Tom New <{TOM}>, Ann &lt;{ANN}&gt;", (), (), (TOM, ANN)),
        ("invite <!here> <!subteam^S0LEADS|@leads>", (), ("@here", "@leads"), ()),
        (f"sandbox <@U0TOM|tom> <mailto:{TOM}|Tom>", ("U0TOM",), (), (TOM,)),
    ],
)
def test_people_names_and_addresses_are_told_apart(
    text: str, people: tuple[str, ...], names: tuple[str, ...], addresses: tuple[str, ...]
) -> None:
    """A bare name is nobody's address, and nobody knows whose it is."""
    read = read_command(text)

    assert (read.people, read.names) == (people, names)
    assert parse_addresses(read.rest) == (addresses, ())


def test_a_filter_of_the_audit_finds_who_is_mentioned() -> None:
    """Also where their name has a space."""
    found = understood(read_command("audit <@U0MARA|mara lind> credentials").words[1:])

    assert (found.only.who, found.unknown) == ("U0MARA", False)


@pytest.mark.parametrize(
    "text",
    [
        f"credentials {SECRET}",
        f"credentials client&amp;secret {SECRET}",
        "invite <https://acme.example/?client_secret=hush|acme.example>",
        f"invite <http://acme.example/{SECRET}|acme.example/{SECRET}>",
        "credentials client secret: &lt;hush&gt;",
    ],
)
def test_a_secret_is_one_in_either_form(text: str) -> None:
    """Behind the label of a link, too."""
    assert any(map(looks_like_a_secret, read_command(text).readings))


@pytest.mark.parametrize(
    "text", [f"invite <@U0MARA123456|mara> <mailto:{ANN}|{ANN}>", "audit <#C0123456789|sales>"]
)
def test_what_slack_adds_is_no_secret(text: str) -> None:
    """Ids are not long enough."""
    assert not any(map(looks_like_a_secret, read_command(text).readings))
