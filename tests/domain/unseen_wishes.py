"""Sentences that came from outside: what people type, and what they wish by it.

The guesser was judged by them before anybody learnt from them; now its weights are learnt by them.

One a line: the text, then what must be found after `=>`. A line that is indented goes on with the
one before; `\\n` is a new line in the message. Never change one to please the guesser.
"""

from dataclasses import dataclass
from typing import Final

BOT: Final = "U0B0TSALES"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A message as Slack sends it; `found` holds addresses and user ids, of a request only."""

    text: str
    wish: str | None
    language: str
    found: frozenset[str]

    @property
    def names_an_address(self) -> bool:
        return "@" in self.text.replace("<@", "")


def _read(wish: str | None, language: str, lines: str) -> list[Unseen]:
    read = []
    for line in lines.replace("\n    ", " ").strip().split("\n"):
        text, _, found = line.partition(" => ")
        read.append(Unseen(text.replace("\\n", "\n"), wish, language, frozenset(found.split())))
    return read


SANDBOX_EN: Final = r"""
can i get a sandbox account pls
Hi! Could you set up a sandbox login for our new BDR, Nadia? Her address would be
    nadia.okafor+sbx@acme.example => nadia.okafor+sbx@acme.example
need sandbox acct for tomas+sbx@globex.example => tomas+sbx@globex.example
SANDBOX ACCOUNT PLEASE!!!
hey <@U0B0TSALES> sandbox for <@U0123ABC> please, address is
    <mailto:priya+test@acme.example|priya+test@acme.example> => U0123ABC priya+test@acme.example
Would it be possible to have an extra sales connect account on the marketo sandbox? I'd like to
    try the new templates without breaking anything.
sandbx acount for joao+sandbox@globex.example thx => joao+sandbox@globex.example
We have two people starting on Monday who'll be testing in the sandbox. Please create accounts for
    kofi+sbx@acme.example and mei+sbx@acme.example => kofi+sbx@acme.example mei+sbx@acme.example
I'd love a sandbox login :pray: ines+sb@acme.example => ines+sb@acme.example
Please request a sandbox account for <@U0456DEF>, she's joining my team next week. => U0456DEF
Morning all. As discussed on the call, I'll be demoing the Sales Connect sandbox to the partner
    team. Can someone get me an account there? Use otto.demo@example.com => otto.demo@example.com
could somebody sort out sandbox access for ruth@example.org => ruth@example.org
need access to the sandbox for training, sam+training@acme.example => sam+training@acme.example
yo can u hook me up w a sandbox acc
Requesting one (1) Sales Connect sandbox account for Yusuf, yusuf+sbx@globex.example. Reason: UAT.
    => yusuf+sbx@globex.example
my colleague <@U0789GHI> has no sandbox account yet, can you arrange one? => U0789GHI
pls add lena+sbx@acme.example to the sales connect sandbox => lena+sbx@acme.example
I want a sandbox account.
Could you kindly arrange a test account in the Sales Connect sandbox for my trainee? It's
    bruno_trainee@example.net. Many thanks in advance! => bruno_trainee@example.net
sandbox account for me? hana+sandbox@acme.example => hana+sandbox@acme.example
Our marketing ops person needs a login for the sandbox instance: ops.sandbox@acme.example
    => ops.sandbox@acme.example
can we please get dmitri a sandbox account, hes at dmitri+mkto@globex.example and he needs it by
    friday => dmitri+mkto@globex.example
&gt; Please test the new cadence in the sandbox first\nFor that I need a sandbox account, could you
    create it? vera+sbx@acme.example => vera+sbx@acme.example
:wave: new here! my manager told me to ask you for a sandbox account
I don't have a sandbox account and I need one to test the CRM sync. eli+sbx@acme.example
    => eli+sbx@acme.example
Give <@U0ABC111> and <@U0ABC222> sandbox accounts please => U0ABC111 U0ABC222
Hello, I would like to order a sandbox user for Sales Connect (address: zoe.s@example.com).
    => zoe.s@example.com
sandbox user: marc+sbx@acme.example, reason: onboarding => marc+sbx@acme.example
Quick one: could I be given an account on the sandbox? I keep being told to test there
Can you set me up in the sandbox
set up sandbox login tara+sbx@globex.example => tara+sbx@globex.example
<mailto:jude+sbx@acme.example|jude+sbx@acme.example>: sandbox account needed asap :fire:
    => jude+sbx@acme.example
