"""Every way the road can bend, by accessible names only; the languages take turns."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.looks import assert_fine
from tests.browser.window import Open, Window

Words = Mapping[str, str]

ENGLISH: Words = {
    "language": "English",
    "set up": "Set up Sales Connect",
    "start setup": "Start setup",
    "marketo admin": "Marketo admin",
    "sales connect admin": "Sales Connect admin",
    "salesforce admin": "Salesforce admin",
    "channel": "Channel for invites",
    "hand over": "Hand over credentials",
    "already": "Already connected",
    "long ago": "More than ten minutes ago",
    "ready": "ready",
    "connect users": "Connect users",
    "not me": "Not the right person",
    "wanted": "Somebody else is needed",
    "road": "Sales Connect setup",
    "awaited": "name somebody else",
    "change": "Change people",
    "checklist": "Open checklist",
    "checklist title": "Checklist",
    "organization": "Save Organization ID",
    "organization title": "Salesforce organization",
    "settings": "Settings",
    "cancel setup": "Cancel setup",
    "save": "Save",
}
FRENCH: Words = {
    "language": "Français",
    "set up": "Configurer Sales Connect",
    "start setup": "Lancer",
    "marketo admin": "Admin Marketo",
    "sales connect admin": "Admin Sales Connect",
    "salesforce admin": "Admin Salesforce",
    "channel": "Canal des invitations",
    "hand over": "Transmettre les identifiants",
    "already": "Déjà connecté",
    "long ago": "Depuis plus de dix minutes",
    "ready": "prêt",
    "connect users": "Connecter des utilisateurs",
    "not me": "Pas la bonne personne",
    "wanted": "Il faut quelqu’un d’autre",
    "road": "Configuration de Sales Connect",
    "awaited": "désigner quelqu’un d’autre",
    "change": "Changer les personnes",
    "checklist": "Ouvrir la liste",
    "checklist title": "Liste de contrôle",
    "organization": "Saisir l’Organization ID",
    "organization title": "Organisation Salesforce",
    "settings": "Paramètres",
    "cancel setup": "Annuler la configuration",
    "save": "Enregistrer",
}
each_language = pytest.mark.parametrize("words", [ENGLISH, FRENCH], ids=["english", "french"])
PHONE = 390  # pixels wide
ADMINS = ("Salesforce admin", "Sales Connect admin", "Marketo admin")


def begin(me: Window, words: Words, *, marketo: str = "Marketo admin") -> None:
    """Mara begins a setup, in her language, and is in the bot's messages."""
    if words is FRENCH:
        for role in ADMINS:
            me.be(role)
            me.speak(words["language"])
    me.be("Marketo admin")
    me.go("Sales Connect")
    setup = me.opens("/salesconnect setup", words["set up"])
    me.choose(setup, words["marketo admin"], f"({marketo})")
    me.choose(setup, words["sales connect admin"], "(Sales Connect admin)")
    me.choose(setup, words["salesforce admin"], "(Salesforce admin)")
    me.choose(setup, words["channel"], "#sales-invites")
    me.submit(setup, words["start setup"])
    expect(setup).to_be_hidden()


@each_language
def test_already_connected_for_long(window: Open, words: Words) -> None:
    """Nothing is handed over and nobody waits: the reminder comes at once."""
    me = window()
    begin(me, words)
    me.press(words["already"])
    me.press(words["long ago"])
    expect(me.log.get_by_role("button", name=words["long ago"])).to_have_count(0)
    expect(me.log.get_by_role("button", name=words["hand over"])).to_have_count(0)

    me.be("Sales Connect admin")
    reminder = me.article(words["ready"])
    expect(reminder.get_by_role("button", name=words["connect users"])).to_be_visible()


