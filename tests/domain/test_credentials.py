"""The three values: nothing trimmed in silence, nothing of them ever said."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commands import HandOver
from bot.domain.credentials import (
    LONGEST,
    CredentialField,
    Credentials,
    FieldFault,
    looks_like_a_secret,
    parse_credentials,
)
from bot.domain.outcome import Outcome
from bot.domain.refusals import NotNow
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from bot.domain.stray_characters import StrayCharacter, StrayKind
from tests.domain.builders import CREDENTIALS, MARA, RULES, RUN_AT, SETUP_ID, SOL, a_setup
from tests.domain.properties import PROPERTY

GOOD: Final = {
    CredentialField.MUNCHKIN_ID: "123-ABC-456",
    CredentialField.CLIENT_ID: "canary-client-id",
    CredentialField.CLIENT_SECRET: "canary-client-secret",
}
SIGNS: Final = " \t\n\u00a0\u200b\u202f\u0301\u3164“’«\x00\x1f\U000e0100"

FIELD = st.sampled_from(list(CredentialField))
POSITION = st.integers(min_value=0, max_value=30)
# Good ones among others, or nothing would ever be taken.
MUNCHKIN_IDS = st.from_regex(r"[0-9]{3}-[A-Za-z]{3}-[0-9]{3}", fullmatch=True) | st.text()


def inserted(field: CredentialField, position: int, char: str) -> dict[CredentialField, str]:
    value = GOOD[field]
    at = position % (len(value) + 1)
    return {**GOOD, field: value[:at] + char + value[at:]}


def test_three_good_values_are_credentials() -> None:
    """Kept as typed; only the Munchkin ID's case is settled."""
    parsed = parse_credentials({**GOOD, CredentialField.MUNCHKIN_ID: "123-abc-456"})

    assert parsed == CREDENTIALS
    assert {field: CREDENTIALS.value(field) for field in CredentialField} == GOOD


@PROPERTY
@given(FIELD, POSITION, st.sampled_from(SIGNS))
def test_a_character_that_came_along_is_a_fault_of_its_field(
    field: CredentialField, position: int, char: str
) -> None:
    """Leading, trailing or inside: Marketo refuses it, so it is named and never trimmed."""
    at = position % (len(GOOD[field]) + 1)

    faults = parse_credentials(inserted(field, position, char))

    assert isinstance(faults, dict)
    assert list(faults) == [field]
    stray = faults[field]
    assert isinstance(stray, StrayCharacter)
    assert (chr(stray.codepoint), stray.position, stray.of) == (char, at + 1, len(GOOD[field]) + 1)


@pytest.mark.parametrize("field", CredentialField)
def test_an_empty_field_is_missing(field: CredentialField) -> None:
    """Whether it came empty or not at all."""
    absent = {other: value for other, value in GOOD.items() if other is not field}

    assert parse_credentials({**GOOD, field: ""}) == {field: FieldFault.MISSING}
    assert parse_credentials(absent) == {field: FieldFault.MISSING}


@pytest.mark.parametrize("field", [CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET])
def test_a_value_has_an_end(field: CredentialField) -> None:
    """200 characters, and not one more."""
    assert isinstance(parse_credentials({**GOOD, field: "c" * LONGEST}), Credentials)
    assert parse_credentials({**GOOD, field: "c" * (LONGEST + 1)}) == {field: FieldFault.TOO_LONG}


def test_every_field_has_its_own_fault() -> None:
    """All are said at once."""
    parsed = parse_credentials(
        {
            CredentialField.MUNCHKIN_ID: "123-ABC",
            CredentialField.CLIENT_ID: "canary id",
            CredentialField.CLIENT_SECRET: "",
        }
    )

    assert parsed == {
        CredentialField.MUNCHKIN_ID: FieldFault.NOT_A_MUNCHKIN_ID,
        CredentialField.CLIENT_ID: StrayCharacter(StrayKind.SPACE, 0x20, 7, 9),
        CredentialField.CLIENT_SECRET: FieldFault.MISSING,
    }


@PROPERTY
@given(MUNCHKIN_IDS, st.text(), st.text())
def test_whatever_is_typed_is_taken_as_typed_or_faulted(
    munchkin_id: str, client_id: str, client_secret: str
) -> None:
    """No text is an exception; what is taken is what was typed, the Munchkin ID in capitals."""
    parsed = parse_credentials(
        {
            CredentialField.MUNCHKIN_ID: munchkin_id,
            CredentialField.CLIENT_ID: client_id,
            CredentialField.CLIENT_SECRET: client_secret,
        }
    )

    if isinstance(parsed, Credentials):
        assert (parsed.client_id, parsed.client_secret) == (client_id, client_secret)
        assert parsed.munchkin_id == munchkin_id.upper()
    else:
        assert parsed