We need 3 sandbox accounts for enablement:\nann+sbx@acme.example\nben+sbx@acme.example\n
    cat+sbx@acme.example => ann+sbx@acme.example ben+sbx@acme.example cat+sbx@acme.example
hi team, is it okay if I ask for a sandbox account here? It's for gwen+sbx@acme.example, who's
    replacing Pete. => gwen+sbx@acme.example
I'm going to need a sandbox account for the rollout, can you start the paperwork please?
Any chance of a sandbox login for Amara? amara+sbox@acme.example. No rush :slightly_smiling_face:
    => amara+sbox@acme.example
please create a Sales Connect account in our Marketo sandbox for oscar+sbx@example.com
    => oscar+sbx@example.com
Thanks for connecting us last week! Next thing: Rosa has to test in the sandbox, so she needs an
    account there. rosa+sbx@acme.example => rosa+sbx@acme.example
requst a sanbox account for ivy+sbx@globex.example => ivy+sbx@globex.example
hook Noor up with a sandbox account, would you? noor+sbx@acme.example => noor+sbx@acme.example
Get me a sandbox account.
It would be great if Felix could get a sandbox account before the workshop
    (felix.workshop@example.org) => felix.workshop@example.org
Who can give me a sandbox account? I need one for uma+sbx@acme.example => uma+sbx@acme.example
One more sandbox account please, same as for Rosa: kim+sbx@acme.example => kim+sbx@acme.example
I forgot to ask in the meeting – can you order a sandbox account for <@W0123XYZ>? => W0123XYZ
Pls open a sandbox account for lars+sbx@globex.example => lars+sbx@globex.example
Approved by my boss: sandbox account for fatima+sbx@acme.example. Please go ahead and request it.
    => fatima+sbx@acme.example
Can you help? Anton starts tomorrow and I'd like him to have his own sandbox login rather than
    sharing mine. anton+sbx@acme.example => anton+sbx@acme.example
NEED SANDBOX LOGIN FOR PEDRO+SBX@ACME.EXAMPLE => pedro+sbx@acme.example
we'd need a sandbox account for <@U0AAA777> (sofia+sbx@globex.example) to reproduce the bug the
    client sees => U0AAA777 sofia+sbx@globex.example
"""

SANDBOX_FR: Final = r"""
je peux avoir un compte sandbox svp
Bonjour, pourriez-vous créer un accès sandbox pour notre nouvelle commerciale ? Son adresse :
    maelle.robin+sbx@acme.example => maelle.robin+sbx@acme.example
besoin d'un compte sandbox pour hugo+sbx@globex.example => hugo+sbx@globex.example
UN COMPTE SANDBOX SVP MERCI
<@U0B0TSALES> un compte sandbox pour <@U0123ABC> stp, adresse
    <mailto:chloe+test@acme.example|chloe+test@acme.example> => U0123ABC chloe+test@acme.example
Serait-il possible d'avoir un compte Sales Connect supplémentaire sur la sandbox Marketo ?
compte sandox pr nico+sandbox@globex.example merci => nico+sandbox@globex.example
Nous avons deux arrivées lundi, elles feront leurs essais dans la sandbox. Merci de créer les
    comptes : awa+sbx@acme.example et lise+sbx@acme.example
    => awa+sbx@acme.example lise+sbx@acme.example
J'aimerais bien un accès à la sandbox :pray: remi+sb@acme.example => remi+sb@acme.example
Merci de demander un compte sandbox pour <@U0456DEF>, elle rejoint mon équipe. => U0456DEF
Salut à tous ! Comme vu en réunion, je présente la sandbox Sales Connect aux partenaires. Quelqu'un
    peut me créer un compte dessus ? Prenez demo.paul@example.com => demo.paul@example.com
qqun peut ouvrir un acces sandbox a sylvie@example.org ? => sylvie@example.org
il me faut un accès sandbox pour la formation, theo+formation@acme.example
    => theo+formation@acme.example
coucou tu peux me faire un compte sandbox
Demande de compte sandbox Sales Connect pour Karim, karim+sbx@globex.example. Motif : recette.
    => karim+sbx@globex.example
