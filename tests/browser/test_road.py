"""The road in a browser, from the command to the message that a salesperson reads."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.window import Open

ENGLISH: Mapping[str, str] = {
    "language": "English",
    "set up": "Set up Sales Connect",
    "marketo admin": "Marketo admin",
    "sales connect admin": "Sales Connect admin",
    "salesforce admin": "Salesforce admin",
    "channel": "Channel for invites",
    "start setup": "Start setup",
    "hand over": "Hand over credentials",
    "hand over title": "Hand over credentials",
    "hand over submit": "Hand over",
    "reveal": "Reveal credentials",
    "reveal title": "Marketo credentials",
    "done": "Done",
    "connected": "I've connected",
    "start now": "Start now anyway",
    "workspaces": "Workspaces",
    "names": "Workspace names",
    "save": "Save",
    "connect users": "Connect users",
    "connect users title": "Connect users",
    "people": "People in Slack",
    "addresses": "E-mail addresses",
    "preview": "Preview",
    "start": "Start",
    "all connected": "All connected",
    "3 people": "3 people",
    "result": "3 people connected",
    "told": "EMEA",
}
FRENCH: Mapping[str, str] = {
    "language": "Français",
    "set up": "Configurer Sales Connect",
    "marketo admin": "Admin Marketo",
    "sales connect admin": "Admin Sales Connect",
    "salesforce admin": "Admin Salesforce",
    "channel": "Canal des invitations",
    "start setup": "Lancer",
    "hand over": "Transmettre les identifiants",
    "hand over title": "Transmettre",
    "hand over submit": "Transmettre",
    "reveal": "Afficher les identifiants",
    "reveal title": "Identifiants Marketo",
    "done": "Terminé",
    "connected": "J’ai connecté",
    "start now": "Commencer quand même",
    "workspaces": "Espaces Marketo",
    "names": "Noms des espaces",
    "save": "Enregistrer",
    "connect users": "Connecter des utilisateurs",
    "connect users title": "Connecter des personnes",
    "people": "Personnes dans Slack",
    "addresses": "Adresses e-mail",
    "preview": "Aperçu",
    "start": "Lancer",
    "all connected": "Tous connectés",
    "3 people": "3 personnes",
    "result": "3 personnes connectées",
    "told": "EMEA",
}
SECRETS = ("123-ABC-456", "my-practice-id", "my-practice-secret")


@pytest.mark.parametrize("words", [ENGLISH, FRENCH], ids=["english", "french"])
def test_the_road_to_its_end(window: Open, words: Mapping[str, str]) -> None:
    """By accessible names only, as both admins, a salesperson and a reader of the channel."""
    me = window()
    for role in ("Sales Connect admin", "Marketo admin"):
        me.be(role)
        me.speak(words["language"])
    me.go("Sales Connect")

    setup = me.opens("/salesconnect setup", words["set up"])
    me.choose(setup, words["marketo admin"], "(Marketo admin)")
    me.choose(setup, words["sales connect admin"], "(Sales Connect admin)")
    me.choose(setup, words["salesforce admin"], "(Salesforce admin)")
    me.choose(setup, words["channel"], "#sales-invites")
    me.submit(setup, words["start setup"])
    expect(setup).to_be_hidden()

    me.press(words["hand over"])
    hand_over = me.dialog(words["hand over title"])
    for label, value in zip(("Munchkin ID", "Client ID", "Client Secret"), SECRETS, strict=True):
        me.fill(hand_over, label, value)
    me.submit(hand_over, words["hand over submit"])
    expect(hand_over).to_be_hidden()

    me.be("Sales Connect admin")
    me.press(words["reveal"])
    reveal = me.dialog(words["reveal title"])
    for value in SECRETS:
        expect(reveal).to_contain_text(value)
    me.submit(reveal, words["done"])

    me.press(words["connected"])
    expect(me.log.get_by_role("button", name=words["start now"])).to_be_visible()
    me.press(words["workspaces"])
    workspaces = me.dialog(words["workspaces"])
    me.fill(workspaces, words["names"], "EMEA\nNorth America")
    me.submit(workspaces, words["save"])
    expect(workspaces).to_be_hidden()

    me.page.get_by_role("button", name="Jump 10 minutes ahead").click()
    expect(me.log.get_by_role("button", name=words["connect users"])).to_be_visible()
    me.press(words["connect users"])
    connect = me.dialog(words["connect users title"])
    me.tick(connect, words["people"], ["Ada (Salesperson)", "Benoît (Salesperson)"])
    me.fill(connect, words["addresses"], "sam@lumensails.example")
    me.tick(connect, words["workspaces"], ["EMEA"])
    me.submit(connect, words["preview"])
    preview = me.dialog(words["preview"])
    expect(preview).to_contain_text(words["3 people"])
    me.submit(preview, words["start"])
    expect(preview).to_be_hidden()

    batch = me.article("ada@lumensails.example")
    expect(batch).to_contain_text("EMEA")
    me.press(words["all connected"])
    expect(me.article(words["result"])).to_be_visible()

    me.be("Salesperson")
    me.go("Sales Connect")
    expect(me.article(words["told"])).to_be_visible()
    assert SECRETS[2] not in me.page.content()
    assert not any(value in (me.log.text_content() or "") for value in SECRETS)
