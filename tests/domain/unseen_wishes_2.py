"""A second set of sentences, written by somebody else; nobody had used it when it was measured.

One a line: the text, then what must be found after `=>` (nothing where the text names nobody). A
line that is indented goes on with the one before; `\\n` is a new line in the message, `<@BOT>` a
mention of the bot. Never change one to please the guesser.
"""

from typing import Final

from tests.domain.unseen_wishes import BOT, Unseen


def _written(wish: str | None, language: str, lines: str) -> tuple[Unseen, ...]:
    """The messages of one wish and language, in the order in which they were written."""
    written = []
    for line in lines.replace("\n    ", " ").strip().split("\n"):
        text, _, found = line.partition(" => ")
        text = text.replace("\\n", "\n").replace("<@BOT>", f"<@{BOT}>")
        written.append(Unseen(text, wish, language, frozenset(found.split())))
    return tuple(written)


_ENGLISH_SANDBOX: Final = r"""
Hi, can I get a sandbox account for Sales Connect? I'd use nora+sandbox@acme.com
    => nora+sandbox@acme.com
can you set up a sandbox login for <@U0TESS4401>? her address there would be tess+sbx@acme.com
    => U0TESS4401 tess+sbx@acme.com
sandbox account for milo+sbx@acme.com please => milo+sbx@acme.com
sandbox acct pls, ivo+test@example.com => ivo+test@example.com
We need a sandbox account for <mailto:gwen+sb@acme.com|gwen+sb@acme.com>, she joins the onboarding
    squad on Monday. => gwen+sb@acme.com
Could somebody create a Sales Connect sandbox user for our new SDR? Her mail is
    hanna.sandbox@example.org => hanna.sandbox@example.org
I need a sandbox account
Can I have a sandbox login too?
<@BOT> please give <@U0PIERS993> a sandbox account => U0PIERS993
<@BOT> sandbox account for me please
<@BOT> sandbox login for otto+sbx@acme.com, thx => otto+sbx@acme.com
hey hey :wave: new guy on my team starts tomorrow and will be testing templates, could you sort him
    out with a sandbox account? jonas+sbx@northwind.example => jonas+sbx@northwind.example
Please request a sandbox account for dana+sandbox@acme.com. => dana+sandbox@acme.com
Requesting sandbox access for two people: kim+sbx@acme.com and lou+sbx@acme.com
    => kim+sbx@acme.com lou+sbx@acme.com
i want a sandbox account so i can try campaigns without breaking anything
I'd like a sandbox account for <@U0FARAH771> and one for <@U0GILES882>, they train the new reps
    => U0FARAH771 U0GILES882
Good morning! Would you mind getting me an account on the Marketo sandbox? My address for it is
    rhea+mkto@example.com. Many thanks! => rhea+mkto@example.com
need sanbox acount for pavel+sbx@acme.com asap => pavel+sbx@acme.com
can u make a sandbx login 4 me, its zoe+sbx@example.net => zoe+sbx@example.net
NEED A SANDBOX ACCOUNT FOR VERA, vera+sbx@acme.com, TODAY IF POSSIBLE => vera+sbx@acme.com
Hi team, I run enablement for EMEA. We start a training on the 14th and I will need a sandbox
    account for myself. The address is enablement+sandbox@example.org. Thanks in advance, Brigid
    => enablement+sandbox@example.org
Please add bastian+sbx@acme.com to the Sales Connect sandbox => bastian+sbx@acme.com
Can we get <@U0YUSUF118> onto the sandbox? He wants to test the Gmail plugin first. => U0YUSUF118
Please get Ines a sandbox account as well: ines+sandbox@acme.com => ines+sandbox@acme.com
sandbox for theo+sbx@example.com? he needs it for the demo on thursday => theo+sbx@example.com
One more sandbox account please: <mailto:quinn+sbx@acme.com|quinn+sbx@acme.com>
    => quinn+sbx@acme.com
My manager says I should have a sandbox account before I touch production. Could you please ask for
    one? marit+sbx@acme.com => marit+sbx@acme.com
Could you open a sandbox account for our contractor, sal.dev@partner.example? He only needs it for
    the summer. => sal.dev@partner.example
Hello, I'm the new Marketo ops person. I'll need a Sales Connect account in our sandbox,
    olwen+sandbox@northwind.example, to rehearse the rollout.
    => olwen+sandbox@northwind.example
set me up with a sandbox account :pray: fritz+sbx@acme.com => fritz+sbx@acme.com
Who can get me a sandbox account? I'd want it under amara+sb@example.com => amara+sb@example.com
Ok so I talked to the admin and she told me to write to you. I'm looking for a sandbox login. Use
    carlo+sandbox@acme.com please. => carlo+sandbox@acme.com
Any chance of a sandbox account for <@U0LIORA556>? liora+sbx@acme.com is free
    => U0LIORA556 liora+sbx@acme.com
sandbox login: hugo+sbx@example.org. reason: QA of the new templates => hugo+sbx@example.org
Let's get a sandbox account for Priska, priska+sbx@acme.com => priska+sbx@acme.com
Can you order a sandbox account for me? Reason: I have to record the training videos
&gt; Could I get a sandbox account? tamsin+sbx@acme.com\nCould you take care of this one for her?
    => tamsin+sbx@acme.com
Kofi can't test anything at the moment. Please create a sandbox account for him:
    kofi+sbx@example.com => kofi+sbx@example.com
sorry to bother you again, one of my reps (<@U0DAGNY337>) still has no sandbox account, can you
    request one => U0DAGNY337
Sandbox user needed:\nnell+sbx@acme.com\nshe is in the pilot group => nell+sbx@acme.com
New starters who need a sandbox account:\n• abe+sbx@acme.com\n• cleo+sbx@acme.com\n•
    finn+sbx@acme.com => abe+sbx@acme.com cleo+sbx@acme.com finn+sbx@acme.com
Would it be OK to give jules+sbx@example.net a sandbox account? Thanks! => jules+sbx@example.net
pls provision a sandbox account, wanda+sbx@northwind.example => wanda+sbx@northwind.example
I don’t have a sandbox account yet and the workshop is on Tuesday. Please create one for me,
    selma+sbx@acme.com => selma+sbx@acme.com
im gonna need a sandbox account lol, keep sending test mails to real customers :sweat_smile:
<@BOT> as discussed in the pilot meeting: please create sandbox accounts for
    ruth+sbx@example.com, saul+sbx@example.com => ruth+sbx@example.com saul+sbx@example.com
Can my intern have a sandbox account? <@U0MARNI204> is her handle here => U0MARNI204
Hi! I moved from support to sales last week. What I need now: a Sales Connect sandbox account on
    ewan+sandbox@acme.com. => ewan+sandbox@acme.com
could you please help me get an extra sales connect account on the sandbox? yara+two@example.com
    => yara+two@example.com
<@BOT> hi, can you get Lars a sandbox account? his second address is lars.test@acme.com, thank you
    => lars.test@acme.com
we want to try the new workflow on the sandbox first so please get edda+sbx@acme.com an account
    there => edda+sbx@acme.com
"""

