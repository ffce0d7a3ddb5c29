"""A third set of sentences that nobody used to build the guesser: everyday ones for the most part.

One a line: the text, then what must be found after `=>`. A line that is indented goes on with the
one before; `\\n` is a new line in the message. Never change one to please the guesser.
"""

from typing import Final

from tests.domain.unseen_wishes import Unseen


def read_set(wish: str | None, language: str, lines: str) -> tuple[Unseen, ...]:
    """Each line as the message Slack sends."""
    read = []
    for line in lines.strip().replace("\n    ", " ").split("\n"):
        text, _, found = line.partition(" => ")
        read.append(Unseen(text.replace(r"\n", "\n"), wish, language, frozenset(found.split())))
    return tuple(read)


ENGLISH_SANDBOX: Final = r"""
can i get a sandbox account for ada@northsea.example => ada@northsea.example
hi! could you set up a sandbox login for my new colleague? her address is
    <mailto:mina+sbx@acme.example|mina+sbx@acme.example> thanks :pray: => mina+sbx@acme.example
Please create a sandbox account for tom.reeve+sandbox@acme.example => tom.reeve+sandbox@acme.example
need sandbox access for priya+sbx@example.com asap => priya+sbx@example.com
I need a sandbox account.
sandbox account please
<@U0B0TSALES> sandbox account for <@U04KLMN7P> pls => U04KLMN7P
<@U0B0TSALES> can <@U02QWE8RT> have a login on the marketo sandbox? use joel+sbx@acme.example =>
    U02QWE8RT joel+sbx@acme.example
Morning. Two of my reps start on Monday and both will need sandbox accounts:
    <mailto:ravi+sbx@example.com|ravi+sbx@example.com> and
    <mailto:greta+sbx@example.com|greta+sbx@example.com>. Could you get that going please? =>
    ravi+sbx@example.com greta+sbx@example.com
hey, we need one more sandbox user, its for olu+sandbox@brightwater.example =>
    olu+sandbox@brightwater.example
id like a sandbox acount for testing campaigns, my adress for it is kim+test@acme.example =>
    kim+test@acme.example
Could I please request a sandbox account? I want to try the templates before we roll them out.
sandbox login for <mailto:b.santos+sbx@acme.example|b.santos+sbx@acme.example> please and thank you
    => b.santos+sbx@acme.example
PLEASE GET ME A SANDBOX ACCOUNT
Would it be possible to get Hannah onto the sandbox? hannah+sbx@orchard.example =>
    hannah+sbx@orchard.example
requesting sandbox account\nfor: Jonas Weil\nemail: jonas.weil+sbx@example.org\nreason: demo prep =>
    jonas.weil+sbx@example.org
our intern <@U07HJK3LM> should have a sandbox account too, can you take care of it? => U07HJK3LM
Hi bot, I'd love to have a sandbox account so I can play with sequences without emailing real
    customers :sweat_smile:
pls add paulo+sbx@acme.example to the sandbox => paulo+sbx@acme.example
Can you sort out a sandbox account for Dee? She's joining the emea team next week,
    dee.marsh+sbx@example.net => dee.marsh+sbx@example.net
want a sandbox account, sam+sbx@acme.example => sam+sbx@acme.example
my manager told me to ask you for a sandbox account. can you help?
sandbx account for yuki+sbx@example.com pls => yuki+sbx@example.com
I am going to train the new hires on the 14th and for that I need a sandbox login. Address:
    <mailto:trainer+sbx@acme.example|trainer+sbx@acme.example> => trainer+sbx@acme.example
could we have sandbox accounts for <@U01AAB2CD> and <@U01AAB2CE>? => U01AAB2CD U01AAB2CE
set up a sandbox user for ines.kolb+sandbox@brightwater.example when you get a chance =>
    ines.kolb+sandbox@brightwater.example
Please can you open a sales connect sandbox account for me, I'd use rob+sc@acme.example =>
    rob+sc@acme.example
Hello, the agency person who builds our emails needs a sandbox account. It's lou@inkwell.example.
    Cheers => lou@inkwell.example
hey hey :wave: any chance you could get me a sandbox login today?
new sandbox account needed: farah+sbx@orchard.example => farah+sbx@orchard.example
I was wondering if you could give me access to the sandbox. I have never had an account there. The
    address would be <mailto:nell+sbx@example.com|nell+sbx@example.com>. => nell+sbx@example.com
&gt; we should really test this somewhere safe first\nagreed, can you request a sandbox account for
    me? theo+sbx@acme.example => theo+sbx@acme.example
kindly provision a sandbox account for mr. Okafor (chidi.okafor+sbx@example.org) =>
    chidi.okafor+sbx@example.org
lets get viktor a sandbox account, viktor+sbx@acme.example => viktor+sbx@acme.example
i dont have a sandbox account yet and need one for the pilot
Can someone make me an account in the sandbox? wendy+sb@northsea.example =>
    wendy+sb@northsea.example
We need a sandbox account for <@U05TYU6IO>. Her second address is amal+sandbox@acme.example. =>
    U05TYU6IO amal+sandbox@acme.example
please sandbox acct for dario+sbx@example.net thx => dario+sbx@example.net
Hi there, I'm the new sales ops lead. I would like to apply for a sandbox account, what I'd use is
    p.lindqvist+sbx@brightwater.example => p.lindqvist+sbx@brightwater.example
get me a sandbox login for <mailto:qa+sbx@acme.example|qa+sbx@acme.example> => qa+sbx@acme.example
Could you please ask Adobe for a sandbox account for stella+sbx@example.com? Need it before the
    webinar. => stella+sbx@example.com
<@U0B0TSALES> hi, I need a sandbox account for <@U08ZXC4VB> :pray: => U08ZXC4VB
also need a sandbox account for bruno, bruno+sbx@orchard.example => bruno+sbx@orchard.example
can u create sandbox accounts for these
    three?\nlia+sbx@acme.example\nmax+sbx@acme.example\nzoe+sbx@acme.example => lia+sbx@acme.example
    max+sbx@acme.example zoe+sbx@acme.example
Sorry to bother you. My sandbox request never got sent I think, so here again: please create a
    sandbox account for heidi+sbx@example.org => heidi+sbx@example.org
Ravi can't test anything because he has no sandbox account. Please request one for him:
    ravi.m+sbx@acme.example => ravi.m+sbx@acme.example
we hired someone!! she'll need a sandbox login, nadia+sbx@example.com :tada: =>
    nadia+sbx@example.com
I'd appreciate a sandbox account for our enablement team, enablement+sbx@northsea.example =>
    enablement+sbx@northsea.example
may I have a sandbox account please? leo+sbx@example.net => leo+sbx@example.net
"""

