"""Files: chosen in a window, shown in a message, saved, never shown by the page itself."""

import pytest

from practice import company
from tests.practice.slack.shapes import field, modal

from .site import Site

HERE = "/as/sol/sales-connect"
CONTENT = b"email,workspaces\n<script>alert(1)</script>,Europe\n"


def shared(site: Site, name: str) -> str:
    """By the bot, in Sol's DM; its id."""
    slack = site.world.slack
    file_id = str(slack.person(company.SALES_CONNECT_ADMIN).upload(name, CONTENT)["id"])
    file, dm = slack.state.files[file_id], slack.state.dm_with(company.SALES_CONNECT_ADMIN)
    message = slack.state.new_message(
        dm,
        user=slack.bot_user_id,
        text="Problems of this run",
        team=slack.state.home_team,
        files=[file.as_json(site.world.slack.state.base_url)],
    )
    file.shares[dm.id] = message.ts
    return file_id


async def test_a_file_of_a_message_has_a_name_a_size_and_a_link(site: Site) -> None:
    file_id = shared(site, "Problems of run 1.csv")

    shown = (await site.region(HERE, "messages")).one(class_="file")

    link = shown.called("Download Problems of run 1.csv")
    assert link.attributes["href"] == f"/as/sol/files/{file_id}"
    assert "download" in link.attributes
    assert shown.text.startswith(f"Problems of run 1.csv {len(CONTENT)} bytes")


@pytest.mark.parametrize("name", ["problems.csv", 'équipe "1"/2.html'])
async def test_it_is_served_to_be_saved_under_its_name(site: Site, name: str) -> None:
    """Whatever is in it, no browser takes it for a page."""
    file_id = shared(site, name)

    async with site.session.get(site.url(f"/as/sol/files/{file_id}")) as answer:
        assert await answer.read() == CONTENT
        assert answer.headers["Content-Type"] == "application/octet-stream"
        disposition = answer.content_disposition

    assert disposition is not None
    assert (disposition.type, disposition.filename) == ("attachment", name)


async def test_nobody_else_is_given_it(site: Site) -> None:
    file_id = shared(site, "problems.csv")

    assert (await site.get(f"/as/mara/files/{file_id}"))[0] == 404


async def test_a_file_is_chosen_by_the_words_of_its_label(site: Site) -> None:
    slack = site.world.slack
    element = {"type": "file_input", "filetypes": ["csv"], "max_files": 1}
    slack.state.views.open(
        "U_SOL", slack.team_id, slack.bot_id, modal(field("CSV file", "c", element))
    )

    chooser = (await site.region(HERE, "modal")).called("CSV file")

    assert (chooser.attributes["type"], chooser.attributes["accept"]) == ("file", ".csv")


async def test_team_access_is_exported_to_its_admin_only(site: Site) -> None:
    """As a file of its own; no other screen has one."""
    async with site.session.get(site.url("/as/sol/team-access/export.csv")) as answer:
        assert (await answer.text()).startswith("Name,Email,Status,Workspaces\r\n")
        assert answer.content_type == "text/csv"
        disposition = answer.content_disposition

    assert disposition is not None
    assert (disposition.type, disposition.filename) == ("attachment", "team-access.csv")
    assert (await site.get("/as/mara/team-access/export.csv"))[0] == 404
    assert (await site.get("/as/sol/marketo/export.csv"))[0] == 404
