"""Help for each kind of asker; errands; and what is said of people and runs beside an article."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from bot.domain.errand_kinds import Errand
from bot.domain.overview import steps_of
from bot.domain.people import Act, Actor, Role, Standing, refuse
from bot.domain.refusals import MembersOnly, NotNow, Refusal, TooEarly
from bot.domain.setup import Setup
from bot.domain.setup_parts import Turn
from bot.domain.stages import Kind, Stage
from bot.domain.turns import snoozed
from bot.domain.whereabouts import Place, Whereabouts
from bot.guide.article import About
from bot.views import errand_answers
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.guide_answers import Asking, followed
from bot.views.help import Helped, help_answer
from bot.views.ids import Wanted
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.text import mention, typed
from bot.views.whereabouts import Sighting, Sightings

from .gallery_guide import about_article, offered
from .gallery_oneself import oneself
from .gallery_turns import turns
from .runs import IN_SLACK, a_run
from .states import ADAM, MARA, NINA, NOW, SASHA, STARTER, TEAM, a_setup, member
from .typed import Messages, Typed

GUEST: Final = Actor(TEAM, NINA, Standing.GUEST)
TOMORROW: Final = NOW + timedelta(days=1)


def errands(typed: Typed) -> Messages:
    of_askers = _help(typed) | _reminders(typed) | oneself(typed) | turns(typed)
    return of_askers | _on_setups(typed) | _of_people(typed)


def _help(typed: Typed) -> Messages:
    named, ready = a_setup(name=typed.name), a_setup(Stage.READY, name=typed.name)
    helped = {
        "first_of_all": Helped(member(NINA)),
        "salesperson": Helped(member(NINA), [named]),
        "starter": Helped(member(STARTER), [named]),
        "marketo_admin": Helped(member(MARA), [named]),
        "sales_connect_admin": Helped(member(SASHA), [ready]),
        "slack_admin": Helped(member(ADAM, is_slack_admin=True), [named]),
        "two_steps_of_three": Helped(member(MARA), [a_setup(number=n) for n in range(1, 4)]),
        "guest": Helped(GUEST),
    }
    shown: Messages = {
        f"help.{name}": partial(_helped, one, "", None) for name, one in helped.items()
    }
    salesperson = helped["salesperson"]
    return shown | {
        "help.all": help_answer,
        "help.unknown": partial(_helped, salesperson, typed.word, None),
        "help.nearest": partial(_helped, salesperson, typed.word, "provision"),
    }


def _helped(helped: Helped, unknown: str, nearest: str | None, say: Say) -> Message:
    return help_answer(say, helped, unknown=unknown, nearest=nearest)


def _reminders(typed: Typed) -> Messages:
    setup = a_setup(name=typed.name)
    put_off, last = _changed(setup, put_off=True), _changed(a_setup(number=2), put_off=False)
    many = [a_setup(name=f"{n}", number=n) for n in range(1, 8)]
    cases: dict[str, Sequence[Setup]] = {
        "nothing": (),
        "one": (setup,),
        "put_off": (put_off,),
        "last": (last, setup),
        "many": many,
    }
    return {
        f"remind.{name}": partial(
            errand_answers.remind_answer, steps_of(member(MARA), setups), TOMORROW
        )
        for name, setups in cases.items()
    }


def _changed(setup: Setup, *, put_off: bool) -> Setup:
    """The turn of the Marketo admin was put off, or no reminder is left of it."""
    turn: Turn = setup.turns[Role.MARKETO_ADMIN]
    other = snoozed(turn, NOW) if put_off else turn.model_copy(update={"next_at": None})
    return setup.model_copy(update={"turns": {**setup.turns, Role.MARKETO_ADMIN: other}})


def _on_setups(typed: Typed) -> Messages:
    setup, other = a_setup(name=typed.name), a_setup(kind=Kind.SANDBOX, number=2)
    early = TooEarly(timedelta(minutes=3), NOW)
    why = refuse(Act.HAND_OVER, member(NINA), setup.people)
    why_there = refuse(Act.HAND_OVER, member(NINA), {Role.MARKETO_ADMIN: ADAM})
    assert why
    assert why_there
    seven = [a_setup(Stage.READY, number=n) for n in range(1, 8)]
    on_setups, late = errand_answers.on_setups, NotNow(Act.HAND_OVER, Stage.CONNECTED)
    wanted = Wanted("", typed.emails[:2], IN_SLACK[:1])
    hand_over, connect = Errand.HAND_OVER, Errand.CONNECT_USERS
    shown: Messages = {
        "errand.hand_over": partial(on_setups, hand_over, ((setup, None), (other, late)), ()),
        "errand.hand_over_refused": partial(on_setups, hand_over, (), ((setup, why), (other, why))),
        "errand.refused_in_several": partial(
            on_setups, hand_over, (), ((setup, why), (other, why_there), (seven[2], why))
        ),
        "errand.connect_users": partial(on_setups, connect, ((setup, None),), ()),
        "errand.cancel_setup": partial(
            on_setups,
            Errand.CANCEL_SETUP,
            ((setup, None),),
            (),
            press=errand_answers.cancel_button(STARTER),
        ),
        "errand.disconnect": partial(
            on_setups,
            Errand.DISCONNECT,
            ((setup, None),),
            (),
            press=errand_answers.disconnect_button(wanted),
        ),
        "errand.too_early": partial(on_setups, connect, ((setup, early),), ()),
        "errand.many": partial(on_setups, connect, [(one, None) for one in seven], ()),
        "errand.no_setup": partial(on_setups, connect, (), ()),
        "errand.guest": partial(_refused, MembersOnly()),
        "errand.setup": errand_answers.setup_errand,
        "errand.audit": errand_answers.audit_errand,
        "errand.with_questions": _with_questions,
    }
    elsewhere = (Errand.STATUS, Errand.REMIND, Errand.HAND_OVER, Errand.MYSELF, Errand.NEXT)
    return shown | {
        f"errand.in_public.{one}": partial(errand_answers.in_public, one) for one in elsewhere
    }


def _refused(why: Refusal, say: Say) -> Message:
    return refusal_answer(words(why, say))


def _with_questions(say: Say) -> Message:
    return followed(errand_answers.setup_errand(say), offered(say)[:2], Asking(), say)


def _of_people(given: Typed) -> Messages:
    setup, run = a_setup(name=given.name), a_run(given.emails, given.picked)
    places = (
        Whereabouts(Place.CONNECTED, NOW, given.picked),
        Whereabouts(Place.CONNECTED, NOW),
        Whereabouts(Place.IN_RUN, batch=2),
        Whereabouts(Place.IN_RUN),
        Whereabouts(Place.FAILED, NOW, why=given.why),
        Whereabouts(Place.FAILED, NOW),
        Whereabouts(Place.INVITED, NOW),
        Whereabouts(Place.APPROVED),
        Whereabouts(Place.ASKED_FOR),
        Whereabouts(Place.ON_SANDBOX),
        Whereabouts(Place.NOWHERE),
        Whereabouts(Place.NOWHERE, has_left=True),
        None,
    )
    two = [setup, a_setup(kind=Kind.SANDBOX, number=2)]
    seen = [Sighting(mention(NINA), setup, where) for where in places]
    address = Sighting(typed(given.emails[0]), setup, Whereabouts(Place.NOWHERE))
    cases = {
        "person_far": Sightings(seen[:6]),
        "person_near": Sightings([*seen[6:], address]),
        "person_nowhere": Sightings([Sighting(mention(NINA), one, places[8]) for one in two]),
        "person_of_others": Sightings(only_named=[setup]),
    }
    shown: Messages = {
        f"guide.{name}": about_article(About.PERSON, Asking([setup], NOW, sightings=one))
        for name, one in cases.items()
    }
    runs = Asking([setup], NOW, runs=[(setup, run)])
    shown["guide.in_public"] = about_article(About.WAIT, Asking([setup], NOW, in_public=True))
    return shown | {"guide.run": about_article(About.RUN, runs)}
