"""The accounts of the company in Slack: which of them its Slack admin may switch off or on."""

from practice import company
from practice.slack.people import User


def why_not_deactivate(user: User) -> str | None:
    """None where the Slack admin may."""
    name = company.employee_of(user).first_name
    if user.id == company.SLACK_ADMIN:
        return f"{name} is the Slack admin here: nobody else could bring {name} back."
    return f"{name} is deactivated already." if user.deleted else None


def why_not_reactivate(user: User) -> str | None:
    """None where the Slack admin may."""
    return None if user.deleted else f"{company.employee_of(user).first_name} is active already."