_ENGLISH_INVITE: Final = r"""
Can you invite bea@acme.com to Sales Connect? => bea@acme.com
please invite <@U0NILS0612> to sales connect => U0NILS0612
<@BOT> invite greta@example.com and sven@example.com please => greta@example.com sven@example.com
Hi, we have a new account exec, <mailto:otis@acme.com|otis@acme.com>. Please send him a Sales
    Connect invite. => otis@acme.com
Could you add wilma@northwind.example to Sales Connect? She starts on Monday
    => wilma@northwind.example
I need an invite to Sales Connect
can i get an invite for sales connect, my mail is rolf@example.org => rolf@example.org
need a sales connect invitation for thea@acme.com, she took over Bruno's accounts => thea@acme.com
New hires to invite to Sales Connect:\numa@acme.com\nvic@acme.com\nxena@acme.com
    => uma@acme.com vic@acme.com xena@acme.com
<@U0AKIKO845> isn't in Sales Connect yet, could you invite her? => U0AKIKO845
plz invte ned@example.com to salesconnect => ned@example.com
INVITE FOR ZELDA PLEASE zelda@acme.com SALES CONNECT => zelda@acme.com
Good afternoon, I lead the inside sales team in Leeds. I would like these two to be invited to Sales
    Connect: asa@example.net, cyril@example.net. Kind regards, Maud
    => asa@example.net cyril@example.net
Could we get <@U0BODIL300> and <@U0CASPAR41> onboarded to Sales Connect this week?
    => U0BODIL300 U0CASPAR41
My colleague would like to use Sales Connect. Can she be invited? doris@acme.com => doris@acme.com
Please give egon@acme.com access to Sales Connect => egon@acme.com
I'd like to have freya@northwind.example invited to Sales Connect, thanks :slightly_smiling_face:
    => freya@northwind.example
Would you send me an invitation to Sales Connect please? I joined the team yesterday
hey, can you get <@U0HEDDA909> into sales connect? she'll be sending from hedda@acme.com
    => U0HEDDA909 hedda@acme.com
"""