@PROPERTY
@given(FIELD, POSITION, st.sampled_from(SIGNS))
def test_no_fault_holds_a_value(field: CredentialField, position: int, char: str) -> None:
    """Faults are shown, logged and compared: they say what is wrong, never with what."""
    said = repr(parse_credentials(inserted(field, position, char)))

    assert "canary" not in said
    assert "123-ABC" not in said


def test_nothing_that_carries_credentials_shows_them() -> None:
    """Neither the values, nor the command, nor the outcome that keeps them, nor a refusal."""
    command = HandOver(SETUP_ID, CREDENTIALS)
    outcome = decide(a_setup(), command, MARA, RUN_AT, RULES)
    refusal = decide(a_setup(), command, SOL, RUN_AT, RULES)
    late = decide(a_setup(Stage.DONE), command, MARA, RUN_AT, RULES)

    said = f"{CREDENTIALS!r} {CREDENTIALS} {command!r} {outcome!r} {refusal!r} {late!r}"

    assert isinstance(outcome, Outcome)
    assert isinstance(late, NotNow)
    assert "***" in said
    assert not any(value in said for value in GOOD.values())


def test_no_exception_of_theirs_shows_them() -> None:
    """A careless assignment says what it could not set, not to what."""
    with pytest.raises(AttributeError) as raised:
        CREDENTIALS.client_secret = "canary-other"  # type: ignore[misc]

    assert "canary" not in str(raised.value)


def test_the_state_that_is_kept_holds_no_value() -> None:
    """They go into the vault; a setup and its effects are stored in clear."""
    outcome = decide(a_setup(), HandOver(SETUP_ID, CREDENTIALS), MARA, RUN_AT, RULES)

    assert isinstance(outcome, Outcome)
    written = outcome.state.model_dump_json() + "".join(
        due.effect.model_dump_json() for due in outcome.effects
    )
    assert outcome.keep is CREDENTIALS
    assert not any(value in written for value in GOOD.values())


@pytest.mark.parametrize(
    "words",
    [
        "credentials 00000000-0000-4000-8000-00000000cafe",
        "credentials 00000000-0000-4000-8000-00000000CAFE please",
        "credentials canary0canary0canary0canary0can0",
        "CANARY0CANARY0CANARY0CANARY0CAN0",
        "hand over id=x secret=canary0canary0canary0",
        "credentials client_secret=canary",
        "credentials Client Secret: canary",
        "credentials client-secret is canary",
        "invite ada@acme.example,canary0canary0canary0canary0can0",
        "credentials canarycanarycanarycanarycanaryca",
    ],
)
def test_a_secret_among_the_words_is_noticed(words: str) -> None:
    """Slack keeps what is typed after a command: people must delete and rotate."""
    assert looks_like_a_secret(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "provision",
        "setup",
        "status",
        "connected",
        "credentials",
        "disconnect",
        "invite a@x.com, b@x.com",
        "invite ada.brook@acme.example; ben2@acme.example cy-3@sub.acme-corp.example",
        "invite christophermontgomery1@acme.example",
        "provision 123-ABC-456",
        "wher are my users?",
        "how long do I have to wait before I can connect 250 salespeople?",
        "can one person have the workspaces Europe 2026 and America 2026",
        "où est mon administrateur Sales Connect ?",
        "combien de temps faut-il attendre, 10 minutes ou plus ?",
        "anticonstitutionnellement",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "canarycanarycanarycanarycanaryc",  # one letter less than a Client Secret usually has
        "canarycanarycanarycanarycanarycan",  # and one more
        "https://acme.example.com/a/page/about/sales-connect",
    ],
)
def test_ordinary_words_are_no_secret(words: str) -> None:
    """Subcommands, addresses, questions: a false alarm would make people rotate for nothing."""
    assert not looks_like_a_secret(words)


@pytest.mark.parametrize(
    "words", ["where do I find the Client Secret?", "où trouver le Client Secret ?"]
)
def test_asking_for_a_secret_is_not_telling_it(words: str) -> None:
    """The most usual question of the whole job (domain.md, part 5)."""
    assert not looks_like_a_secret(words)
