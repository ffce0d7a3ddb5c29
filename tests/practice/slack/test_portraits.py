"""Everybody's picture."""

from xml.etree import ElementTree

import pytest

from practice.slack import SlackStandIn
from practice.slack.portraits import initials_of, portrait

from .conftest import Api, Json

SIZES = ("image_24", "image_32", "image_48", "image_72", "image_192", "image_512")


async def profiles(api: Api, user_id: str) -> list[Json]:
    """Of this person, from every method that shows one."""
    info = (await api("users.info", user=user_id))["user"]
    listed = (await api("users.list"))["members"]
    found = [info, *(user for user in listed if user["id"] == user_id)]
    if "email" in info["profile"]:
        found.append((await api("users.lookupByEmail", email=info["profile"]["email"]))["user"])
    return [user["profile"] for user in found]


@pytest.mark.parametrize(
    ("user_id", "shown"), [("U_MARA", 3), ("U_GONE", 2), ("U_ROBOT", 2), ("U_STRANGER", 1)]
)
async def test_everybody_has_a_picture_that_can_be_fetched(
    api: Api, slack: SlackStandIn, user_id: str, shown: int
) -> None:
    """In each size, from practice itself and from nowhere else, without a token."""
    found = await profiles(api, user_id)

    urls = {profile[size] for profile in found for size in SIZES}
    (url,) = urls
    assert len(found) == shown
    assert url.startswith(f"{slack.state.base_url}/")
    async with api.session.get(url) as answer:
        assert (answer.status, answer.content_type) == (200, "image/svg+xml")
        assert ElementTree.fromstring(await answer.text()).tag.endswith("svg")


async def test_nobody_has_no_picture(api: Api, slack: SlackStandIn) -> None:
    async with api.session.get(f"{slack.state.base_url}/people/U_NOBODY.svg") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mara Lind", "ML"), ("Ana de la Cruz", "AC"), ("gone", "g"), ("", ""), ("Élodie Œil", "ÉŒ")],
)
def test_a_picture_has_the_initials_of_the_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_a_sign_in_a_name_is_a_letter_of_the_picture() -> None:
    drawing = ElementTree.fromstring(portrait("U_1", "<b> &c"))

    assert [text.text for text in drawing.iter() if text.text] == ["<&"]
