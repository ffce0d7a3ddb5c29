"""Secrets as people paste them into a channel, in the middle of what they say."""

from typing import Final

# `S`, a Client Secret; `C`, a Client ID; `M`, a Munchkin ID; `K`, a shorter secret.
LEAKS: Final = r"""
hi {name}, here you go, the client secret is {S}
morning! I created the custom service, client id is {C} and client secret is {S}
Hey, Marketo gave me these two: {C} and {S}
for the Sales Connect page you need {M}, {C} and {S}
can you paste this into Sales Connect for me? {C} / {S}
these are the values: munchkin {M}, client id {C}, secret {S}
got it from LaunchPoint, view details:\nClient Id {C}\nClient Secret {S}
Client Id\n{C}\nClient Secret\n{S}
I think the secret is {S} but I'm not sure, can you check?
does {S} look like a valid client secret?
the old one was {S}, please use the new client secret from the modal
connection fails with client secret {S}, what am I doing wrong?
tried client_secret={S} and got a 401
401 again :( client_id={C}&client_secret={S}
curl "https://{M}.mktorest.com/identity/oauth/token?client_id={C}&client_secret={S}" gives me a 401
this is my config:\nMUNCHKIN_ID={M}\nCLIENT_ID={C}\nCLIENT_SECRET={S}
.env for the sync:\nMARKETO_CLIENT_ID={C}\nMARKETO_CLIENT_SECRET="{S}"
marketo:\n  munchkin: {M}\n  client_id: {C}\n  client_secret: {S}
{{\n  "munchkinId": "{M}",\n  "clientId": "{C}",\n  "clientSecret": "{S}"\n}}
<add key="ClientSecret" value="{S}" />
client secret: {S} (don't share it please)
psst, client secret: {S}
@mara client secret as promised {S}
Please keep this to yourself: Marketo client secret {S}
secret for the connection is {S}, valid from today
new secret: {S}
new secret after rotation -> {S}
rotated the client secret, it's now {S}
Sales Connect setup, step 3: Client Secret = {S}
Step 3 Client ID = {C}
client id for the API user: {C}
our client id should be {C}, is that the right one?
I copied the client ID ({C}) from Marketo
the Client ID in Sales Connect says {C}
ID: {C}\nSecret: {S}
id={C} secret={S}
user {C} password {S}
login for the Marketo API: {C} / {S}
Marketo API credentials below\n{C}\n{S}
creds for {M}:\n{C}\n{S}
{M}\n{C}\n{S}\nlet me know when it works
three lines for you:\n{M}\n{C}\n{S}
{M} / {C} / {S}
instance {M}, key {S}
our munchkin is {M}, the key is {S}
{M} and then {S}
munchkin {M}\nclient {C}
Munchkin account {M}, client id {C}, I'll send the secret later
{S} that's the client secret, delete after reading
{S}\n^ client secret
client secret\n\n{S}\n\nthanks!
the secret key we use with Marketo: {S}
api secret {S} for marketo
Marketo REST secret: {S}
Marketo token endpoint wants {S} as secret
used {S} for Marketo, no luck
Sales Connect does not accept {S}
sales connect key = {S}
what is this? Marketo shows {S} in LaunchPoint
LaunchPoint says {S}
forwarded: "Dear Ada, your Client Secret: {S}. Regards"
> can you send the client secret?\n{S} is the client secret
&gt; what was the client secret again?\nclient secret was {S}
Q: client secret? A: {S}
client secret?? {S}
Client-Secret: {S}
client secret is: {S}
client secret, production: {S}
client secret (production): {S}
client secret for prod = {S}
client secret [sandbox]: {S}
client secret of the sandbox is {S}
prod client secret {S}, sandbox client secret {S}
clientsecret {S}
cl secret: {S}
ClientSecret->{S}
the client's secret is {S}
client secret="{S}" and that's all
- client secret: {S}\n- munchkin: {M}
• Client ID: {C}
*Client ID* {C} *Client Secret* {S}
`{C}` `{S}` for Marketo
Client ID `{C}`
secret `{S}`
```client_secret: {S}```
```{M}\n{C}\n{S}```
here: <https://{M}.mktorest.com/identity/oauth/token?grant_type=client_credentials&amp;client_id={C}&amp;client_secret={S}>
{M}.mktorest.com client {C} secret {S}
https://{M}.mktorest.com/identity {C} {S}
access: client_id {C}, client_secret {S}
Basic auth {C}:{S}
our Marketo secret starts working tomorrow: {S}
short one for the test instance, client secret: {K}
client secret = {K}
client_secret={K}
the client secret is {K}
clientSecret: "{K}"
bonjour {name}, voici le secret client : {S}
voici les valeurs : munchkin {M}, identifiant client {C}, secret {S}
salut, Marketo m'a donné ceci : {C} et {S}
pour la page Sales Connect il faut {M}, {C} et {S}
peux-tu coller ça dans Sales Connect ? {C} / {S}
l'identifiant client est {C}, le secret client est {S}
identifiant du client {C}
ID client {C}, secret client {S}
ID client : {C}
mon ID client c'est {C}
je crois que le secret est {S}, tu confirmes ?
est-ce que {S} est un secret client valable ?
l'ancien secret client était {S}
la connexion échoue avec le secret client {S}, une idée ?
j'ai essayé client_secret={S}, erreur 401
ma config :\nMUNCHKIN_ID={M}\nCLIENT_ID={C}\nCLIENT_SECRET={S}
secret client : {S} (à ne pas partager)
chut, secret client : {S}
@mara le secret client comme promis {S}
gardez ça pour vous : secret client Marketo {S}
le secret de la connexion est {S}
nouveau secret : {S}
nouveau secret client après renouvellement : {S}
secret client renouvelé, c'est maintenant {S}
étape 3 : secret client = {S}
identifiants pour l'API Marketo : {C} / {S}
identifiants de l'API\n{C}\n{S}
identifiants {M} :\n{C}\n{S}
trois lignes pour toi :\n{M}\n{C}\n{S}
instance {M}, clé {S}
notre Munchkin est {M}, la clé est {S}
Munchkin {M}, ID client {C}, j'envoie le secret plus tard
{S} c'est le secret client, supprime après lecture
{S}\n^ secret client
la clé secrète de Marketo : {S}
clé secrète Sales Connect {S}
la clé secrète, c'est {S}
secret API {S} pour Marketo
j'ai mis {S} pour Marketo, ça ne marche pas
Sales Connect n'accepte pas {S}
Marketo affiche {S} dans LaunchPoint, c'est quoi ?
transféré : « Bonjour Ada, votre secret client : {S}. Cordialement »
> tu peux envoyer le secret client ?\n{S} est le secret client
secret client ? {S}
secret client (production) : {S}
secret client de la production : {S}
secret client pour la sandbox = {S}
prod : secret client {S}, sandbox : secret client {S}
le secret du client API est {S}
- secret client : {S}\n- munchkin : {M}
• ID client : {C}
*ID client* {C} *Secret client* {S}
« {S} » est notre secret client
secret client « {S} »
```secret client : {S}```
secret client : {K}
secret client = {K}
le secret client est {K}
clé secrète : {K}
mot de passe du service : {S}, secret client bien sûr
accès Marketo : {C} puis {S}
merci de supprimer ensuite : {M} {C} {S}
"""
FORMS: Final = tuple(LEAKS.strip().split("\n"))
