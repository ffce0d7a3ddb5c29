"""What one person sees at one place, as `Shown`; whoever looks has read it, and is further on."""

from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from practice import company
from practice.bot_process import BotProcess
from practice.inspector import LONGEST, entries, shown_json
from practice.page import channels, screens
from practice.page.acting import Acting
from practice.page.blockkit import Reader, blocks_html
from practice.page.conversation import Conversation, Spot
from practice.page.eyes import APP, offers_for, reader_for
from practice.page.guide import guide
from practice.page.guide.played import remember
from practice.page.screens import DM
from practice.page.shown import (
    Article,
    BotState,
    Choice,
    Composer,
    Modal,
    Place,
    Row,
    Shown,
    Tab,
    Urls,
)
from practice.slack.people import Channel, User
from practice.slack.views import StoredView
from practice.world import World

LOCALES: Final = (("en-US", "English"), ("fr-FR", "Français"))


class Looking:
    def __init__(self, world: World, acting: Acting, bot: BotProcess | None) -> None:
        self._world = world
        self._acting = acting
        self._bot = bot
        self._conversation = Conversation(world)

    def channel(self, user: User, place: str) -> Channel | None:
        """None for a screen, and for a place that this person does not see."""
        if place == DM:
            return self._world.slack.state.dm_with(user.id)
        return channels.channel_called(self._world, user, place)

    def shown(self, user: User, spot: Spot, window: str | None) -> Shown:
        """`window`: which of the person's windows looks; None where that cannot be told yet."""
        world = self._world
        remember(world)
        here, spot = spot, _seen_from(user, spot)
        channel = self.channel(user, spot.place)
        if channel is not None and spot.tab != "home" and world.has_read(user, channel):
            world.slack.state.changed()
        reader = reader_for(world, user)
        base = f"/as/{user.name}"
        thread = (
            self._conversation.thread(user, channel, spot, reader)
            if channel and spot.thread
            else None
        )
        is_home = spot.place == DM and spot.tab == "home"
        articles: tuple[Article, ...] = ()
        if channel is not None and not is_home:
            articles = self._conversation.articles(user, channel, spot, reader)
        return Shown(
            title=f"{user.real_name.split(' ')[0]} · {self._here(channel, spot)}",
            company=company.NAME,
            people=tuple(
                Choice(u.name, company.employee_of(u).words, u.id == user.id)
                for u in world.employees()
            ),
            languages=tuple(Choice(v, w, v == user.locale) for v, w in LOCALES),
            lang=reader.language,
            places=channels.places(world, user, here.place),
            others=channels.others(world, user, here.place),
            screens=self._screens(user, here),
            here=self._here(channel, spot),
            topic=channels.topic(world.slack.state, channel) if channel else "",
            channel_acts=channels.acts(world.slack.state, user, channel),
            tabs=self._tabs(user, spot),
            articles=articles,
            is_empty=None if articles else _nothing_yet(channel, is_home=is_home),
            home=self._home(user, reader) if is_home else None,
            screen=self._screen(user, spot) if channel is None else None,
            composer=self._composer(user, channel, base, spot) if not is_home else None,
            thread=thread,
            modal=self._modal(user, reader, base) if self._has_modal(user, spot, window) else None,
            guide=guide(world, user.id, here.place, reader.language),
            rows=self._rows(reader.tz),
            bot=self._bot_state(),
            time_words=_time_words(reader),
            ahead_words=_ahead_words(world.clock.ahead),
            urls=Urls(
                be=f"/be/{here.place}",
                language=f"{base}/language",
                channel=f"{base}/channel/{here.place}",
                jump="/jump",
                start_over="/start-over",
                live=f"/live{here.path(user, thread=here.thread)}",
                options=f"{base}/options",
            ),
            notices=tuple(self._acting.desk(user).notices),
        )

    def _screens(self, user: User, spot: Spot) -> tuple[Place, ...]:
        return tuple(
            Place(f"/as/{user.name}/{name}", words, 0, spot.place == name, "screen")
            for name, words in screens.SCREENS.items()
        )

    def _here(self, channel: Channel | None, spot: Spot) -> str:
        if channel is None:
            return screens.HEADINGS.get(spot.place, "Not here")
        return APP if channel.is_im else f"#{channel.name}"

    def _tabs(self, user: User, spot: Spot) -> tuple[Tab, ...]:
        if spot.place != DM:
            return ()
        base = f"/as/{user.name}/{DM}"
        return (
            Tab("Home", f"{base}/home", spot.tab == "home"),
            Tab("Messages", base, spot.tab != "home"),
        )

    def _composer(
        self, user: User, channel: Channel | None, base: str, spot: Spot
    ) -> Composer | None:
        if channel is None:
            return None
        refusal = channels.refusal(user, channel)
        return Composer(f"{base}/say/{spot.place}", self._completions(), refusal)

    def _completions(self) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for command in self._world.manifest["features"]["slash_commands"]:
            words = [w.strip() for w in str(command.get("usage_hint", "")).split("|")]
            about = str(command["description"])
            for number, word in enumerate(filter(None, words)):
                # One description for all of its words: it stands beside the first.
                found.append((f"{command['command']} {word}", "" if number else about))
        found.append(("/invite @Sales Connect", "Add the app to this channel"))
        return tuple(found)

    def _screen(self, user: User, spot: Spot) -> Markup:
        said = self._acting.desk(user).screen_words
        words = said[1] if said and said[0] == spot.place else None
        return screens.render(self._world, user, spot.place, words)

    def _home(self, user: User, reader: Reader) -> Markup:
        home = self._world.slack.state.views.homes.get(user.id)
        if home is None:
            return Markup("<p class='empty'>{}</p>").format("The app shows nothing here yet.")
        return self._view_html(user, home, reader)

    def _has_modal(self, user: User, spot: Spot, window: str | None) -> bool:
        """In the window where it was opened, and never over another product."""
        opened_in = self._acting.desk(user).modal_in
        return spot.place not in screens.HEADINGS and opened_in in (None, window)

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
            offers=offers_for(self._world, user),
            values=view.values,
            errors=person.faults_of(view),
            act_to=f"/as/{user.name}/view/{view.id}/press",
            options_place=view.id,
            id_prefix=view.id,
        )

    def _rows(self, tz: ZoneInfo) -> tuple[Row, ...]:
        return tuple(
            Row(
                key=entry.key,
                at_words=entry.time_words(tz),
                direction=entry.direction,
                what=entry.what,
                outcome=entry.outcome,
                is_fault=entry.is_fault,
                request=shown_json(entry.request),
                response=shown_json(entry.response),
            )
            for entry in entries(self._world, longest=LONGEST)
        )

    def _bot_state(self) -> BotState:
        connections = len(self._world.slack.sockets)
        if connections:
            noun = "connection" if connections == 1 else "connections"
            words = f"The bot is connected ({connections} {noun})"
            if self._world.clock.ahead:
                words += "; times below are real, not the company's"
            return BotState(words, is_well=True)
        if self._bot is None:
            return BotState("No bot is connected", is_well=False)
        match self._bot.state:
            case "restarting":
                return BotState("The bot has ended; it starts again by itself", is_well=False)
            case "off":
                return BotState("The bot is off", is_well=False)
            case _:
                return BotState("The bot is starting", is_well=False)


def _seen_from(user: User, spot: Spot) -> Spot:
    """Where this person stands in truth, once they were deactivated."""
    if user.deleted and spot.place not in screens.PRODUCTS:
        return Spot(screens.SIGNED_OUT)
    return spot


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
    return local.strftime("%a %H:%M")


def _ahead_words(ahead: float) -> str:
    minutes = round(ahead / 60)
    if not minutes:
        return ""
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) + " ahead"