ENGLISH_INVITE: Final = r"""
please invite ada@northsea.example to sales connect => ada@northsea.example
Can you invite <@U04KLMN7P> to Sales Connect? => U04KLMN7P
hi, two new reps for Sales Connect: <mailto:carl@acme.example|carl@acme.example> and
    <mailto:ines@acme.example|ines@acme.example>, could you send them an invite? =>
    carl@acme.example ines@acme.example
need a sales connect invite for peter.holm@example.com => peter.holm@example.com
<@U0B0TSALES> please add <@U07HJK3LM> and <@U02QWE8RT> to sales connect => U07HJK3LM U02QWE8RT
Could I be invited to Sales Connect please?
I'd like to have someone on my team invited to Sales Connect, it's mo@brightwater.example =>
    mo@brightwater.example
Hello! Judith joined the DACH team this morning. Please invite her to Sales Connect, her email is
    <mailto:judith.brandt@example.org|judith.brandt@example.org>. Thank you! =>
    judith.brandt@example.org
invite sara@orchard.example to salesconnect pls => sara@orchard.example
can someone get me an invitation for Sales Connect, my boss says I should be using it
Pls send Nick an invite to Sales Connect (nick@example.net), he lost out last week =>
    nick@example.net
INVITE TO SALES CONNECT: lou@acme.example, kay@acme.example => lou@acme.example kay@acme.example
new starter needs inviting to sales connect, becca@northsea.example :wave: => becca@northsea.example
we want to invite our partner manager to Sales Connect: <mailto:f.ito@example.com|f.ito@example.com>
    => f.ito@example.com
could you add hugo@acme.example as a Sales Connect user? he's on my team since monday =>
    hugo@acme.example
I need these folks invited to sales connect by friday\nann@example.com\nbob@example.com =>
    ann@example.com bob@example.com
Hey, would you mind inviting <@U05TYU6IO> to sales connect? she moved over from support => U05TYU6IO
please get an invite out to milo.grant@brightwater.example for Sales Connect =>
    milo.grant@brightwater.example
"""

