"""Messages and threads of one place, as `Article`s."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from markupsafe import Markup

from practice import company
from practice.page.blockkit import Reader, message_html
from practice.page.channels import refusal
from practice.page.eyes import APP, offers_for
from practice.page.shown import Article, Attached, Author, Composer, Menu, Thread
from practice.slack.forms import initial_values
from practice.slack.messages import StoredMessage
from practice.slack.people import Channel, User
from practice.slack.portraits import hue_of, initials_of
from practice.world import World

INLINE_REPLIES: Final = 3
MOST_DRAWN: Final = 5_000


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


class Conversation:
    def __init__(self, world: World) -> None:
        self._world = world
        self._drawn: dict[tuple[str, str, str, str], tuple[object, Markup]] = {}

    def articles(
        self, user: User, channel: Channel, spot: Spot, reader: Reader
    ) -> tuple[Article, ...]:
        seen = self._world.visible(user, channel)
        replies: dict[str, list[StoredMessage]] = {}
        roots: list[StoredMessage] = []
        stamps = {m.ts for m in seen}
        for message in seen:
            root = message.thread_ts
            is_root = root is None or root == message.ts or root not in stamps
            if is_root or message.broadcast:
                roots.append(message)
            if root is not None and not is_root:
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
        is_private = message.ephemeral_for is not None
        opens_thread = inside == "m" and not is_private and message.user != "USLACKBOT"
        return Article(
            key=f"{inside}-{message.ts}",
            author=self._author(message),
            at=at.isoformat(),
            at_words=at.astimezone(reader.tz).strftime("%H:%M"),
            body=self._body(user, message, reader, inside),
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
            menu=self._menu(user, message),
        )

    def _menu(self, user: User, message: StoredMessage) -> Menu | None:
        """None where Slack has none: for what only one person sees, and in channels not joined."""
        state = self._world.slack.state
        shortcuts = [] if state.app is None else state.app.shortcuts("message")
        if not shortcuts or message.ephemeral_for is not None:
            return None
        if user.id not in state.channels[message.channel].members:
            return None
        return Menu(
            at=f"{message.channel}:{message.ts}",
            send_to=f"/as/{user.name}/shortcut",
            choices=tuple((s["callback_id"], s["name"]) for s in shortcuts),
        )

    def _body(self, user: User, message: StoredMessage, reader: Reader, inside: str) -> Markup:
        """Drawn once, as long as nothing that shows in it is another."""
        chosen = message.state.get(user.id)
        key = (user.id, inside, message.channel, message.ts)
        seen_as = (message.edited_ts, reader.language, reader.now.astimezone(reader.tz).date())
        drawn = self._drawn.get(key)
        if drawn is not None and drawn[0] == seen_as and chosen is None:
            return drawn[1]
        place_key = f"{message.channel}:{message.ts}"
        body = message_html(
            message.text,
            message.blocks,
            reader,
            offers=offers_for(self._world, user),
            values=chosen or initial_values(message.blocks),
            act_to=f"/as/{user.name}/press",
            options_place=place_key,
            id_prefix=f"{inside}-{message.ts}",
            hidden={"at": place_key},
        )
        if len(self._drawn) >= MOST_DRAWN:
            self._drawn.clear()
        self._drawn[key] = (seen_as, body)
        return body

    def _author(self, message: StoredMessage) -> Author:
        user = self._world.slack.state.users.get(message.user)
        if user is None or user.is_bot:
            is_slackbot = message.user == "USLACKBOT"
            name = "Slackbot" if is_slackbot else APP
            return Author(name, "", name[:1], 265 if not is_slackbot else 200, is_app=True)
        employee = company.employee_of(user)
        return Author(
            employee.first_name,
            employee.role,
            initials_of(user.real_name),
            hue_of(user.id),
            is_app=False,
            is_away=user.deleted,
        )

    def thread(self, user: User, channel: Channel, spot: Spot, reader: Reader) -> Thread | None:
        seen = self._world.visible(user, channel)
        root = next((m for m in seen if m.ts == spot.thread), None)
        if root is None:
            return None
        replies = [m for m in seen if m.thread_ts == root.ts and m.ts != root.ts]
        return Thread(
            root=self._article(user, root, spot, reader, inside="t"),
            replies=tuple(self._article(user, m, spot, reader, inside="t") for m in replies),
            close_href=spot.path(user),
            composer=Composer(
                f"/as/{user.name}/say/{spot.place}?thread={root.ts}", (), refusal(user, channel)
            ),
        )


def _size(count: int) -> str:
    return f"{count} bytes" if count < 2_000 else f"{count / 1_000:.0f} kB"
