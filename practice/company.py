"""The made-up company: who works there, what they do, and where they talk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from practice.slack import SlackStandIn
from practice.slack.people import User

NAME: Final = "Lumen Sails"
DOMAIN: Final = "lumensails.example"
TEAM_ID: Final = "T_LUMEN"
TIME_ZONE: Final = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Employee:
    """`role` is how the page names them: `Mara (Marketo admin)`."""

    id: str
    first_name: str
    last_name: str
    role: str
    locale: str = "en-US"
    tz: str = TIME_ZONE

    @property
    def handle(self) -> str:
        return self.id.removeprefix("U_").lower()

    @property
    def words(self) -> str:
        return f"{self.first_name} ({self.role})"


MARKETO_ADMIN: Final = "U_MARA"
SALES_CONNECT_ADMIN: Final = "U_SOL"
SALESFORCE_ADMIN: Final = "U_SVEN"
SLACK_ADMIN: Final = "U_ILSE"
GUEST: Final = "U_GUS"

EMPLOYEES: Final = (
    Employee(MARKETO_ADMIN, "Mara", "Lindqvist", "Marketo admin"),
    Employee(SALES_CONNECT_ADMIN, "Sol", "Reyes", "Sales Connect admin"),
    Employee(SALESFORCE_ADMIN, "Sven", "Holm", "Salesforce admin"),
    Employee("U_NADIA", "Nadia", "Osei", "Manager"),
    Employee(SLACK_ADMIN, "Ilse", "Brandt", "Slack admin"),
    Employee("U_ADA", "Ada", "Brook", "Salesperson"),
    Employee("U_BENOIT", "Benoît", "Roy", "Salesperson", locale="fr-FR", tz="Europe/Paris"),
    Employee("U_CARLA", "Carla", "Moreno", "Salesperson", tz="Europe/Madrid"),
    Employee("U_DEV", "Dev", "Anand", "Salesperson", tz="Asia/Kolkata"),
    Employee("U_ELIF", "Elif", "Kaya", "Salesperson", tz="Europe/Istanbul"),
    Employee("U_FINN", "Finn", "Doyle", "Salesperson", tz="America/New_York"),
    Employee(GUEST, "Gus", "Weber", "Guest"),
)
BY_ID: Final = {employee.id: employee for employee in EMPLOYEES}
SALES: Final = tuple(employee.id for employee in EMPLOYEES if employee.role == "Salesperson")


def employee_of(user: User) -> Employee:
    """Who this account belongs to; whoever came later is a salesperson, by their name in Slack."""
    return BY_ID.get(user.id) or Employee(
        user.id, user.real_name, "", "Salesperson", locale=user.locale, tz=user.tz
    )


def newcomers(users: Iterable[User]) -> list[User]:
    """Those of them who came after the first day."""
    return [u for u in users if u.id not in BY_ID and not (u.is_bot or u.is_stranger)]


def settle(slack: SlackStandIn) -> None:
    """Puts everybody, their channels and groups into a Slack workspace that is still empty."""
    slack.state.teams[TEAM_ID].name = NAME
    slack.state.teams[TEAM_ID].domain = "lumen-sails"
    for employee in EMPLOYEES:
        is_guest = employee.id == GUEST
        slack.add_user(
            employee.id,
            employee.handle,
            f"{employee.first_name} {employee.last_name}",
            email=f"{employee.handle}@{'partner.example' if is_guest else DOMAIN}",
            locale=employee.locale,
            tz=employee.tz,
            is_restricted=is_guest,
            is_admin=employee.id == SLACK_ADMIN,
        )
    slack.add_user("USLACKBOT", "slackbot", "Slackbot", is_bot=True)
    members = [employee.id for employee in EMPLOYEES if employee.id != GUEST]
    slack.add_channel("C_INVITES", "sales-invites", members=members)
    slack.add_channel("C_GENERAL", "general", members=[*members, GUEST], bot_is_member=False)
    slack.add_channel(
        "C_DEALS",
        "deal-room",
        members=[MARKETO_ADMIN, SALES_CONNECT_ADMIN, "U_NADIA"],
        bot_is_member=False,
        is_private=True,
    )
    leads = ["U_NADIA", SALES_CONNECT_ADMIN]
    slack.add_usergroup("S_SALES_LEADS", "sales-leads", leads, name="Sales leads")
    slack.add_usergroup("S_SALES", "sales", SALES, name="Sales")
    gather_sales(slack)


def gather_sales(slack: SlackStandIn) -> None:
    """`@sales-all` holds all salespeople, those too who came later."""
    later = [user.id for user in newcomers(slack.state.users.values())]
    slack.add_usergroup("S_SALES_ALL", "sales-all", [*SALES, *later], name="All of Sales")