mon collègue <@U0789GHI> n'a pas encore de compte sandbox, tu peux lui en demander un ? => U0789GHI
ajoute manon+sbx@acme.example à la sandbox sales connect stp => manon+sbx@acme.example
Je veux un compte sandbox.
Auriez-vous l'amabilité de prévoir un compte de test dans la sandbox Sales Connect pour mon
    stagiaire ? C'est stagiaire.leo@example.net. Merci d'avance ! => stagiaire.leo@example.net
Notre responsable ops a besoin d'un identifiant pour la sandbox : ops.bac@acme.example
    => ops.bac@acme.example
on peut avoir un compte sandbox pour Dimitri svp, c dimitri+mkto@globex.example, il en a besoin
    vendredi => dimitri+mkto@globex.example
&gt; Testez d'abord la cadence dans la sandbox\nPour ça il me faut un compte sandbox, vous pouvez le
    créer ? vero+sbx@acme.example => vero+sbx@acme.example
:wave: je viens d'arriver, ma manager m'a dit de vous demander un compte sandbox
Je n'ai pas de compte sandbox et j'en ai besoin pour tester la synchro. elias+sbx@acme.example
    => elias+sbx@acme.example
Des comptes sandbox pour <@U0ABC111> et <@U0ABC222> s'il te plaît => U0ABC111 U0ABC222
Bonjour, je souhaiterais commander un utilisateur sandbox pour Sales Connect (adresse :
    zelie.s@example.com). => zelie.s@example.com
compte sandbox : marius+sbx@acme.example, raison : intégration => marius+sbx@acme.example
Petite question, est-ce que vous pourriez me donner un compte sur la sandbox ? On me demande
    toujours de tester là-bas
Tu peux m'ouvrir un compte sandbox
creer login sandbox tess+sbx@globex.example => tess+sbx@globex.example
<mailto:jules+sbx@acme.example|jules+sbx@acme.example> : compte sandbox à créer d'urgence :fire:
    => jules+sbx@acme.example
Il nous faut 3 comptes sandbox pour la formation :\nanne+sbx@acme.example\nbob+sbx@acme.example\n
    clea+sbx@acme.example => anne+sbx@acme.example bob+sbx@acme.example clea+sbx@acme.example
bonjour, je peux demander ici un compte sandbox ? C'est pour gaelle+sbx@acme.example, qui remplace
    Pierre. => gaelle+sbx@acme.example
Je vais avoir besoin d'un compte sandbox pour le déploiement, vous pouvez lancer la demande ?
Y aurait-il moyen d'avoir un accès sandbox pour Aminata ? aminata+sbox@acme.example. Rien d'urgent
    => aminata+sbox@acme.example
merci de créer un compte Sales Connect dans notre sandbox Marketo pour oscar+sbx@example.com
    => oscar+sbx@example.com
Merci pour la connexion de la semaine dernière ! Autre chose : Rose doit tester dans la sandbox, il
    lui faut donc un compte. rose+sbx@acme.example => rose+sbx@acme.example
demender un compte sanbox pour iris+sbx@globex.example => iris+sbx@globex.example
Ce serait top si Félix pouvait avoir un compte sandbox avant l'atelier
    (felix.atelier@example.org) => felix.atelier@example.org
Qui peut me donner un compte sandbox ? J'en ai besoin pour ulysse+sbx@acme.example
    => ulysse+sbx@acme.example
Encore un compte sandbox svp, comme pour Rose : kenza+sbx@acme.example => kenza+sbx@acme.example
J'ai oublié de le dire en réunion, peux-tu commander un compte sandbox pour <@W0123XYZ> ?
    => W0123XYZ
Validé par mon chef : compte sandbox pour fatou+sbx@acme.example. Vous pouvez lancer la demande.
    => fatou+sbx@acme.example
Antoine commence demain et je préférerais qu'il ait son propre compte sandbox plutôt que d'utiliser
    le mien, vous pouvez faire le nécessaire ? antoine+sbx@acme.example => antoine+sbx@acme.example
IL ME FAUT UN COMPTE SANDBOX POUR PABLO+SBX@ACME.EXAMPLE => pablo+sbx@acme.example
il faudrait un compte sandbox à <@U0AAA777> (sophie+sbx@globex.example) pour reproduire le bug du
    client => U0AAA777 sophie+sbx@globex.example
