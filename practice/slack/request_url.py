"""What Slack asks of a request URL before it is saved, and of a command's now and then."""

import secrets

from practice.slack.delivery import Courier
from practice.slack.errors import NotAcknowledged
from practice.slack.payloads import VERIFICATION_TOKEN


async def problems_of_request_url(courier: Courier) -> list[str]:
    """Signed posts to it: a challenge to be given back, and `ssl_check`, to be taken with 200."""
    found: list[str] = []
    challenge = secrets.token_urlsafe(16)
    asked = {"type": "url_verification", "token": VERIFICATION_TOKEN, "challenge": challenge}
    try:
        answer = (await courier.deliver("events_api", asked)).answer
    except NotAcknowledged as failed:
        found.append(f"url_verification: {failed.reason}")
    else:
        given = answer.get("challenge") if isinstance(answer, dict) else answer
        if given != challenge:
            found.append("url_verification: the challenge did not come back")
    try:
        check = {"ssl_check": "1", "token": VERIFICATION_TOKEN}
        await courier.deliver("slash_commands", check)
    except NotAcknowledged as failed:
        found.append(f"ssl_check: {failed.reason}")
    return found
