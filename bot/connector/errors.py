"""
Faults of asking the connector, named for what the caller can do.

ConnectorError
├── ConnectorBusy           nothing was done: all calls wait for `retry_after`, this one comes again
├── ConnectorAway           nothing was done: nobody took the call, which comes again
├── ConnectorInDoubt        done or not, nobody knows: the same key may be sent again
└── ConnectorMisconfigured  nobody can be connected before an operator acts

No message holds the address, a secret, a signature, or words of the answer.
"""

from datetime import timedelta


class ConnectorError(Exception):
    """Base of all."""


class ConnectorBusy(ConnectorError):
    """`retry_after`: a second at least, an hour at most."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"the connector is busy for {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class ConnectorAway(ConnectorError):
    """`why` is for operators: the kind of a failure."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the connector cannot be reached: {why}")
        self.why = why


class ConnectorInDoubt(ConnectorError):
    """`why` is for operators: a status, or the kind of a failure."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the connector gave no usable answer: {why}")
        self.why = why


class ConnectorMisconfigured(ConnectorError):
    """`why` is for operators: a status, or the kind of a failure."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the connector cannot be used: {why}")
        self.why = why
