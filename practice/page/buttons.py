"""Buttons of Block Kit, and the menus that are buttons in a row."""

from markupsafe import Markup

from practice.page.emoji import with_emoji
from practice.page.mrkdwn import is_address, text_html
from practice.page.sheet import Sheet, pressed
from practice.slack.messages import Json


def button_html(sheet: Sheet, block_id: str, button: Json) -> Markup:
    """A button is called exactly as it is labelled; one with an address is a link as well."""
    label = with_emoji(str((button.get("text") or {}).get("text", "")))
    return _button(sheet, block_id, button, label, str(button.get("url") or ""))


def overflow_html(sheet: Sheet, block_id: str, menu: Json) -> Markup:
    """Its options side by side, so that each is found by its name without opening anything."""
    options = [
        _button(
            sheet,
            block_id,
            menu,
            with_emoji(str((option.get("text") or {}).get("text", ""))),
            str(option.get("url") or ""),
            str(option.get("value", "")),
        )
        for option in menu.get("options") or []
    ]
    return Markup('<div class="overflow" role="group" aria-label="{}">{}</div>').format(
        sheet.reader.word("more"), Markup().join(options)
    )


def _button(
    sheet: Sheet, block_id: str, element: Json, label: str, url: str, *option: str
) -> Markup:
    action_id = str(element.get("action_id", ""))
    press = pressed(block_id, action_id, *option)
    style = element.get("style")
    shown: dict[str, str | None] = {
        "id": sheet.id_of(block_id, action_id, *option),
        "class": f"button button-{style}" if style in ("primary", "danger") else "button",
        "title": element.get("accessibility_label"),
    }
    if is_address(url):
        # Slack tells the app of the click as well.
        shown |= {
            "href": url,
            "rel": "noopener noreferrer",
            "target": "_blank",
            "data-press": press,
        }
        return sheet.draw("link_button", attributes=shown, label=label)
    shown |= {
        "type": "submit",
        "name": "press",
        "value": press,
        "formaction": sheet.act_to,
        "formnovalidate": "",
    }
    return sheet.draw("button", attributes=shown | _question(sheet, element), label=label)


def _question(sheet: Sheet, element: Json) -> dict[str, str | None]:
    """For `fields.js`, which asks it in a dialog; without a script the press acts at once."""
    confirm = element.get("confirm")
    if not isinstance(confirm, dict):
        return {}

    def words(key: str) -> str:
        # As text: tags go, entities of our own are read again.
        return text_html(confirm.get(key), sheet.reader).replace("<br>", "\n").striptags()

    return {
        "data-confirm-title": words("title") or sheet.reader.word("sure"),
        "data-confirm-text": words("text"),
        "data-confirm-yes": words("confirm") or sheet.reader.word("yes"),
        "data-confirm-no": words("deny") or sheet.reader.word("no"),
        "data-confirm-style": "danger" if confirm.get("style") == "danger" else "primary",
    }
