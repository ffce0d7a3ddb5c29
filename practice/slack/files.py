"""The HTTP side of files: where the bot fetches them, and where it uploads its own."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from practice.slack.arguments import token_of
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.state import State
from practice.slack.stored_files import StoredFile

LOG_IN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


class Files:
    """Without a bot token that may read files, the answer is a log-in page with status 200."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, user_id: str, name: str, content: bytes) -> Json:
        """One that a person put into a form."""
        state = self._state
        team_id = state.users[user_id].team_id
        file = StoredFile(state.ids.next("F"), name, user_id, team_id, content)
        state.files[file.id] = file
        return file.as_json(state.base_url, with_shares=False)

    async def __call__(self, request: Request) -> Response:
        try:
            caller = self._state.caller(token_of(request, {}))
        except ApiError:
            return HTMLResponse(LOG_IN_PAGE)
        if caller.is_app_level or "files:read" not in self._state.scopes:
            return HTMLResponse(LOG_IN_PAGE)
        file = self._state.files.get(request.path_params["file_id"])
        if file is None or file.content is None or file.team_id not in caller.team_ids:
            return HTMLResponse("<!DOCTYPE html><title>Not found</title>", 404)
        return Response(file.content, media_type="application/octet-stream")

    async def upload(self, request: Request) -> Response:
        """
        The POST to an `upload_url`: raw bytes or a form with one file; it needs no token.

        † A size other than the one announced is refused, and so is a second upload.
        """
        file = next((f for f in self._state.files.values() if f.ticket == _ticket(request)), None)
        if file is None or file.content is not None:
            return PlainTextResponse("not found", 404)
        content = await _content(request)
        if len(content) != file.length:
            return PlainTextResponse("the size is not the one announced", 400)
        file.content = content
        return PlainTextResponse(f"OK - {len(content)}")


def _ticket(request: Request) -> str:
    return str(request.path_params["ticket"])


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for value in form.values():
            if isinstance(value, UploadFile):
                return await value.read()
    return b""
