"""Everybody's picture: their initials on a colour of their own, drawn and served by practice."""

from collections.abc import Mapping
from typing import Final, Protocol
from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

SIZES: Final = (24, 32, 48, 72, 192, 512)
"""Pixels of Slack's `image_…`; one drawing serves them all."""
PORTRAIT: Final = "/people/{user_id}.svg"

# The colour is that of the page's own avatars: `.avatar` in app.css.
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72">'
    '<rect width="72" height="72" fill="oklch(45% .09 {hue})"/>'
    '<text x="36" y="36" dy=".36em" text-anchor="middle" fill="#fff" font-size="28"'
    ' font-weight="700" font-family="system-ui, sans-serif">{initials}</text></svg>'
)


class Named(Protocol):
    real_name: str


class Portraits:
    """For whoever asks, as Slack's own pictures are. `people`: by user id."""

    def __init__(self, people: Mapping[str, Named]) -> None:
        self._people = people

    async def __call__(self, request: Request) -> Response:
        user_id = request.path_params["user_id"]
        person = self._people.get(user_id)
        if person is None:
            return PlainTextResponse("nobody", 404)
        return Response(portrait(user_id, person.real_name), media_type="image/svg+xml")


def portrait(user_id: str, name: str) -> str:
    """As SVG."""
    return _SVG.format(hue=hue_of(user_id), initials=escape(initials_of(name)))


def portrait_urls(base_url: str, user_id: str) -> dict[str, str]:
    """`image_24` to `image_512`, as profiles hold them."""
    url = base_url + PORTRAIT.format(user_id=quote(user_id, safe=""))
    return {f"image_{size}": url for size in SIZES}


def initials_of(name: str) -> str:
    """Of its first and its last word; of a single word the first letter."""
    first, *others = name.split() or [""]
    return first[:1] + "".join(others[-1:])[:1]


def hue_of(user_id: str) -> int:
    """Degrees on the colour wheel: the same for the same person."""
    return sum(map(ord, user_id)) * 47 % 360