ENGLISH_NEITHER: Final = r"""
does ada@northsea.example already have a sandbox account?
thanks, the sandbox account for mina+sbx@acme.example works :tada:
what is a sandbox account good for?
we don't need a sandbox account for tom.reeve@acme.example after all
is the sandbox down? I can't open anything since this morning
Léa asked for a sandbox account for her intern (noe+sbx@example.com) and it was rejected, why?
who approved the sandbox account of priya+sbx@example.com?
can I use my normal email joel@acme.example in the sandbox?
good morning everyone :coffee:
the Salesforce sandbox refresh is scheduled for Saturday, questions to
    <mailto:ops@acme.example|ops@acme.example>
please reset the password of greta@example.com
Please delete the sandbox account of olu+sandbox@brightwater.example, he left the company
can you invite kim@acme.example to the meeting on thursday?
Invite Hannah to <#C0DEALSEM|deals-emea> please
got my invite, thank you!
did <@U04KLMN7P> accept the sales connect invite?
I already have a sandbox account
the customer wrote back, it's b.santos@globex.example, they want a demo next tuesday
has anyone invited jonas.weil@example.org to sales connect yet?
why was the invite for <mailto:sara@orchard.example|sara@orchard.example> rejected
no need to invite peter.holm@example.com, he is in already
ok
how long does it take until a sandbox account is there?
FYI ravi+sbx@example.com got a sandbox account last week
I can't log in to the sandbox with nell+sbx@example.com, it says wrong password
where do I find the munchkin id
My kids built a castle in the sand pit yesterday, best sandbox ever :joy:
is it true that dee.marsh@example.net can't be used on both production and sandbox?
please don't invite <@U02QWE8RT> yet
who is our marketo account manager? is it still <mailto:v.stone@example.com|v.stone@example.com>?
lunch at 12? I'm inviting, tell hugo@acme.example too
what's the status of the sandbox request for yuki+sbx@example.com?
The sandbox account for paulo+sbx@acme.example was created on Monday and he logged in fine.
sandbox environment is down again, support ticket is with
    <mailto:help@hosting.example|help@hosting.example>
cancel the sandbox request for sam+sbx@acme.example please
can a user have several workspaces?
Is wendy@northsea.example on the invite list or did we forget her?
do we own a marketo sandbox at all?
please forward the contract to legal@globex.example before noon
I sent the quote to <mailto:buyer@initech.example|buyer@initech.example>, no answer so far
thx, sandbox login works now
we have decided against sandbox accounts for the interns, so nothing to do for
    farah+sbx@orchard.example
&gt; can you get me a sandbox account? theo+sbx@acme.example\nthis one is done, Theo has his login
The invite to becca@northsea.example bounced. Any idea why?
which address did we use for Viktor's sandbox account, was it viktor+sbx@acme.example?
could you invite <@U07HJK3LM> to the pipeline review tomorrow 3pm?
what happens to the sandbox account when someone leaves?
anyone up for the customer dinner? rsvp to <mailto:events@acme.example|events@acme.example>
change the workspace of ines@acme.example to Germany please
when will lou@inkwell.example get the approval for the sandbox?
stella@example.com says her sandbox account expired, is that even possible?
I didn't ask for a sandbox account, why do I get this message?
just closed northwind, 40k :rocket: big thanks to <@U05TYU6IO>
bruno@orchard.example was invited to Sales Connect yesterday and already connected his gmail
what does an invite cost us, does each user count against the licence?
Who can see the sandbox? Only us or also the agency people like lou@inkwell.example?
remove carl@acme.example from sales connect please
"""

