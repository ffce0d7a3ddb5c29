"""A fourth set of questions that nobody saw while the guide was built. Frozen: articles change.

Their author knew only titles and the job. A line: the articles that a fair reader accepts (none:
the guide has no answer), a bar, what somebody types. Plain, everyday questions are most of them.
"""

from typing import Final

from tests.guide.unseen_questions import Question

ENGLISH: Final = {
    "plain": """
        admin-view | Which extra pages does an admin get that a normal rep doesn't have?
        afterwards | So when the whole floor is hooked up, what do our reps actually get out of it?
        already-connected | Must I type those three values in, or has Marketo linked itself up?
        api-access | Does the bot have to look inside our Marketo, or can we leave that out?
        approval | Whose yes do I need before a new rep can be invited?
        audit | Somebody took two reps off yesterday. Can I find out which of us it was?
        change-people | Our Salesforce person moved to finance. How do I put in her replacement?
        connect-users | The reps have accounts now. What do I press to link them with Marketo?
        connection-lost | Sales Connect says Marketo isn't connected, and last week it was fine.
        connection-owner | The guy who did the Marketo hookup quits on Friday. Will it all break?
        credentials-where | Which Marketo menu do I open to copy the client id and the secret?
        csv | I have 80 reps in a spreadsheet. What columns does it need before I upload it?
        deleted-user | What becomes of a rep's shared templates when we remove his account?
        disconnect | Two reps no longer need Marketo. How do I take the link away from them?
        first-admin | We bought it but not one of us has a login. How does the first of us get in?
        forgot-password | I can't remember what I log in to Sales Connect with. How do I reset it?
        hand-over | I've copied the three values out of Marketo. How do I pass them on safely?
        held-back | Why is one of my twelve not going through in the check before I confirm?
        invite-users | We have four new starters on Monday. How do they get a Sales Connect account?
        missing | I can see eleven reps to tick for Marketo, but the twelfth isn't on the list.
        no-mail | I invited one of my reps, but he says nothing landed in his inbox. What now?
        not-bought | There's no Sales Connect anywhere in the admin menu of our Marketo. How come?
        password-rules | It keeps turning down the password I pick. How long does it have to be?
        plugins | I write all my mail in Outlook. Is there an add-in for that?
        prerequisites | Before I book the kickoff: which licences and which people do we need?
        privacy | What do you do with the client secret after I type it in? Is it kept somewhere?
        reminders | Can you stop nudging me about this until tomorrow morning?
        reveal | I was told the three values are waiting for me here. How do I get to look at them?
        run-progress | I started it for sixty people and saw a mistake. Can I stop it halfway?
        sales-connect-admin | Who here looks after Sales Connect?
        salesforce-connect | I'm the admin. Where do I click to link Salesforce to Sales Connect?
        salesforce-each | The admin has linked Salesforce. Do my reps still have to do it as well?
        salesforce-same | We run two Salesforce orgs. Can Sales Connect use another than Marketo?
        settings | Our subsidiary uses example.org addresses. Where do I allow that domain?
        sso | Can reps get in with their company login instead of yet another password?
        wait | I just linked Marketo. How many more minutes until I can add people?
        """,
    "terse": """
        marketo-admin | who is marketo admin for us
        organization-id | salesforce org id, where
        sf-locked | salesforce record locked, approval running
        status | how far along are we
        sub-team | separate team for uk reps, how
        workspace-default | left the workspace empty, where do they go
        sandbox-email | same email on prod and sandbox ok?
        """,
    "misspelt": """
        already-revealed | i lookd at the credentails once, didnt copy them and now there gone
        skip-wait | cant we go befor the 10 mins are up, im in a hurrry
        workspaces-several | can one rep hav two workspases at teh same time
        what-it-is | wat does sales conect even do, never herd of it
        sandbox-account | we own a marketo sandbx, how do i aks for the sales conect acount there
        my-request | i aksed for a new user on tuesday, wheres my reqest now
        """,
    "slack": """
        leak | :scream: the secret went into <#C0AAAAAA1|sales-ops> instead of your form, help
        credential-format | it won't take my *Client ID*, says there's a `space` in it :confused:
        salesforce-sandbox | hey hey :wave: how do I hook up a *Salesforce* sandbox, not prod
        workspace-change | <@U0AAAAAA1> sits in `EMEA`, should be in `APAC`, how do I move her? thx
        sf-validation | morning all :coffee: I keep getting `FIELD_CUSTOM_VALIDATION_EXCEPTION` ??
        """,
    "codes": """
        sf-api-disabled | One rep gets API_CURRENTLY_DISABLED when she logs a call. Who fixes it?
        sf-authenticate | "We were unable to authenticate your request" comes up with Salesforce
        sf-ip | Salesforce gives me INVALID_GRANT: ip restricted. What should I tell our admin?
        sf-lead | I get INVALID_TYPE, something about Lead, on every sync. What is it?
        sf-limit | Since noon it's all REQUEST_LIMIT_EXCEEDED. Did we use Salesforce too much?
        marketo-codes | Marketo came back with 603, access denied. What does that number mean?
        """,
    "none": """
        | How do I put the prospect's first name into a template?
        | How do I build a smart list in Marketo of everybody who came to the webinar?
        | Where do I change the lead scoring so that demo requests get more points?
        | How do I merge two duplicate accounts in Salesforce?
        | Can I schedule an email in Sales Connect for 8 am tomorrow?
        | Does the Sales Connect dialer record my calls?
        | how do i make a pipeline report for Q3 in salesforce
        | Will it rain at the barbecue on Saturday?
        | Anything vegetarian in the canteen today?
        | do i need a doctor's note for one day off ill
        | When is payday this month, with the bank holiday?
        | Which hotel do we use when we're in Dublin?
        | can someone book me a train to Manchester for thursday
        | My laptop won't charge any more, where's the helpdesk?
        | The wifi on the third floor is dead again :rage:
        | How do I share my screen in Zoom?
        | In Excel, how do I freeze the top row?
        | did anyone see that penalty last night??
        | My daughter was born on Sunday, I'm over the moon!
        | What do you answer when a customer says we are too expensive?
        """,
}

