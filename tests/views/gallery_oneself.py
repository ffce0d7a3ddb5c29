"""What is on record of the asker, in each place; and small talk."""

from functools import partial
from typing import Final

from bot.domain.errand_kinds import TALK, Errand
from bot.domain.ids import UserId
from bot.domain.people import Actor, Role, Standing
from bot.domain.stages import Kind, Stage
from bot.domain.whereabouts import Place, SandboxAccount, Whereabouts
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.help import Helped
from bot.views.oneself import Oneself, oneself_answer
from bot.views.say import Say
from bot.views.talk import talk_answer
from bot.views.text import mention, typed
from bot.views.whereabouts import Sighting

from .requests import invites, sandbox
from .runs import IN_SLACK
from .states import MARA, NINA, NOW, PEOPLE, TEAM, a_setup, member
from .typed import Messages, Typed

ASKER: Final = UserId(IN_SLACK[0])
WHO: Final = mention(ASKER)
NOWHERE: Final = Whereabouts(Place.NOWHERE)


def oneself(given: Typed) -> Messages:
    return _of_oneself(given) | _talk(given)


def _of_oneself(given: Typed) -> Messages:
    ready, named = a_setup(Stage.READY, name=given.name), a_setup(name="EMEA", number=2)
    there = a_setup(kind=Kind.SANDBOX, number=3)
    email = given.emails[0]
    connected = Whereabouts(Place.CONNECTED, NOW, given.picked)
    near = (
        Whereabouts(Place.IN_RUN, batch=2),
        Whereabouts(Place.FAILED, NOW, why=given.why),
        Whereabouts(Place.INVITED, NOW),
        Whereabouts(Place.APPROVED),
        Whereabouts(Place.ASKED_FOR),
        Whereabouts(Place.ON_SANDBOX),
        None,
    )
    nowhere = [Sighting(WHO, one, NOWHERE) for one in (ready, named, there)]
    far = [Sighting(WHO, ready, connected), Sighting(WHO, named, Whereabouts(Place.CONNECTED, NOW))]
    people = {**PEOPLE, Role.SALES_CONNECT_ADMIN: ASKER}
    of_admin = [Sighting(WHO, a_setup(people=people), NOWHERE)]
    account = ((ready, SandboxAccount(email, NOW)),)
    on_it = [Sighting(typed(email), there, connected)]
    asked = [(invites(ready, given.emails[:1], given.why), ready), (sandbox(ready, email), ready)]
    myself, request, box = Errand.MYSELF, Errand.MY_REQUEST, Errand.MY_SANDBOX
    cases = {
        "connected": (myself, Oneself(ASKER, far)),
        "on_the_way": (myself, Oneself(ASKER, [Sighting(WHO, ready, one) for one in near])),
        "before_marketo": (myself, Oneself(ASKER, [Sighting(WHO, named, one) for one in near])),
        "nowhere": (myself, Oneself(ASKER, nowhere)),
        "of_an_admin": (myself, Oneself(ASKER, of_admin, has_part=True)),
        "with_all": (myself, Oneself(ASKER, [*far, nowhere[2]], account, on_it, asked)),
        "request": (request, Oneself(ASKER, nowhere, requests=asked)),
        "no_request": (request, Oneself(ASKER, [far[0]], account)),
        "sandbox": (box, Oneself(ASKER, nowhere, account, on_it)),
        "sandbox_asked": (box, Oneself(ASKER, nowhere, requests=asked)),
        "sandbox_by_own_address": (box, Oneself(ASKER, [Sighting(WHO, there, connected)])),
        "no_sandbox": (box, Oneself(ASKER, nowhere)),
        "nothing_yet": (myself, Oneself(ASKER)),
    }
    shown: Messages = {
        f"oneself.{name}": partial(oneself_answer, errand, own)
        for name, (errand, own) in cases.items()
    }
    return shown | {"oneself.guest": _of_a_guest}


def _of_a_guest(say: Say) -> Message:
    return refusal_answer(say("myself.guest"))


def _talk(given: Typed) -> Messages:
    guest = Helped(Actor(TEAM, NINA, Standing.GUEST))
    busy = Helped(member(MARA), [a_setup(name=given.name)])
    shown: Messages = {f"talk.{one}": partial(talk_answer, one, guest) for one in TALK}
    in_private = (Errand.HELLO, Errand.YES, Errand.BLAMED)
    return shown | {
        f"talk.{one}_with_a_step": partial(talk_answer, one, busy) for one in in_private
    }
