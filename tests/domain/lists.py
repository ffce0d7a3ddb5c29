"""Lists with everything that can be wrong, of few people, so that the same ones meet."""

from typing import Final

from hypothesis import strategies as st

from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.people import Standing
from bot.domain.provisioning import DUPLICATES_NAMED, Candidate, Facts, UnderWay
from bot.domain.workspaces import Known
from tests.domain.builders import WORKSPACES

OTHER_SETUP: Final = SetupId("setup-2")
OTHER_RUN: Final = RunId("run-2")
LONG: Final = tuple(f"{n:02}{'w' * 70}" for n in range(20))  # more than one card can name
MANY: Final = Known([*WORKSPACES, "Main", *LONG], "Main")

FEW: Final = [f"p{n}@acme.example" for n in range(6)]
WANTED: Final = st.sampled_from(
    [
        *(None, None, (), ("Europe",), ("europe ",), ("Europe", "America"), ("America", "EUROPE")),
        *(("Main",), ("default",), ("Europ",), ("Nowhere at all",), LONG),
    ]
)
HAS: Final = st.sampled_from([(), ("Europe",), ("America", "Europe"), ("Main",)])
ROUGH: Final = st.builds(
    lambda email, user_id, workspaces, standing: Candidate(
        email, user_id, workspaces, standing=standing
    ),
    st.sampled_from([*FEW, *map(str.upper, FEW), "", "no address", "a@b@acme.example"]),
    st.one_of(st.none(), st.just(UserId("U_ADA"))),
    WANTED,
    standing=st.one_of(st.none(), st.none(), st.just(Standing.MEMBER), st.sampled_from(Standing)),
)
LISTS: Final = st.lists(ROUGH, min_size=1, max_size=DUPLICATES_NAMED).map(
    lambda given_: [one._replace(line=n) for n, one in enumerate(given_, start=1)]
)
SOME: Final = st.sampled_from(FEW)
FACTS: Final = st.builds(
    Facts,
    connected=st.dictionaries(SOME, HAS, max_size=2),
    elsewhere=st.dictionaries(SOME, st.just(OTHER_SETUP), max_size=2),
    under_way=st.dictionaries(
        SOME, st.builds(UnderWay, st.just(OTHER_RUN), st.one_of(st.none(), HAS)), max_size=2
    ),
)
CHOSEN: Final = st.sampled_from([(), ("Europe",), ("America", "Europe")])
KNOWNS: Final = st.sampled_from([MANY, Known(MANY.names)])
