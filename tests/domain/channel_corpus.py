"""Messages of channels for the leak guard, put together when the tests run: the same every time."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import Final

from tests.domain.channel_chat import AFTER, BEFORE, BODIES
from tests.domain.channel_leaks import FORMS
from tests.domain.leak_corpus import COMPANIES, FIELDS, HEX, NAMES, signs, uuid

TIMES: Final = 10  # each body of a message, between other words and with other values
UPPER: Final = ascii_uppercase + digits
LOWER: Final = ascii_lowercase + digits
MIXED: Final = ascii_letters + digits


def _link(random: Random, address: str) -> str:
    """As Slack sends what was pasted, or as it stands in quoted text."""
    if random.random() < 0.3:
        return address
    return f"<{escape(address, quote=False)}>"


def _notion(random: Random) -> str:
    return f"https://www.notion.example/acme/Account-plan-{signs(random, HEX, 32)}?pvs=4"


def _zoom(random: Random) -> str:
    number, word = signs(random, digits, 11), signs(random, MIXED, 32)
    return f"https://us02web.zoom.example/j/{number}?pwd={word}.1"


def _teams(random: Random) -> str:
    meeting, tenant = signs(random, MIXED, 48), uuid(random)
    return (
        f"https://teams.example/l/meetup-join/19%3ameeting_{meeting}%40thread.v2/0"
        f"?context=%7b%22Tid%22%3a%22{tenant}%22%2c%22Oid%22%3a%22{uuid(random)}%22%7d"
    )


def _build(random: Random) -> str:
    run, short = signs(random, digits, 5), signs(random, HEX, 7)
    return (
        f"build #{run} failed ({short})\\nstep 3/9: COPY client ./client\\n"
        f" ---> {signs(random, HEX, 12)}\\nnpm ERR! code ELIFECYCLE\\n"
        f"cache key: node-modules-{signs(random, HEX, 64)}"
    ).replace("\\n", "\n")


def _arn(random: Random) -> str:
    return f"arn:aws:iam::{signs(random, digits, 12)}:role/crm-sync-{signs(random, UPPER, 12)}"


def _secret_arn(random: Random) -> str:
    account, end = signs(random, digits, 12), signs(random, MIXED, 6)
    return f"arn:aws:secretsmanager:eu-west-1:{account}:secret:crm/sync-{end}"


def _at(host: str, path: str, alphabet: str, length: int) -> Callable[[Random], str]:
    return lambda one: _link(one, f"https://{host}.example/{path}{signs(one, alphabet, length)}")


def _long_record(random: Random) -> str:
    return random.choice(("001", "006", "00Q")) + "5e0000" + signs(random, MIXED, 9)


MORE: Final[Mapping[str, Callable[[Random], str]]] = {
    "crm": lambda one: _link(
        one, f"https://acme.lightning.example/lightning/r/Account/{_long_record(one)}/view"
    ),
    "notion": _notion,
    "jira": lambda one: (
        f"https://acme.atlassian.example/browse/SALES-{signs(one, '123456789', 4)}"
        f"?focusedCommentId={signs(one, digits, 5)}&sid={uuid(one)}"
    ),
    "zoom": _zoom,
    "teams": _teams,
    "meet": lambda one: _link(
        one,
        "https://meet.example/"
        + "-".join(signs(one, ascii_lowercase, length) for length in (3, 4, 3)),
    ),
    "webex": _at("acme.webex", "meet/j.php?MTID=m", HEX, 32),
    "drive": lambda one: _link(
        one, f"https://docs.example/spreadsheets/d/{signs(one, MIXED + '-_', 44)}/edit#gid=0"
    ),
    "slides": _at("docs", "presentation/d/", MIXED + "-_", 44),
    "figma": _at("figma", "file/", MIXED, 22),
    "loom": _at("loom", "share/", HEX, 32),
    "miro": _at("miro", "app/board/uXjV", MIXED, 8),
    "youtube": _at("youtube", "watch?v=", MIXED + "-_", 11),
    "dropbox": _at("dropbox", "scl/fi/q3.pdf?dl=0&rlkey=", LOWER, 25),
    "datadog": _at("app.datadog", "logs?query=client&event=", MIXED, 40),
    "grafana": _at("grafana", "d/", MIXED, 9),
    "pull": lambda one: _link(one, f"https://git.example/acme/crm/pull/{signs(one, digits, 3)}"),
    "shortlink": _at("go", "", MIXED, 7),
    "utm": lambda one: _link(
        one,
        f"https://go.acme.example/webinar?utm_source=mail&utm_id={signs(one, digits, 6)}"
        f"&mkt_tok={signs(one, MIXED + '-_', 60)}",
    ),
    "marketo": lambda one: _link(
        one, f"https://app-ab12.marketo.example/#ER{signs(one, digits, 5)}A1"
    ),
    "screenshot": lambda one: (
        f"https://acme.slack.example/files/U0ADA/F0{signs(one, UPPER, 9)}/client_secret.png"
    ),
    "build": _build,
    "digest": lambda one: f"sha256:{signs(one, HEX, 64)}",
    "base64": lambda one: "+".join(signs(one, MIXED, 60) for _ in range(4)) + "==",
    "arn": _arn,
    "secret_arn": _secret_arn,
    "pod": lambda one: signs(one, LOWER, 5),
    "ip": lambda one: f"198.51.100.{one.randint(1, 254)}",
    "hexid": lambda one: signs(one, HEX, 10),
    "gclid": lambda one: "Cj0KCQ" + signs(one, MIXED + "-_", 80),
    "plate": lambda one: one.choice(
        (
            f"{signs(one, ascii_uppercase, 2)}-{signs(one, digits, 3)}-XY",
            f"B-{signs(one, ascii_uppercase, 2)} {signs(one, digits, 4)}",
            f"{signs(one, digits, 3)}-{signs(one, ascii_uppercase, 3)}-{signs(one, digits, 3)}",
        )
    ),
    "booking": lambda one: signs(one, UPPER, 6),
    "flight": lambda one: f"AF{signs(one, digits, 4)}",
    "dhl": lambda one: signs(one, digits, 10),
    "fedex": lambda one: signs(one, digits, 12),
    "colissimo": lambda one: f"6A{signs(one, digits, 11)}",
    "vat": lambda one: f"FR{signs(one, digits, 11)}",
    "gift": lambda one: "-".join(signs(one, UPPER, 4) for _ in range(4)),
    "promo": lambda one: f"SAVE{signs(one, UPPER, 6)}",
    "serial": lambda one: f"SN{signs(one, UPPER, 12)}",
    "case": lambda one: f"E-00{signs(one, digits, 7)}",
    "ical": lambda one: signs(one, LOWER, 26) + "@calendar.example",
}
ALL_FIELDS: Final = dict(FIELDS) | dict(MORE)


class _Fields(dict[str, str]):
    """What fills a body: each time another value."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random

    def __missing__(self, field: str) -> str:
        return ALL_FIELDS[field](self.random)


def channel_chat() -> Iterator[str]:
    """Ordinary messages of a company that sells, in English and French."""
    random = Random(1107)
    for body in BODIES * TIMES:
        said = random.choice(BEFORE) + body + random.choice(AFTER)
        if random.random() < 0.15:
            said += "\\n" + random.choice(BODIES)
        yield said.replace("\\n", "\n").format_map(_Fields(random))


def _client_secret(random: Random) -> str:
    """32 letters and digits, of no company."""
    return "".join(random.sample("aZ9" + signs(random, MIXED, 29), 32))


def channel_leaks() -> Iterator[tuple[str, str]]:
    """Each form twice, alone and between other words; form and message."""
    random = Random(1108)
    for form in FORMS:
        for alone in (True, False):
            said = form.replace("\\n", "\n").format(
                S=_client_secret(random),
                C=uuid(random),
                M="-".join((signs(random, digits, 3), "XYZ", signs(random, digits, 3))),
                K="a7" + signs(random, MIXED, random.randint(10, 18)),
                name=random.choice(NAMES),
            )
            if not alone:
                said = f"{random.choice(COMPANIES)} is waiting.\n{said}\nLunch at 12?"
            yield form, said
