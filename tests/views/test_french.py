"""French as it is written: no article and no elision that what follows makes wrong."""

import re
from typing import Final

from bot.domain.people import Act, Role
from bot.domain.refusals import NotYours
from bot.domain.stages import Language
from bot.views.refusals import words
from bot.views.say import Say
from tests.for_each import for_each

from .gallery import TAME, messages
from .states import MARA

# Before a consonant, whatever sign stands between, or before a mention.
WRONG_ELISION: Final = re.compile(
    r"\b(?:[cdjlmnst]|(?:jus|lors|puis)?qu)’[*_`«\s]*"
    r"(?:<[@#]|(?![aeiouyhàâäéèêëîïôöùûüœæ])[^\W\d_])",
    re.IGNORECASE,
)


@for_each(role=list(Role), act=[Act.AUDIT, Act.HAND_OVER, Act.REVEAL, Act.SETTINGS])
def test_in_french_no_article_has_to_fit_a_role(role: Role, act: Act) -> None:
    """“l’responsable” was read; who may is named first, and what they are behind it."""
    say = Say(Language.FR)
    for or_slack_admins in (True, False):
        said = words(NotYours(act, ((role, MARA),), or_slack_admins), say)

        assert f"Seul·e <@{MARA}> ({say(f'role.{role}')})" in said
        assert WRONG_ELISION.search(said) is None


@for_each(name=messages(TAME))
def test_in_french_an_elision_stands_before_a_vowel(name: str) -> None:
    """In everything that is written to anybody."""
    said = messages(TAME)[name](Say(Language.FR)).text

    assert WRONG_ELISION.findall(said) == []


def test_a_wrong_elision_would_be_seen_here() -> None:
    """Also before a name in code or in bold."""
    wrong = ("l’responsable", "d’production", "qu’*prochain·e*", "l’`Sales Connect`", "l’<@U1>")
    right = ("l’admin Marketo", "d’une", "qu’elle", "l’`instance`", "s’y", "aujourd’hui", "l’heure")

    assert [one for one in wrong if not WRONG_ELISION.search(one)] == []
    assert [one for one in right if WRONG_ELISION.search(one)] == []