on aurait besoin d’un accès au bac à sable Sales Connect pour lina+sbx@acme.example
    => lina+sbx@acme.example
tu pourrais filer un accès sandbox à Mehdi stp ? mehdi+sbx@acme.example => mehdi+sbx@acme.example
pouvez vous inscrire gilles+sbx@acme.example sur la sandbox => gilles+sbx@acme.example
"""

INVITE_EN: Final = r"""
please invite ada.byron@acme.example to sales connect => ada.byron@acme.example
Can you add <@U0123ABC> to Sales Connect? => U0123ABC
new starter needs sales connect, walter@globex.example => walter@globex.example
Hi, could we get our three new SDRs invited to Sales Connect? amy@acme.example, raj@acme.example,
    lou@acme.example => amy@acme.example raj@acme.example lou@acme.example
invite <mailto:greta@acme.example|greta@acme.example> pls => greta@acme.example
I'd like to invite someone to Sales Connect
Could you give Marta access to Sales Connect please? marta.silva@example.com
    => marta.silva@example.com
pls inivte bo@acme.example to salesconnect => bo@acme.example
<@U0B0TSALES> invite <@U0ABC111> <@U0ABC222> to Sales Connect thanks :tada: => U0ABC111 U0ABC222
Hello! Sven joined us today and will be working from Sales Connect like the rest of the team.
    Please send him an invitation: sven@globex.example => sven@globex.example
we need Sales Connect for carla@acme.example => carla@acme.example
INVITE NEIL@ACME.EXAMPLE TO SALES CONNECT => neil@acme.example
Can somebody get me into Sales Connect? I'm at dora@acme.example => dora@acme.example
My whole team should be on Sales Connect by Friday, can you invite them? jo@acme.example and
    al@acme.example => jo@acme.example al@acme.example
Would you mind sending a Sales Connect invite to the new account exec, pia@example.org?
    => pia@example.org
please onboard victor@acme.example to sales connect => victor@acme.example
kelly@acme.example hasn't been invited to Sales Connect yet, could you do that?
    => kelly@acme.example
need a sales connect invite for my new hire <@U0456DEF> => U0456DEF
"""

INVITE_FR: Final = r"""
merci d'inviter alice.morel@acme.example dans sales connect => alice.morel@acme.example
Tu peux ajouter <@U0123ABC> à Sales Connect ? => U0123ABC
un nouveau commercial a besoin de sales connect, valentin@globex.example
    => valentin@globex.example
Bonjour, pourrait-on inviter nos trois nouveaux SDR à Sales Connect ? amel@acme.example,
    rene@acme.example, lou@acme.example => amel@acme.example rene@acme.example lou@acme.example
invite <mailto:garance@acme.example|garance@acme.example> stp => garance@acme.example
Je voudrais inviter quelqu'un à Sales Connect
Pourriez-vous donner accès à Sales Connect à Marthe ? marthe.petit@example.com
    => marthe.petit@example.com
invitter bea@acme.example sur salesconnect svp => bea@acme.example
<@U0B0TSALES> invite <@U0ABC111> et <@U0ABC222> sur Sales Connect merci :tada: => U0ABC111 U0ABC222
Bonjour ! Simon est arrivé ce matin et travaillera dans Sales Connect comme toute l'équipe. Merci
    de lui envoyer une invitation : simon@globex.example => simon@globex.example
il nous faut Sales Connect pour carole@acme.example => carole@acme.example
INVITER NOEL@ACME.EXAMPLE DANS SALES CONNECT SVP => noel@acme.example
Quelqu'un peut m'inviter sur Sales Connect ? Je suis doris@acme.example => doris@acme.example
Toute mon équipe doit être sur Sales Connect vendredi, vous pouvez les inviter ? joel@acme.example
    et alix@acme.example => joel@acme.example alix@acme.example
Est-ce que tu pourrais envoyer une invitation Sales Connect à la nouvelle, pauline@example.org ?
    => pauline@example.org
kevin@acme.example n'a pas encore été invité dans Sales Connect, vous pouvez le faire ?
    => kevin@acme.example
