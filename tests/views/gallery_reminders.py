"""The cards about somebody who does not do their step: every step, every reminder."""

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Stage

from .bends import (
    access_removed,
    declined,
    doubted,
    in_succession,
    last_reminder,
    reminded,
    snoozed,
    stuck_card,
)
from .credential_bends import asked_again
from .states import BOTH_ADMINS, PEOPLE, a_setup, handed_over_again
from .typed import Shown, Typed

NEXT = Role.SALES_CONNECT_ADMIN


def awaited_turns(typed: Typed) -> dict[str, tuple[Setup, Role]]:
    """A setup for each step that somebody has to do, and whose it is."""

    def at(stage: Stage, people: dict[Role, UserId] = PEOPLE) -> Setup:
        return a_setup(stage, name=typed.name, people=people)

    begun = in_succession(at(Stage.DONE))
    return {
        "hand_over": (at(Stage.NAMED), Role.MARKETO_ADMIN),
        "hand_over_asked": (asked_again(at(Stage.REVEALED)), Role.MARKETO_ADMIN),
        "reveal": (at(Stage.HANDED_OVER), NEXT),
        "connect": (at(Stage.REVEALED), NEXT),
        "connect_one_admin": (at(Stage.NAMED, BOTH_ADMINS), NEXT),
        "connect_users": (at(Stage.READY), NEXT),
        "report": (at(Stage.PROVISIONING), NEXT),
        "salesforce": (at(Stage.NAMED), Role.SALESFORCE_ADMIN),
        "choose_people": (declined(at(Stage.NAMED), NEXT), Role.STARTER),
        "remove_access": (begun, NEXT),
        "take_over": (access_removed(begun), Role.SUCCESSOR),
    }


def reminder_cards(typed: Typed) -> Shown:
    """Of every step: the first, the last and a snoozed one; what has passed; and `STUCK`."""
    shown: Shown = {}
    for state, (setup, role) in awaited_turns(typed).items():
        first, last = reminded(setup, role), reminded(setup, role, 3)
        for way, bent in (("first", first), ("last", last), ("snoozed", snoozed(first, role))):
            shown[f"reminder.{state}_{way}"] = bent, last_reminder(bent, role)
        if role is not Role.STARTER:
            shown[f"stuck.{state}"] = last, stuck_card(last, role)
    once = reminded(a_setup(name=typed.name), Role.MARKETO_ADMIN)
    twice, done = reminded(once, Role.MARKETO_ADMIN), handed_over_again(once)
    return {
        **shown,
        "reminder.older": (twice, last_reminder(once, Role.MARKETO_ADMIN)),
        "reminder.recipient_doubted": (doubted(once), last_reminder(once, Role.MARKETO_ADMIN)),
        "reminder.over": (done, last_reminder(once, Role.MARKETO_ADMIN)),
        "stuck.over": (handed_over_again(twice), stuck_card(twice, Role.MARKETO_ADMIN)),
    }
