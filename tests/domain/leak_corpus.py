"""
Messages for the leak guard: ordinary ones, and leaks. All made up, the same at every run.

No value that could be one stands here: they are put together when the tests run.
"""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from string import ascii_letters, ascii_uppercase, digits
from typing import Final

from tests.domain.leak_ordinary import HARD

HEX: Final = "0123456789abcdef"
_NAMES: Final = "Ada Ben Cy Dana Élodie Farid Gwen Hugo Inès Jo Kofi Lena Mei Noor Otto Priya"
_COMPANIES: Final = "Acme Globex Initech Umbrella Hooli Vandelay Wonka Tyrell Soylent"
NAMES: Final = tuple(_NAMES.split())
COMPANIES: Final = tuple(_COMPANIES.split())
ASIDES: Final = (
    *("", "", "", " :tada:", " thanks!", " 🙏", " cc <@U0ADA>", " (was: {amount})", "\n{url}"),
    *(" merci !", " see {ticket}", "\n&gt; {company}, {date}", " <#C0SALES|sales>", " *urgent*"),
)
SALES_CHAT: Final = """
Morning all! {name} signed {company} yesterday, {amount} over 3 years
{name}: call {company} back, {phone}, before {time}
can you send the proposal to {email} by {date}?
The client wants {number} seats for {amount}, is that OK for the client team?
client {company} pays {amount}, order {order}
{company} opportunity: https://crm.example/lightning/r/Opportunity/{record}/view
Salesforce record {record} has no owner
{name} moved {record} to closed won
deck is here: <{url}|Q4 deck>
<{url}>
has anybody seen {url}?
demo with {company} at {time}: {meeting_url} Passcode: {passcode}
Meeting ID: {meeting} Passcode: {passcode}
Join the client call {meeting_url}
tracking link for the campaign: {url}?utm_source=mail&utm_id={number}&trk={alnum32}
Marketo campaign is live: {url}?mkt_tok={alnum64}
Marketo sync is slow today, {number} leads behind
Sales Connect is down? request id {uuid}
where do I see the workspace {company} in Sales Connect?
who is our Sales Connect admin?
I was invited to Sales Connect, mail went to {email}
invite {email}, {email} and {email} please
the lead {uuid} is a duplicate of {uuid}
{uuid}
dup: {record} / {record}
commit {sha} is on staging
deploy {short} to prod at {time}
release of the client portal: {sha}
build {md5} failed
checksum {md5}
sha256:{sha256}
Parcel {tracking} for {company} is on its way
invoice {order}: {amount}, due {date}
PO number {order} from {company}
IBAN {iban}
call me: {phone} or {phone}
{phone}
quarter: {amount} of {amount}, {number} deals
{name} is out on {date}, {name} takes the client over
lunch at {time}?
ok
lol
🎉🎉🎉
+1
{ticket} is done, {ticket} is not
{ticket}: client cannot log in, trace {uuid}
Munchkin ID of the sandbox is {munchkin}
where is the client secret, {name}?
{name} reset the Client Secret on {date}
please rotate the credentials of {company}
password reset for {email} is in the mail
image: data:image/png;base64,{alnum64}{alnum64}+{alnum64}=
file {company}_proposal_{date}_v{small}.pdf
Screenshot {date} at {time}.png
the client said: "{amount} is too much"
discount code {passcode} for {company}
licence key page: {url}
form id {number}, campaign {number}, client {number}
version 4.{small}.{small} of the plug-in is out
Bonjour à tous, {name} a signé {company} : {amount}
{name}, peux-tu rappeler {company} au {phone} avant {time} ?
le client veut {number} licences pour {amount}
Client {company} : commande {order}, {amount}
la fiche {record} n'a pas de propriétaire
réunion avec {company} à {time} : {meeting_url} code {passcode}
ID de réunion : {meeting}, code secret : {passcode}
la démo est ici : <{url}|démo>
facture {order} du client, échéance {date}
le colis {tracking} part demain
qui est notre administrateur Sales Connect ?
Marketo est lent, {number} prospects en attente
campagne Marketo : {url}?mkt_tok={alnum64}
j'ai invité {email} et {email}
dossier {ticket} : {name} s'en occupe
correctif {sha} en production
déployé {short} à {time}
requête {uuid} en erreur
où est le secret client, {name} ?
{name} a renouvelé le secret client le {date}
le mot de passe de {email} a été réinitialisé
identifiants Marketo : demander à {name}
identifiant client {number}, commande {order}
déjeuner à {time} ?
ça marche
top, merci {name}
objectif : {amount} sur {amount}
devis {order} envoyé à {email}
"""
PATTERNS: Final = tuple(SALES_CHAT.strip().split("\n"))