besoin d'une invitation sales connect pour ma nouvelle recrue <@U0456DEF> => U0456DEF
rajoutez victoire@acme.example dans Sales Connect s'il vous plaît => victoire@acme.example
"""

NONE_EN: Final = r"""
can I use ada@acme.example in the sandbox too?
how do I request a sandbox account for nadia@acme.example?
what is a sandbox account
Thanks for the sandbox account for ada+sbx@acme.example, works like a charm :tada:
tomas+sbx@globex.example already has a sandbox account
we don't need a sandbox account for ruth@acme.example after all
Salesforce sandbox refresh is scheduled for tonight, contact sfadmin@acme.example with questions
is the sandbox environment down? kofi@acme.example can't load anything
Léa asked for a sandbox account for mei+sbx@acme.example and it was rejected
Please reset the password of my sandbox account, hana+sbx@acme.example
please delete the sandbox account sam+sbx@acme.example
who approved the sandbox account for ines+sbx@acme.example?
Can you invite priya@acme.example to the pipeline meeting on Thursday?
invite otto@globex.example to the #deal-desk channel please
Dinner with the client tonight, shall I invite greta@globex.example?
My kids spent the whole weekend in the sandbox, there is still sand in my laptop :joy:
Has walter@acme.example been invited to Sales Connect yet?
why did joao@globex.example get two invites?
I invited amy@acme.example to Sales Connect this morning.
don't invite bo@acme.example yet, her contract isn't signed
is lena+sbx@acme.example the right address for the sandbox?
what happens if I use the same email, eli@acme.example, on sandbox and production?
who pays for the sandbox?
do we own a Marketo sandbox?
Just logged in to the sandbox as vera+sbx@acme.example, all good, thank you!
Please withdraw my request for a sandbox account for jude+sbx@acme.example
any news on the sandbox account for zoe+sbx@acme.example? I asked on Tuesday
Sent the quote to buyer@globex.example, waiting for signature
Can you send the deck to carla@example.com before noon?
ping marc@example.org about the renewal pls
&gt; Can we get a sandbox account for ann+sbx@acme.example?\nDone already, she got it yesterday
does ben@acme.example need a sandbox account to see the templates?
How long does a sandbox account take? Oscar (oscar+sbx@acme.example) has been waiting since Monday.
tara+sbx@globex.example says the sandbox login page shows an error
noor@acme.example left the company, please remove her from Sales Connect
how do I invite people to Sales Connect?
What's the difference between a sandbox account and a production account?
No sandbox for gwen@acme.example please, she only works in production
Rosa's invite to Sales Connect expired, she is rosa@acme.example. What does that mean?
thank you!! :heart:
I reset my password but never got the mail, ivy@acme.example
could you change the workspace of lars@globex.example to Europe?
felix@acme.example accepted the invitation, all set
do I have to ask for a sandbox account myself or does anton@acme.example do that for me?
The developer sandbox in Salesforce needs a new admin: devs@acme.example, not our topic
Fatima got her sandbox account today: fatima+sbx@acme.example
which address did uma use for her sandbox account, uma+sbx@acme.example or uma@example.org?
I will not be needing the sandbox login for kim+sbx@acme.example anymore
lunch at 12?
The demo in the sandbox went really well yesterday, sofia@globex.example wants a follow-up call
Reject the request from pedro@acme.example please, he has a sandbox account
if somebody needs a sandbox account, who approves it?
where can I see whether dora+sbx@acme.example has a sandbox account?
calendar invite for the QBR goes to neil@globex.example and his boss
<@U0123ABC> told me the sandbox account for pia+sbx@acme.example was created last week
Can a guest be invited to Sales Connect?
can't log in to the sandbox with victor+sbx@acme.example, it says wrong password
"""

NONE_FR: Final = r"""
est-ce que je peux utiliser alice@acme.example aussi dans la sandbox ?
comment demander un compte sandbox pour maelle@acme.example ?
c'est quoi un compte sandbox
Merci pour le compte sandbox de alice+sbx@acme.example, ça marche nickel :tada:
hugo+sbx@globex.example a déjà un compte sandbox
finalement on n'a pas besoin de compte sandbox pour sylvie@acme.example
Rafraîchissement de la sandbox Salesforce cette nuit, questions à adminsf@acme.example
la sandbox est en panne ? awa@acme.example n'arrive à rien charger
Léa a demandé un compte sandbox pour lise+sbx@acme.example et ça a été refusé
Peux-tu réinitialiser le mot de passe de mon compte sandbox, chloe+sbx@acme.example
merci de supprimer le compte sandbox theo+sbx@acme.example
qui a approuvé le compte sandbox de remi+sbx@acme.example ?
Tu peux inviter paul@acme.example à la réunion pipeline de jeudi ?
invite karim@globex.example dans le canal #avant-vente stp
Dîner client ce soir, j'invite garance@globex.example ?
Mes enfants ont passé le week-end dans le bac à sable, j'en ai encore dans les chaussures :joy:
Est-ce que valentin@acme.example a déjà été invité dans Sales Connect ?
pourquoi nico@globex.example a reçu deux invitations ?
J'ai invité amel@acme.example dans Sales Connect ce matin.
n'invitez pas encore bea@acme.example, son contrat n'est pas signé
manon+sbx@acme.example, c'est la bonne adresse pour la sandbox ?
que se passe-t-il si j'utilise la même adresse, elias@acme.example, en sandbox et en production ?
qui paie la sandbox ?
avons-nous une sandbox Marketo ?
Je viens de me connecter à la sandbox avec vero+sbx@acme.example, tout va bien, merci !
Merci de retirer ma demande de compte sandbox pour jules+sbx@acme.example
des nouvelles du compte sandbox de zelie+sbx@acme.example ? J'avais demandé mardi
Devis envoyé à achats@globex.example, j'attends la signature
Tu peux envoyer la présentation à carole@example.com avant midi ?
relance marius@example.org pour le renouvellement stp
&gt; On peut avoir un compte sandbox pour anne+sbx@acme.example ?\nC'est déjà fait, elle l'a eu hier
bob@acme.example doit-il avoir un compte sandbox pour voir les modèles ?
Combien de temps faut-il pour un compte sandbox ? Oscar (oscar+sbx@acme.example) attend depuis lundi
tess+sbx@globex.example me dit que la page de connexion de la sandbox affiche une erreur
clea@acme.example a quitté l'entreprise, merci de la retirer de Sales Connect
comment inviter des gens dans Sales Connect ?
Quelle différence entre un compte sandbox et un compte de production ?
Pas de sandbox pour gaelle@acme.example svp, elle ne travaille qu'en production
L'invitation Sales Connect de rose@acme.example a expiré, ça veut dire quoi ?
merci beaucoup !! :heart:
J'ai changé mon mot de passe mais je n'ai jamais reçu le mail, iris@acme.example
tu peux passer jules@globex.example dans l'espace Europe ?
felix@acme.example a accepté l'invitation, c'est bon
je dois demander moi-même un compte sandbox ou c'est antoine@acme.example qui s'en charge ?
La sandbox développeur de Salesforce change d'admin : devs@acme.example, rien à voir avec nous
Fatou a eu son compte sandbox aujourd'hui : fatou+sbx@acme.example
quelle adresse ulysse a prise pour son compte sandbox, ulysse+sbx@acme.example ou un autre mail ?
je n'aurai plus besoin de l'accès sandbox pour kenza+sbx@acme.example
on déjeune à midi ?
La démo dans la sandbox s'est très bien passée hier, sophie@globex.example veut qu'on se rappelle
Refusez la demande de pablo@acme.example svp, il a un compte sandbox
si quelqu'un a besoin d'un compte sandbox, qui approuve ?
où voir si doris+sbx@acme.example a un compte sandbox ?
l'invitation agenda pour la revue part à noel@globex.example et à son chef
<@U0123ABC> m'a dit que le compte sandbox de pauline+sbx@acme.example a été créé la semaine dernière
Un invité Slack peut-il être invité dans Sales Connect ?
impossible de me connecter à la sandbox avec victoire+sbx@acme.example, mot de passe incorrect
"""

UNSEEN: Final[tuple[Unseen, ...]] = (
    *_read("sandbox", "en", SANDBOX_EN),
    *_read("sandbox", "fr", SANDBOX_FR),
    *_read("invite", "en", INVITE_EN),
    *_read("invite", "fr", INVITE_FR),
    *_read(None, "en", NONE_EN),
    *_read(None, "fr", NONE_FR),
)