FRENCH_SANDBOX: Final = r"""
bonjour, il me faudrait un compte sandbox pour margaux+sbx@lumiere.example, merci =>
    margaux+sbx@lumiere.example
Peux-tu me créer un compte sandbox ?
un compte sandbox pour <@U0A1ZER2T> svp => U0A1ZER2T
<@U0B0TSALES> on aurait besoin d'un accès à la sandbox pour <@U0A3QSD4F>, adresse
    hugo+sbx@lumiere.example => U0A3QSD4F hugo+sbx@lumiere.example
Salut ! J'ai une nouvelle qui arrive lundi dans l'équipe, est-ce que tu peux lui ouvrir un compte
    sandbox ? <mailto:clara.petit+sbx@exemple.example|clara.petit+sbx@exemple.example> =>
    clara.petit+sbx@exemple.example
besoin d'un compte bac à sable pour mon alternant, yanis+test@lumiere.example =>
    yanis+test@lumiere.example
je voudrais un compte sandbox s'il te plaît
compte sandbox svp : nora+sbx@example.com => nora+sbx@example.com
Pourriez-vous demander un compte sandbox pour Mme Garnier (e.garnier+sandbox@ventdouest.example) ?
    Bien à vous. => e.garnier+sandbox@ventdouest.example
j'aimerais pouvoir tester mes modèles sans risque, tu peux me faire ouvrir un compte sur la sandbox
    ?
hello, faudrait un acces sandbox pour luc+sbx@lumiere.example stp => luc+sbx@lumiere.example
Merci de créer un compte sandbox pour
    <mailto:f.morel+sbx@exemple.example|f.morel+sbx@exemple.example> => f.morel+sbx@exemple.example
IL ME FAUT UN COMPTE SANDBOX POUR DEMAIN
Bonjour à tous, je souhaite obtenir un compte sandbox pour la formation du 12. Mon adresse pour ça :
    <mailto:formation+sbx@lumiere.example|formation+sbx@lumiere.example> =>
    formation+sbx@lumiere.example
demande de compte sandbox\nnom : Baptiste Leroux\nmail : b.leroux+sbx@example.org\nmotif : démo
    client => b.leroux+sbx@example.org
tu peux ajouter samia+sbx@ventdouest.example à la sandbox ? => samia+sbx@ventdouest.example
on peut avoir un compte sandbox pour <@U0A5WXC6V> et un autre pour <@U0A7BNJ8K> ? => U0A5WXC6V
    U0A7BNJ8K
coucou, c'est possible d'avoir un login sandbox pour moi ? :pray:
Mon stagiaire n'a pas encore de compte sandbox et il en a besoin cette semaine :
    enzo+sbx@lumiere.example => enzo+sbx@lumiere.example
svp un compte sandbox de plus, c'est pour diane+sbx@example.net => diane+sbx@example.net
J'ai besoin d'un compte sur la sandbox Marketo.
pourrais tu crée un compte sandbox pour le nouveau commerciale, karim+sbx@exemple.example =>
    karim+sbx@exemple.example
Thomas passe chez nous au 1er du mois, merci de lui prévoir un compte sandbox
    (thomas.v+sbx@ventdouest.example) => thomas.v+sbx@ventdouest.example
je veux un compte bac a sable pour essayer les campagnes
<@U0B0TSALES> bonjour, un accès bac à sable pour agnes+sbx@lumiere.example, c'est urgent :fire: =>
    agnes+sbx@lumiere.example
On me dit que c'est toi qui gères ça : je peux avoir un compte sandbox ? J'utiliserais
    <mailto:jp.roche+sbx@example.com|jp.roche+sbx@example.com> => jp.roche+sbx@example.com
Ouvre un compte sandbox à romain+sbx@lumiere.example stp => romain+sbx@lumiere.example
Nous aurions besoin de deux comptes sandbox pour l'équipe de Lyon
    :\nlea.b+sbx@exemple.example\nmarc.d+sbx@exemple.example => lea.b+sbx@exemple.example
    marc.d+sbx@exemple.example
sandbox pour ophelie+sbx@ventdouest.example svp => ophelie+sbx@ventdouest.example
merci de me faire parvenir un accès sandbox, je forme les nouveaux mardi
Je m'y prends un peu tard, désolé… il me faudrait un compte sandbox pour <@U0A9POI1U>, la démo est
    jeudi => U0A9POI1U
un identifiant sandbox pour la consultante de l'agence serait top : sophie@plumebleue.example =>
    sophie@plumebleue.example
tu pourrais t'occuper d'un compte sandbox pour Inès ? ines.r+sandbox@lumiere.example =>
    ines.r+sandbox@lumiere.example
Serait-il possible de bénéficier d'un compte sandbox ? Je débute sur l'outil et je ne voudrais rien
    casser.
il faut créer un compte sandbox pour victor+sbx@example.org avant vendredi => victor+sbx@example.org
&gt; faut absolument tester avant la mise en prod\nd'accord, alors demande-moi un compte sandbox
    stp, mon mail : gaelle+sbx@lumiere.example => gaelle+sbx@lumiere.example
Bonjour, pouvez-vous ouvrir un compte de sandbox au nom de Paul Azoulay,
    <mailto:paul.azoulay+sbx@exemple.example|paul.azoulay+sbx@exemple.example> ? Merci d'avance ! =>
    paul.azoulay+sbx@exemple.example
slt jai besoin dun compte sandbox pour mon collegue remi+sbx@lumiere.example =>
    remi+sbx@lumiere.example
Je n'ai toujours pas de compte sandbox, peux-tu en demander un pour moi ?
on a recruté !! tu peux faire un compte sandbox pour anais+sbx@ventdouest.example :tada: =>
    anais+sbx@ventdouest.example
Peut-on donner un accès sandbox à Mehdi ? mehdi+sbx@example.com => mehdi+sbx@example.com
je cherche à obtenir un compte sandbox pour camille+sbx@exemple.example, merci bcp =>
    camille+sbx@exemple.example
compte sanbox pour louis+sbx@lumiere.example svp => louis+sbx@lumiere.example
Ma cheffe veut que j'aie un compte sandbox. Tu peux lancer la demande ? Adresse :
    <mailto:fanny+sbx@example.net|fanny+sbx@example.net> => fanny+sbx@example.net
<@U0B0TSALES> <@U0A2LKJ3H> a besoin d'un compte sandbox, son autre adresse est
    tanguy+sandbox@lumiere.example => U0A2LKJ3H tanguy+sandbox@lumiere.example
Pour la recette il nous faut un utilisateur sandbox, recette+sbx@ventdouest.example, tu peux voir ça
    ? => recette+sbx@ventdouest.example
dis, tu me fais un compte sandbox ? :smile:
J'ai deux commerciales qui attendent leur accès à la sandbox, peux-tu faire la demande pour elles :
    jade+sbx@exemple.example et lola+sbx@exemple.example => jade+sbx@exemple.example
    lola+sbx@exemple.example
prière de créer un compte sandbox pour o.delmas+sbx@example.org => o.delmas+sbx@example.org
"""

