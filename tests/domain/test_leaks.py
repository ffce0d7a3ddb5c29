"""What gives a secret of Marketo's away, and what only looks so."""

from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.leaks import is_bare, leaked_in
from tests.domain.leak_corpus import leaks, ordinary
from tests.domain.properties import PROPERTY

LONGEST_MESSAGE: Final = 40_000  # characters that Slack lets a person send
C: Final = "0000cafe-0000-4000-8000-00000000cafe"
S: Final = "canary0" * 4 + "cana"
SHORT: Final = "canary0" * 3  # too short to be told without a label
HEX: Final = "0f" * 12 + "a1b2c3d4"
COMMIT: Final = "c0ffee0bad" * 4
M: Final = "123-ABC-456"


def test_nearly_every_leak_is_caught() -> None:
    """98 in 100, of each form as it stands and of what phones and pages make of it."""
    written = list(leaks())

    missed = [form for form, message in written if not leaked_in(message)]

    assert len({form for form, _ in written}) >= 150
    assert len(written) >= 600
    assert len(missed) <= 0.02 * len(written), missed


def test_ordinary_messages_raise_no_alarm() -> None:
    """Fewer than one in 1,000, hard ones among them: who is warned for nothing stops reading."""
    messages = list(ordinary())

    alarms = [message for message in messages if leaked_in(message)]

    assert len(set(messages)) >= 5_300
    assert len(alarms) < 0.001 * len(messages), alarms


@pytest.mark.parametrize(
    ("leak", "neighbour"),
    [
        (f"client secret: {S}", f"client: {S[:20]}"),  # the label
        ("client secret: hunter2", "client secret: hunter"),  # a digit
        ("client_secret=canary", "client_secret=rotated"),  # an unknown word
        ("client_secret=canary", "client secret: canary"),  # the sign
        ("client_secret=canary", "client_secret=Thomas"),  # no name
        ("client_secret=canary0", "client_secret=20261126"),  # no date
        (f"secret: {SHORT}", f"secret sauce: {SHORT}"),
        (f"the client secret: as I said, {SHORT}", f"the client: as I said, {SHORT}"),
        (f"mask the client secret {SHORT}", f"mask the client secret {COMMIT}"),
        (f"client_secret={S}", "client_secret=YOUR_CLIENT_SECRET"),  # no placeholder
        ("client secret: canary0canary", "client secret: {canary0canary}"),  # no variable
        ("client secret: canary0canary", "client secret: canary0canary.vault"),  # no name of code
        ("client secret is canary0canary", "client secret canary0canary"),  # said to be one
        ("client secret: canary0", "client secret: SALES-1234"),  # no ticket
        ("client secret: canary0", "client secret: 2026-11-26T10h"),  # no date
        ("client secret: a32characters", "client secret: 32characters"),  # no length
        (f"{S} is the secret", f"{S} is the order"),  # what it is called
        (f"Marketo: {S}", f"hello: {S}"),
        (f"Marketo {S}", f"Marketo lead {S}"),
        (f"Marketo {S}", f"https://acme.example/Marketo/{S}"),  # in an address
        (f"Marketo {S}", f"Marketo {S}@acme.example"),
        (f"{M} {'canary' * 6}", f"{M} {'z' * 36}"),  # a cry
        (f"{M} {'canary' * 6}", f"{M} {'12345678' * 4}"),  # a number
        (f"{S} in {M}", f"{S} {'and so on ' * 9} in {M}"),  # beside it
        (f"Marketo {S}", f"Marketo {S}/{S}+{S}"),  # a picture
        (f"Marketo {HEX}", f"Marketo {COMMIT}"),  # of a commit's length
        (f"{M} {HEX}", f"{M} md5 {HEX}"),  # called a hash
        (f"client id {C}", f"client {C}"),
        (f"client id {C}", f"client id page, request id {C}"),
        (f"client_id={C}", f"https://sso.example/?client_id={C}"),
        (f"https://{M}.mktorest.com/identity?client_id={C}", f"https://sso.example/?client_id={C}"),
        (f"https://acme.example/?client_secret={S}", f"https://acme.example/?secret={S}"),
        (f"{M} {C}", C),  # two of the three
        (f"{C} {S}", f"{C} {HEX[:-1]}"),
        (f"{M}\n{C}", f"{C}\nthe sandbox is {M}"),  # above it, not in another matter below
        (f"client secret: {S}", "client secret: 👉"),
        (f"<client secret: {S}>", "<@U0ADA> client secret"),
        (f"client_secret={SHORT}.txt", "client_secret=settings7.txt"),
        (f"https://a.example/client-secret-{SHORT}", f"https://a.example/client-secret-{HEX}"),
        (f"client_secret_{S}.txt", "client_secret_rotation_guide_2026_11.txt"),
    ],
)
def test_a_leak_and_its_neighbour_that_is_none(leak: str, neighbour: str) -> None:
    """Each pair is a rule: what parts them is all that makes the difference."""
    assert leaked_in(leak)
    assert not leaked_in(neighbour)


