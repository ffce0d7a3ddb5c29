"""What people write in channels all day: nothing in it is a secret. Fields: channel_corpus."""

from typing import Final

SALES: Final = """
{company} just signed, {amount} for two years. Well done {name}!
anyone in touch with {company}? their CFO {name} wrote to {email} this morning
{company} asked for a client reference in retail, who could give one?
our client {company} wants the proposal again, PDF is here {drive}
next steps with {company}: security review, then the order form {order}
they moved {number} seats to next quarter, forecast is now {amount}
quote {order} for {company} expired, can somebody renew it?
invoice {order} is still open, client paid only {amount}
Client: {company}\\nContact: {name}, {phone}\\nAmount: {amount}\\nClose date: {date}
Deal desk: {order}, {company}, discount 12%, approver {name}
the Marketo list for {company} has {number} people, {name} uploaded it
I sent the Marketo e-mail to {number} people, report {marketo}
can Marketo and Sales Connect use the same e-mail template? asking for {name}
Sales Connect shows my calls twice, is it only me?
Sales Connect plug-in wants me to log in again and again :confused:
who owns the Marketo workspace {company} EMEA?
{name} from {company} called back: {phone}, ask for extension {small}{small}{small}
voicemail from {phone} at {time}, client is angry
new lead from the webinar: {name}, {email}, {phone}, {crm}
duplicate accounts in Salesforce: {crm} and {crm}
opportunity {record} is stuck, see {crm}
Account {record} -> owner {name}, contract {order}
closed lost: {company}, the secret to their heart was a lower price
Our secret weapon at {company} is {name}
secret shopper visit at {company} on {date}, plate {plate}
rental car for the {company} visit: plate {plate}, booking {booking}
flight {flight} to Paris on {date}, booking reference {booking}
hotel confirmation {booking}{number}, check-in {date}
train tickets: order {booking}, coach {small}, seat {number}
parcel with the giveaways: tracking {tracking}, arrives {date}
UPS says {tracking} is in customs
DHL {dhl}, FedEx {fedex}, both for {company}
badge numbers for visitors: {number}, {number}, {number}
parking at the client: level {small}, plate {plate}
their VAT id is {vat}, please correct invoice {order}
IBAN for the refund: {iban}
the client id in SAP is {number}, not {number}
customer id {number}, subscription {order}
license {order}-{number}, seats {number}, renewal {date}
gift card code for the raffle: {gift}
promo code {promo} gives 15% until {date}
serial no. {serial} of the demo tablet, call the service desk
SKU {serial} is out of stock, use {serial}
wifi at the venue: network AcmeGuests, ask {name} at the door
conference badge scanner: device {hexid}, battery low
the RFP of {company} has {number} questions, questionnaire at {notion}
"""
TOOLS: Final = """
notes of today's call: {notion}
Notion page moved: <{notion}|Account plan {company}>
{jira}
{ticket}: login of the client fails since {time}, trace {uuid}
see <{jira}|{ticket}> for the client escalation
PR {pull} is up, needs a review from {name}
merged {short} into main, deploy at {time}
{sha} broke staging, reverting
git revert {sha}
cherry-picked {short}, {short} and {short} for the release
bisect says {sha} is the first bad commit
release notes: v{small}.{number}.{small}, commit {sha}, image {digest}
docker image registry.acme.example/web@{digest}
pip says hash mismatch: expected {sha256}, got {sha256}
npm integrity sha512-{base64}
sha1 {sha} crm-export.zip
md5sum of the export: {md5} contacts.csv
CI is red: {build}
{build}
[{date}T{time}Z] INFO web.{small} request_id={uuid} status=200 bytes={number}
[{date}T{time}Z] ERROR sync failed client={company} job={uuid} after {number} rows
WARN retry {small}/5 for message {uuid}
Traceback (most recent call last):\\n  File "app.py", line {number}, in sync\\nKeyError: 'client'
{{"id": "{uuid}", "client": "{company}", "status": "ok", "rows": {number}}}
{{"level":"error","msg":"timeout","trace_id":"{md5}","span_id":"{hexid}"}}
GET /api/v2/accounts/{uuid}?expand=contacts 504 in {number} ms
POST /hooks/crm 200 {number}ms id={hexid}
alert: {arn} cpu > 90% for 5 min
IAM role {arn} cannot read the bucket
secrets manager entry {secret_arn} is rotated on {date}
s3://acme-exports/{date}/part-{uuid}.snappy.parquet
gs://acme-lake/clients/{hexid}/{md5}.json.gz
k8s pod crm-sync-{hexid}-{pod} restarts
kubectl logs crm-sync-{hexid}-{pod} -n sales
ip {ip} is blocked, allow it for the client's VPN?
grafana panel {grafana}
sentry event {md5}: TypeError in client list
datadog: {datadog}
UUIDs of the broken rows: {uuid}, {uuid}, {uuid}
SELECT * FROM clients WHERE id = '{uuid}';
cookie banner id {uuid} is gone from the landing page
GA4 client id {number}.{number} shows no events
gclid {gclid} was not attributed
utm link for the campaign: {utm}
short link {shortlink}
figma: {figma}
deck {slides}
sheet {drive}
loom {loom}
Dropbox: {dropbox}
YouTube {youtube}
board: {miro}
data:image/png;base64,{base64}
inline logo <img src="data:image/gif;base64,{base64}">
signature as base64:\\n{base64}
{base64}
"""
TALK: Final = """
Join Zoom: {zoom}\\nMeeting ID: {meeting}\\nPasscode: {passcode}
zoom for the client call: <{zoom}>
Teams link {teams}
Meet: {meet}, phone {phone} PIN {number}#
webex {webex}
Invite: QBR {company}\\nWhen: {date} {time}-{time}\\nWhere: {zoom}\
\\nOrganizer: {email}\\nUID: {uuid}@calendar.example
BEGIN:VEVENT\\nUID:{ical}\\nSUMMARY:Client review {company}\\nLOCATION:{meet}\\nEND:VEVENT
moved the Marketo training to {date}, same link {zoom}
dial-in {phone}, conference id {number}
lunch? {name} and I leave at {time}
<@U0ADA> can you cover for {name} on {date}?
<!here> kitchen on floor {small} is closed
happy birthday {name}!! :birthday:
the password for the printer is on the sticker :grin:
I forgot my password for the travel tool, who resets it?
my credentials for Salesforce stopped working, ticket {ticket}
is there a new access token for the CRM sandbox or do we wait for ops?
the API key for the map widget expired, ops renews it
the client secret page looks different since the update, see {screenshot}
who is allowed to see the client secret?
I can't find where Marketo shows the client id
step 4 of the checklist: client secret done, workspaces to do
Munchkin code on the landing page is {munchkin}, is it the right one?
our Munchkin ID {munchkin}, sandbox {munchkin}; everything else goes through the bot
Marketo support case {case}, priority P2
Marketo error 610, request {hexid}#{hexid}
the Marketo form {number} on {utm} does not submit
Marketo program {number}, smart campaign {number}, token {{{{my.Event Date}}}}
launchpoint service for the webinar tool: {name} sets it up
client secret? never heard of it
is a credential the same as a badge?
rotate: {name} this week, {name} next week
haha that's our best kept secret
secret santa: draw here {shortlink}
don't tell the client yet, it's secret until {date}
"""
IN_FRENCH: Final = """
{company} a signé pour {amount}, bravo {name} !
Client : {company}\\nContact : {name}, {phone}\\nMontant : {amount}\\nSignature : {date}
le client {company} attend son avoir, facture {order}
numéro client {number}, contrat {order}
l'identifiant client dans SAP est {number}
référence client : {serial}
devis {order} relancé, {name} rappelle au {phone}
le client a changé de RIB : {iban}
TVA intracommunautaire du client : {vat}
colis {tracking} retardé, livraison le {date}
suivi Colissimo {colissimo}
suivi Chronopost {colissimo} pour {company}
voiture de location {plate}, dossier {booking}
billet de train, dossier {booking}, voiture {small}, place {number}
vol {flight} le {date}, réservation {booking}
visio avec le client : {zoom}
Réunion Zoom : {zoom}\\nID de réunion : {meeting}\\nCode secret : {passcode}
Réunion Teams\\nID : {meeting}\\nCode : {passcode}\\n{teams}
point Marketo à {time}, lien {meet}
formation Marketo déplacée au {date}, même lien {zoom}
compte rendu : {notion}
le tableau est ici {drive}
fiche {crm} en double avec {crm}
l'opportunité {record} est bloquée, {name} regarde
ticket {ticket} : le client ne peut plus se connecter, trace {uuid}
<{jira}|{ticket}> est en recette
retour arrière sur {sha}, la préproduction est cassée
le correctif {short} part en production à {time}
version {small}.{number} livrée, commit {sha}
empreinte de l'archive : {sha256}
somme de contrôle {md5} clients.csv
journal : erreur à {time}, requête {uuid}, client {company}
la tâche {uuid} a échoué après {number} lignes
export déposé dans s3://acme-exports/{date}/{uuid}.csv
rôle {arn} refusé
le pod crm-sync-{hexid}-{pod} redémarre
pull request {pull} à relire, {name} ?
capture : {screenshot}
la campagne Marketo est partie à {number} contacts, rapport {marketo}
formulaire Marketo {number} cassé sur {utm}
dossier Marketo {case} ouvert chez le support
Sales Connect affiche deux fois mes appels, suis-je le seul ?
je n'ai plus accès à Sales Connect depuis la mise à jour
espace de travail {company} : qui s'en occupe dans Marketo ?
mon mot de passe Salesforce a expiré, qui peut le réinitialiser ?
mes identifiants de connexion au portail ne marchent plus, ticket {ticket}
qui a le droit de voir le secret client ?
où Marketo affiche-t-il l'identifiant client ?
la page du secret client a changé, voir {screenshot}
étape 4 : secret client fait, espaces de travail à faire
notre Munchkin ID est {munchkin}, le reste passe par le robot
la clé API de la carte a expiré, l'équipe technique la renouvelle
c'est un secret jusqu'au {date}, n'en parlez pas au client
le secret de {name} : rappeler dans l'heure
client mystère chez {company} le {date}
code promo {promo}, valable jusqu'au {date}
carte cadeau du tirage : {gift}
badge visiteur {number}, étage {small}
le code du local vélo change lundi, demandez à {name}
tél. {phone}, poste {small}{small}{small}
déjeuner à {time} avec {name} ?
bon anniversaire {name} !! :tada:
data:image/png;base64,{base64}
signature du mail en base64 :\\n{base64}
"""
BEFORE: Final = (
    *("", "", "", "", "", "FYI ", "hey team, ", "<@U0ADA> ", "re: client call. ", "update: "),
    *("pour info, ", "bonjour, ", "@channel ", "> {name} wrote:\\n", ":point_right: ", "1) "),
)
AFTER: Final = (
    *("", "", "", "", "", " thanks!", " :pray:", " merci", " cc <@U0BEN>", "\\n(via {ticket})"),
    *(" – {name}", "\\nclient: {company}", " {shortlink}", " before {time} pls", " (Marketo)"),
)
BODIES: Final = tuple(
    line for lines in (SALES, TOOLS, TALK, IN_FRENCH) for line in lines.strip().split("\n")
)