_ENGLISH_NEITHER: Final = r"""
Does <mailto:petra@acme.com|petra@acme.com> have a sandbox account already?
Did anybody create the sandbox account for iris+sbx@acme.com?
What happened to the sandbox account we asked for last week for
    <mailto:timo+sbx@example.com|timo+sbx@example.com>?
Is ludo+sbx@acme.com a valid address for the sandbox?
Can I use mona@acme.com in the sandbox, or does it have to be another address?
Why was my sandbox request for sid+sbx@acme.com rejected?
How long does Adobe usually take for a sandbox account?
what is a sandbox account good for?
Who approves sandbox requests?
How do I ask for a sandbox account?
where do I log in with my sandbox account once I have it
We don't need a sandbox account for ada@acme.com, she left the project.
No sandbox for hal+sbx@acme.com please, that was a mistake
Léa asked for a sandbox account for kurt+sbx@acme.com and it was rejected
<@U0PERNIL18> requested a sandbox login for lena+sbx@example.com this morning
tilda+sbx@acme.com got her sandbox account, thanks a lot!
Thanks for the sandbox account, works like a charm :tada:
the sandbox account works now, I'm logged in as enzo+sbx@example.org
ursula+sbx@acme.com is my sandbox account, just so you know
I already have a sandbox account (basil+sbx@acme.com)
The sandbox environment is down again, is it just me?
Salesforce sandbox refresh is planned for Saturday night, questions to crm-ops@acme.com
Heads up: the full copy sandbox in Salesforce will be refreshed on Friday.
My kids filled the whole living room with sand, we're basically living in a sandbox :joy:
I can't log in to the sandbox with mick+sbx@acme.com, it says wrong password
Password reset for nadia+sbx@acme.com doesn't arrive, any idea?
please delete the sandbox account of orla+sbx@acme.com
Can you remove rufus+sbx@example.com from the sandbox? He left in May.
please withdraw my sandbox request for tova+sbx@acme.com
Did you invite vito@acme.com already?
Has walt@example.com accepted the Sales Connect invite?
How do I invite a new colleague to Sales Connect?
What does the invite mail look like? yvonne@acme.com can't find hers
I invited <mailto:alma@acme.com|alma@acme.com> to Sales Connect yesterday, she is in now
No need to invite bernd@example.org, he has been on Sales Connect for years
Please invite cora@acme.com to the pipeline meeting on Wednesday
can you add dirk@example.com to the #deal-desk channel
Would you invite <@U0ELSPETH2> to dinner on Thursday too? It's her birthday
Can somebody send gina@acme.com the calendar invite for the QBR?
Invite to the zoom went to the wrong address, mine is harald@acme.com
lunch anyone?
Please call Ilse at Northwind back, her mail is ilse@northwind.example
can you send the quote to jarl@customer.example before noon? thanks
Customer klara@customer.example asks for a discount of 12 %, what do you think?
when can I connect my users?
Which workspace is the default?
ok
Thanks, that was quick!
Sandbox is awfully slow today
Are sandbox accounts included in our contract? lothar@example.net from procurement wants to know
nope, don't invite mabel@acme.com to Sales Connect, wait until legal is fine with it
&gt; sandbox account for noor+sbx@acme.com please\nThis was done on Tuesday
Just FYI the sandbox account for oskar+sbx@acme.com has been created by Adobe
Adobe rejected pia+sbx@acme.com, was it because the sandbox has no free seats?
Does <@U0RAGNA650> have access to Sales Connect?
Shall we talk about the sandbox rollout at 3? I'd ask sunniva@example.com to join
The account team at Contoso (tibor@customer.example) opened my mail 14 times, worth a call
Who is the account manager for our sandbox?
I got an invite mail from Sales Connect to viggo@acme.com, is it genuine or phishing?
"""