def signs(random: Random, alphabet: str, length: int) -> str:
    return "".join(random.choices(alphabet, k=length))


def uuid(random: Random) -> str:
    return "-".join(signs(random, HEX, length) for length in (8, 4, 4, 4, 12))


def _mixed(random: Random, length: int) -> str:
    return "0aZ" + signs(random, ascii_letters + digits, length - 3)


def _number(random: Random) -> str:
    return signs(random, "123456789", random.randint(2, 7))


def _address(random: Random, path: str) -> str:
    return f"https://{random.choice(COMPANIES).lower()}.example/{path}"


FIELDS: Final[Mapping[str, Callable[[Random], str]]] = {
    "name": lambda one: one.choice(NAMES),
    "company": lambda one: one.choice(COMPANIES),
    "number": _number,
    "small": lambda one: signs(one, "123456789", 1),
    "amount": lambda one: one.choice(("€{}k", "{} €", "${},000", "{}k€")).format(_number(one)),
    "date": lambda one: one.choice(("2026-11-{}", "{}/11/2026")).format(one.randint(10, 30)),
    "time": lambda one: f"{one.randint(8, 18)}:{one.randint(10, 59)}",
    "email": lambda one: f"{one.choice(NAMES).lower()}.{_number(one)}@acme.example",
    "phone": lambda one: (
        one.choice(("+33 6 ", "+1 (555) 0", "06.", "555-01")) + signs(one, digits, 8)
    ),
    "url": lambda one: _address(one, f"d/{_mixed(one, 44)}/edit?id={uuid(one)}"),
    "meeting_url": lambda one: _address(one, f"j/{_number(one)}?pwd={_mixed(one, 32)}.1"),
    "meeting": lambda one: " ".join(signs(one, digits, length) for length in (3, 4, 4)),
    "passcode": lambda one: _mixed(one, one.randint(6, 10)),
    "record": lambda one: one.choice(("003", "00Q", "500")) + _mixed(one, one.choice((12, 15))),
    "order": lambda one: one.choice(("PO-", "SO", "#", "CMD-2026-", "")) + signs(one, digits, 8),
    "ticket": lambda one: one.choice(("SALES-", "CHG0001", "JIRA-", "INC0001")) + _number(one),
    "tracking": lambda one: "1Z" + signs(one, digits + "ABCDEF", 16),
    "iban": lambda one: "FR76" + signs(one, digits, 23),
    "uuid": uuid,
    "sha": lambda one: signs(one, HEX, 40),
    "sha256": lambda one: signs(one, HEX, 64),
    "md5": lambda one: signs(one, HEX, 32),
    "short": lambda one: signs(one, HEX, 7),
    "hex16": lambda one: signs(one, HEX, 16),
    "tail": lambda one: signs(one, HEX, 4),
    "alnum32": lambda one: _mixed(one, 32),
    "alnum64": lambda one: _mixed(one, 64),
    "munchkin": lambda one: f"{signs(one, digits, 3)}-{signs(one, ascii_uppercase, 3)}-000",
}