def test_the_ten_minutes_are_used(window: Open) -> None:
    """Workspaces and people in the meantime; one click afterwards."""
    me = window()
    begin(me, ENGLISH)
    me.press("Already connected")
    me.be("Sales Connect admin")
    wait = me.article("Use the time")
    expect(wait).to_contain_text("Please wait")
    me.press("Workspaces")
    workspaces = me.dialog("Workspaces")
    me.fill(workspaces, "Workspace names", "EMEA\nNorth America")
    me.submit(workspaces, "Save")
    expect(workspaces).to_be_hidden()
    me.press("Prepare the first batch")
    connect = me.dialog("Connect users")
    me.tick(connect, "People in Slack", ["Ada (Salesperson)", "Benoît (Salesperson)"])
    me.tick(connect, "Workspaces", ["EMEA"])
    me.submit(connect, "Preview")
    preview = me.dialog("Preview")
    expect(preview).to_contain_text("2 people")
    me.submit(preview, "Keep for later")
    expect(preview).to_be_hidden()
    expect(wait).to_contain_text("2 people are prepared")

    me.page.get_by_role("button", name="Jump 10 minutes ahead").click()
    me.press("Start with 2 people")

    batch = me.article("ada@lumensails.example")
    expect(batch).to_contain_text("EMEA")
    expect(batch.get_by_role("button", name="All connected")).to_be_visible()


def test_one_person_is_both_admins(window: Open) -> None:
    """Told where to copy from and to; `J’ai connecté` without any credentials."""
    me = window()
    begin(me, FRENCH, marketo="Sales Connect admin")
    me.be("Sales Connect admin")
    card = me.article("admin des deux côtés")
    expect(card).to_contain_text("rien n’est à transmettre")
    expect(me.log.get_by_role("button", name="Transmettre les identifiants")).to_have_count(0)

    me.press("J’ai connecté")

    expect(me.article("Profitez de ce temps")).to_contain_text("Merci d’attendre")


def test_somebody_else_is_named(window: Open) -> None:
    """The wrong person says so, who began is asked, and the new one gets the step."""
    me = window()
    begin(me, FRENCH)
    me.be("Sales Connect admin")
    me.press("Pas la bonne personne")
    expect(me.article("Vous avez dit ne pas être la bonne personne")).to_be_visible()

    me.be("Marketo admin")
    wanted = me.article("Il faut quelqu’un d’autre")
    wanted.get_by_role("button", name="Changer les personnes").click()
    change = me.dialog("Changer les personnes")
    me.choose(change, "Admin Sales Connect", "(Manager)")
    me.submit(change, "Enregistrer")
    expect(change).to_be_hidden()
    expect(wanted).to_contain_text("Réglé")

    me.be("Manager")
    expect(me.article("You are the Sales Connect admin")).to_contain_text("Your first steps")


def test_settings_are_shown_again(window: Open) -> None:
    """People, a user group, domains and a language."""
    me = window()
    begin(me, ENGLISH)
    me.press("Settings")
    settings = me.dialog("Settings")
    me.tick(settings, "Approvers", ["Nadia (Manager)", "Sol (Sales Connect admin)"])
    group = settings.get_by_role("radiogroup", name="Approver group")
    group.get_by_role("radio", name="@sales-leads").check()
    me.fill(settings, "Allowed domains", "lumensails.example")
    me.choose(settings, "Language of the channel", "French")
    me.submit(settings, "Save")
    expect(settings).to_be_hidden()

    me.press("Settings")

    people = settings.get_by_role("group", name="Approvers", exact=True)
    for name in ("Nadia (Manager)", "Sol (Sales Connect admin)"):
        expect(people.get_by_role("checkbox", name=name)).to_be_checked()
    expect(people.get_by_role("checkbox", name="Ada (Salesperson)")).not_to_be_checked()
    expect(group.get_by_role("radio", name="@sales-leads")).to_be_checked()
    expect(settings.get_by_label("Allowed domains")).to_have_value("lumensails.example")
    chosen = settings.get_by_label("Language of the channel").locator("option:checked")
    expect(chosen).to_have_text("French")


def test_an_organization_id_with_a_fault(window: Open) -> None:
    """Said at its field; what was typed stays, and the right one is taken."""
    me = window()
    begin(me, FRENCH)
    me.press("Saisir l’Organization ID")
    dialog = me.dialog("Organisation Salesforce")
    me.fill(dialog, "Organization ID", "00D000000000001EAB")
    me.submit(dialog, "Enregistrer")
    expect(dialog.get_by_role("alert")).to_contain_text("trois derniers caractères")
    field = dialog.get_by_label("Organization ID")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("00D000000000001EAB")

    me.fill(dialog, "Organization ID", "00D000000000001")
    me.submit(dialog, "Enregistrer")

    expect(dialog).to_be_hidden()
    expect(me.article("00D000000000001EAA")).to_be_visible()


