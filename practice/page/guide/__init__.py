"""`What now?`: the road of a newcomer, in the language of who looks, and what else to try."""

from markupsafe import Markup, escape

from practice import company
from practice.page.guide.also import ALSO
from practice.page.guide.road import LEADS, ROAD
from practice.page.guide.stops import Stop
from practice.page.reader import Language
from practice.page.screens import DM, SCREENS
from practice.page.shown import Guide, Step, StepState
from practice.world import World


def guide(world: World, user_id: str, place: str, language: Language) -> Guide:
    """What is done, what is next and whose turn it is."""
    seen = world.kept.seen
    done = [stop.is_done(world, seen) for stop in ROAD]
    # Whoever skips the made-up Sales Connect is not held up by it.
    done = [flag or any(done[i + 1 :]) for i, flag in enumerate(done)]
    current = done.index(False) if False in done else None

    def step(stop: Stop, state: StepState, name: str) -> Step:
        who = company.BY_ID[stop.who]
        is_there = user_id == stop.who and place == stop.place
        is_open = state in ("now", "free")
        return Step(
            words=_words(stop.french if language == "fr" else stop.english),
            state=state,
            href=f"/as/{who.handle}/{stop.place}" if is_open and not is_there else None,
            link_words=_go(who, stop.place, user_id, language),
            values=stop.values(world) if is_open else (),
            file=f"/static/{stop.file}" if stop.file and is_open else None,
            jump=stop.jump if is_open else None,
            name=name,
        )

    steps = tuple(
        step(stop, "done" if done[n] else "now" if n == current else "later", f"{n + 1}")
        for n, stop in enumerate(ROAD)
    )
    also = tuple(
        step(stop, "done" if stop.is_done(world, seen) else "free", f"also-{n}")
        for n, stop in enumerate(ALSO, start=1)
    )
    lead = LEADS[language][current is None]
    return Guide(lead=lead, steps=steps, progress=(sum(done), len(done)), also=also)


def _go(who: company.Employee, place: str, user_id: str, language: Language) -> str:
    screen = SCREENS.get(place) or (f"#{place}" if place != DM else None)
    if user_id == who.id:
        if language == "fr":
            return f"Ouvrir {screen}" if screen else "Ouvrir les messages du bot"
        return f"Open {screen}" if screen else "Open the bot's messages"
    return f"Devenir {who.first_name}" if language == "fr" else f"Be {who.first_name}"


def _words(text: str) -> Markup:
    """`code` between backticks; the rest as it is."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
