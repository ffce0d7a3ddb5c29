"""
What the bot keeps of Marketo's answers: no more than it needs.

Adobe's swagger calls fields required that the service leaves out or fills with null, so only those
are required here without which nobody could be told apart. No dates: nobody needs one.
"""

from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from bot.marketo.errors import MarketoUnreadable

T = TypeVar("T")

# By RFC 5321: 64 before the @, 255 after it. Without an end, one list could fill the memory.
LONGEST_EMAIL: Final = 320


def _no_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("true and false are no numbers")  # noqa: TRY004 (pydantic's way)
    return value


Number = Annotated[int, BeforeValidator(_no_boolean)]


class _Said(BaseModel):
    """Whatever else Marketo says is left out; null is as if it was not said."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, said: Any) -> Any:
        if not isinstance(said, dict):
            return said
        return {name: value for name, value in said.items() if value is not None}


class MarketoWorkspace(_Said):
    """A partition of the subscription. The default one is the first made, whatever its name."""

    id: Number
    name: str = Field(min_length=1)


class MarketoUser(_Said):
    """Somebody with a login, or an API-only user, who is nobody's colleague."""

    id: Number
    # That one user has none is no reason to lose all others.
    email: str = Field(default="", validation_alias="emailAddress", max_length=LONGEST_EMAIL)
    api_only: bool = Field(default=False, validation_alias="apiOnly")


class MarketoToken(_Said):
    """Shared by all who ask with the same pair; `expires_in` (seconds) is what is left of it."""

    # It goes into a header, where anything else would end the line or not be sent at all.
    access_token: str = Field(pattern=r"^[\x21-\x7e]+$", repr=False)
    expires_in: Number | None = None

    @property
    def is_spent(self) -> bool:
        """In its last second: 0 is a legal answer."""
        return self.expires_in is not None and self.expires_in <= 0


_TOKEN: Final = TypeAdapter(MarketoToken)
_WORKSPACES: Final = TypeAdapter(tuple[MarketoWorkspace, ...])
_USERS: Final = TypeAdapter(tuple[MarketoUser, ...])


def token_of(said: Any) -> MarketoToken:
    """
    Of an answer of the identity endpoint.

    Raises:
        MarketoUnreadable: no token, or one that no header can carry.
    """
    return _validated(_TOKEN, said)


def workspaces_of(said: Any) -> tuple[MarketoWorkspace, ...]:
    """
    In Marketo's order, of a bare list or of `result`; may be empty.

    Raises:
        MarketoUnreadable: one lacks a field that is needed.
    """
    return _validated(_WORKSPACES, _rows(said))


def users_of(said: Any) -> tuple[MarketoUser, ...]:
    """
    One page, in Marketo's order, of a bare list or of `result`; may be empty.

    Raises:
        MarketoUnreadable: one lacks a field that is needed.
    """
    return _validated(_USERS, _rows(said))


def _rows(said: Any) -> list[Any]:
    match said:
        case list(rows) | {"result": list(rows)}:
            return rows
    raise MarketoUnreadable("result")


def _validated(shape: TypeAdapter[T], said: Any) -> T:
    try:
        return shape.validate_python(said)
    except ValidationError as wrong:
        field = _first_field(wrong)
    # Out here, since pydantic's exception shows what it was given: a token, or somebody's address.
    raise MarketoUnreadable(field)


def _first_field(wrong: ValidationError) -> str:
    """The name alone: which row it was helps nobody who cannot see the answer."""
    where = wrong.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
    return next((part for part in reversed(where) if isinstance(part, str)), "result")