def test_a_setup_is_cancelled(window: Open) -> None:
    """The question comes first; then every card says so, and no button is left."""
    me = window()
    begin(me, ENGLISH)
    me.press("Cancel setup")
    question = me.dialog("Cancel this setup?")
    question.get_by_role("button", name="Keep it").click()
    expect(question).to_be_hidden()
    expect(me.log.get_by_role("button", name="Hand over credentials")).to_be_visible()

    me.press("Cancel setup")
    expect(question).to_contain_text("2 other named people are told")
    question.get_by_role("button", name="Cancel setup").click()

    expect(me.article("Setup cancelled")).to_be_visible()
    expect(me.log.get_by_role("button", name="Hand over credentials")).to_have_count(0)
    me.be("Salesforce admin")
    expect(me.article("Setup cancelled")).to_be_visible()


def test_a_reminder_is_put_off(window: Open) -> None:
    """After two mornings; `Snooze` moves the next one and goes."""
    me = window()
    begin(me, FRENCH)
    me.be("Salesforce admin")
    guide = me.page.get_by_role("region", name="What now?")
    guide.get_by_text("À essayer aussi").click()
    jump = guide.get_by_role("button", name="Jump to the next morning")
    for _ in range(2):
        jump.click()
        # Or the second one would be the second half of a double click.
        expect(jump).not_to_have_attribute("aria-busy", "true")
    reminder = me.article("Un rappel")
    expect(reminder).to_contain_text("terminer la liste Salesforce")
    expect(reminder.get_by_role("button", name="Ouvrir la liste")).to_be_visible()

    me.press("Me le rappeler demain")

    expect(reminder).to_contain_text("Remis à plus tard")
    expect(me.log.get_by_role("button", name="Me le rappeler demain")).to_have_count(0)


def test_who_runs_slack_manages_a_setup(window: Open) -> None:
    """Ilse is named nowhere, and changes people from `/salesconnect status`."""
    me = window()
    begin(me, ENGLISH)
    me.be("Slack admin")
    me.go("#general")
    me.say("/salesconnect status")
    status = me.article("Sales Connect: production")
    expect(status).to_contain_text("Only visible to you")
    status.get_by_role("button", name="Change people").click()
    change = me.dialog("Change people")
    me.choose(change, "Salesforce admin", "(Manager)")
    me.submit(change, "Save")
    expect(change).to_be_hidden()

    me.be("Manager")
    me.go("Sales Connect")
    expect(me.article("You are the Salesforce admin")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "scheme"),
    [(ENGLISH, "light"), (FRENCH, "dark")],
    ids=["english-light", "french-dark"],
)
def test_each_modal_looks_right_and_needs_no_mouse(window: Open, words: Words, scheme: str) -> None:
    """Opened and saved by keyboard; axe finds nothing serious; as narrow as a phone."""
    me = window(viewport={"width": PHONE, "height": 844}, color_scheme=scheme)
    begin(me, words)
    me.be("Sales Connect admin")
    me.press(words["not me"])
    me.be("Marketo admin")
    expect(me.article(words["wanted"])).to_be_visible()
    expect(me.article(words["road"])).to_contain_text(words["awaited"])
    for button, title in (
        (words["change"], words["change"]),
        (words["settings"], words["settings"]),
        (words["checklist"], words["checklist title"]),
        (words["organization"], words["organization title"]),
    ):
        dialog = open_by_keyboard(me, button, title)
        assert_fine(me.page, PHONE)
        if title == words["organization title"]:
            me.page.keyboard.type("00D000000000001")
        elif title == words["change"]:
            dialog.get_by_role("combobox", name=words["sales connect admin"]).focus()
            me.page.keyboard.type("Nadia")
        save_by_keyboard(me, dialog, words["save"])
        expect(dialog).to_be_hidden()
    assert_fine(me.page, PHONE)


def open_by_keyboard(me: Window, button: str, title: str) -> Locator:
    """The focus is at the first field then."""
    me.log.get_by_role("button", name=button, exact=True).last.focus()
    me.page.keyboard.press("Enter")
    dialog = me.dialog(title)
    expect(dialog).to_be_visible()
    expect(dialog.locator(":focus")).to_have_count(1)
    return dialog


def save_by_keyboard(me: Window, dialog: Locator, label: str) -> None:
    """By Tab to the button of this label, wherever it stands."""
    button = dialog.get_by_role("button", name=label, exact=True)
    for _ in range(60):
        me.page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    else:
        raise AssertionError(f"no Tab leads to {label!r}")
    me.page.keyboard.press("Enter")
