"""One attempt at an effect: performed, and finished as it went; what failed is due again."""

import random
from datetime import datetime, timedelta
from typing import Final

import structlog
from prometheus_client import Counter

from bot import metrics
from bot.domain.effects import (
    Card,
    Due,
    Effect,
    Greet,
    Notify,
    Refresh,
    Reply,
    SendAudit,
    ShowHome,
    WarnOfLeak,
)
from bot.domain.setup import Setup
from bot.handle import TooBusy
from bot.logs import SUBJECT
from bot.slack_faults import (
    SlackFault,
    SlackInDoubt,
    SlackNotAllowed,
    SlackRateLimited,
    SlackUnsent,
)
from bot.slack_pace import keep_pace
from bot.store.dead import setup_in
from bot.store.due import UNREADABLE_AGAIN, Claim, DueSet
from bot.store.errors import DocumentTooNew, StoreError
from bot.store.instants import Clock
from bot.work.deliver import Deliver
from bot.work.instead import told_of_dead
from bot.work.results import Delivered, Finished, Later, Left, Overtook, PutAside
from bot.work.shown import Showing

REFUSALS: Final = 8  # before an effect is put aside
ATTEMPTS: Final = 130  # in all, more than an hour: an outage of Slack's ends by itself
POSTS: Final = frozenset({"chat.postMessage", "chat.update", "files.completeUploadExternal"})
FIRST_RETRY: Final = timedelta(seconds=0.5)
LONGEST_RETRY: Final = timedelta(seconds=60)

log = structlog.get_logger("bot.work")


class _Delivered(dict[str, Counter]):
    """By kind of effect: to ask for a label costs as much as the rest of the bookkeeping."""

    def __missing__(self, kind: str) -> Counter:
        self[kind] = metrics.DELIVERED.labels(kind)
        return self[kind]


_DELIVERED: Final = _Delivered()