FRENCH_INVITE: Final = r"""
Bonjour, peux-tu inviter margaux@lumiere.example sur Sales Connect ? => margaux@lumiere.example
inviter <@U0A1ZER2T> sur sales connect svp => U0A1ZER2T
j'aimerais être invitée à Sales Connect
Merci d'envoyer une invitation Sales Connect à
    <mailto:clara.petit@exemple.example|clara.petit@exemple.example> et
    <mailto:karim@exemple.example|karim@exemple.example> => clara.petit@exemple.example
    karim@exemple.example
<@U0B0TSALES> tu peux ajouter <@U0A3QSD4F> dans Sales Connect ? il a rejoint l'équipe hier =>
    U0A3QSD4F
il faudrait inviter toute la bande de Nantes sur sales connect
    :\nluc@lumiere.example\nagnes@lumiere.example\nromain@lumiere.example => luc@lumiere.example
    agnes@lumiere.example romain@lumiere.example
une invit sales connect pour nora@example.com stp => nora@example.com
Salut, nouvelle recrue chez les grands comptes : diane@example.net. Elle doit avoir son invitation à
    Sales Connect avant lundi, tu t'en charges ? => diane@example.net
je voudrais faire inviter mon collègue à Sales Connect, son mail c'est thomas.v@ventdouest.example
    => thomas.v@ventdouest.example
Pourriez-vous convier M. Roche à Sales Connect (jp.roche@example.com) ? Merci. =>
    jp.roche@example.com
invite victor@example.org dans salesconnect => victor@example.org
on peut inviter <@U0A5WXC6V> et <@U0A7BNJ8K> à Sales Connect stp ? ils commencent demain =>
    U0A5WXC6V U0A7BNJ8K
Besoin d'une invitation Sales Connect pour e.garnier@ventdouest.example =>
    e.garnier@ventdouest.example
Bonjour l'équipe, est-ce que je peux recevoir une invitation pour Sales Connect ? Je suis la seule
    de mon bureau à ne pas y être.
INVITEZ SVP fanny@example.net SUR SALES CONNECT => fanny@example.net
coucou tu peux rajouter enzo@lumiere.example sur sales connect ? merciii :heart: =>
    enzo@lumiere.example
Merci d'inviter Ophélie sur Sales Connect dès que possible,
    <mailto:ophelie@ventdouest.example|ophelie@ventdouest.example>, elle reprend le portefeuille de
    Luc => ophelie@ventdouest.example
demande d'invitation à sales connect pour mehdi@example.com, validée par ma direction =>
    mehdi@example.com
"""

