"""The page's addresses: `/as/mara/sales-connect` is what Mara sees in the bot's DM."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from practice import company
from practice.bot_process import BotProcess
from practice.page import screens
from practice.page.acting import Acting
from practice.page.conversation import Spot
from practice.page.live import stream
from practice.page.looking import Looking
from practice.page.screens import DM
from practice.page.shown import Shown
from practice.page.templating import environment
from practice.slack import NotThere, PersonSeesTrouble
from practice.slack.messages import Json
from practice.slack.people import Channel, User
from practice.world import World

Wish: TypeAlias = Callable[[], Awaitable[None]]

TEN_MINUTES: Final = 600.0
THREE_DAYS: Final = 259_200.0
REGIONS: Final = (
    "who",
    "places",
    "main",
    "messages",
    "composer",
    "thread",
    "modal",
    "guide",
    "inspector",
    "clock",
    "notices",
)
FIRST: Final = company.BY_ID[company.MARKETO_ADMIN].handle


def page_routes(
    world: World, bot: BotProcess | None, start_over: Wish, met: Wish
) -> list[BaseRoute]:
    """To be mounted beside Slack's own. `met`: the bot is there, or has had its time."""
    page = _Page(world, bot, start_over, met)
    post = ["POST"]
    return [
        Route("/", page.front),
        Route("/be/{place}", page.be, methods=post),
        Route("/jump", page.jump, methods=post),
        Route("/start-over", page.start_over, methods=post),
        Route("/as/{who}/language", page.language, methods=post),
        Route("/as/{who}/options", page.options),
        Route("/as/{who}/press", page.press_in_message, methods=post),
        Route("/as/{who}/shortcut", page.shortcut, methods=post),
        Route("/as/{who}/say/{place}", page.say, methods=post),
        Route("/as/{who}/channel/{place}", page.change_channel, methods=post),
        Route("/as/{who}/view/{view}/press", page.press_in_view, methods=post),
        Route("/as/{who}/view/{view}/submit", page.submit, methods=post),
        Route("/as/{who}/view/{view}/close", page.close, methods=post),
        Route("/as/{who}/files/{file}", page.file),
        Route("/as/{who}", page.home_of),
        Route("/as/{who}/{place}", page.show),
        Route("/as/{who}/{place}/home", page.show_home),
        Route("/as/{who}/{place}/export.csv", page.export),
        Route("/as/{who}/{place}", page.screen, methods=post),
        Route("/live/as/{who}/{place}", page.live),
        Route("/live/as/{who}/{place}/home", page.live_home),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]


