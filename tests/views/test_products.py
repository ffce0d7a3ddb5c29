"""Sales Insight Actions is called by its name, and so are its screens."""

import re
from typing import Final

import pytest

from bot.domain.stages import Language, Product
from bot.views.say import Say

from .gallery import TAME, all_modals, messages
from .reading import text_objects

MESSAGES, MODALS = messages(TAME), all_modals(TAME)
OF_ACTIONS: Final = [name for name in (*MESSAGES, *MODALS) if Product.ACTIONS in name]
# Names of ours that stay: of a role, of the whole thing, a checklist, a button. Older screens.
STAYS: Final = re.compile(
    r"(?:[Aa]dmin )?Sales Connect admins?|[Aa]dmin Sales Connect|Sales Connect setup"
    r"|Configuration de Sales Connect|^Sales Connect$"
    r"|^(?:Check (?:against )?|Comparer (?:avec )?)Team Access$"
    r"|(?:older|plus ancien)\W+(?:Sales Connect|Team Access)|`[^`]*`",
    re.MULTILINE,
)


def shown(name: str, say: Say) -> str:
    thing = MESSAGES[name](say).blocks if name in MESSAGES else MODALS[name](say)
    return "\n".join(text for _, text in text_objects(thing))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", OF_ACTIONS)
def test_the_other_product_is_not_spoken_of(name: str, language: Language) -> None:
    """Whoever looks for a screen looks for it by the name that stands there."""
    text = shown(name, Say(language))

    wrong = re.findall(r".*(?:Sales Connect|Team Access).*", STAYS.sub("¤", text))

    assert wrong == []


def test_every_card_that_names_a_screen_is_looked_at() -> None:
    """A gallery without them would prove nothing."""
    bases = {name.split(".")[0] for name in OF_ACTIONS}

    assert bases >= {
        "starter",
        "marketo_admin",
        "sales_connect_admin",
        "salesforce_admin",
        "credentials",
        "checked",
        "window_closed",
        "ready",
        "batch",
        "result",
        "modal_compare",
        "you_are_connected",
        "organizations",
        "succession",
        "modal_checklist",
        "modal_organization",
        "modal_reveal",
        "modal_api_access",
        "approval",
        "my_request",
        "to_fulfil",
        "fulfil_reminder",
        "fulfilled",
        "request_news",
        "sandbox_question",
        "modal_invite",
        "modal_sandbox",
        "modal_adobe",
    }
