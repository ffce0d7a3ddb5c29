"""API-only pairs, besides what they read: a newer one, a window that waits, who gave it."""

from typing import Final

import pytest

from bot.domain.roles import Role
from bot.domain.setup_parts import ApiSays
from bot.domain.stages import Language
from bot.views import ids
from bot.views.names import setup_name
from bot.views.say import Say
from bot.views.setup_cards import setup_card

from .bends import changed, changed_card
from .credential_bends import DENIED, LIMIT, api_checked
from .gallery import TAME, all_modals, cards
from .reading import buttons, mrkdwn
from .states import MARA, NINA, SALOME, a_setup

CARDS: Final = cards(TAME)
MODALS: Final = all_modals(TAME)
each_language = pytest.mark.parametrize("language", list(Language))


def former_stays(say: Say) -> str:
    """The first line of the message."""
    return say("api.card_former", setup=setup_name(a_setup(name=TAME.name), say))


def words_of(modal: str, say: Say) -> str:
    return "\n".join(mrkdwn(MODALS[modal](say)))


@each_language
def test_a_newer_pair_that_marketo_refuses_leaves_the_former_in_use(language: Language) -> None:
    """The window and the message say so; on the card stands what the former reads."""
    say = Say(language)
    card, works = CARDS["api_access.newer_refused"](say), CARDS["api_access.works"](say)
    own = CARDS["marketo_admin.api_newer_refused"](say)

    assert card.text.splitlines()[0] == former_stays(say)
    assert card.text.splitlines()[1] == works.text.splitlines()[1]
    assert works.text.splitlines()[1] in own.text
    stays = "the former pair stays" if language is Language.EN else "la précédente reste"
    assert stays in words_of("modal_api_checked.newer_refused", say)
    assert stays not in words_of("modal_api_checked.refused", say)


@each_language
def test_once_the_former_is_refused_too_none_is_said_to_stay(language: Language) -> None:
    """Whoever reads that one stays does not give another."""
    say = Say(language)

    text = CARDS["api_access.both_refused"](say).text

    assert former_stays(say) not in text
    assert ("not kept" if language is Language.EN else "pas été conservée") in text


@each_language
def test_one_missing_permission_is_named_and_of_several_it_is_said_that_one_may_do(
    language: Language,
) -> None:
    """Marketo names the one, or says nothing: then all that reading needs are named."""
    one, several = (
        CARDS[f"api_access.{state}"](Say(language)).text for state in ("denied_one", "denied")
    )
    at_least = "at least one" if language is Language.EN else "au moins une"

    assert [name for name in DENIED if f"`{name}`" in one] == [DENIED[0]]
    assert at_least not in one
    assert [name for name in DENIED if f"`{name}`" in several] == list(DENIED)
    assert at_least in several


@each_language
def test_a_limit_of_marketo_is_said_with_its_code_and_the_one_that_lasts_until_midnight(
    language: Language,
) -> None:
    """And the pair is kept: nobody has to type it again."""
    say = Say(language)

    text = CARDS["api_access.limited"](say).text

    assert f"`{LIMIT}`" in text
    assert "607" in text
    assert ("kept" if language is Language.EN else "conservé") in text
    assert say.plain("button.check_api") in text


@each_language
@pytest.mark.parametrize("modal", ["modal_api_slow.waiting", "modal_api_gone.replaced"])
def test_a_window_that_lost_its_pair_or_waits_has_nothing_to_press(
    modal: str, language: Language
) -> None:
    """It is replaced by the answer, or there is none to come."""
    view = MODALS[modal](Say(language))

    assert list(buttons(view)) == []
    assert view["callback_id"] == ids.NOTICE_MODAL
    assert "notify_on_close" not in view


@each_language
def test_the_window_of_a_pair_that_is_gone_names_the_button_that_shows_the_other(
    language: Language,
) -> None:
    """By its label."""
    say = Say(language)

    assert say.plain("button.api_access") in words_of("modal_api_gone.replaced", say)


@each_language
def test_who_gave_the_pair_and_is_no_marketo_admin_any_more_reads_that_it_is_used(
    language: Language,
) -> None:
    """With who can remove it here."""
    say = Say(language)
    gave = CARDS["people_changed.gave_api_access"](say).text
    kept = [line for line in gave.splitlines() if "API" in line]

    assert len(kept) == 1
    assert f"<@{NINA}>" in kept[0]
    assert f"<@{MARA}>" not in kept[0]
    assert "API" not in CARDS["people_changed.marketo_admin"](say).text


@each_language
def test_a_former_marketo_admin_who_gave_no_pair_reads_of_none(language: Language) -> None:
    """The pair that is in use is another person's."""
    given = api_checked(a_setup(), ApiSays.WORKS)
    since = changed(changed(given, {Role.MARKETO_ADMIN: NINA}), {Role.MARKETO_ADMIN: SALOME})

    assert "API" not in setup_card(since, changed_card(since, NINA), Say(language)).text