class _Page:
    def __init__(self, world: World, bot: BotProcess | None, start_over: Wish, met: Wish) -> None:
        self._world = world
        self._acting = Acting(world)
        self._looking = Looking(world, self._acting, bot)
        self._start_over = start_over
        self._met = met
        self._templates = environment()

    # Looking

    async def front(self, request: Request) -> Response:
        return RedirectResponse(f"/as/{FIRST}/{DM}", 303)

    async def home_of(self, request: Request) -> Response:
        user = self._user(request.path_params["who"])
        return RedirectResponse(f"/as/{user.name}/{DM}", 303)

    async def show(self, request: Request) -> Response:
        return await self._page(request, "messages")

    async def show_home(self, request: Request) -> Response:
        return await self._page(request, "home")

    async def live(self, request: Request) -> Response:
        return self._stream(request, "messages")

    async def live_home(self, request: Request) -> Response:
        return self._stream(request, "home")

    async def _page(self, request: Request, tab: str) -> Response:
        user, spot = self._where(request, tab)
        await self._met()
        if spot.place == DM:
            self._acting.open_app(user, tab)
        shown = self._looking.shown(user, spot, window=None)
        self._acting.desk(user).screen_words = None
        return HTMLResponse(self._templates.get_template("page.html").render(shown=shown))

    def _stream(self, request: Request, tab: str) -> Response:
        user, spot = self._where(request, tab)
        window = request.query_params.get("window")

        def draw() -> dict[str, str] | None:
            now = self._world.user(user.name)  # another one once they began again
            if now is None or not self._is_there(now, spot):
                return None
            shown = self._looking.shown(now, spot, window)
            return {f"region-{name}": self._region(name, shown) for name in REGIONS}

        server = self._world.slack.server
        return StreamingResponse(
            stream(draw, self._world.slack.state, server.stopping, f"/as/{user.name}/{DM}"),
            media_type="text/event-stream",
        )

    def _region(self, name: str, shown: Shown) -> str:
        return self._templates.get_template(f"parts/{name}.html").render(shown=shown)

    # Acting

    async def be(self, request: Request) -> Response:
        async with request.form() as form:
            user = self._user(str(form.get("who", "")))
        place = request.path_params["place"]
        if place not in screens.SCREENS and self._looking.channel(user, place) is None:
            place = DM
        return self._go(request, f"/as/{user.name}/{place}")

    async def language(self, request: Request) -> Response:
        user = self._acts(request)
        async with request.form() as form:
            locale = "fr-FR" if str(form.get("language", "")).startswith("fr") else "en-US"
        await self._acting.speak(user, locale)
        return self._done(request, user)

    async def jump(self, request: Request) -> Response:
        async with request.form() as form:
            to = form.get("to")
        match to:
            case "morning":
                self._world.clock.jump_to_the_next_morning(ZoneInfo(company.TIME_ZONE))
            case "three-days":
                self._world.clock.jump(THREE_DAYS)
            case _:
                self._world.clock.jump(TEN_MINUTES)
        return self._done(request, None)

    async def start_over(self, request: Request) -> Response:
        await self._start_over()
        self._acting.forget()
        return self._go(request, "/")

    async def say(self, request: Request) -> Response:
        user = self._acts(request)
        channel = self._channel(user, request.path_params["place"])
        async with request.form() as form:
            text = str(form.get("text", ""))
        thread = request.query_params.get("thread")
        await self._acting.say(user, channel, text, thread)
        return self._done(request, user)

    async def shortcut(self, request: Request) -> Response:
        user = self._acts(request)
        async with request.form() as form:
            at, callback_id = str(form.get("at", "")), str(form.get("shortcut", ""))
        await self._acting.shortcut(user, at, callback_id)
        return self._done(request, user)

    async def change_channel(self, request: Request) -> Response:
        user = self._acts(request)
        channel = self._channel(user, request.path_params["place"])
        async with request.form() as form:
            do = str(form.get("do", ""))
        await self._acting.change_channel(user, channel, do)
        return self._done(request, user)

    async def press_in_message(self, request: Request) -> Response:
        user = self._acts(request)
        async with request.form() as form:
            at, pressed = str(form.get("at", "")), str(form.get("press", ""))
            await self._acting.press(user, at, pressed, form)
        return self._done(request, user)

    async def press_in_view(self, request: Request) -> Response:
        user = self._acts(request)
        async with request.form() as form:
            view, pressed = request.path_params["view"], str(form.get("press", ""))
            await self._acting.press(user, view, pressed, form)
        return self._done(request, user)

    async def submit(self, request: Request) -> Response:
        user = self._acts(request)
        async with request.form() as form:
            await self._acting.submit(user, request.path_params["view"], form)
        return self._done(request, user)

    async def close(self, request: Request) -> Response:
        user = self._acts(request)
        async with request.form() as form:
            all_ = bool(form.get("all"))
        await self._acting.close(user, request.path_params["view"], all_=all_)
        return self._done(request, user)

    async def options(self, request: Request) -> Response:
        """As JSON, for the script of external selects."""
        user = self._user(request.path_params["who"])
        asked = request.query_params
        try:
            found = await self._acting.options(
                user,
                asked.get("place", ""),
                unquote(asked.get("block", "")),
                unquote(asked.get("action", "")),
                asked.get("q", ""),
            )
        except (NotThere, PersonSeesTrouble) as trouble:
            return JSONResponse({"trouble": str(trouble)})
        return JSONResponse([_option(option) for option in found])

    async def file(self, request: Request) -> Response:
        user = self._user(request.path_params["who"])
        file = self._acting.download(user, request.path_params["file"])
        if file is None:
            raise HTTPException(404, "no such file")
        return _attached(file.name, file.content or b"", "application/octet-stream")

    async def export(self, request: Request) -> Response:
        user, place = self._user(request.path_params["who"]), request.path_params["place"]
        rows = screens.export(self._world, user, place)
        if rows is None:
            raise HTTPException(404, "nothing to export here")
        return _attached(f"{place}.csv", rows.encode(), "text/csv; charset=utf-8")

    async def screen(self, request: Request) -> Response:
        user = self._user(request.path_params["who"])
        async with request.form() as form:
            place = request.path_params["place"]
            if place not in screens.SCREENS:
                raise HTTPException(404, "no such screen")
            said = self._acting.use_screen(user, place, form)
        self._acting.desk(user).screen_words = (place, said)
        self._world.slack.state.changed()
        return self._done(request, user)

    # Parts

    def _where(self, request: Request, tab: str) -> tuple[User, Spot]:
        user = self._user(request.path_params["who"])
        spot = Spot(request.path_params["place"], tab, request.query_params.get("thread"))
        if spot.place not in screens.SCREENS:
            self._channel(user, spot.place)
        return user, spot

    def _is_there(self, user: User, spot: Spot) -> bool:
        """Or has left the channel."""
        return spot.place in screens.SCREENS or bool(self._looking.channel(user, spot.place))

    def _acts(self, request: Request) -> User:
        """Who does something in Slack, and in which of their windows."""
        user = self._user(request.path_params["who"])
        if user.deleted:
            raise HTTPException(409, f"{user.real_name} was deactivated in Slack")
        self._acting.sits_at(user, request.headers.get("x-window"))
        return user

    def _user(self, handle: str) -> User:
        user = self._world.user(handle)
        if user is None:
            raise HTTPException(404, f"nobody here is called {handle!r}")
        return user

    def _channel(self, user: User, place: str) -> Channel:
        channel = self._looking.channel(user, place)
        if channel is None:
            raise HTTPException(404, f"{user.name} is in no channel {place!r}")
        return channel

    def _done(self, request: Request, user: User | None) -> Response:
        """The script of the page keeps its place; a browser without it goes back there."""
        if request.headers.get("x-live"):
            return Response(status_code=204)
        came_from = urlsplit(request.headers.get("referer", ""))
        if came_from.path.startswith("/as/"):
            query = f"?{came_from.query}" if came_from.query else ""
            return RedirectResponse(came_from.path + query, 303)
        return RedirectResponse(f"/as/{user.name}/{DM}" if user else "/", 303)

    def _go(self, request: Request, url: str) -> Response:
        if request.headers.get("x-live"):
            return JSONResponse({"go": url})
        return RedirectResponse(url, 303)


def _attached(name: str, content: bytes, media_type: str) -> Response:
    """To be saved, never shown: it is somebody's file, served beside the page's own scripts."""
    where = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": where})


def _option(option: Json) -> Json:
    about = option.get("description")
    return {
        "value": option["value"],
        "text": option["text"]["text"],
        "description": about["text"] if about else "",
    }
