"""A draft as the window `Preview` shows it."""

from typing import Any

from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.views.names import plain_setup_name
from bot.views.preview_modals import preview_modal
from bot.views.text import Mrkdwn
from handlers.front import Asker, Front


def shown_preview(
    front: Front,
    run: Run,
    setup: Setup,
    asker: Asker,
    *,
    page: int = 0,
    external_id: str = "",
    stay: bool = False,
    note: Mrkdwn | None = None,
) -> dict[str, Any]:
    """`run`: with the people of this page, or all of it."""
    names = {one.id: plain_setup_name(one, asker.say) for one in asker.setups}
    return preview_modal(
        run,
        setup,
        asker.say,
        page=page,
        names=names,
        connector=front.has_connector,
        external_id=external_id,
        stay=stay,
        note=note,
    )
