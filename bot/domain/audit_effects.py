"""What must follow when somebody asks for the audit as a file."""

from typing import Literal, TypeAlias

from bot.domain.audit_filter import AuditFilter
from bot.domain.ids import UserId
from bot.domain.value import Value

Form: TypeAlias = Literal["csv", "json"]  # for spreadsheets, for machines


class SendAudit(Value):
    """A file, into the DM of who asked for it; what they may see is judged when it is made."""

    do: Literal["send_audit"] = "send_audit"
    to: UserId
    only: AuditFilter
    form: Form
    key: str  # of the press: each asks for a file of its own

    @property
    def id(self) -> str:
        """One for each press."""
        return f"send_audit:{self.form}:{self.key}"
