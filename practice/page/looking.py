"""What one person sees at one place, as `Shown`: reads the world, changes nothing but marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from practice import company
from practice.bot_process import BotProcess
from practice.inspector import entries, shown_json
from practice.page import screens
from practice.page.acting import Acting
from practice.page.blockkit import Offers, Reader, blocks_html, message_html
from practice.page.guide import DM, guide, remember
from practice.page.shown import (
    Article,
    Attached,
    Author,
    BotState,
    Choice,
    Composer,
    Modal,
    Place,
    Row,
    Shown,
    Tab,
    Thread,
    Urls,
)
from practice.slack.client.choosing import offered_channels
from practice.slack.forms import Field, initial_values
from practice.slack.messages import StoredMessage
from practice.slack.people import Channel, User
from practice.slack.views import StoredView
from practice.world import World

APP: Final = "Sales Connect"
INLINE_REPLIES: Final = 3
LOCALES: Final = (("en-US", "English"), ("fr-FR", "Français"))


@dataclass(frozen=True, slots=True)
class Spot:
    """
    Where somebody stands: a channel's name, `sales-connect` for the bot's DM, or a screen.

    `tab` is `home` or `messages` in that DM; `thread` the stamp of an open thread.
    """

    place: str
    tab: str = "messages"
    thread: str | None = None

    def path(self, user: User, *, thread: str | None = None) -> str:
        tab = "/home" if self.tab == "home" else ""
        query = f"?thread={thread}" if thread else ""
        return f"/as/{user.name}/{self.place}{tab}{query}"


class Looking:
    def __init__(self, world: World, acting: Acting, bot: BotProcess | None) -> None:
        self._world = world
        self._acting = acting
        self._bot = bot

    def channel(self, user: User, place: str) -> Channel | None:
        """None for a screen, and for a place where this person is not."""
        if place == DM:
            return self._world.slack.state.dm_with(user.id)
        return next((c for c in self._world.channels_of(user) if c.name == place), None)

    def shown(self, user: User, spot: Spot) -> Shown:
        world = self._world
        remember(world)
        channel = self.channel(user, spot.place)
        if channel is not None and spot.tab != "home" and world.has_read(user, channel):
            world.slack.state.changed()
        reader = self._reader(user)
        base = f"/as/{user.name}"
        thread = self._thread(user, channel, spot, reader) if channel and spot.thread else None
        is_home = spot.place == DM and spot.tab == "home"
        articles: tuple[Article, ...] = ()
        if channel is not None and not is_home:
            articles = self._articles(user, channel, spot, reader)
        return Shown(
            title=f"{user.real_name.split(' ')[0]} · {self._here(channel, spot)}",
            company=company.NAME,
            people=tuple(
                Choice(u.name, company.BY_ID[u.id].words, u.id == user.id)
                for u in world.employees()
            ),
            languages=tuple(Choice(v, w, v == user.locale) for v, w in LOCALES),
            lang=reader.language,
            places=self._places(user, spot),
            screens=self._screens(user, spot),
            here=self._here(channel, spot),
            topic=self._topic(channel, spot),
            tabs=self._tabs(user, spot),
            articles=articles,
            is_empty=None if articles else _nothing_yet(channel, is_home=is_home),
            home=self._home(user, reader) if is_home else None,
            screen=self._screen(user, spot) if channel is None else None,
            composer=self._composer(user, channel, base, spot) if not is_home else None,
            thread=thread,
            modal=self._modal(user, reader, base),
            guide=guide(world, user.id, spot.place, reader.language),
            rows=self._rows(reader.tz),
            bot=self._bot_state(),
            time_words=_time_words(reader),
            ahead_words=_ahead_words(world.clock.ahead),
            urls=Urls(
                be=f"/be/{spot.place}",
                language=f"{base}/language",
                jump="/jump",
                start_over="/start-over",
                live=f"/live{spot.path(user, thread=spot.thread)}",
                options=f"{base}/options",
            ),
            notices=tuple(self._acting.desk(user).notices),
        )

    def _reader(self, user: User) -> Reader:
        state = self._world.slack.state

        def user_name(id_: str) -> str:
            known = state.users.get(id_)
            return known.real_name.split(" ")[0] if known and not known.is_bot else APP

        def channel_name(id_: str) -> str:
            known = state.channels.get(id_)
            return f"#{known.name}" if known else f"#{id_}"

        return Reader(
            language="fr" if user.locale.startswith("fr") else "en",
            tz=ZoneInfo(user.tz),
            now=self._world.clock.now(),
            user_name=user_name,
            channel_name=channel_name,
        )

    def _offers(self, user: User) -> Offers:
        world = self._world

        def channels(field: Field) -> tuple[tuple[str, str], ...]:
            found = offered_channels(world.slack.state, user, field)
            return tuple((c.id, f"#{c.name}") for c in found if not c.is_im)

        everybody = [(u.id, company.BY_ID[u.id].words) for u in world.employees()]
        return Offers(
            people=(*everybody, (world.slack.bot_user_id, f"{APP} (app)")), channels=channels
        )

    def _places(self, user: User, spot: Spot) -> tuple[Place, ...]:
        world = self._world
        found = [
            Place(
                href=f"/as/{user.name}/{channel.name}",
                name=f"#{channel.name}",
                unread=world.unread(user, channel),
                is_here=spot.place == channel.name,
                kind="private" if channel.is_private else "channel",
            )
            for channel in world.channels_of(user)
        ]
        dm = world.slack.state.dm_with(user.id)
        found.append(
            Place(f"/as/{user.name}/{DM}", APP, world.unread(user, dm), spot.place == DM, "dm")
        )
        return tuple(found)

    def _screens(self, user: User, spot: Spot) -> tuple[Place, ...]:
        return tuple(
            Place(f"/as/{user.name}/{name}", words, 0, spot.place == name, "screen")
            for name, words in screens.SCREENS.items()
        )

    def _here(self, channel: Channel | None, spot: Spot) -> str:
        if channel is None:
            return screens.SCREENS.get(spot.place, "Not here")
        return APP if channel.is_im else f"#{channel.name}"

    def _topic(self, channel: Channel | None, spot: Spot) -> str:
        if channel is None:
            return "Made up, for practice: the real screens look different."
        if channel.is_im:
            return "Direct messages with the app"
        people = sum(id_ not in self._world.slack.state.bot_users() for id_ in channel.members)
        with_bot = any(id_ in self._world.slack.state.bot_users() for id_ in channel.members)
        kind = "Private channel" if channel.is_private else "Channel"
        return f"{kind}, {people} people{', with the app' if with_bot else ', without the app'}"

    def _tabs(self, user: User, spot: Spot) -> tuple[Tab, ...]:
        if spot.place != DM:
            return ()
        base = f"/as/{user.name}/{DM}"
        return (
            Tab("Home", f"{base}/home", spot.tab == "home"),
            Tab("Messages", base, spot.tab != "home"),
        )

    # Messages

    def _articles(
        self, user: User, channel: Channel, spot: Spot, reader: Reader
    ) -> tuple[Article, ...]:
        seen = self._world.visible(user, channel)
        replies: dict[str, list[StoredMessage]] = {}
        roots: list[StoredMessage] = []
        stamps = {m.ts for m in seen}
        for message in seen:
            root = message.thread_ts
            if root is None or root == message.ts or root not in stamps:
                roots.append(message)
            else:
                replies.setdefault(root, []).append(message)
        return tuple(
            self._article(user, message, spot, reader, replies.get(message.ts, []))
            for message in roots
        )

    def _article(
        self,
        user: User,
        message: StoredMessage,
        spot: Spot,
        reader: Reader,
        replies: Iterable[StoredMessage] = (),
        *,
        inside: str = "m",
    ) -> Article:
        at = datetime.fromtimestamp(float(message.ts), UTC)
        all_replies = list(replies)
        place_key = f"{message.channel}:{message.ts}"
        is_private = message.ephemeral_for is not None
        opens_thread = inside == "m" and not is_private and message.user != "USLACKBOT"
        return Article(
            key=f"{inside}-{message.ts}",
            author=self._author(message),
            at=at.isoformat(),
            at_words=at.astimezone(reader.tz).strftime("%H:%M"),
            body=message_html(
                message.text,
                message.blocks,
                reader,
                offers=self._offers(user),
                values=message.state.get(user.id) or initial_values(message.blocks),
                act_to=f"/as/{user.name}/press",
                options_place=place_key,
                id_prefix=f"{inside}-{message.ts}",
                hidden={"at": place_key},
            ),
            is_private=is_private,
            is_edited=message.edited_ts is not None and message.bot_id is None,
            files=tuple(
                Attached(f["name"], f"/as/{user.name}/files/{f['id']}", _size(f["size"]))
                for f in message.files
            ),
            replies=tuple(
                self._article(user, reply, spot, reader, inside="r")
                for reply in all_replies[-INLINE_REPLIES:]
            ),
            reply_count=len(all_replies),
            thread_href=spot.path(user, thread=message.ts) if opens_thread else None,
        )

    def _author(self, message: StoredMessage) -> Author:
        user = self._world.slack.state.users.get(message.user)
        employee = company.BY_ID.get(message.user)
        if employee is None or user is None:
            is_slackbot = message.user == "USLACKBOT"
            name = "Slackbot" if is_slackbot else APP
            return Author(name, "", name[:1], 265 if not is_slackbot else 200, is_app=True)
        hue = sum(map(ord, user.id)) * 47 % 360
        initials = employee.first_name[0] + employee.last_name[0]
        return Author(
            employee.first_name, employee.role, initials, hue, is_app=False, is_away=user.deleted
        )

    def _thread(self, user: User, channel: Channel, spot: Spot, reader: Reader) -> Thread | None:
        seen = self._world.visible(user, channel)
        root = next((m for m in seen if m.ts == spot.thread), None)
        if root is None:
            return None
        replies = [m for m in seen if m.thread_ts == root.ts and m.ts != root.ts]
        return Thread(
            root=self._article(user, root, spot, reader, inside="t"),
            replies=tuple(self._article(user, m, spot, reader, inside="t") for m in replies),
            close_href=spot.path(user),
            composer=Composer(f"/as/{user.name}/say/{spot.place}?thread={root.ts}", ()),
        )

    def _composer(
        self, user: User, channel: Channel | None, base: str, spot: Spot
    ) -> Composer | None:
        if channel is None:
            return None
        refusal = "This channel is archived." if channel.is_archived else None
        return Composer(f"{base}/say/{spot.place}", self._completions(), refusal)

    def _completions(self) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for command in self._world.manifest["features"]["slash_commands"]:
            words = [w.strip() for w in str(command.get("usage_hint", "")).split("|")]
            about = str(command["description"])
            found += [(f"{command['command']} {word}", about) for word in words if word]
        found.append(("/invite @Sales Connect", "Add the app to this channel"))
        return tuple(found)

    # Views

    def _screen(self, user: User, spot: Spot) -> Markup:
        said = self._acting.desk(user).screen_words
        words = said[1] if said and said[0] == spot.place else None
        return screens.render(self._world, user, spot.place, words)

    def _home(self, user: User, reader: Reader) -> Markup:
        home = self._world.slack.state.views.homes.get(user.id)
        if home is None:
            return Markup("<p class='empty'>{}</p>").format("The app shows nothing here yet.")
        return self._view_html(user, home, reader)

    def _modal(self, user: User, reader: Reader, base: str) -> Modal | None:
        stack = self._world.slack.state.views.stacks.get(user.id, [])
        if not stack:
            return None
        view = stack[-1]
        trouble = self._acting.desk(user).modal_trouble
        return Modal(
            key=view.id,
            title=_plain(view.body.get("title")),
            body=self._view_html(user, view, reader),
            submit=_plain(view.body.get("submit")) or None,
            close=_plain(view.body.get("close"))
            or ("Annuler" if reader.language == "fr" else "Cancel"),
            submit_to=f"{base}/view/{view.id}/submit",
            act_to=f"{base}/view/{view.id}/press",
            close_to=f"{base}/view/{view.id}/close",
            depth=len(stack),
            trouble=trouble[1] if trouble and trouble[0] == view.id else None,
        )

    def _view_html(self, user: User, view: StoredView, reader: Reader) -> Markup:
        person = self._world.slack.person(user.id)
        return blocks_html(
            view.blocks,
            reader,
            offers=self._offers(user),
            values=view.values,
            errors=person.faults_of(view),
            act_to=f"/as/{user.name}/view/{view.id}/press",
            options_place=view.id,
            id_prefix=view.id,
        )

    # The rest

    def _rows(self, tz: ZoneInfo) -> tuple[Row, ...]:
        return tuple(
            Row(
                key=entry.key,
                at_words=entry.time_words(tz),
                direction=entry.direction,
                what=entry.what,
                outcome=entry.outcome,
                is_fault=entry.is_fault,
                request=shown_json(self._world, entry.request),
                response=shown_json(self._world, entry.response),
            )
            for entry in entries(self._world)
        )

    def _bot_state(self) -> BotState:
        connections = len(self._world.slack.sockets)
        if connections:
            noun = "connection" if connections == 1 else "connections"
            return BotState(f"The bot is connected ({connections} {noun})", is_well=True)
        if self._bot is None:
            return BotState("No bot is connected", is_well=False)
        match self._bot.state:
            case "restarting":
                return BotState("The bot has ended; it starts again by itself", is_well=False)
            case "off":
                return BotState("The bot is off", is_well=False)
            case _:
                return BotState("The bot is starting", is_well=False)


def _plain(text: object) -> str:
    return str(text["text"]) if isinstance(text, dict) else ""


def _nothing_yet(channel: Channel | None, *, is_home: bool) -> str | None:
    if channel is None or is_home:
        return None
    if channel.is_im:
        return "No messages yet. Type / to see what the app understands."
    return "No messages yet."


def _time_words(reader: Reader) -> str:
    local = reader.now.astimezone(reader.tz)
    return local.strftime("%H:%M")


def _ahead_words(ahead: float) -> str:
    minutes = round(ahead / 60)
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{f'{hours} h ' if hours else ''}{rest} min ahead"


def _size(count: int) -> str:
    return f"{count} bytes" if count < 2_000 else f"{count / 1_000:.0f} kB"
