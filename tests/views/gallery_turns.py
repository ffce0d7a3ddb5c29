"""Answers to whose turn it is, how far the credentials are, and whether users may be connected."""

from datetime import timedelta
from functools import partial
from typing import Final

from bot.domain.commands import AskAgain
from bot.domain.people import Actor, Role
from bot.domain.run_plan import refuse_connecting
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Stage
from bot.views.blocks import Message
from bot.views.say import Say
from bot.views.turn_answers import credentials_answer, may_connect_answer, next_answer

from .overviews import an_overview, seen
from .request_states import of_invites
from .requests import REQUESTER
from .runs import some_failed
from .states import (
    ADAM,
    MARA,
    NINA,
    NO_SALESFORCE,
    NOW,
    PEOPLE,
    SASHA,
    STARTER,
    a_setup,
    after,
    expired,
    member,
)
from .typed import Messages, Typed

SOON: Final = NOW + timedelta(minutes=34)  # six of the ten minutes are left


def turns(typed: Typed) -> Messages:
    return _next(typed) | _credentials(typed) | _may_connect(typed)


def _next(typed: Typed) -> Messages:
    named, sandbox = a_setup(name=typed.name), a_setup(kind=Kind.SANDBOX, number=2)
    waits, done = (
        a_setup(Stage.CONNECTED, number=3),
        a_setup(Stage.DONE, number=4, people=NO_SALESFORCE),
    )
    several = [seen(one) for one in (named, sandbox, waits, done)]
    request, of_it = of_invites(typed)["open"]
    asked = seen(of_it, requests=(request,))
    shown = {
        "none": an_overview(member(NINA)),
        "own": an_overview(member(MARA), *several),
        "of_others": an_overview(member(ADAM, is_slack_admin=True), *several),
        "nothing": an_overview(member(NINA), *several),
        "left_behind": an_overview(member(SASHA), seen(done, some_failed(typed))),
        "requester": an_overview(member(REQUESTER), asked),
    }
    whom = [one.setup for one in several]
    return {f"next.{name}": partial(next_answer, one, whom, SOON) for name, one in shown.items()}


def _credentials(typed: Typed) -> Messages:
    over, opened = a_setup(Stage.HANDED_OVER, name=typed.name), a_setup(Stage.REVEALED)
    both = a_setup(people={**PEOPLE, Role.SALES_CONNECT_ADMIN: MARA})
    shown: dict[str, tuple[Actor, list[Setup]]] = {
        "not_yet": (member(MARA), [a_setup(name=typed.name)]),
        "over": (member(SASHA), [over]),
        "opened": (member(MARA), [opened]),
        "asked_again": (member(MARA), [after(opened, AskAgain(opened.id, 1), member(SASHA))]),
        "destroyed": (member(SASHA), [expired(over)]),
        "one_admin": (member(STARTER), [both]),
        "several": (member(STARTER), [a_setup(Stage.DONE), over, a_setup(number=2)]),
    }
    return {f"handed.{name}": partial(credentials_answer, *one) for name, one in shown.items()}


def _may_connect(typed: Typed) -> Messages:
    setups = [a_setup(Stage.CONNECTED, name=typed.name), a_setup(number=2)]
    readers = {"marketo_admin": MARA, "starter": STARTER}
    return {
        f"may_connect.{name}": partial(_may, member(who), setups) for name, who in readers.items()
    }


def _may(reader: Actor, setups: list[Setup], say: Say) -> Message:
    whys = [why for one in setups if (why := refuse_connecting(one, reader, SOON))]
    return may_connect_answer(reader, setups, setups, SOON, whys, say)