FRENCH_NEITHER: Final = r"""
je croyais que margaux+sbx@lumiere.example avait déjà son compte sandbox, je me trompe ?
super, Hugo est entré dans la sandbox avec hugo+sbx@lumiere.example, merci pour la rapidité
    :ok_hand:
c'est quoi au juste la sandbox ?
laisse tomber pour le compte sandbox de clara.petit@exemple.example, elle reste au support
La sandbox rame depuis ce matin, vous aussi ?
Yanis m'a raconté qu'il avait réclamé un compte sandbox pour yanis+test@lumiere.example et qu'on lui
    avait dit non
à qui dois-je m'adresser chez Adobe quand un compte sandbox met trois semaines ?
Si luc@lumiere.example sert déjà en production, est-ce qu'on peut la reprendre en sandbox ?
bonne journée à tous :sunny:
Rafraîchissement de la sandbox Salesforce dimanche soir, prévenez
    <mailto:si@lumiere.example|si@lumiere.example> si ça gêne quelqu'un
f.morel@exemple.example ne retrouve plus son mot de passe, il clique où ?
Samia nous quitte vendredi, il faudra fermer son compte sandbox samia+sbx@ventdouest.example
tu peux mettre diane@example.net en copie de l'invitation Teams pour jeudi ?
Ajoute Karim au canal <#C0GRANDSC|grands-comptes> stp
bien reçu l'invit, c'est parfait
<@U0A1ZER2T> s'est connectée à Sales Connect ou elle dort encore ?
pas la peine de m'en demander un, j'ai mon compte sandbox depuis mars
Du nouveau chez la boulonnerie : c'est maintenant
    <mailto:achats@boulonnerie.example|achats@boulonnerie.example> qui décide
on avait bien invité thomas.v@ventdouest.example sur sales connect en septembre, non ?
Je ne comprends pas le refus pour jp.roche@example.com, c'est le bon domaine pourtant
romain@lumiere.example y est déjà, pas besoin de l'inviter une deuxième fois
ça roule
ça vaut le coup un compte sandbox quand on fait que des relances ?
Petit point : diane+sbx@example.net et nora+sbx@example.com ont reçu leurs accès sandbox, reste la
    formation
agnes+sbx@lumiere.example tourne en boucle sur la page de connexion de la sandbox, c'est un bug
    connu ?
Où est-ce que je trouve le Client Secret ?
trois heures au bac à sable avec le petit, je retrouve du sable jusque dans le clavier :joy:
Message de l'agence : « sophie@plumebleue.example a bien reçu son accès sandbox, rien à signaler »
surtout n'invitez personne sur Sales Connect avant la fin de la migration
Je cherche le contact commercial Marketo, quelqu'un m'a parlé de
    <mailto:l.vasseur@example.com|l.vasseur@example.com>, vous confirmez ?
pot de départ de Luc vendredi 18h, j'ai invité tout l'étage, dites-le à victor@example.org
la demande sandbox d'enzo+sbx@lumiere.example est chez qui maintenant ?
Ophélie (ophelie+sbx@ventdouest.example) utilise sa sandbox tous les jours, bon investissement
l'hébergeur a un incident sur tous les bacs à sable, suivi par
    <mailto:support@hebergeur.example|support@hebergeur.example>
je retire ma demande de compte sandbox pour victor+sbx@example.org, il change de projet
est ce que mes commerciaux doivent se connecter à Salesforce chacun de leur côté
Le compte sandbox est-il payant ?
tu peux envoyer le devis signé à compta@boulonnerie.example avant midi
Relance faite auprès de <mailto:dg@tuilerie.example|dg@tuilerie.example>, il est en congé jusqu'au 8
merci beaucoup, l'accès sandbox fonctionne
Décision du comité : aucun compte sandbox pour les stagiaires. Donc lola+sbx@exemple.example, on
    oublie
&gt; tu peux me créer un compte sandbox ? gaelle+sbx@lumiere.example\nfait hier, Gaëlle a tout ce
    qu'il faut
mehdi@example.com dit que le lien de son invitation ne marche plus, c'est limité dans le temps ?
Rémi a pris quelle adresse pour la sandbox, remi+sbx@lumiere.example ou l'autre ?
pense à convier <@U0A7BNJ8K> au point pipe de demain
quelle différence entre la sandbox et la prod pour les statistiques d'ouverture ?
Dîner avec le client mercredi soir, confirmez à
    <mailto:evenements@lumiere.example|evenements@lumiere.example>
il faut passer e.garnier@ventdouest.example dans l'espace Allemagne
Camille n'a pas demandé de compte sandbox, c'est une erreur de camille+sbx@exemple.example dans le
    tableau
pourquoi le bot me parle de sandbox, j'ai rien demandé
signé avec la tuilerie, 35k :champagne: bravo <@U0A9POI1U>
Combien de comptes sandbox avons-nous en tout ? Je compte celui de paul.azoulay+sbx@exemple.example
    et deux autres
Depuis qu'anais@ventdouest.example est sur Sales Connect elle ne jure plus que par les modèles
    :heart_eyes:
chaque invitation consomme une licence ou pas ?
Retire jade@exemple.example de Sales Connect, elle change de service
tanguy+sandbox@lumiere.example c'est un vrai compte ou un alias ?
RDV tuilerie décalé à 16h, invitation mise à jour pour fanny@example.net et moi
"""

UNSEEN_3: Final[tuple[Unseen, ...]] = (
    *read_set("sandbox", "en", ENGLISH_SANDBOX),
    *read_set("invite", "en", ENGLISH_INVITE),
    *read_set(None, "en", ENGLISH_NEITHER),
    *read_set("sandbox", "fr", FRENCH_SANDBOX),
    *read_set("invite", "fr", FRENCH_INVITE),
    *read_set(None, "fr", FRENCH_NEITHER),
)
