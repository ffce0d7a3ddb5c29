"""What a person does on the page: forms of the browser become acts of Slack's client."""

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from starlette.datastructures import FormData

from practice import company, newcomers
from practice.page import gathering, screens
from practice.page.form import take
from practice.page.screens import members
from practice.slack import Message, NotConfigured, NotThere, PersonSeesTrouble
from practice.slack.errors import ApiError
from practice.slack.forms import Field, fields
from practice.slack.membership import sees
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel, User
from practice.slack.rendering import Pressable, pressables
from practice.slack.stored_files import StoredFile
from practice.slack.views import StoredView
from practice.world import World

NOBODY: Final = "the app is not running. It starts again by itself: try in a few seconds."
TROUBLE: Final = "The app did not answer as Slack expects. Try again."


@dataclass(slots=True)
class Desk:
    """What one person's windows show besides Slack: trouble that the bot made them."""

    notices: list[str] = field(default_factory=list)
    modal_trouble: tuple[str, str] | None = None
    """(view id, what Slack's client says)."""
    modal_in: str | None = None
    """The browser window that the modal opened in: the person's other windows are free of it."""
    screen_words: tuple[str, str] | None = None
    """(place, what a screen beside Slack said last), until the next page."""


class Acting:
    def __init__(self, world: World) -> None:
        self._world = world
        self._desks: dict[str, Desk] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    def desk(self, user: User) -> Desk:
        return self._desks.setdefault(user.id, Desk())

    def forget(self) -> None:
        """The first day again: nobody was told anything yet."""
        self._desks.clear()
        for task in self._tasks:
            task.cancel()

    def sits_at(self, user: User, window: str | None) -> None:
        """From which browser window the next act comes; None: from none that can be told."""
        if self._world.slack.state.views.top(user.id) is None:
            self.desk(user).modal_in = window

    async def say(self, user: User, channel: Channel, text: str, thread_ts: str | None) -> None:
        """A message, or a command where it begins with `/`."""
        self.desk(user).notices.clear()
        words = text.replace("\r\n", "\n").strip()
        if not words:
            return
        person = self._world.slack.person(user.id)
        if not words.startswith("/"):
            self._later(user, person.say(words, channel=channel.id, thread_ts=thread_ts))
            await asyncio.sleep(0)
        elif words.split(maxsplit=1)[0] == "/invite":
            self._invite(user, channel, words.removeprefix("/invite"))
        else:
            try:
                await person.command(words, channel=channel.id)
            except NotConfigured as unknown:
                self._slackbot(user, channel, str(unknown))
            except PersonSeesTrouble as trouble:
                command = words.split(maxsplit=1)[0]
                why = _why(trouble) if len(self._world.slack.sockets) else NOBODY
                self._slackbot(user, channel, f"`{command}` failed: {why}")

    async def press(self, user: User, place_key: str, pressed: str, form: FormData) -> None:
        """
        A button, or a field that tells of its change; the rest of the form goes along.

        `pressed`: `block/action`, or `block/action/option` for an overflow menu, each quoted.
        """
        person = self._world.slack.person(user.id)
        with self._told(user, place_key):
            place = self._place(user, place_key)
            await take(self._world.slack.state, person, place, form)
            block_id, action_id, *option = (unquote(part) for part in pressed.split("/"))
            button = _button(place.blocks, block_id, action_id, option)
            if button is not None:
                await person.press_button(place, button)
            else:
                await person.tell(place, _field(place.blocks, block_id, action_id))

    async def shortcut(self, user: User, place_key: str, callback_id: str) -> None:
        """One of the app's, from the menu of a message."""
        with self._told(user, place_key):
            place = self._place(user, place_key)
            if isinstance(place, StoredView):
                raise NotThere("only messages have such a menu")
            await self._world.slack.person(user.id).shortcut(callback_id, on=Message.of(place))

    async def change_channel(self, user: User, channel: Channel, do: str) -> None:
        """As offered in the heading of the channel."""
        with self._told(user, channel.id):
            self._later(user, gathering.done(self._world.slack.person(user.id), channel, do))
            await asyncio.sleep(0)  # the page shows at once who is in; the bot is told after

    async def submit(self, user: User, view_id: str, form: FormData) -> None:
        person = self._world.slack.person(user.id)
        if not self._is_on_top(user, view_id):
            return
        with self._told(user, view_id):
            view = self._place(user, view_id)
            await take(self._world.slack.state, person, view, form)
            await person.submit()

    async def close(self, user: User, view_id: str, *, all_: bool) -> None:
        self.desk(user).modal_trouble = None
        if not self._is_on_top(user, view_id):
            return
        # Slack's client shows nothing when nobody heard of a closed view.
        with contextlib.suppress(PersonSeesTrouble):
            await self._world.slack.person(user.id).close(all_=all_)
        self._world.slack.state.changed()

    async def options(
        self, user: User, place_key: str, block_id: str, action_id: str, typed: str
    ) -> list[Json]:
        """Raises: NotThere, PersonSeesTrouble."""
        place = self._place(user, place_key)
        asked = _field(place.blocks, block_id, action_id)
        return await self._world.slack.person(user.id).suggestions(place, asked, typed)

    def download(self, user: User, file_id: str) -> StoredFile | None:
        """A file that stands in a channel of hers, or None."""
        file = self._world.slack.state.files.get(file_id)
        if file is None or file.content is None:
            return None
        mine = [c.id for c in self._world.channels_of(user)]
        mine.append(self._world.slack.state.dm_with(user.id).id)
        return file if any(channel in file.shares for channel in mine) else None

    async def speak(self, user: User, locale: str) -> None:
        """Changes this person's language, of which Slack tells the bot."""
        happening = self._world.slack.happenings.change_user(user.id, locale=locale)
        event = self._later(user, happening)
        # Whoever types a command next is answered in that language.
        await asyncio.wait({event}, timeout=1.0)

    def use_screen(self, user: User, place: str, form: FormData) -> str:
        """Does what a form of a screen beside Slack says; the words to show."""
        if place == screens.MEMBERS:
            return self._change_member(user, form)
        return screens.handle(self._world, user, place, form)

    def _change_member(self, admin: User, form: FormData) -> str:
        """The page shows at once what changed and what was said of it; the bot is told after."""
        wanted = members.understood(self._world.employees(), company.employee_of(admin), form)
        if isinstance(wanted, str):
            return wanted
        slack = self._world.slack
        if isinstance(wanted, members.Invite):
            return newcomers.invite(slack, wanted.typed)
        change = slack.deactivate if wanted.do == "deactivate" else slack.reactivate
        self._later(admin, change(wanted.user.id))
        return wanted.words

    def open_app(self, user: User, tab: str) -> None:
        """Whoever was deactivated looks at Slack from outside."""
        if user.deleted:
            return
        self._later(user, self._world.slack.person(user.id).open_app(tab))

    def _later(self, user: User, act: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        """Events are repeated for minutes where nobody answers: no window waits for that."""

        def done(task: asyncio.Task[object]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (fault := task.exception()) is not None:
                if not isinstance(fault, NotThere | PersonSeesTrouble):
                    raise fault
                self.desk(user).notices.append(str(fault))
                self._world.slack.state.changed()

        task = asyncio.create_task(act)
        self._tasks.add(task)
        task.add_done_callback(done)
        return task

    def _invite(self, user: User, channel: Channel, words: str) -> None:
        act, said = gathering.invited(self._world, user, channel, words)
        if act is not None:
            self._later(user, act)
        self._slackbot(user, channel, said)

    def _slackbot(self, user: User, channel: Channel, text: str) -> None:
        self._world.slack.state.new_message(
            channel, user="USLACKBOT", text=text, ephemeral_for=user.id
        )

    def _is_on_top(self, user: User, view_id: str) -> bool:
        top = self._world.slack.state.views.top(user.id)
        return top is not None and top.id == view_id

    def _place(self, user: User, key: str) -> StoredView | StoredMessage:
        """Raises: NotThere."""
        state = self._world.slack.state
        for view in (*state.views.stacks.get(user.id, []), state.views.homes.get(user.id)):
            if view is not None and view.id == key:
                return view
        channel_id, _, ts = key.partition(":")
        channel = state.channels.get(channel_id)
        if channel is not None and sees(user, channel):
            for message in self._world.visible(user, channel):
                if message.ts == ts:
                    return message
        raise NotThere("it was closed or taken away")

    @contextlib.contextmanager
    def _told(self, user: User, place_key: str) -> Iterator[None]:
        """What was said last goes; what goes wrong now is said where the person did it."""
        desk = self.desk(user)
        desk.notices.clear()
        desk.modal_trouble = None
        try:
            yield
        except NotThere as gone:
            self._refuse(user, place_key, f"That is no longer there: {gone}")
        except ValueError as refused:
            self._refuse(user, place_key, str(refused))
        except PersonSeesTrouble as trouble:
            self._refuse(user, place_key, f"{TROUBLE} ({_why(trouble)})")
        self._world.slack.state.changed()

    def _refuse(self, user: User, place_key: str, words: str) -> None:
        if self._is_on_top(user, place_key):
            self.desk(user).modal_trouble = (place_key, words)
        else:
            self.desk(user).notices.append(words)


def _why(trouble: PersonSeesTrouble) -> str:
    if isinstance(trouble.__cause__, ApiError):
        return trouble.__cause__.error
    return str(trouble)


def _button(
    blocks: list[Json], block_id: str, action_id: str, option: list[str]
) -> Pressable | None:
    """
    The one that was pressed; in a message that was updated meanwhile, the one in its place.

    Slack gives blocks without an id of the app's new ids at each update.
    """
    same = [
        pressable
        for pressable in pressables(blocks)
        if pressable.element["action_id"] == action_id
        and (pressable.option is None or option == [pressable.option.get("value", "")])
    ]
    exact = [pressable for pressable in same if pressable.block_id == block_id]
    if not exact and len(same) == 1 and all(b.get("block_id") != block_id for b in blocks):
        return same[0]
    return exact[0] if exact else None


def _field(blocks: list[Json], block_id: str, action_id: str) -> Field:
    """Raises: NotThere."""
    for field_ in fields(blocks):
        if (field_.block_id, field_.action_id) == (block_id, action_id):
            return field_
    raise NotThere(f"no field {action_id!r}")