class Fields(dict[str, str]):
    """What fills a pattern: each time another value."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random

    def __missing__(self, field: str) -> str:
        return FIELDS[field](self.random)


def ordinary(how_many: int = 6_000) -> Iterator[str]:
    """Sales chat, and every hard message three times with other values."""
    random = Random(11)
    for _ in range(how_many):
        pattern = random.choice(PATTERNS) + random.choice(ASIDES)
        if random.random() < 0.2:  # several sentences in one message
            pattern += "\n" + random.choice(PATTERNS)
        yield pattern.format_map(Fields(random))
    for pattern in HARD * 3:
        yield pattern.format_map(Fields(random))


# `S`, a Client Secret; `C`, a Client ID; `M`, a Munchkin ID; `H`, a shorter secret.
FORMS: Final = r"""
client secret: {S}
Client Secret: {S}
CLIENT SECRET : {S}
client secret {S}
client_secret={S}
client_secret = "{S}"
client-secret: {S}
clientSecret: '{S}'
ClientSecret={S}
MARKETO_CLIENT_SECRET={S}
export MARKETO_CLIENT_SECRET='{S}'
client secret is {S}
the client secret for production is {S}
The Client Secret that Marketo shows: {S}
hi Mara, the client secret you asked for is {S}, thanks
here's the client secret → {S}
client secret -> {S}
client secret => {S}
client secret – {S}
Client Secret\n{S}
Client Secret:\n{S}
Client\nSecret\n{S}
*Client Secret:* {S}
*Client Secret*: `{S}`
_Client Secret_: {S}
~client secret: {S}~
Client Secret: ```{S}```
```\nclient_id: {C}\nclient_secret: {S}\n```
&gt; Client Secret: {S}
&gt;&gt;&gt; client id {C}\nclient secret {S}
• Client Secret: {S}
1. Client Secret: {S}
| Client Secret | {S} |
Client Secret	{S}
“Client Secret”: “{S}”
« Client Secret » : « {S} »
client secret：{S}
client secret: :key: {S}
:key: {S} is the client secret
{S} is our client secret
{S} <- client secret
use {S} as the client secret
{S} (client secret)
is {S} the client secret?
is this the right client secret? {S}
where do I put the client secret {S}?
Rotated! New client secret: {S}
old client secret {S} no longer works
secret: {S}
the secret is {S}
secret={S}
Marketo secret: {S}
Sales Connect secret {S}
secret key: {S}
Marketo: {S}
for Marketo use {S}
{S} for Sales Connect
marketo credentials {S}
Marketo creds: {S}
credentials: {C} / {S}
creds {C}:{S}
my credentials are {C} and {S}
client: {S}
Client ID: {C}
Client ID {C}
client id is {C}
client_id={C}
Client ID\n{C}
our client id {C}, secret follows
{C} is the client ID
*Client ID:* `{C}`
Client ID: {C}\nClient Secret: {S}
id {C} secret {S}
{{"client_id": "{C}", "client_secret": "{S}"}}
{{'client_secret':'{S}'}}
{M}\n{C}\n{S}
{M} {C} {S}
{M}, {C}, {S}
{M};{C};{S}
{M}\n\n{C}\n\n{S}
{M} | {C} | {S}
`{M}`\n`{C}`\n`{S}`
&gt; {M}\n&gt; {C}\n&gt; {S}
- {M}\n- {C}\n- {S}
{C}\n{S}
{C} {S}
{C}:{S}
{M}\n{S}
{M} {S}
{M}: {S}
{M}\n{C}
{S}\n{M}
Munchkin ID: {M}\nClient ID: {C}\nClient Secret: {S}
Munchkin {M} id {C} secret {S}
munchkin: {S}
Munchkin {M} and the other thing: {S}
https://{M}.mktorest.com/identity/oauth/token?grant_type=client_credentials&client_id={C}&client_secret={S}
<https://{M}.mktorest.com/identity/oauth/token?client_id={C}&amp;client_secret={S}>
<https://{M}.mktorest.com/identity/oauth/token?client_id={C}&amp;client_secret={S}|token>
<https://acme.example/notes|client secret: {S}>
https://{M}.mktorest.com/identity/oauth/token?client_id={C}
https://{M}.mktorest.com/identity/oauth/token?client_id={C}&\nclient_secret={S}
https://{M}.mktorest.com {C} {S}
https://acme.example/?redirect=client_secret%3D{S}
https://acme.example/?next=%2Ftoken%3Fclient_secret%253D{S}
curl -d "client_id={C}&client_secret={S}" https://{M}.mktorest.com/identity/oauth/token
curl -u {C}:{S} https://{M}.mktorest.com
client_secret={S}&grant_type=client_credentials
mailto: <mailto:ada@acme.example|ada@acme.example> client secret: {S}
<@U0ADA> client secret: {S}
ada@acme.example, {S} client secret
client secret:{S}.
(client secret: {S})
client secret={S};
client_secret_{S}.txt
client-secret-{S}.csv
Client Secret {S}.png
marketo client secret = {S}.
cleint secret: {S}
client secrect: {S}
client secert {S}
client secret: {H}
Client Secret: {H}
client_secret={H}
client secret is {H}
Client Secret:\n{H}
secret client : {H}
clé secrète : {H}
*Client secret*: `{H}`
{{"client_secret": "{H}"}}
https://{M}.mktorest.com/identity/oauth/token?client_secret={H}
secret client : {S}
Secret client: {S}
SECRET CLIENT : {S}
secret client {S}
le secret client est {S}
le secret client de la production est {S}
voici le secret client : {S}
voilà le secret du client : {S}
secret client :\n{S}
*Secret client :* {S}
« secret client » : {S}
le nouveau secret client, c'est {S}
{S} est le secret client
{S} (secret client)
clé secrète : {S}
clé secrète = {S}
la clé secrète de Marketo est {S}
cle secrete: {S}
clé secrète\n{S}
secret : {S}
le secret est {S}
secret Marketo : {S}
identifiants Marketo : {S}
identifiants Marketo : {C}, {S}
identifiants Marketo {M} {C} {S}
Identifiants de Marketo\n{C}\n{S}
voici mes identifiants : {C} {S}
les identifiants pour Marketo : {C}
identifiants API : {C}
identifiant client : {C}
Identifiant du client : {C}
ID client : {C}
ID du client {C}
l’ID client est {C} et le secret {S}
ID client : {C}\nSecret client : {S}
Munchkin ID : {M}\nID client : {C}\nSecret client : {S}
bonjour Mara, pour Marketo : {S}, merci
pour Sales Connect, {M} puis {C} puis {S}
le client secret est {S}
ancien client secret : {S}
le secret client {S} ne marche plus
on utilise {S} comme secret client
clé API Marketo : {S}
"""
FAKE: Final = ("canary", "madeup", "NotReal", "0f4ke", "Bogus7")


def _secret(random: Random, length: int = 32) -> str:
    """Made of words that say what it is, and digits: nothing that a company ever had."""
    words = [random.choice(FAKE) + signs(random, digits, 1) for _ in range(8)]
    return "".join(words)[:length]


def _through_slack(random: Random, message: str) -> str:
    """As it came, or with what phones, editors and web pages add to it."""
    change = random.choice(
        (
            lambda text: text,
            lambda text: text.replace("-", "\u2011") if "://" not in text else text,
            lambda text: text.replace(" ", "\u00a0"),
            lambda text: text.replace("e", "e\u200b"),
            lambda text: f"hello!\n{text}\nthanks",
            lambda text: text.replace("\n", "\r\n"),
        )
    )
    return change(message)


def leaks() -> Iterator[tuple[str, str]]:
    """Each form as it stands, then three times with what may happen to it; form and message."""
    random = Random(12)
    for form in FORMS.strip().split("\n"):
        for changed in (False, True, True, True):
            message = form.replace("\\n", "\n").format(
                S=_secret(random, random.choice((32, 32, 32, 36))),
                H=_secret(random, random.randint(10, 24)),
                C="-".join(
                    ("0000cafe", "0000", "4000", "8000", signs(random, HEX, 4) + "00000000")
                ),
                M="-".join((signs(random, digits, 3), "XYZ", signs(random, digits, 3))),
            )
            yield form, _through_slack(random, message) if changed else message
