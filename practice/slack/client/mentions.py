"""`@Sales Connect` and `@mara` in typed text, as Slack's client sends whom it offered."""

import re
from collections import Counter

from practice.slack.people import User
from practice.slack.state import State


def with_mentions(state: State, text: str) -> str:
    """
    Each `@name` of somebody becomes `<@U…>`: the whole name, the handle, or a first name that
    only one person has.
    """
    if "@" not in text:
        return text
    named: dict[str, str] = {}
    firsts = Counter(_first_name(user) for user in state.users.values())
    for user in state.users.values():
        names = [user.real_name, user.name]
        if firsts[_first_name(user)] == 1 and not user.is_bot:
            names.append(_first_name(user))
        named |= {name.casefold(): user.id for name in names if name}
    # The longest first: `@Sales Connect` is nobody called Sales.
    either = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    typed = re.compile(rf"(?<![\w<])@({either})(?![\w-])", re.IGNORECASE)

    def mention(found: re.Match[str]) -> str:
        # Letters such as a dotless i are the same for the one rule of case, not for the other.
        id_ = named.get(found.group(1).casefold())
        return found.group() if id_ is None else f"<@{id_}>"

    return typed.sub(mention, text)


def _first_name(user: User) -> str:
    return user.real_name.split(" ")[0]