class Attempt:
    """Called by the worker, which owns the lease."""

    def __init__(self, due: DueSet, deliver: Deliver, showing: Showing, now: Clock) -> None:
        self._due = due
        self._showing = showing
        self._deliver = deliver
        self._now = now

    async def __call__(self, claim: Claim, left: Left) -> datetime | None:
        """
        When it is due again, if it is.

        Raises:
            StoreError: nothing is known to be written; it is due again when the lease ends.
        """
        # In a task of its own: nothing to take back.
        SUBJECT.set(claim)
        keep_pace(claim.team_id, in_bulk=_is_one_of_many(claim.effect))
        try:
            result = await self._deliver(claim, left)
        except SlackRateLimited as fault:
            metrics.RETRIED.labels(claim.effect.do, "rate_limited").inc()
            # Nothing was done now, but an earlier attempt may have been.
            return await self._later(claim, fault.retry_after)
        except SlackUnsent:  # the lease is over, most likely; nothing was tried
            return await self._later(claim, timedelta(0))
        except (SlackFault, TooBusy) as fault:
            return await self._again(claim, fault)
        except DocumentTooNew as fault:  # a worker of the newer version performs it
            log.warning("not for this version of the bot", why=str(fault))
            return await self._later(claim, UNREADABLE_AGAIN)
        except StoreError:
            raise
        except Exception as fault:
            # The one place for faults of ours: put aside with a trace, never in silence.
            log.exception("an effect failed")
            return await self._again(claim, fault)
        match result:
            case Later(after, counted):
                return await self._later(claim, after, counted=counted)
            case Delivered(sent, then):
                if await self._due.done(claim, sent=sent, then=then, now=self._now()):
                    _DELIVERED[claim.effect.do].inc()
            case PutAside(why, then):
                await self._put_aside(claim, why, then)
            case Finished():
                _DELIVERED[claim.effect.do].inc()
            case Overtook():
                pass
        return None

    async def _later(self, claim: Claim, after: timedelta, *, counted: bool = False) -> datetime:
        at = self._now() + after
        await self._due.later(claim, at, counted=counted, in_doubt=claim.in_doubt)
        return at

    async def _again(self, claim: Claim, fault: Exception) -> datetime | None:
        # A fault of ours may have come after the post; a call that only reads posts nothing, and
        # Slack's other faults say that none was made.
        is_doubt = isinstance(fault, SlackInDoubt)
        is_ours = not isinstance(fault, SlackFault | TooBusy)
        is_of_a_post = isinstance(fault, SlackInDoubt) and fault.method in POSTS
        in_doubt = claim.in_doubt or is_ours or is_of_a_post
        too_often = not is_doubt and claim.refused + 1 >= REFUSALS
        if too_often or claim.tries + 1 >= ATTEMPTS:
            await self._give_up(claim, fault, in_doubt=in_doubt)
            return None
        level = log.error if isinstance(fault, SlackNotAllowed) else log.warning
        level("trying again", why=str(fault), tries=claim.tries + 1)
        metrics.RETRIED.labels(claim.effect.do, _why(fault)).inc()
        at = self._now() + retry_after(claim.tries)
        await self._due.later(claim, at, counted=True, refused=not is_doubt, in_doubt=in_doubt)
        return at

    async def _give_up(self, claim: Claim, fault: Exception, *, in_doubt: bool) -> None:
        log.error("given up", why=str(fault), tries=claim.tries + 1)
        if not _is_missed(claim.effect):
            await self._deliver.given_up(claim)
            if await self._due.done(claim, now=self._now()):
                metrics.DEAD.labels(claim.effect.do).inc()
            return
        setup = await self._setup_of(claim)
        told = told_of_dead(setup, self._now()) if setup else ()
        # What a fault of ours says may hold anything: the log has it, people see its kind.
        why = str(fault) if isinstance(fault, SlackFault) else type(fault).__name__
        await self._kept_aside(claim, why, setup, told, in_doubt=in_doubt)

    async def _put_aside(self, claim: Claim, why: str, then: tuple[Due, ...]) -> None:
        """At once: trying again would change nothing, and somebody else is told."""
        log.warning("put aside", why=why)
        if not _is_missed(claim.effect):
            await self._due.done(claim, then=then, now=self._now())
            return
        setup = await self._setup_of(claim)
        await self._kept_aside(claim, why, setup, then, in_doubt=claim.in_doubt)

    async def _kept_aside(
        self, claim: Claim, why: str, setup: Setup | None, then: tuple[Due, ...], *, in_doubt: bool
    ) -> None:
        is_ours = await self._due.give_up(
            claim,
            why,
            self._now(),
            then,
            setup_id=setup.id if setup else setup_in(claim.effect.model_dump_json()),
            in_doubt=in_doubt,
        )
        if is_ours:
            metrics.DEAD.labels(claim.effect.do).inc()

    async def _setup_of(self, claim: Claim) -> Setup | None:
        try:
            return await self._showing.setup_of(claim.team_id, claim.effect)
        except StoreError:
            raise
        except Exception:
            # What cannot be read may be what failed: without this it would be tried for ever.
            log.exception("nobody can be told")
            return None


def _is_missed(effect: Effect) -> bool:
    """What nobody would try again later: an answer to small talk, or what one press gets anew."""
    match effect:
        case Notify(slot=slot) | Refresh(slot=slot):
            return slot.card is not Card.UNDELIVERED
        case _:
            return not isinstance(effect, Reply | WarnOfLeak | ShowHome | Greet | SendAudit)


def _is_one_of_many(effect: Effect) -> bool:
    """Thousands of these follow one click; nobody waits for this one."""
    many = (Card.YOU_ARE_CONNECTED, Card.FULFILLED)
    return isinstance(effect, Notify) and effect.slot.card in many


def _why(fault: Exception) -> str:
    match fault:
        case SlackInDoubt():
            return "in_doubt"
        case SlackFault():
            return "refused"
        case _:
            return "fault"


def retry_after(tries: int) -> timedelta:
    """Doubling, with jitter; the first within a second, none longer than a minute."""
    longest = min(LONGEST_RETRY, FIRST_RETRY * (1 << min(tries + 1, 10)))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 (jitter, no secret)
