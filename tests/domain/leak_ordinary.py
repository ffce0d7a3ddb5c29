"""Hard ordinary messages: nothing in them is a secret, much looks like one. Fields: leak_corpus."""

from typing import Final

ABOUT_SECRETS: Final = """
where is the client secret?
where do I find the Client Secret and the Client ID?
Who has the client secret: you or Mara?
rotate the client secret
please rotate the client secret before Friday
I reset the Client Secret
I reset the Client Secret on {date}, ticket {ticket}
the client secret is wrong
The client secret is in the vault
the client secret is not shown again
Client secret is expired since {date}
The client secret is 32 characters long
the client secret is 32-character alphanumeric
client secret: 32 characters, no spaces
Client ID: 36 characters, Client Secret: 32 characters
Client secret: rotated
Client Secret: done
Client secret: pending
Client ID: ok. Client Secret: ok.
Client ID ✅ Client Secret ❌
- Munchkin ID: done\\n- Client ID: done\\n- Client Secret: waiting for Mara
• Client secret: tomorrow
Client secret: ask <@U0ADA>
Client secret: see {ticket}
Client secret: {ticket}
client secret: which one?
Client Secret: where?
Client secret: {date}
Client secret: Thomas
client secret: Nadia is on it
Client Secret: **********
client secret: ••••••••••••
client secret: xxxxxxxxxxxxxxxxxxxx
client_secret=YOUR_CLIENT_SECRET
client_secret=<your client secret>
client_secret=&lt;CLIENT_SECRET&gt;
client_secret=$MARKETO_CLIENT_SECRET
client_secret=${{MARKETO_CLIENT_SECRET}}
client_secret={{{{secrets.marketo}}}}
`client_secret=%s`
client_secret = os.environ["MARKETO_CLIENT_SECRET"]
client_secret = settings.marketo.client_secret
clientSecret: process.env.CLIENT_SECRET
client_secret: str
client_secret=None
client_secret=null
"client_secret": null
"client_secret": "string"
"client_secret": "redacted"
{{"client_id": "your_client_id", "client_secret": "your_client_secret"}}
curl "https://<munchkin>.mktorest.com/identity/oauth/token?client_id=<id>&client_secret=<secret>"
GET /identity/oauth/token?grant_type=client_credentials&client_id=…&client_secret=…
The parameter client_secret= is missing from the call
error: invalid client_secret
`invalid_client`: Bad client credentials
Error 401 invalid_client_secret, request id {uuid}
Marketo says unauthorized, client secret not accepted, request id: {uuid}
Client secret check failed in build {sha}
fixed the client secret field in commit {sha}
Rename client_secret to credential ({sha})
feat: mask the client secret, {sha}
Revert "client secret length", this reverts commit {sha}.
Merged #{number}: hide the client secret ({short})
The deploy of {sha} breaks the Client Secret field
md5 of the Marketo export: {md5}
the secret scan of {sha} found nothing
The hash of the secret stays: {sha256}
sha256 of the Marketo package: {sha256}
secret santa: who is in? budget {amount}
Secret Santa list: {url}
Our secret: we answer within an hour
the secret is to call before 9am
The secret is preparation, preparation, preparation
secret: never discount twice
Keep it secret: {company} signs on {date}
top secret: {amount} from {company}
Victoria's Secret: meeting on {date}
Victoria’s Secret signed! {amount}
Secret Escapes wants a demo, opportunity {record}
mystery shopper report for the client: {url}
The client: {company}. The secret: patience.
is the client secret the same in the sandbox?
does the client secret contain special characters?
What if the client secret has leaked?
how often do we rotate credentials?
My credentials do not work
Please send the credentials by the modal only
credentials were handed over on {date}
credentials for {company}: handed over
Marketo credentials: Mara has them
Marketo credentials, step 5: {url}
Munchkin ID is {munchkin}
Munchkin ID: {munchkin}, the rest comes by the modal
our Munchkin account is {munchkin}, sandbox {munchkin}
{munchkin}
{munchkin} or {munchkin}?
https://{munchkin}.mktorest.com/rest
https://app-ab12.marketo.com/?munchkinId={munchkin}#/classic
Client ID?
Client ID: who knows?
the client id has the form of a UUID
client ID 4471 in HubSpot
client id {number} placed order {order}
Client IDs {number}, {number} and {number} churned
client no. {number}, contract {order}
API key rotated by ops
the API key is in 1Password
client secret: 1Password
Client Secret: in 1Password
Client secret: LastPass
access token expired
The access token lives 3600 seconds
token refresh at {time}
Marketo answers 601 access token invalid
Password: at least 9 characters, mixed case, a digit
the passcode is on the invitation
reset password mail went to {email}
reset password link expired: {url}
client-secret.md
docs/client-secret-rotation-2026.md
client_secret_rotation_guide_v2.pdf
how-to-copy-the-client-secret.png
Screenshot client secret field {date} at {time}.png
marketo-credentials-guide-{date}.pdf
{url}#client-secret
https://docs.example/help/client-secret-expired-401
https://wiki.example/Client-Secret-{md5}
https://wiki.example/rotate-the-client-secret-{uuid}
https://git.example/acme/bot/commit/{sha} hides the client secret
https://login.example/authorize?client_id={uuid}&redirect_uri=https%3A%2F%2Facme.example
https://login.example/oauth2?client_id={number}-{alnum32}.apps.example&scope=openid
SSO: <https://sso.example/login?client_id={uuid}&amp;state={alnum32}|log in here>
<https://sso.example/?tenant={uuid}|Marketo log-in>
the client ID's page is {url}
Client secret — never share it in a channel
Client secret - who may see it?
Client Secret (step 5) → modal
Client secret => modal only
Client Secret: never in a message!
Client secret: *never* in a message
_Client Secret_: use the modal
> where is the client secret?\\nIn Admin, Sales Connect
&gt; rotate the client secret\\ndone
Is the client secret case-sensitive? Mine ends in ...{tail}
The client secret ends with {tail}, right?
our client secret starts with {tail} and Mara's does not
client secret: ...{tail}
Client Secret #2 was revoked
two client secrets, one for each instance
Client secret for sandbox2 is missing
client secret v2 is live
The client secret expires in 90 days
client secret expires on {date}
client secret rotation on {date} at {time}, meeting {meeting}
Client secret rotation: {ticket}
client secret training: {meeting_url}
Marketo secret handshake
Marketo secrets every seller should know
Secret key to success: follow up
secret key result Q3: {amount}
"""
IN_FRENCH: Final = """
où est le client secret ?
où trouver le secret client ?
Où se trouve la clé secrète ?
qui a le secret client ?
renouveler le secret client
j'ai réinitialisé le Client Secret
J'ai réinitialisé le secret client le {date}
le secret client est faux
le secret client est dans le coffre
Le secret client est expiré
le secret client a 32 caractères
secret client : renouvelé
Secret client : fait
Secret client : en attente
Secret client : demain
secret client : voir {ticket}
secret client : {ticket}
Secret client : Élodie
secret client : Élodie s'en occupe
ID client : ok, secret client : ok
- ID client : fait\\n- Secret client : manquant
Secret client : **********
client_secret=VOTRE_SECRET
la clé secrète : ne jamais la partager
clé secrète : jamais dans un message
clé secrète du succès : rappeler dans l'heure
le secret : rappeler le client avant 9h
Le secret est la préparation
secret de fabrication
C'est un secret : {company} signe le {date}
identifiants Marketo : dans le coffre
identifiants Marketo : qui les a ?
Les identifiants Marketo ne marchent pas
mes identifiants ne fonctionnent plus
les identifiants de connexion arrivent par la fenêtre du bot
identifiants transmis le {date}
identifiant client {number}
identifiant client : {number}
l'identifiant du client est {number}
les identifiants des leads : {record}, {record}
identifiants des fiches : {record} {record}
identifiants des commandes : {order}, {order}
identifiant de la commande : {uuid}
l'identifiant de la requête est {uuid}
erreur Marketo, identifiant de requête : {uuid}
le client a reçu le suivi {tracking}
Client : {company}, commande {order}
Client {company}, devis {order}, montant {amount}
dossier client {uuid}
dossier du client : {uuid}
référence du client {md5}
Munchkin ID : {munchkin}
notre Munchkin ID est {munchkin}, le reste par la fenêtre
mot de passe : au moins 9 caractères
mot de passe oublié, voir {url}
code d'accès de la réunion : {passcode}
le code secret de la porte change lundi
client mystère demain chez {company}
jeton expiré à {time}
clé API dans le coffre
commit {sha} corrige le champ secret client
le correctif du secret client est dans {sha}
empreinte du fichier client : {md5}
somme md5 de l'export Marketo {md5}
« Client Secret » : où ça ?
le « secret client » change tous les 90 jours
secret client – à ne pas partager
secret client -> fenêtre du bot
Faut-il renouveler le secret client : oui ou non ?
combien de caractères a le secret client ?
le secret client contient-il des espaces ?
le secret client se trouve dans Admin, Sales Connect
Le secret du client : il achète en fin de trimestre
secret du client : il paie à 60 jours
"""
FULL_OF_IDS: Final = """
{uuid}
{sha}
{md5}
{sha256}
{alnum32}
{record}
{order}
{phone}
{tracking}
{short}
lead GUID {uuid}
trace id {uuid}, span {hex16}
correlation id: {uuid}\\nsession id: {uuid}
request {uuid} took 12 s, build {md5}
the client signed, envelope ID: {uuid}
client record {uuid}
Client order {order}, lead {record}
client meeting {meeting} passcode {passcode}
Client call: {meeting_url}
Zoom with the client: {meeting_url}
Join: {meeting_url} Meeting ID: {meeting} Passcode: {passcode}
Meeting ID: {meeting}\\nPasscode: {passcode}
Teams: ID {meeting}, code {passcode}
Webex password: {passcode} (client call)
Marketo training: {meeting_url}
Marketo training, meeting ID {meeting}, passcode {passcode}
Marketo lead {record}
Marketo email asset {number}
Marketo program: https://app-ab12.marketo.com/#PG{number}A1
Marketo tracking link: <https://go.acme.example/{alnum32}?mkt_tok={alnum64}|demo>
mkt_tok={alnum64} in Marketo
utm and gclid={alnum64} from the client's click
the Marketo cookie is id:{munchkin}&token:_mch-acme.example-{number}{number}-{number}
Marketo webhook id {uuid}
Marketo batch job {uuid} is done
Marketo says requestId {hex16}#{short}
Marketo trace: {md5}
Marketo build {sha}
Marketo package sha1 {sha}
Marketo: {sha}
client: {sha}
{sha} client
deployed {sha} to the Marketo connector
deployed commit {sha} for {munchkin}
image client@sha256:{sha256}
the client image is {sha256}
docker pull acme/marketo@sha256:{sha256}
etag {md5} of the client list
checksum of client_list.csv is {md5}
ETag: "{md5}" for Marketo
client file hash {sha256}
git cherry-pick {sha}
git show {short} -- client/secret.py
commits {sha}, {sha} and {sha}
Merge {short} into {short}
{url} and {url}
client docs: {url}
Marketo docs: {url}?id={alnum32}
<{url}?key={alnum32}|Marketo guide>
www.acme.example/marketo/{alnum32}
acme.example/client/{alnum32}/edit
https://sheets.example/d/{alnum32}/edit#gid={number} Marketo import
https://crm.example/lightning/r/Lead/{record}/view
https://crm.example/{record}
opportunity {record}, account {record}
Marketo synced {record} and {record}
Salesforce org 00D{record} is the client's
Organization ID of Marketo is 00D000000000001AAA
{email} is the client
client {email}, phone {phone}
call the client: {phone}
client's IBAN {iban}
client VAT number FR{number}{number}
PO {order}, client {company}, {amount}
invoice {order} of client {company}
client tracking number {tracking}
parcel for the client {tracking}
serial number of the client's device: {hex16}{hex16}
device {hex16}
licence {order} for client {company}
IPv6 of the client: 2001:db8:0:1:2:3:4:5
MAC address 00:00:5e:00:53:af of the client
version 12.4.1-rc2 of the Marketo plug-in
v2026.11.26-build7 breaks Marketo
Marketo 2026.3.1 is out
client said {amount} for {number} seats
data:image/png;base64,{alnum64}{alnum64}{alnum64}
client logo: data:image/png;base64,{alnum64}+{alnum64}/{alnum64}==
client logo: ![logo](data:image/gif;base64,{alnum32})
{alnum64}{alnum64}{alnum64}
client logo as base64\\n{alnum64}{alnum64}\\n{alnum64}{alnum64}
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa client
client yesssssssssssssssssssssssssssssssssssss
Marketo nooooooooooooooooooooooooooooooooooooooo!!!
Marketo ----------------------------------------
Donaudampfschifffahrtsgesellschaftskapitän is our client
client 12345678901234567890123456789012
Marketo 00000000000000000000000000000000
lead_{number}_{number}_{number}_client_export_final_v2_2026.csv
Marketo_export_{date}_{number}_europe_west_final2.csv
20261126_marketo_client_list_final_v12_reviewed.xlsx
IMG_20261126_101112.jpg from the client
client-logo-{md5}.png
marketo-{sha}.zip
backup-{uuid}.tar.gz
file {uuid}.pdf from the client
case {ticket} about Marketo, trace {uuid}
order {uuid} of the client
ticket {uuid}: client id missing
session {uuid} lost after the client id page
client id page: request id {uuid}
Client ID column is empty for record {uuid}
unknown client_id, correlation id {uuid}
The lead GUID {uuid} is in {munchkin}
lead {uuid} came from {munchkin}
<@U0ADA> <#C0SALES|sales> {uuid}
<!subteam^S0SALES> client call in 5 minutes, {meeting_url}
<!date^1790000000^{{date}}|soon> with the client
:key: client
:lock: client secret :lock:
client_id
client_secret
Client ID
secret
secret:
client secret:
client secret =
client secret is
Client ID:\\nClient Secret:\\nMunchkin ID:
Munchkin ID:\\n{munchkin}\\nClient ID:\\n\\nClient Secret:\\n
Munchkin ID / Client ID / Client Secret
"""
HARD: Final = tuple(
    line.replace("\\n", "\n")
    for lines in (ABOUT_SECRETS, IN_FRENCH, FULL_OF_IDS)
    for line in lines.strip().split("\n")
)
