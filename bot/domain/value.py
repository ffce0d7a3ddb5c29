"""What all that is stored is made of."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Frozen, and nothing in it that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
