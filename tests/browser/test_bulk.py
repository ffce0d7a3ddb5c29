"""A bulk run in a browser: 120 people of a file, three sets of workspaces, done by hand."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.looks import assert_fine
from tests.browser.window import Open, Window

PEOPLE = [f"person{number:03}@lumensails.example" for number in range(1, 121)]
SETS = {"Deutschland": ("Deutschland", "Nordics"), "France": ("France",), "Iberia": ("Iberia",)}
WIDTH = 1280
ADDRESS = re.compile(r"person\d{3}@lumensails\.example")


def people_csv() -> str:
    """40 of each set; two rows with a fault that is mended, one that stays, two once more."""
    lines = ["email,workspaces"]
    for place, email in enumerate(PEOPLE):
        names = list(SETS.values())[place // 40]
        lines.append(f"{email},{';'.join(names)}")
    lines[40] = lines[40].replace("@lumensails.example", "@lumensails")
    lines[80] = lines[80].replace("France", "Frnace")
    lines += [lines[1], lines[2], "nobody,France"]
    return "\n".join(lines)


def invite(me: Window) -> None:
    """Into Slack, and into Sales Connect, which is connected for long."""
    listed = "\n".join(PEOPLE)
    me.be("Slack admin")
    me.open_screen("Manage members")
    me.page.get_by_label("Addresses to invite to Slack").fill(listed)
    me.page.get_by_role("button", name="Invite to Slack").click()
    expect(me.page.get_by_text("120 people joined.")).to_be_visible()
    me.be("Sales Connect admin")
    me.open_screen("Team Access")
    me.page.get_by_role("button", name="Let Marketo have done it by itself").click()
    me.page.get_by_label("Addresses to invite").fill(listed)
    me.page.get_by_role("button", name="Send invitations").click()
    expect(me.page.get_by_text("Invited 120 people")).to_be_visible()


def get_ready(me: Window) -> None:
    """The road until users can be connected, with a list of workspaces."""
    me.be("Marketo admin")
    me.go("Sales Connect")
    me.set_up()
    me.press("Already connected")
    me.press("More than ten minutes ago")
    me.be("Sales Connect admin")
    me.press("Workspaces")
    workspaces = me.dialog("Workspaces")
    me.fill(workspaces, "Workspace names", "\n".join([*SETS, "Nordics"]))
    me.submit(workspaces, "Save")
    expect(workspaces).to_be_hidden()


def preview_of(me: Window, file: Path) -> Locator:
    """What the file comes to, with its faults."""
    me.press("Connect users")
    connect = me.dialog("Connect users")
    expect(connect.get_by_role("checkbox", name="Iberia")).to_be_visible()
    assert_fine(me.page, WIDTH)
    connect.get_by_label("CSV file").set_input_files(file)
    me.submit(connect, "Preview")
    preview = me.dialog("Preview")
    expect(preview).to_contain_text("Read 123 = 118 people + 3 problems + 2 duplicates.")
    assert_fine(me.page, WIDTH)
    return preview


def mend(me: Window, preview: Locator) -> None:
    """By the nearest name, and by hand; one row stays as it is, and nobody waits for it."""
    preview.get_by_role("button", name="Use “France”").press("Enter")
    expect(preview).to_contain_text("119 people + 2 problems")
    preview.get_by_role("button", name="Mend here").click()
    here = me.dialog("Mend here")
    expect(here.get_by_role("textbox")).to_have_count(2)
    assert_fine(me.page, WIDTH)
    address = here.get_by_label("line 41, person040@lumensails: this is no e-mail address.")
    address.fill(PEOPLE[39])
    address.press("Enter")
    expect(here).to_be_hidden()
    expect(preview).to_contain_text("Read 123 = 120 people + 1 problem + 2 duplicates.")


def batch(me: Window, number: int) -> Locator:
    return me.log.get_by_role("article").filter(has_text=f"Batch {number} of 3: production")


def connect_in_team_access(me: Window, number: int) -> str:
    """As its card says; what can be copied there of the people of the batch."""
    card = batch(me, number)
    expect(card.get_by_role("button", name="All connected")).to_be_visible()
    said = card.inner_text()
    names = next(names for first, names in SETS.items() if first in said)
    listed = ADDRESS.findall(said)
    assert len(listed) == 40
    me.open_screen("Team Access")
    me.page.get_by_label("Tick these addresses").fill("\n".join(listed))
    expect(me.page.get_by_text("40 of 122 people ticked.")).to_be_visible()
    for name in names:
        me.page.get_by_role("checkbox", name=name, exact=True).check()
    me.page.get_by_role("button", name="Connect ticked users").click()
    expect(me.page.get_by_text(f"Connected 40 people to {', '.join(names)}.")).to_be_visible()
    rows = me.page.locator("tbody tr").filter(has_text=", ".join(names))
    expect(rows).to_have_count(40)
    table = "\n".join(rows.all_inner_texts())
    me.go("Sales Connect")
    return table


def check_by_paste(me: Window, table: str) -> None:
    """The last of the table was not copied: not seen is not failed."""
    me.press("Check against Team Access")
    check = me.dialog("Check Team Access")
    expect(check).to_contain_text("Batch 1, 40 people.")
    rows = table.split("\n")
    me.fill(check, "Paste here", "\n".join(rows[:30]))
    me.fill(check, "The rest of it", "\n".join(rows[30:39]))
    assert_fine(me.page, WIDTH)
    me.submit(check, "Compare")
    expect(check).to_contain_text("39 people are there.")
    expect(check).to_contain_text("1 person not seen")
    assert_fine(me.page, WIDTH)
    check.get_by_role("button", name="Close", exact=True).click()
    expect(check).to_be_hidden()
    expect(batch(me, 1)).to_contain_text("39 there, 1 not seen")


def report_one_failed(me: Window) -> str:
    """Who it is."""
    me.press("Some failed")
    result = me.dialog("Batch result")
    boxes = result.get_by_role("group", name="Who failed?").get_by_role("checkbox")
    expect(boxes).to_have_count(40)
    assert_fine(me.page, WIDTH)
    boxes.last.check()
    failed = ADDRESS.findall(result.inner_text())[-1]
    me.fill(result, "Why?", "Left last week")
    me.submit(result, "Save")
    expect(result).to_be_hidden()
    return str(failed)


def test_a_list_of_120_people(window: Open, tmp_path: Path) -> None:
    """From the file to the file of results; everybody once, and nothing is lost on the way."""
    file = tmp_path / "people.csv"
    file.write_text(people_csv(), encoding="utf-8")
    me = window()
    invite(me)
    get_ready(me)
    preview = preview_of(me, file)
    mend(me, preview)
    me.submit(preview, "Start")
    expect(preview).to_be_hidden()
    progress = me.article("Connecting users: production")
    expect(progress).to_contain_text("0 of 120")

    check_by_paste(me, connect_in_team_access(me, 1))
    me.press("All connected")
    expect(batch(me, 1)).to_contain_text("40 people connected.")
    expect(progress).to_contain_text("40 of 120")
    connect_in_team_access(me, 2)
    failed = report_one_failed(me)
    expect(batch(me, 2)).to_contain_text("39 people connected.")
    progress.get_by_role("button", name="Pause").click()
    expect(batch(me, 3)).to_contain_text("please leave this batch alone")
    progress.get_by_role("button", name="Resume").click()
    connect_in_team_access(me, 3)
    me.press("All connected")
    expect(progress).to_contain_text("120 of 120")

    result = me.article("Users connected: production")
    expect(result).to_contain_text("119 people connected.")
    expect(result).to_contain_text(f"{failed}: Left last week")
    expect(result.get_by_role("button", name="Retry failed (1)")).to_be_visible()
    assert_fine(me.page, WIDTH)
    result.get_by_role("button", name="Download results").click()
    with me.page.expect_download() as saving:
        me.article("sales-connect-results").get_by_role("link", name="Download").click()
    rows = saving.value.path().read_text(encoding="utf-8-sig").splitlines()[1:]
    assert sorted(row.partition(",")[0] for row in rows) == PEOPLE
    assert [row for row in rows if ",connected," not in row] == [
        next(row for row in rows if row.startswith(f"{failed},") and "Left last week" in row)
    ]
