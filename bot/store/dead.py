"""Dead letters: effects that were given up, and wait for somebody who retries them."""

import json
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from bot.domain.effects import EFFECT
from bot.domain.ids import SetupId
from bot.domain.undelivered import Undelivered


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One of them."""

    id: str
    body: str  # as it was committed; another version of the bot may be the one that can read it
    reason: str
    at: datetime
    setup_id: SetupId | None
    in_doubt: bool  # it may have been performed all the same

    @property
    def shown(self) -> Undelivered:
        """As people see it."""
        try:
            effect = EFFECT.validate_json(self.body)
        except ValidationError:
            return Undelivered(None, self.reason, self.at)
        return Undelivered(effect, self.reason, self.at)

    def dump(self) -> str:
        """As the scripts keep it."""
        kept = {
            "body": self.body,
            "reason": self.reason,
            "at": self.at.isoformat(),
            "setup": self.setup_id or "",
            "doubt": self.in_doubt,
        }
        return json.dumps(kept)


def setup_in(body: str) -> SetupId | None:
    """What an effect that cannot be read is about, if it says so in the usual way."""
    try:
        effect = json.loads(body)
    except ValueError:
        return None
    if not isinstance(effect, dict):
        return None
    about = effect.get("about")
    if isinstance(about, dict) and about.get("kind") == "setup":
        return SetupId(str(about.get("id")))
    return SetupId(str(effect["setup_id"])) if "setup_id" in effect else None


def load_dead_letter(effect_id: str, row: str) -> DeadLetter:
    """The other way round."""
    kept = json.loads(row)
    at, setup_id = datetime.fromisoformat(kept["at"]), SetupId(kept["setup"]) or None
    return DeadLetter(effect_id, kept["body"], kept["reason"], at, setup_id, kept["doubt"])
