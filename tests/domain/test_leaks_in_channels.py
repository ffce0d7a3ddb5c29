"""The leak guard over what a company writes: it hears all of a channel, so it must be rare."""

from typing import Final

import pytest

from bot.domain.leaks import leaked_in
from tests.domain.channel_corpus import channel_chat, channel_leaks

C: Final = "0000cafe-0000-4000-8000-00000000cafe"
S: Final = "canary0" * 4 + "cana"
HEX: Final = "0f" * 12 + "a1b2c3d4"
M: Final = "123-ABC-456"


def test_what_people_write_in_channels_raises_no_alarm() -> None:
    """Fewer than one in 1,000. As first written, 16 of these 2,010 did; see below for what."""
    messages = list(channel_chat())

    alarms = [message for message in messages if leaked_in(message)]

    assert len(set(messages)) >= 1_950
    assert len(alarms) < 0.001 * len(messages), alarms


def test_secrets_in_the_middle_of_a_conversation_are_caught() -> None:
    """98 in 100, alone and between other words. As first written, 4 of these 318 were missed."""
    written = list(channel_leaks())

    missed = [form for form, message in written if not leaked_in(message)]

    assert len({form for form, _ in written}) >= 150
    assert len(missed) <= 0.02 * len(written), missed


TEAMS: Final = (
    f"https://teams.example/0?context=%7b%22Tid%22%3a%22{C}%22%2c%22Oid%22%3a%22{C}%22%7d"
)


@pytest.mark.parametrize(
    ("leak", "neighbour"),
    [
        (f"client {HEX} {M}", f"client md5sum {HEX} {M}"),
        (f"client {HEX} {M}", f"somme de contrôle {HEX} client {M}"),
        (
            f"client id: {C}",
            f"client id: ask in {TEAMS}",
        ),  # its signs are encoded: still one address
        (f"{C}\n^ client id", f"{C}\nnow the client id"),  # what points up, not what follows
        (f"where is the client id?\n{C}", f"where is the client id?\nUUIDs of the rows: {C}"),
        (f"{M}\nid {C}", f"{M}\nGET /accounts/{C} 504"),
        (f"{M}\n- `{C}`", f"{M}\nla tâche {C} a échoué"),
        (f"l'identifiant client ?\n{C}", f"l'identifiant client ?\nrequest_id={C} 200"),
        (f"ok\nclient id is {C}", f"client id\nSELECT * FROM leads WHERE row = '{C}'"),
    ],
)
def test_what_the_first_run_taught(leak: str, neighbour: str) -> None:
    """Each pair is a rule that this corpus brought: what parts them makes the difference."""
    assert leaked_in(leak)
    assert not leaked_in(neighbour)
