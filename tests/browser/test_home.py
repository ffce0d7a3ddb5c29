"""The Home tab in a browser: the road walked on it, in two languages side by side."""

from time import monotonic
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.home import HOME, has, has_not, home, open_home, press_home
from tests.browser.looks import assert_fine_everywhere
from tests.browser.window import Open, Window
from tests.practice.processes import PracticeProcess

SOON: Final = 5.0  # seconds: it takes one, and more where other tests have the cores
VALUES: Final = {
    "Munchkin ID": "123-ABC-456",
    "Client ID": "00000000-0000-4000-8000-000000000001",
    "Client Secret": "practicepracticepracticepractice",
}
ROWS: Final = b"email,workspaces\nada@lumensails.example,France\ndev@lumensails.example,Iberia\n"


def name_people(me: Window) -> None:
    """In the window of the button on an empty Home."""
    setup = me.dialog("Set up Sales Connect")
    me.choose(setup, "Marketo admin", "(Marketo admin)")
    me.choose(setup, "Sales Connect admin", "(Sales Connect admin)")
    me.choose(setup, "Channel for invites", "#sales-invites")
    me.submit(setup, "Start setup")
    expect(setup).to_be_hidden()


def hand_over(me: Window) -> None:
    press_home(me, "Hand over credentials")
    window = me.dialog("Hand over credentials")
    for label, value in VALUES.items():
        me.fill(window, label, value)
    me.submit(window, "Hand over")
    expect(window).to_be_hidden()


def connect_marketo_in_french(me: Window) -> None:
    press_home(me, "Afficher les identifiants")
    me.submit(me.dialog("Identifiants Marketo"), "Terminé")
    press_home(me, "J’ai connecté")
    press_home(me, "Espaces Marketo")
    workspaces = me.dialog("Espaces Marketo")
    me.fill(workspaces, "Noms des espaces", "France\nIberia")
    me.submit(workspaces, "Enregistrer")
    expect(workspaces).to_be_hidden()


def start_two_batches_in_french(me: Window) -> None:
    press_home(me, "Connecter des utilisateurs")
    connect = me.dialog("Connecter des personnes")
    people = {"name": "people.csv", "mimeType": "text/csv", "buffer": ROWS}
    connect.get_by_label("Fichier CSV").set_input_files(people)  # type: ignore[arg-type]
    me.submit(connect, "Aperçu")
    preview = me.dialog("Aperçu")
    me.submit(preview, "Lancer")
    expect(preview).to_be_hidden()


def report_in_french(me: Window, *, batch: int) -> None:
    """On its card, in the messages."""
    card = me.article(f"Lot {batch} sur 2")
    card.get_by_role("button", name="Tous connectés").click()


def is_soon(shown: Locator, text: str) -> None:
    """Before the eyes of somebody who presses nothing."""
    begun = monotonic()
    expect(shown).to_contain_text(text)
    assert monotonic() - begun < SOON


def test_the_road_is_walked_on_home(window: Open) -> None:
    """From empty to done; what one presses the other sees without loading anew, in French."""
    mara, sol = window(), window()
    sol.be("Sales Connect admin")
    sol.speak("Français")
    mara.be("Marketo admin")
    for one, first in ((mara, "1. Connect Marketo:"), (sol, "1. Connecter Marketo :")):
        open_home(one)
        expect(home(one)).to_contain_text(first)
    assert_fine_everywhere(sol.page, HOME)

    press_home(mara, "Set up Sales Connect")
    name_people(mara)
    is_soon(home(sol), "En cours : @Mara transmet les identifiants")
    has(mara, "Already connected", "Snooze", "Settings", "Change people", "Cancel setup")
    has_not(sol, "Paramètres")
    hand_over(mara)
    is_soon(home(sol), "Fait : @Mara transmet les identifiants")
    has_not(mara, "Hand over credentials")
    connect_marketo_in_french(sol)
    is_soon(home(mara), "Done: @Sol presses Connect in Sales Connect")

    sol.page.get_by_role("button", name="Jump 10 minutes ahead").click()
    start_two_batches_in_french(sol)
    expect(home(mara)).to_contain_text("Connecting users: 0 of 2 done.")
    bar = home(mara).inner_text()
    has(sol, "Suspendre", "Annuler l’opération")
    assert_fine_everywhere(sol.page, HOME)
    sol.go("Sales Connect")
    report_in_french(sol, batch=1)
    is_soon(home(mara), "Connecting users: 1 of 2 done.")
    assert bar.count("█") < home(mara).inner_text().count("█")
    report_in_french(sol, batch=2)
    is_soon(home(mara), "Done: @Sol connects the users")


def ask_for_noa(company: PracticeProcess) -> None:
    """As Ada does by the command."""
    words = "/salesconnect invite noa@lumensails.example"
    company.command("ada", words)
    company.control("POST", "/people/ada/submit")


def set_up(company: PracticeProcess, numbers: range) -> None:
    """As Mara does, each with a name."""
    for number in numbers:
        company.command("mara", "/salesconnect setup")
        for label, value in (
            ("Name", f"Region {number:02}"),
            ("Marketo admin", "Mara (Marketo admin)"),
            ("Sales Connect admin", "Sol (Sales Connect admin)"),
            ("Channel for invites", "#sales-invites"),
        ):
            company.control("POST", "/people/mara/fill", label=label, value=value)
        company.control("POST", "/people/mara/submit")


def test_what_waits_for_approval_is_decided_on_home(window: Open, company: PracticeProcess) -> None:
    """A manager approves there; the admin's Home has it to do; twelve setups are three pages."""
    set_up(company, range(1, 2))
    ask_for_noa(company)
    set_up(company, range(2, 13))
    me = window()
    me.be("Manager")
    open_home(me)
    expect(home(me)).to_contain_text("noa@lumensails.example")
    press_home(me, "Approve")
    has_not(me, "Approve")

    me.be("Sales Connect admin")
    open_home(me)
    expect(home(me)).to_contain_text("noa@lumensails.example")
    assert_fine_everywhere(me.page, HOME)
    press_home(me, "I've invited them")
    has_not(me, "I've invited them")
    expect(home(me)).to_contain_text("Setups 1 to 5 of 12")
    press_home(me, "Next setups")
    expect(home(me)).to_contain_text("Setups 6 to 10 of 12")
    press_home(me, "Next setups")
    expect(home(me)).to_contain_text("Setups 11 to 12 of 12")
    expect(home(me).get_by_role("heading", name="Region 12")).to_be_visible()
    press_home(me, "Previous setups")
    expect(home(me).get_by_role("heading", name="Region 06")).to_be_visible()