_FRENCH_SANDBOX: Final = r"""
Bonjour, il me faudrait un compte sandbox pour Sales Connect, adresse : manon+sbx@acme.com
    => manon+sbx@acme.com
un compte sandbox pour bastien+sandbox@acme.com svp => bastien+sandbox@acme.com
Salut ! Tu peux créer un accès sandbox à <@U0ELODIE73> ? Elle arrive lundi dans l'équipe
    => U0ELODIE73
<@BOT> compte sandbox pour moi stp
<@BOT> peux-tu demander un compte sandbox pour gaspard+sbx@exemple.example ?
    => gaspard+sbx@exemple.example
J'ai besoin d'un compte sandbox
j'aimerais bien avoir un compte sur la sandbox pour m'entraîner avant la prod
Je voudrais un compte sandbox pour <mailto:solene+sbx@acme.com|solene+sbx@acme.com>, merci d'avance
    => solene+sbx@acme.com
besoin d'un acces sandbox pr mathis+sbx@acme.com => mathis+sbx@acme.com
Est-ce que vous pourriez ouvrir un compte de sandbox à notre stagiaire, capucine+sbx@example.org ?
    => capucine+sbx@example.org
Serait-il possible d'obtenir un compte sandbox pour <@U0ANATOLE8> ? Son adresse de test :
    anatole+test@acme.com. Bonne journée => U0ANATOLE8 anatole+test@acme.com
Bonjour à tous, je prends en charge la formation des commerciaux à Lyon. Pour préparer les exercices
    j'aurai besoin d'un compte sandbox à l'adresse formation+sandbox@example.com. Merci, Odile
    => formation+sandbox@example.com
faudrait un login sandbox pour Yanis yanis+sbx@acme.com => yanis+sbx@acme.com
Deux comptes sandbox à créer : rose+sbx@acme.com et leon+sbx@acme.com
    => rose+sbx@acme.com leon+sbx@acme.com
IL ME FAUT UN COMPTE SANDBOX AVANT DEMAIN fanny+sbx@acme.com => fanny+sbx@acme.com
coucou, mon nouveau collègue voudrait tester les modèles d'e-mails sans toucher aux vrais clients,
    on peut lui faire un compte sandbox ? ilyes+sbx@example.net => ilyes+sbx@example.net
Merci de créer un compte sandbox pour perrine.sandbox@acme.com => perrine.sandbox@acme.com
peut on avoir un compte sandbox pour <@U0TIMEO442> et <@U0SALOME55> svp => U0TIMEO442 U0SALOME55
Pouvez-vous m'ajouter à la sandbox Sales Connect ? colette+sbx@acme.com => colette+sbx@acme.com
je voudrai un conpte sandbox pour amine+sbx@example.com => amine+sbx@example.com
Demande de compte sandbox\nPour : violette+sbx@acme.com\nMotif : recette des nouveaux modèles
    => violette+sbx@acme.com
Bonsoir, j’aurais besoin d’un accès au bac à sable de Sales Connect pour ugo+sbx@acme.com
    => ugo+sbx@acme.com
Tu peux me faire un compte dans la sandbox Marketo ? Mon adresse là-bas serait
    noemie+mkto@example.org => noemie+mkto@example.org
Maëlle n'a pas encore de compte sandbox, tu peux lui en demander un ? maelle+sbx@acme.com
    => maelle+sbx@acme.com
On aurait besoin d'un compte sandbox de plus, pour edgar+sbx@northwind.example. C'est pour la démo
    de jeudi. => edgar+sbx@northwind.example
hello, tu me crées un compte sandbox stp ? :pray:
Ma responsable m'a dit de passer par toi : je dois avoir un compte sandbox avant la formation de
    mardi. joris+sbx@acme.com => joris+sbx@acme.com
stp un sandbox pour lilou+sbx@acme.com, elle fait les tests du plugin Outlook => lilou+sbx@acme.com
Qui peut me créer un compte sandbox ? Je prendrais baptiste+sbx@example.com
    => baptiste+sbx@example.com
Nous accueillons trois alternants la semaine prochaine, merci de leur demander des comptes
    sandbox :\n• jade+sbx@acme.com\n• nino+sbx@acme.com\n• lila+sbx@acme.com
    => jade+sbx@acme.com nino+sbx@acme.com lila+sbx@acme.com
Peux-tu lancer la demande de compte sandbox pour <@U0QUENTIN6> ? => U0QUENTIN6
&gt; Il me faudrait un compte sandbox, apolline+sbx@acme.com\nTu peux t'en occuper pour elle ?
    => apolline+sbx@acme.com
Pourriez-vous donner un accès sandbox à notre prestataire s'il vous plaît ? Son adresse :
    rachid.dev@partner.example => rachid.dev@partner.example
demande d'acces a la sandbox pour heloise+sbx@acme.com => heloise+sbx@acme.com
dis, tu saurais m'avoir un compte sandbox ? j'ai peur de faire des bêtises en prod :see_no_evil:
Je souhaite un compte sandbox au nom de Firmin, firmin+sandbox@example.net. Cordialement
    => firmin+sandbox@example.net
Ajoutez swann+sbx@acme.com sur la sandbox svp => swann+sbx@acme.com
Prévoir un compte sandbox pour agathe+sbx@example.com, merci ! => agathe+sbx@example.com
Bonjour, je suis le nouvel admin Marketo. Avant le déploiement, je voudrais répéter sur la sandbox :
    pouvez-vous me demander un compte ? thibaud+sandbox@northwind.example
    => thibaud+sandbox@northwind.example
c possible de créer 1 compte sandbox pour sacha+sbx@acme.com ? merciii => sacha+sbx@acme.com
<@BOT> bonjour, il faudrait un compte sandbox à <@U0BLANCHE9>, adresse blanche+sbx@acme.com
    => U0BLANCHE9 blanche+sbx@acme.com
Désolé de relancer, mais j'ai toujours besoin d'un compte sandbox : corentin+sbx@acme.com
    => corentin+sbx@acme.com
J'ai oublié quelqu'un : il faut aussi un compte sandbox pour zelie+sbx@acme.com
    => zelie+sbx@acme.com
Merci de bien vouloir me procurer un identifiant sandbox, augustin+sbx@example.org
    => augustin+sbx@example.org
On fait la recette vendredi et je n'ai aucun accès à la sandbox. Vous pouvez m'en demander un ?
    flavie+sbx@acme.com => flavie+sbx@acme.com
Un petit compte sandbox pour Côme (come+sbx@acme.com), ce serait top :slightly_smiling_face:
    => come+sbx@acme.com
compte sandbox svp, ysee+sbx@example.com, pour tester les campagnes => ysee+sbx@example.com
Il faut que <@U0MARIUS31> ait un compte sandbox cette semaine, merci de faire le nécessaire
    => U0MARIUS31
je vais avoir besoin d'un compte sandbox pour la nouvelle, margot+sbx@acme.com
    => margot+sbx@acme.com
Un second compte Sales Connect, côté sandbox, pour moi s'il te plaît : lazare+deux@example.net
    => lazare+deux@example.net
"""

