r"""
Messages of every sort, by somebody who knew nothing of the code: half of them French, a third
chatty or misspelt.

One a line: the text, then what it is after `=>`; a line that is indented goes on with the one
before, `\n` is a new line in the message. Never change one to please the bot.
"""

from typing import Final

# The wish, and whom it is for.
REQUESTS: Final = r"""
Could you please create a sandbox account for lena.fischer+sbx@example.com? => sandbox
    lena.fischer+sbx@example.com
We need to get omar@example.com invited to Sales Connect before Monday. => invite omar@example.com
<@U0ADA> starts on my team this week, please send her an invitation. => invite U0ADA
I'd like to request sandbox access for <@U0ADA>, her address would be ada+test@example.com. =>
    sandbox U0ADA ada+test@example.com
Please add tom@example.com, nina@example.com and raj@example.com to Sales Connect. => invite
    tom@example.com nina@example.com raj@example.com
Can somebody set me up with a login for the sandbox? Use priya.sandbox@example.com. => sandbox
    priya.sandbox@example.com
My new colleague hugo@example.com doesn't have an account yet. Would you invite him? => invite
    hugo@example.com
It would be great if jo@example.com could get an account in the Sales Connect sandbox. => sandbox
    jo@example.com
Who do I have to bribe to get <@U0ADA> an invite? => invite U0ADA
Requesting an invite for the following people:\n- ines@example.com\n- karl@example.com => invite
    ines@example.com karl@example.com
Lena wants to try the templates in the sandbox, so she'll need an account there:
    lena+sandbox@example.com => sandbox lena+sandbox@example.com
Kindly provision a sandbox user with the e-mail qa.marketo@example.com for our tests. => sandbox
    qa.marketo@example.com
Is there any chance you could send zoe@example.com an invite today? => invite zoe@example.com
invite bob@example.com pls => invite bob@example.com
sandbox acount for mia+sb@example.com plz => sandbox mia+sb@example.com
hey can u add <@U0ADA> to sales connect? thx! => invite U0ADA
pleas invte sam@example.com an his boss kim@example.com => invite sam@example.com kim@example.com
need a sandbx login asap, eva-sbx@example.com => sandbox eva-sbx@example.com
so uhm, we've got a newbie, dan@example.com, he'd need to get in too :) => invite dan@example.com
1 more invite: li@example.com => invite li@example.com
Pourriez-vous inviter camille.durand@example.com sur Sales Connect, s'il vous plaît ? => invite
    camille.durand@example.com
J'aurais besoin d'un compte sandbox pour <@U0ADA>, avec l'adresse ada+bac@example.com. => sandbox
    U0ADA ada+bac@example.com
Merci d'envoyer une invitation à paul@example.com et à julie@example.com. => invite paul@example.com
    julie@example.com
Est-ce que tu peux ajouter <@U0ADA> à Sales Connect ? Elle commence lundi. => invite U0ADA
Il faudrait ouvrir un accès au bac à sable pour yann.test@example.com. => sandbox
    yann.test@example.com
Je souhaite que sophie@example.com soit invitée au plus vite. => invite sophie@example.com
Peut-on créer un compte de test dans la sandbox pour luc+sandbox@example.com ? => sandbox
    luc+sandbox@example.com
Mon collègue marc@example.com n'a toujours pas reçu d'accès, pouvez-vous l'inviter ? => invite
    marc@example.com
Deux nouveaux commerciaux à inviter : leo@example.com et anna@example.com. => invite leo@example.com
    anna@example.com
Nous voudrions un accès sandbox pour notre prestataire, presta@example.com. => sandbox
    presta@example.com
Serait-il possible de donner un compte sur l'environnement de test à nadia-sbx@example.com ? =>
    sandbox nadia-sbx@example.com
Ça m'arrangerait que <@U0ADA> reçoive son invitation aujourd'hui, tu t'en charges ? => invite U0ADA
Demande de compte sandbox : eric.sb@example.com, pour tester les modèles d'e-mail. => sandbox
    eric.sb@example.com
Veuillez inviter toute l'équipe : a.roy@example.com, b.roux@example.com, c.petit@example.com =>
    invite a.roy@example.com b.roux@example.com c.petit@example.com
invite moi max@example.com stp => invite max@example.com
un cpte sandbox pr lola+sb@example.com svp => sandbox lola+sb@example.com
slt tu peu rajouter <@U0ADA> dans sales connect ? merciii => invite U0ADA
jai besoin dun acces bac a sable, adresse: tim.bac@example.com => sandbox tim.bac@example.com
faut inviter jean@example.com aussi, j'ai zappé => invite jean@example.com
envoi une invit a rose@example.com stp => invite rose@example.com
"""
# Each names somebody, and asks for nothing for them.
NO_REQUESTS: Final = r"""
Has lena@example.com been invited already?
Why can't I see omar@example.com in Team Access?
Can I use ada@example.com in the sandbox as well as in production?
Thanks for inviting hugo@example.com, that was quick!
I invited nina@example.com yesterday, she hasn't got the mail.
Who approved the sandbox account for tom@example.com?
Please do not invite bob@example.com, he is leaving at the end of the month.
Marc wrote to me: "please invite zoe@example.com". What did he mean?
raj@example.com gets an error message when he connects to Salesforce.
We already asked for a sandbox account for lena+sandbox@example.com last week.
Does <@U0ADA> need her own Salesforce login?
The sandbox account of mia+sb@example.com works now, thank you.
How long does it take until kim@example.com gets the invitation?
Which workspaces does sam@example.com have?
If eva@example.com is deleted, who gets her shared templates?
whats up with the invite of li@example.com??
jo@example.com cant log in, forgot pasword
thx a lot for the sandbox acct dan+sb@example.com :tada:
fyi karl@example.com was rejected
is <@U0ADA> in yet
Est-ce que camille@example.com a bien été invitée ?
Pourquoi paul@example.com n'apparaît-il pas dans Team Access ?
Merci d'avoir invité julie@example.com si vite.
J'ai demandé un compte sandbox pour yann+sb@example.com il y a trois jours, où en est-on ?
Peut-on utiliser la même adresse, sophie@example.com, en production et en sandbox ?
N'invitez pas marc@example.com, il a quitté la société.
luc@example.com a un message d'erreur quand il se connecte à Salesforce.
Léa m'a écrit « merci d'inviter leo@example.com », mais il l'est déjà.
Qui a validé l'invitation de anna@example.com ?
<@U0ADA> a-t-elle déjà un compte dans le bac à sable ?
Le compte sandbox de nadia-sbx@example.com a été créé hier.
Dans quel espace de travail se trouve eric@example.com ?
Comment changer le workspace de rose@example.com ?
L'invitation envoyée à jean@example.com est arrivée dans les spams.
tim@example.com narrive pas a se conecter
cest bon pour max@example.com il a recu son invit, merci !!
pk lola@example.com est refusée ?
<@U0ADA> est deja dedans ou pas ?
du coup plus besoin d'inviter jean@example.com, il passe chez nous en avril seulement
dsl mauvaise adresse c'était pas hugo@example.com
"""
# Their own state, or whose turn it is.
OWN: Final = r"""
Am I connected? => self
What do I have to do next? => turn
Whose turn is it now? => turn
Do I already have an account in Sales Connect? => self
Which workspaces was I given? => self
Has my request been approved yet? => self
Who are we waiting for at the moment? => turn
Is my sandbox login there? => self
Is there anything left for me to do? => turn
Has the Marketo admin handed over the credentials yet? => turn
am i in yet => self
what now? => turn
was i invitd? => self
whos next => turn
any news on my reqest => self
Suis-je connecté ? => self
Que dois-je faire maintenant ? => turn
C'est à qui de jouer ? => turn
Est-ce que j'ai déjà été invité ? => self
Quels espaces de travail m'a-t-on attribués ? => self
Où en est ma demande de compte sandbox ? => self
Qui doit agir à présent ? => turn
Ma demande a-t-elle été acceptée ? => self
Mara a-t-elle transmis les identifiants ? => turn
Puis-je connecter les utilisateurs maintenant ? => turn
jsuis connecté ou pas => self
jdois faire quoi la ? => turn
on attend qui => turn
mon compte est pret ? => self
c mon tour ? => turn
"""
# A short answer in kind.
TALK: Final = r"""
Good morning!
Thank you so much, that helped a lot.
How are you today?
Have a nice weekend!
This is really frustrating.
Are you a robot or a person?
hiya
ok cool
thxxx :pray:
nvm
Bonjour à tous !
Merci beaucoup pour ton aide.
Comment vas-tu ?
Bonne soirée et à demain.
Tu ne sers vraiment à rien.
Es-tu un humain ?
coucou
dacc
merki bcp
laisse tomber
"""
# The article that answers.
GUIDE_EN: Final = r"""
Where in Marketo do I find the Client ID and the Client Secret? => credentials-where
Why do we have to wait ten minutes after connecting? => wait
Can one user have more than one workspace? => workspaces-several
How do I move somebody to another workspace? => workspace-change
Does every salesperson have to connect to Salesforce on their own? => salesforce-each
What are the rules for a password? => password-rules
The Sales Connect entry doesn't show up in our Marketo admin tree. => not-bought
Who sells us a Marketo sandbox? => sandbox-buy
Our Sales Connect admin is leaving the company, what happens to the connection? => connection-owner
How can I give a second person admin rights in Sales Connect? => add-admin
Salesforce says API_CURRENTLY_DISABLED => sf-api-disabled
forgot my pw => forgot-password
can i use the same emial in sandbox => sandbox-email
sso posible? => sso
wats the defualt workspace => workspace-default
"""
GUIDE_FR: Final = r"""
Où se trouve le Munchkin ID ? => munchkin
Pourquoi faut-il attendre dix minutes ? => wait
Un utilisateur n'apparaît pas dans Team Access, que faire ? => missing
Faut-il que ce soit la même instance Salesforce pour Marketo et Sales Connect ? => salesforce-same
Comment créer une sous-équipe ? => sub-team
Que deviennent les modèles partagés d'un utilisateur supprimé ? => deleted-user
Que voit un administrateur que les autres ne voient pas ? => admin-view
Les anciens utilisateurs de ToutApp doivent-ils être invités ? => toutapp
Comment relier une sandbox Salesforce ? => salesforce-sandbox
Que signifie l'erreur UNABLE_TO_LOCK_ROW ? => sf-passing
mdp oublié => forgot-password
cmt on ajoute un autre admin => add-admin
ya quoi comme prerequis ? => prerequisites
jai pas recu le mail d'invitation => no-mail
ou est ce qu'on invite les gens => invite-users
"""


def lines_of(block: str) -> tuple[tuple[str, str], ...]:
    """Each message, and what it is; empty where its list says so."""
    read = [line.partition(" => ") for line in block.strip().replace("\n    ", " ").split("\n")]
    return tuple((text.replace(r"\n", "\n"), what) for text, _, what in read)
