"""Buttons that stand on several cards of a setup."""

from slack_sdk.models.blocks import ButtonElement

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import button, question
from bot.views.ids import CardValue
from bot.views.say import Say
from bot.views.screens import screens


def value(setup: Setup, part: str = "", run_id: str = "") -> str:
    return CardValue(setup.id, run_id, part).dump()


def hand_over(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.hand_over"), ids.HAND_OVER, value(setup), primary=True)


def reveal(setup: Setup, say: Say) -> ButtonElement:
    part = str(setup.version)
    return button(say.plain("button.reveal"), ids.REVEAL, value(setup, part), primary=True)


def ask_again(setup: Setup, say: Say) -> ButtonElement:
    """For who cannot use (any more) what was handed over last."""
    return button(say.plain("button.ask_again"), ids.ASK_AGAIN, value(setup, str(setup.version)))


def retry(setup: Setup, say: Say, *, primary: bool = True) -> ButtonElement:
    """Of all that was given up."""
    return button(say.plain("button.retry"), ids.RETRY, value(setup), primary=primary)


def api_access(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.api_access"), ids.API_ACCESS, value(setup))


def connected(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.connected"), ids.CONNECTED, value(setup), primary=True)


def already_connected(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.already_connected"), ids.ALREADY_CONNECTED, value(setup))


def connect_users(setup: Setup, say: Say, *, primary: bool = True) -> ButtonElement:
    """Second to what was prepared, where something was."""
    label, is_first = say.plain("button.connect_users"), primary and setup.prepared is None
    return button(label, ids.CONNECT_USERS, value(setup), primary=is_first)


def prepare(setup: Setup, say: Say, *, primary: bool = True) -> ButtonElement:
    """During the wait: what is kept is started by one press afterwards."""
    return button(say.plain("button.prepare"), ids.PREPARE, value(setup), primary=primary)


def workspaces(setup: Setup, say: Say, run_id: str = "") -> ButtonElement:
    """`run_id`: of the preview that it stands in."""
    return button(say.plain("button.workspaces"), ids.WORKSPACES, value(setup, run_id=run_id))


def open_checklist(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.open_checklist"), ids.OPEN_CHECKLIST, value(setup))


def save_organization(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.save_organization"), ids.SAVE_ORGANIZATION, value(setup))


def not_me(setup: Setup, role: Role, say: Say) -> ButtonElement:
    """About the person who is named in this role."""
    return button(say.plain("button.not_me"), ids.NOT_ME, value(setup, role))


def settings(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.settings"), ids.SETTINGS, value(setup))


def change_people(setup: Setup, say: Say, *, primary: bool = False) -> ButtonElement:
    label = say.plain("button.change_people")
    return button(label, ids.CHANGE_PEOPLE, value(setup), primary=primary)


def cancel_setup(setup: Setup, reader: UserId, say: Say) -> ButtonElement:
    """Asks once more, and says how many others are told."""
    gone = setup.left_slack()
    told = sum(one != reader and one not in gone for one in setup.everybody())
    names = screens(setup, say)
    said = say.plain("cancel_setup.alone", **names)
    if told:
        said = say.count("cancel_setup.text", told, **names)
    return button(
        say.plain("button.cancel_setup"),
        ids.CANCEL_SETUP,
        value(setup),
        confirm=question(
            say.plain("cancel_setup.title"),
            said,
            say.plain("cancel_setup.yes"),
            say.plain("cancel_setup.no"),
        ),
    )


def start_now(setup: Setup, say: Say) -> ButtonElement:
    """Asks once more, since Marketo may not know the users yet."""
    return button(
        say.plain("button.start_now"),
        ids.START_NOW,
        value(setup),
        confirm=question(
            say.plain("start_now.title"),
            say.plain("start_now.text", **screens(setup, say)),
            say.plain("start_now.yes"),
            say.plain("start_now.no"),
        ),
    )


def of_the_owner(setup: Setup, reader: UserId, say: Say) -> tuple[ButtonElement, ...]:
    """For the starter and for admins of the Slack workspace."""
    return (settings(setup, say), change_people(setup, say), cancel_setup(setup, reader, say))