_FRENCH_INVITE: Final = r"""
Bonjour, pouvez-vous inviter clarisse@acme.com dans Sales Connect ? => clarisse@acme.com
tu peux inviter <@U0DAMIEN27> sur sales connect stp => U0DAMIEN27
<@BOT> invite emeline@example.com à Sales Connect s'il te plaît => emeline@example.com
Il faudrait une invitation Sales Connect pour fabrice@acme.com, il commence lundi
    => fabrice@acme.com
Merci d'ajouter <mailto:ginette@acme.com|ginette@acme.com> à Sales Connect => ginette@acme.com
je voudrais une invitation pour Sales Connect
J’aimerais être invité à Sales Connect, mon adresse est hector@example.org => hector@example.org
besoin d'un acces sales connect pour imane@acme.com et joel@acme.com => imane@acme.com joel@acme.com
Trois nouveaux à inviter dans Sales Connect :\nkarim@acme.com\nlise@acme.com\nmoussa@acme.com
    => karim@acme.com lise@acme.com moussa@acme.com
Notre nouvelle commerciale n'est pas encore dans Sales Connect, on peut l'inviter ?
    nadege@northwind.example => nadege@northwind.example
salut, <@U0OPHELIE5> a rejoint mon équipe, peux-tu lui envoyer l'invitation à Sales Connect ?
    => U0OPHELIE5
peut on inviter pascal@exemple.example ds sales conect svp => pascal@exemple.example
Je souhaiterais faire inviter deux personnes de l'agence de Nantes à Sales Connect :
    quitterie@acme.com, remi@acme.com. Merci beaucoup ! => quitterie@acme.com remi@acme.com
Pourrais-tu donner accès à Sales Connect à sidonie@example.net ? Elle remplace Tanguy
    => sidonie@example.net
INVITER URBAIN DANS SALES CONNECT SVP urbain@acme.com => urbain@acme.com
Bonjour, je n'ai jamais reçu d'accès à Sales Connect. Vous pouvez m'envoyer une invitation ?
    valerie@acme.com => valerie@acme.com
une invit sales connect pour xavier@acme.com please => xavier@acme.com
Mon équipe s'agrandit :tada: Merci d'inviter <@U0YOLANDE4> et <@U0ZACH1882> à Sales Connect.
    => U0YOLANDE4 U0ZACH1882
Je voudrais qu'armelle@example.com soit invitée dans Sales Connect => armelle@example.com
"""

