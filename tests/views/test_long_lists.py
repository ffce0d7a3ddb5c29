"""Windows of many people: what needs somebody stands before what is only to be read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pytest

from bot.domain.pages import EDITED_HERE
from bot.domain.pasted import Comparison, Elsewhere
from bot.domain.run import Run
from bot.domain.stages import Language, Stage
from bot.views.check_modals import compared_modal
from bot.views.say import Say

from .gallery_previews import shown
from .reading import mrkdwn
from .runs import a_draft, to_disconnect
from .states import a_setup

ENGLISH: Final = Say(Language.EN)
LONGEST: Final = f"{'a' * 64}@{'b' * 177}.example"


def people(number: int) -> list[str]:
    return [f"person{n:03}@acme.example" for n in range(1, number + 1)]


def preview_of(emails: Sequence[str]) -> str:
    return said_of(a_draft(emails))


def said_of(draft: Run) -> str:
    return "\n".join(mrkdwn(shown(draft, a_setup(Stage.READY))(ENGLISH)))


def test_who_can_be_edited_in_the_preview_stands_in_it() -> None:
    said = preview_of(people(EDITED_HERE))

    assert all(email in said for email in people(EDITED_HERE))


def test_of_a_longer_list_each_batch_names_the_first_and_counts_the_rest() -> None:
    """A file is read in itself: the preview shows that it is the right one."""
    said = preview_of(people(100))

    assert [email for email in people(100) if email in said] == [*people(13), *people(63)[50:]]
    assert said.count("and 37 more") == 2


def test_a_longer_list_says_where_all_of_it_is_read_and_how_single_people_are_changed() -> None:
    """They cannot be chosen here: they stand in the batches, and are changed in a file."""
    said = preview_of(people(EDITED_HERE + 1))

    assert "All 51 people are named in the cards of the batches" in said
    assert "CSV file, with the columns `email` and `workspaces`" in said
    assert "are named in the cards" not in preview_of(people(EDITED_HERE))
    off = said_of(to_disconnect(people(EDITED_HERE + 1)))
    assert "All 51 people are named in the cards of the batches" in off
    assert "workspaces`" not in off


def test_a_preview_says_of_how_many_no_invite_is_on_record() -> None:
    """That holds nobody back: nobody knows who is in Sales Connect."""
    assert "No invite is on record here for these 51 people" in preview_of(people(51))
    assert "No invite" not in said_of(to_disconnect(people(51)))


@pytest.mark.parametrize("language", list(Language))
def test_a_batch_names_somebody_however_long_their_address_is(language: Language) -> None:
    draft = a_draft([LONGEST, *people(100)])

    assert LONGEST in "\n".join(mrkdwn(shown(draft, a_setup(Stage.READY))(Say(language))))


def test_only_who_is_known_to_be_elsewhere_is_to_be_disconnected() -> None:
    """A name that is not on the list, or none that was seen, is for somebody to look at."""
    other, mars, unseen = people(3)
    unlisted = Elsewhere(mars, ("Mars",), ("APAC",), unlisted=("Mars",))
    found = Comparison((unseen,), (), (unlisted,), (), (), unshown=(unseen,))
    both = replace(found, elsewhere=(Elsewhere(other, ("EMEA",), ("APAC",)), unlisted))

    said, of_both = (
        mrkdwn(compared_modal(one, a_draft(people(3)), a_setup(Stage.READY), 0, ENGLISH))
        for one in (found, both)
    )

    assert "disconnect" not in "\n".join(said)
    assert f"`{mars}`: in another workspace (`Mars`), wanted `APAC`" in "\n".join(said)
    assert "Not seen which workspaces 1 of them has" in "\n".join(said)
    [disconnected] = [one for one in of_both if "disconnect" in one]
    assert (other in disconnected, mars in disconnected) == (True, False)


def test_what_team_access_does_not_show_comes_first() -> None:
    """Whoever is there, and whoever is of no concern here, are long lists that ask for nothing."""
    there, missing, off, other, more = people(5)
    found = Comparison(
        there=(there,),
        not_seen=(missing,),
        elsewhere=(Elsewhere(other, ("EMEA",), ("APAC",)),),
        unconnected=(off,),
        extra=(more,),
    )

    view = compared_modal(found, a_draft(people(4)), a_setup(Stage.READY), 0, ENGLISH)

    said = "\n".join(mrkdwn(view))
    order = sorted(people(5), key=said.index)
    assert order == [missing, off, other, there, more]