@pytest.mark.parametrize(
    "disguised",
    [
        f"ｃｌｉｅｎｔ ｓｅｃｒｅｔ： {SHORT}",
        f"cli\u200bent sec\u00adret: {SHORT}",
        f"client\u00a0secret\u202f: {SHORT}",
        f"client secret: {SHORT[:9]}\u200b{SHORT[9:]}",
        f"Cle\u0301 secre\u0300te : {SHORT}",  # as a Mac names its files
        f"&lt;client secret: {SHORT}&gt;",
        f"<@client secret: {SHORT}>",
        f"client%5Fsecret%3D{SHORT}",
        f"client%255Fsecret%253D{SHORT}",
        f"client&nbsp;secret: {SHORT}",
        f"*client* `secret`: _{SHORT}_",
        f"client secret :lock: {SHORT}",
        f"client\n\n\n   secret\n\t:\n\n{' ' * 500}{SHORT}",
        C.replace("-", "–") + " client id",
        f"123–ABC–456\n{S}",
        f"{C[:9]}\n{C[9:]} client id",
    ],
)
def test_signs_and_markup_hide_no_leak(disguised: str) -> None:
    """What Slack, phones, pages and file systems do to a text."""
    assert leaked_in(disguised)


@PROPERTY
@given(st.text(), st.text())
def test_whatever_stands_around_a_leak_does_not_hide_it(before: str, after: str) -> None:
    """On lines of their own: no sign of theirs ends what is looked at."""
    assert leaked_in(f"{before}\nclient secret: {S}\n{after}")


PARTS = (
    *("client secret", "client id", "secret", "Marketo", M, C, S, HEX, "canary0canary0canary0"),
    *(":", "=", " ", "\n", "<", ">", "|", "_", "-", "/", ".", "@", "%25", "&amp;", "is", "\u200b"),
    *("data:a;base64,", "https://", "a", "é", "İ", "ﷺ", "\u0301", "(", "[", '"'),
)


@settings(PROPERTY, max_examples=50)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6))
def test_no_message_keeps_a_process_busy(parts: list[str]) -> None:
    """A piece of a leak over and over, in the longest message: linear, whatever it is."""
    piece = "".join(parts)
    text = (piece * (LONGEST_MESSAGE // len(piece) + 1))[:LONGEST_MESSAGE]

    begun = process_time()
    leaked_in(text)

    assert process_time() - begun < 0.25  # 20 ms on a quiet machine; quadratic takes minutes


def test_the_longest_message_is_read_in_time() -> None:
    """40,000 characters of ordinary chat, the best of three, and the leak at its end is seen."""
    chat = "\n".join(ordinary(700))[: LONGEST_MESSAGE - 50]
    spent = []
    for _ in range(3):
        begun = process_time()
        leaked_in(chat)
        spent.append(process_time() - begun)

    assert min(spent) < 0.05
    assert leaked_in(f"{chat}\nclient secret: {S}")


@pytest.mark.parametrize("text", [S, C, f" `{S}` ", C.upper(), f"{S}\n"])
def test_a_value_alone_is_what_was_to_be_typed(text: str) -> None:
    """In a direct message to the bot; with others it may be anything."""
    assert is_bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        M,
        HEX,
        COMMIT,
        SHORT,
        f"see {S}",
        "UNABLE_TO_LOCK_ROW",
        "https://x.example/" + S,
    ],
)
def test_another_word_alone_is_none(text: str) -> None:
    assert not is_bare(text)