_FRENCH_NEITHER: Final = r"""
Est-ce que berenice@acme.com a déjà un compte sandbox ?
Où en est la demande sandbox pour <mailto:cedric+sbx@acme.com|cedric+sbx@acme.com> ?
C'est normal que delphine+sbx@acme.com n'ait toujours rien reçu pour la sandbox ?
Comment on fait pour demander un compte sandbox ?
à quoi sert la sandbox exactement ?
Combien de temps met Adobe pour un compte sandbox ?
Qui valide les comptes sandbox chez nous ?
Pourquoi le compte sandbox de emile+sbx@example.com a été refusé ?
Je peux utiliser florian@acme.com aussi sur la sandbox ou il faut une autre adresse ?
Pas besoin de compte sandbox pour gisele@acme.com, elle ne fait pas partie du pilote.
On n’a plus besoin du compte sandbox de hakim+sbx@acme.com
Finalement non, ne créez pas de compte sandbox pour inaya+sbx@example.org
Jeanne avait demandé un compte sandbox pour kevin+sbx@acme.com mais ça a été rejeté
<@U0LUCILLE8> a fait la demande de sandbox pour mehdi+sbx@acme.com hier soir
c'est bon, nathan+sbx@acme.com a bien son compte sandbox, merci !
Merci pour le compte sandbox, tout marche :ok_hand:
J'ai déjà un compte sandbox, c'est oriane+sbx@example.com
Mon compte sandbox est pablo+sbx@acme.com et le mot de passe ne passe plus
la sandbox est en panne ou c'est moi ?
Rafraîchissement de la sandbox Salesforce samedi, écrire à equipe-crm@acme.com en cas de souci
Le bac à sable du parc est fermé, les enfants sont inconsolables :sob:
Mot de passe oublié pour raphael+sbx@acme.com, je clique où ?
Merci de supprimer le compte sandbox de sylvain+sbx@acme.com
tu peux retirer tatiana+sbx@example.net de la sandbox ? elle a quitté la boîte
Annule ma demande de sandbox pour ulysse+sbx@acme.com stp
vous avez invité victor@acme.com dans Sales Connect ou pas encore ?
Est-ce que wassim@example.com a accepté son invitation Sales Connect ?
Comment inviter un collègue dans Sales Connect ?
J'ai invité yasmine@acme.com dans Sales Connect ce matin, elle y est
Inutile d'inviter zacharie@example.org, il a Sales Connect depuis deux ans
Tu peux inviter <mailto:aurore@acme.com|aurore@acme.com> à la réunion de mardi ?
Pense à ajouter benoit@example.com au canal #avant-vente
On invite <@U0CHANTAL3> au resto jeudi ?
Qui peut envoyer l'invitation Teams à denis@customer.example ?
L'invitation au séminaire est partie à la mauvaise adresse, la mienne c'est edwige@acme.com
on se prend un café ?
Rappelle Fernand de chez Northwind, fernand@northwind.example, il attend le devis
peux tu envoyer la propale à gaelle@customer.example avant midi
La cliente herve-achats@customer.example demande une remise, on fait quoi ?
C'est quoi l'espace de travail par défaut ?
Encore combien de minutes à attendre ?
super merci
ok je regarde
Les comptes sandbox sont-ils compris dans le contrat ? isabelle@example.net des achats me le demande
surtout n'invite pas jerome@acme.com dans Sales Connect tant que le juridique n'a pas répondu
&gt; un compte sandbox pour kenza+sbx@acme.com svp\nC'est fait depuis mardi
Pour info, Adobe a créé le compte sandbox de loane+sbx@acme.com
Adobe a refusé maxence+sbx@acme.com, il n'y a plus de place sur la sandbox ?
Est-ce que <@U0NORBERT7> a accès à Sales Connect ?
Réunion sandbox à 15 h avec octave@example.com, tu viens ?
Le compte Dupré (paulette@customer.example) a ouvert mon mail dix fois, ça vaut un appel
C'est qui notre account manager pour la sandbox ?
J'ai reçu un mail d'invitation Sales Connect sur romane@acme.com, c'est du phishing ?
Avec sabine+sbx@acme.com je n'arrive pas à me connecter à la sandbox, une idée ?
tiphaine@acme.com n'apparaît pas dans Team Access alors qu'elle a été invitée, pourquoi ?
merci pour l'invitation, je suis connecté avec ursule@example.com
le client veut une démo sur son propre environnement de test, voir avec vianney@customer.example
bon week-end à tous :sunny:
"""

UNSEEN_2: Final = (
    *_written("sandbox", "en", _ENGLISH_SANDBOX),
    *_written("invite", "en", _ENGLISH_INVITE),
    *_written(None, "en", _ENGLISH_NEITHER),
    *_written("sandbox", "fr", _FRENCH_SANDBOX),
    *_written("invite", "fr", _FRENCH_INVITE),
    *_written(None, "fr", _FRENCH_NEITHER),
)
