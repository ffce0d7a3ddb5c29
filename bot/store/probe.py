"""Whether Redis takes writes: what `/readyz` asks."""

from bot.store import keys
from bot.store.errors import StoreError, StoreFull
from bot.store.heartbeats import SILENT_AFTER
from bot.store.instants import span
from bot.store.scripts import Scripts


async def probe(scripts: Scripts) -> None:
    """
    Writes into every shard. A dead node of a cluster is no reason for `web` to send away the Slack
    workspaces that others keep.

    Raises:
        StoreFull: a shard takes no more.
        StoreError: none of them answers.
    """
    names = [keys.probe(shard) for shard in range(keys.SHARDS)]
    answers = await scripts.each([("SET", name, "1", "PX", span(SILENT_AFTER)) for name in names])
    faults = [answer for answer in answers if isinstance(answer, StoreError)]
    full = next((fault for fault in faults if isinstance(fault, StoreFull)), None)
    if full:
        raise full
    if len(faults) == len(answers):
        raise faults[0]
