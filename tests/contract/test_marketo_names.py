"""Our names for Marketo's things are those of Adobe's own API files (samples/marketo)."""

import json
from pathlib import Path
from typing import Any

from bot.domain.credentials import CredentialField
from bot.domain.munchkin import EXAMPLE, parse_munchkin_id

SAMPLES = Path(__file__).parent / "samples" / "marketo"


def swagger(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / f"swagger-{name}.json").read_text())
    return loaded


def test_the_pair_that_is_handed_over_is_what_marketo_asks_for() -> None:
    """Client ID and Client Secret carry the names of the identity endpoint's parameters."""
    token = swagger("identity")["paths"]["/identity/oauth/token"]["get"]

    asked = {parameter["name"] for parameter in token["parameters"]}

    assert {CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET} <= asked


def test_a_workspace_is_known_to_people_by_its_name() -> None:
    """The list holds what Marketo calls `name`, which is text."""
    workspace = swagger("user")["definitions"]["ResponseOfWorkspace"]

    properties = workspace.get("properties") or workspace["items"]["properties"]

    assert "string" in json.dumps(properties["name"])


def test_a_person_is_known_to_marketo_by_an_address() -> None:
    """People of a run are told apart by e-mail address, as in Marketo's user list."""
    assert '"emailAddress"' in json.dumps(swagger("user")["definitions"])


def test_the_example_of_a_munchkin_id_is_one() -> None:
    """What an error shows as good is accepted."""
    assert parse_munchkin_id(EXAMPLE) == EXAMPLE