FRENCH: Final = {
    "plain": """
        add-admin | Je pars trois mois, comment donner le rôle d’admin à ma collègue aussi ?
        who-may | Est-ce que n’importe qui peut lancer ça, ou faut-il un droit particulier ?
        help | Tu sers à quoi, au juste ? Qu’est-ce que je peux te demander ?
        road | On part de zéro. Tu peux me donner toutes les étapes dans l’ordre ?
        batches | Le bot m’a donné un lot de 25 personnes. Qu’est-ce que je dois en faire ?
        connect-marketo | Munchkin ID et compagnie, c’est reçu. Sur quelle page les entrer ?
        afterwards | Une fois toute l’équipe reliée, qu’est-ce que mes vendeurs y gagnent ?
        already-connected | Comment savoir si le lien avec Marketo s’est déjà fait sans nous ?
        already-revealed | J’ai ouvert les valeurs hier, rien noté, et plus moyen de les revoir.
        approval | J’aimerais faire entrer un stagiaire. Qui doit donner son feu vert ?
        audit | Peut-on retrouver qui a ajouté ces trois personnes la semaine dernière ?
        change-people | Je me suis trompé d’admin Marketo. Comment mettre une autre personne ?
        connection-lost | Ce matin Sales Connect n’est plus relié à Marketo. Que s’est-il passé ?
        connection-owner | Le collègue qui avait relié Marketo démissionne. Que faire avant ?
        credentials-where | Dans quel menu de Marketo est-ce que je trouve le Client Secret ?
        disconnect | Un vendeur ne doit plus être relié à Marketo. Comment le retirer ?
        hand-over | C’est moi l’admin Marketo. Par où je donne les trois valeurs au collègue ?
        held-back | Juste avant de valider, une de mes vendeuses est mise de côté. Pourquoi ?
        invite-users | Une commerciale arrive lundi. Comment lui créer un accès à Sales Connect ?
        missing | Je veux relier mes vendeurs à Marketo, mais l’un d’eux n’est pas dans la liste.
        password-rules | Mon nouveau mot de passe est refusé. Il faut combien de caractères ?
        plugins | Je travaille dans Gmail toute la journée. Y a-t-il une extension à installer ?
        prerequisites | De quels abonnements avons-nous besoin pour pouvoir démarrer ?
        privacy | Le Client Secret que je saisis ici, vous le gardez combien de temps ?
        reminders | Tes relances tous les matins, on peut les décaler à la semaine prochaine ?
        reveal | Ma collègue m’a transmis les trois valeurs par ton biais. Comment je les lis ?
        sales-connect-admin | Quel collègue gère Sales Connect dans notre boîte ?
        salesforce-connect salesforce-each | Sur quels boutons cliquer pour relier mon Salesforce ?
        salesforce-same | Marketo est sur un Salesforce, on en a un autre. Peut-on le prendre ?
        salesforce-sandbox | Comment relier le Salesforce de test plutôt que celui de production ?
        sandbox-account | Notre Marketo de test existe déjà. Il faut aussi un Sales Connect de test.
        settings | Où est-ce que je change la liste des gens qui valident les invitations ?
        sso | Peut-on entrer avec le compte de l’entreprise, sans autre mot de passe ?
        status | Où en est-on de la mise en place ? Il nous reste quoi à faire ?
        workspace-change | Une vendeuse passe de la France au Benelux. Comment changer son espace ?
        workspaces-several | Elle suit Espagne et Italie, je peux cocher deux espaces pour elle ?
        """,
    "terse": """
        munchkin | munchkin, c’est quoi
        expired | identifiants expirés, et maintenant
        sandbox-buy | acheter une sandbox, à qui demander
        salesforce-admin | admin salesforce chez nous ?
        language | passer en anglais
        sf-locked | fiche salesforce verrouillée, en cours d’approbation
        forgot-password | mdp sales connect oublié
        """,
    "misspelt": """
        toutapp | javais deja un conpte toutap avan, fo me reinviter ?
        connect-users | coment je relis mes vendeur a marketo mintenant kils ont leur conpte
        wait | pk faut atendre 10 min apres la conection
        not-bought | ya pas sales conect dans notre marketo, sa se fait ke ??
        no-mail | g invité un colegue il a tjr pas recu le mail
        starter | c ki ka lancé la configuracion chez nous
        """,
    "slack": """
        leak | oups, j’ai mis le *Client Secret* dans <#C0AAAAAA1|ventes> :grimacing: je fais quoi ?
        compare | hello :wave: je peux te coller la liste de *Team Access* pour que tu vérifies ?
        cancel-setup | <@U0AAAAAA1> et moi on laisse tomber, on *annule* ça comment ? :sweat_smile:
        sf-validation | re :wave: encore `FIELD_CUSTOM_VALIDATION_EXCEPTION`, une idée ?
        workspace-names | dis-moi, tu as quels *espaces de travail* en liste ? :thinking_face:
        """,
    "codes": """
        sf-passing | SERVER_UNAVAILABLE côté Salesforce, je dois faire quelque chose ou attendre ?
        sf-reconnect | Salesforce m’affiche EXPIRED_ACCESS depuis hier, comment je m’en sors ?
        sf-security | Un vendeur tombe sur TXN_SECURITY_NO_ACCESS, qu’est-ce que ça veut dire ?
        sf-unknown | On a un UNKNOWN_EXCEPTION avec une suite de chiffres. On appelle qui ?
        sf-write | Pourquoi INSUFFICIENT_ACCESS_OR_READONLY quand ma collègue envoie un mail ?
        marketo-codes | Marketo nous répond 607, quota atteint. On fait quoi ?
        """,
    "none": """
        | Comment créer une séquence de trois relances dans Sales Connect ?
        | Comment mettre une pièce jointe dans un modèle de mail Sales Connect ?
        | Comment faire un formulaire d’inscription dans Marketo ?
        | Où modifier le montant d’une opportunité dans Salesforce ?
        | Quelle est la meilleure heure pour qu’un prospect ouvre mon mail ?
        | comment cloner un programme marketo
        | Il va neiger demain matin sur la route de Lyon ?
        | On commande des sushis ou des pizzas ce midi ?
        | Combien de jours de congés me reste-t-il cette année ?
        | la mutuelle rembourse les lunettes ?
        | Mon train de 18 h est supprimé, je rentre comment ?
        | Faut-il un visa pour le salon de Dubaï ?
        | L’imprimante du deuxième fait des bandes noires.
        | mon ecran reste noir kan je le branche
        | Comment programmer un message dans Teams ?
        | Dans PowerPoint, comment numéroter les diapos ?
        | :soccer: qui regarde le match chez moi dimanche ?
        | Je me marie en juin, vous êtes tous invités !
        | <@U0AAAAAA2> bravo pour la signature de ce matin :tada:
        | Le client veut 20 % de remise, tu lui répondrais quoi ?
        """,
}


def _questions(language: str, kinds: dict[str, str]) -> list[Question]:
    """Every line of a language, in the order in which it stands above."""
    return [
        Question(text.strip(), language, kind, frozenset(accepted.split()))
        for kind, lines in kinds.items()
        for accepted, _, text in (line.partition("|") for line in lines.strip().splitlines())
    ]


UNSEEN_4: Final = (*_questions("en", ENGLISH), *_questions("fr", FRENCH))
