"""Files that people put into a `file_input`, and where the bot fetches them."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from practice.slack.arguments import token_of
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.state import State

LOG_IN_PAGE: Final = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


@dataclass(frozen=True, slots=True)
class StoredFile:
    id: str
    name: str
    content: bytes
    user_id: str

    def as_json(self, base_url: str) -> Json:
        url = f"{base_url}/files/{self.id}/{self.name}"
        return {
            "id": self.id,
            "created": 1_700_000_000,
            "timestamp": 1_700_000_000,
            "name": self.name,
            "title": self.name,
            "mimetype": "text/csv" if self.name.endswith(".csv") else "application/octet-stream",
            "filetype": self.name.rpartition(".")[2],
            "user": self.user_id,
            "size": len(self.content),
            "mode": "hosted",
            "is_external": False,
            "url_private": url,
            "url_private_download": url,
        }


class Files:
    """Without a bot token that may read files, the answer is a log-in page with status 200."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._files: dict[str, StoredFile] = {}

    def add(self, user_id: str, name: str, content: bytes) -> Json:
        file = StoredFile(self._state.ids.next("F"), name, content, user_id)
        self._files[file.id] = file
        return file.as_json(self._state.base_url)

    async def __call__(self, request: Request) -> Response:
        try:
            caller = self._state.caller(token_of(request, {}))
        except ApiError:
            return HTMLResponse(LOG_IN_PAGE)
        if caller.is_app_level or "files:read" not in self._state.scopes:
            return HTMLResponse(LOG_IN_PAGE)
        file = self._files.get(request.path_params["file_id"])
        if file is None:
            return HTMLResponse("<!DOCTYPE html><title>Not found</title>", 404)
        return Response(file.content, media_type="application/octet-stream")
