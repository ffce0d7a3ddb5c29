"""People who join the company's Slack after its first day: as many as a bulk run needs."""

import re
from collections.abc import Iterable
from typing import Final

from practice import company
from practice.slack import SlackStandIn
from practice.slack.people import User

MOST: Final = 1_000
"""Far more than anybody chooses by hand."""
FRENCH_EVERY: Final = 5
LONGEST_HANDLE: Final = 40
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@(?:[^@\s,;<>\".]+\.)+[^@\s,;<>\".]+")
_BETWEEN: Final = re.compile(r"[\s,;<>]+")


def add_numbered(slack: SlackStandIn, count: int) -> int:
    """
    `Person 001` to `Person {count}` are there, `person001@…` and so on; how many came now.

    Every fifth speaks French.
    """
    added = 0
    for number in range(1, count + 1):
        handle = f"person{number:03}"
        locale = "en-US" if number % FRENCH_EVERY else "fr-FR"
        address = f"{handle}@{company.DOMAIN}"
        added += _add(slack, handle, f"Person {number:03}", address, locale)
    _settle_in(slack)
    return added


def invite(slack: SlackStandIn, typed: str) -> str:
    """
    Slack's own invitation: whoever has an address among the words joins; the words to show.

    A list of any form, names around the addresses too; nobody comes where there is none.
    """
    parts = [part.casefold() for part in _BETWEEN.split(typed)]
    addresses = list(dict.fromkeys(part for part in parts if _ADDRESS.fullmatch(part)))
    known = {(user.email or "").casefold() for user in slack.state.users.values()}
    fresh = [address for address in addresses if address not in known]
    if not addresses:
        return "There is no e-mail address in it."
    if len(slack.state.users) + len(fresh) > MOST:
        return f"Practice has room for {MOST} people. Nobody was invited."
    for address in fresh:
        handle = _handle(slack, address)
        _add(slack, handle, handle, address, "en-US")
    _settle_in(slack)
    there = len(addresses) - len(fresh)
    return f"{_people(len(fresh))} joined." + (f" There already: {there}." if there else "")


def _add(slack: SlackStandIn, handle: str, name: str, address: str, locale: str) -> bool:
    """False where somebody has this handle already."""
    id_ = f"U_{handle.upper()}"
    if id_ in slack.state.users:
        return False
    slack.add_user(id_, handle, name, email=address, locale=locale, tz=company.TIME_ZONE)
    return True


def _handle(slack: SlackStandIn, address: str) -> str:
    """What stands before the @, as the page's addresses can hold it; unlike everybody's."""
    plain = re.sub(r"[^a-z0-9]+", "_", address.partition("@")[0]).strip("_")
    plain = plain[:LONGEST_HANDLE] or "member"
    handle, number = plain, 2
    while f"U_{handle.upper()}" in slack.state.users:
        handle, number = f"{plain}_{number}", number + 1
    return handle


def _settle_in(slack: SlackStandIn) -> None:
    """They are in #general and in the group of all salespeople."""
    general = slack.state.channels["C_GENERAL"]
    there = set(general.members)
    general.members += [user.id for user in _newcomers(slack) if user.id not in there]
    company.gather_sales(slack)
    slack.state.changed()


def _newcomers(slack: SlackStandIn) -> Iterable[User]:
    return company.newcomers(slack.state.users.values())


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
