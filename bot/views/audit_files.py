"""The audit as a table: for spreadsheets the reader's words, beside the names for machines."""

from collections.abc import Mapping
from typing import Final

from pydantic_core import to_json

from bot.domain.audit_rows import OURSELVES, AuditRow
from bot.domain.audit_topics import TOPIC_OF
from bot.domain.ids import SetupId
from bot.domain.setup import Setup
from bot.views.names import plain_setup_name
from bot.views.run_files import Cells
from bot.views.say import Say

_COLUMNS: Final = (
    *("at", "who", "what", "in_words", "setups", "on", "before", "after", "changed"),
    *("name", "setup_names"),
)


def audit_columns() -> Cells:
    """The same in every language: whatever reads it goes by them."""
    return _COLUMNS


def audit_cells(
    row: AuditRow, names: Mapping[str, str], setups: Mapping[SetupId, Setup], say: Say
) -> Cells:
    """
    In the order of the columns; `changed` as JSON. `names`: of people, by their ids; who or what is
    not in there has none.
    """
    known = row.what in TOPIC_OF
    return (
        row.at.isoformat(timespec="seconds"),
        row.who,
        row.what,
        say.plain(f"audit.done.{row.what}") if known else "",
        ";".join(row.setups),
        row.about,
        row.before,
        row.after,
        to_json(row.changed).decode() if row.changed else "",
        say.plain("audit.bot") if row.who == OURSELVES else names.get(row.who, ""),
        "; ".join(plain_setup_name(setups[one], say) for one in row.setups if one in setups),
    )


def cut_cells(most: int, say: Say) -> Cells:
    """The last row of a file that does not hold all of them."""
    return (say.plain("audit.file_cut", most=most),)


def cut_line(most: int) -> bytes:
    """The same for machines."""
    return to_json({"cut_after": most}) + b"\n"
