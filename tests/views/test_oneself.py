"""What is on record of the asker: where they are comes first, who can help is never they."""

from typing import Final

import pytest

from bot.domain.errand_kinds import Errand
from bot.domain.stages import Kind, Language, Stage
from bot.domain.whereabouts import Place, SandboxAccount, Whereabouts
from bot.views.oneself import Oneself, oneself_answer
from bot.views.say import Say
from bot.views.text import mention, typed
from bot.views.whereabouts import Sighting

from .reading import buttons
from .requests import invites
from .states import NINA, NOW, SASHA, a_setup

ENGLISH: Final = Say(Language.EN)
NOWHERE: Final = Whereabouts(Place.NOWHERE)
CONNECTED: Final = Whereabouts(Place.CONNECTED, NOW)


def seen(*where: Whereabouts | None) -> list[Sighting]:
    """In as many setups, each connected to Marketo."""
    setups = [a_setup(Stage.READY, name=f"s{n}", number=n) for n in range(len(where))]
    return [Sighting(mention(NINA), *pair) for pair in zip(setups, where, strict=True)]


def labels(errand: Errand, own: Oneself) -> list[str]:
    return [one["text"]["text"] for one in buttons(oneself_answer(errand, own, ENGLISH).blocks)]


def test_every_setup_is_named_and_where_they_are_comes_first() -> None:
    """However many there are without them."""
    text = oneself_answer(Errand.MYSELF, Oneself(NINA, seen(NOWHERE, NOWHERE, CONNECTED)), ENGLISH)

    lines = text.text.split("\n")
    assert [line.split(":*")[0] for line in lines] == [
        "*production (`s2`)",
        "*production (`s0`)",
        "*production (`s1`)",
    ]


@pytest.mark.parametrize("where", [*Place, None])
def test_who_is_asked_is_somebody_else(where: Place | None) -> None:
    """The Sales Connect admin is not sent to themselves, where another is named."""
    place = Whereabouts(where, NOW) if where else None
    own = Oneself(SASHA, seen(place))

    text = oneself_answer(Errand.MYSELF, own, ENGLISH).text

    assert f"ask {mention(SASHA)}" not in text.lower()
    assert f"{mention(SASHA)} sees" not in text


def test_what_is_not_on_record_is_not_denied() -> None:
    """An account of old is on no record of ours."""
    texts = [
        oneself_answer(one, Oneself(NINA, seen(NOWHERE)), ENGLISH).text
        for one in (Errand.MYSELF, Errand.MY_REQUEST, Errand.MY_SANDBOX)
    ]

    assert all("on record" in text for text in texts)
    assert all("all the same" in text for text in texts)


def test_who_is_nowhere_can_ask_for_it_and_others_need_not() -> None:
    """Filled in with who asks."""
    on_record = Oneself(NINA, seen(CONNECTED, NOWHERE))
    asked = Oneself(NINA, seen(NOWHERE), requests=[(invites(a_setup(), ["a@x.com"]), a_setup())])

    assert labels(Errand.MYSELF, Oneself(NINA, seen(NOWHERE))) == ["Invite users"]
    assert labels(Errand.MY_SANDBOX, Oneself(NINA, seen(NOWHERE))) == ["Request sandbox account"]
    assert labels(Errand.MYSELF, on_record) == []
    assert labels(Errand.MYSELF, asked) == []
    assert labels(Errand.MY_REQUEST, asked) == []


@pytest.mark.parametrize("errand", [Errand.MYSELF, Errand.MY_REQUEST, Errand.MY_SANDBOX])
@pytest.mark.parametrize("language", list(Language))
def test_however_much_is_on_record_it_fits(errand: Errand, language: Language) -> None:
    """A hundred workspaces in ten setups, and as many accounts."""
    names = tuple(f"Workspace *number* {n} {'x' * 60}" for n in range(100))
    where = Whereabouts(Place.CONNECTED, NOW, names)
    there = [a_setup(kind=Kind.SANDBOX, number=n, name="x" * 40) for n in range(10)]
    email = f"{'a' * 60}@acme.example"
    own = Oneself(
        NINA,
        seen(*[where] * 10),
        [(one, SandboxAccount(email, NOW)) for one in there],
        [Sighting(typed(email), one, where) for one in there],
    )

    text = oneself_answer(errand, own, Say(language)).text

    assert len(text) < 3_900
    assert text.count("`aaa") >= 2
