"""
What people write to the bot, and in which language: what the judge of languages is measured by.

Written down before the judge was, and never learnt from. Half of each is four words or fewer.
"""

from typing import Final

ENGLISH: Final = """
    any news
    anyone there
    are we done
    bad credentials
    billing question
    button doesn't work
    call me back
    can't log in
    change my password
    didn't work
    everything ok now
    expired invitation
    file too big
    got an error 603
    got it, cheers
    greetings
    gimme access pls
    how long left
    i'm stuck
    invite not received
    just checking
    keep me posted
    later pls
    link expired
    locked out again
    make me admin
    missing users marketo
    much appreciated
    my bad
    forget it then
    no idea tbh
    not working
    nothing happens
    nope
    ok thank u
    page wont load
    paswrod reset
    permission denied marketo
    remove a user
    same here
    sandbox is down
    sign in broken
    sorry wrong chat
    still waiting
    success!
    team lead left
    too many attempts
    unknown workspace
    user deleted by mistake
    who's in charge
    wrong e-mail address
    where r we
    yes please
    you there?
    add all of them from the spreadsheet tomorrow morning
    after the merger half of our addresses changed, does the link survive
    all my reps in Lyon get an error when they hit save
    are sandbox seats charged separately
    Benoit has got the keys, so he can do the rest
    both admins are on holiday until Monday
    cld u tell mark that hes next
    clara+sbx@acme.example still waits for her sandbox login
    do we pay per seat or per workspace?
    dunno what munchkin means lol
    each salesperson logs in to salesforce himself, right?
    everybody on my floor got the mail except Tom
    for security reasons our IT blocks those links
    forgot which address I used when signing up
    has the batch from this morning finished?
    hav u seen my reqest
    her laptop was stolen, which passwords need changing first
    i pasted the secret in the wrong window by accident!!
    if somebody leaves the company, what happens to their emails?
    is <@U0ADA> already connected
    it keeps spinning and then says invalid_client
    it says "not yours" when i press that button
    just copied everything into the form, fingers crossed
    let's move this to Thursday instead
    lost my invitation mail and the link in it is dead anyway
    many thanks for sorting this out so quickly
    marketo rejects our client id although it was copied from launchpoint
    my manager said yes, so go ahead
    need smone to aprove this b4 noon
    no rush but the new hires start next week
    only two out of nine people went through
    our french office uses another instance
    plz unlock jim@acme.example asap
    quick one: which fields should the csv have
    reps keep asking when they will be able to send emails
    seems like the token has expired again overnight
    several colleagues never received their invite
    shall I wait here or come back after lunch
    she left last month, take her off the list
    somebody else pressed it before me
    sure, go ahead whenever you are ready
    tell them it is fixed
    that's all for today, see ya
    there is no such option under LaunchPoint
    two of our workspaces share the same name, which one gets picked?
    we bought 40 seats but only 38 show up
    well done bot
    what a mess
    whats the diff between marketo and sales connect
    who approves these requests when Anna is off sick?
    why's it taking ages
    would be nice to have dark mode
    yesterday it said ready, today nothing
    you can drop the third one from that batch
    your last message made no sense to me
"""

FRENCH: Final = """
    accès refusé
    adresse erronée
    ajouter des utilisateurs
    annuler ma demande
    au secours
    aucun résultat
    bien reçu
    bouton grisé
    bsr tt le monde
    c koi munchkin
    c'est bon
    c'est fait
    ca bloque
    changer d'espace de travail
    compte bloqué
    connexion impossible
    requête qui traîne encore
    désolé
    encore raté
    erreur au démarrage
    et ensuite quoi ?
    fichier illisible
    g perdu mon mdp
    grand merci
    invitation expirée
    invite jamais arrivée
    jattends toujours
    je suis perdue
    lien mort
    liste des utilisateurs
    marche pas
    mauvaise adresse
    mdp à changer
    mille mercis
    mot de passe refusé
    nan laisse tomber
    nouvelle recrue lundi
    oui stp
    ouais nickel
    page blanche
    pas encore
    pb de connexion
    petit souci
    plus de place
    presque fini
    qui valide ?
    rien ne se passe
    rien reçu
    suite et fin
    super boulot
    supprimer un utilisateur
    tarif par siège
    toujours bloqué
    tout va bien
    trop tard
    très drôle
    valeurs copiées
    à plus tard
    adele+sbx@acme.example attend encore son acces a la sandbox
    apres la fusion nos adresses changent, la liaison va-t-elle tenir
    Benoît a les clés, donc il fera la suite
    bjr, qqn pr valider ma dde svp ?
    ca fait trois jours que lea attend son invit
    ça mouline puis ça affiche invalid_client
    celui de Lyon utilise une autre instance
    chacun se connecte lui-même à salesforce, c'est ça ?
    cliquer dessus ne fait rien du tout
    d'accord, on en reparle jeudi
    dans LaunchPoint cette option n'existe pas
    deux workspaces portent le même nom, lequel est pris ?
    elle est partie le mois dernier, enlève-la de la liste
    fallait-il cocher toutes les cases ?
    gt en reunion, g raté kkchose ?
    hier tout allait bien, aujourd'hui plus rien
    il manque encore deux commerciaux dans le lot
    impossible d'ouvrir la fenêtre, elle se referme aussitôt
    jai collé le secret au mauvais endroit par erreur !!
    je croyais que c'était réglé
    <@U0ADA> est-elle déjà connectée
    la page ne charge plus depuis midi
    le fichier csv doit contenir quelles colonnes
    le jeton a encore expiré cette nuit
    les deux admins sont en congé jusqu'à lundi
    les nouveaux arrivent la semaine prochaine
    lien perime dans le mail, que faire
    ma chef a dit oui, vas-y
    marketo rejette notre client id alors qu'il vient de launchpoint
    mon ordi a été volé, quels mots de passe changer d'abord
    mrc bcp pr ton aide
    n'importe qui peut appuyer dessus ?
    nos commerciaux demandent quand ils pourront envoyer leurs mails
    notre service informatique bloque ces liens
    on a acheté 40 licences mais seules 38 apparaissent
    on paye par poste ou par espace ?
    personne n'a rien recu sauf tom
    plusieurs collègues n'ont jamais reçu leur mail
    pourriez vous debloquer jim@acme.example rapidement
    qd est ce que ca sera pret
    quelle difference entre marketo et sales connect
    quelqu'un d'autre a appuyé avant moi
    qui approuve quand Anna est malade ?
    retirez le troisième du lot
    si quelqu'un quitte l'entreprise, que deviennent ses messages ?
    son ancien compte traîne toujours
    sur neuf personnes, deux seulement sont passées
    t'as vu ma demande
    ton dernier message n'a aucun sens
    tout le monde a eu le courriel, pas moi
    trop bien, ça roule
    utilisateur inconnu malgré l'invitation
    voila j'ai tout recopié, on croise les doigts
    y a un truc bizarre avec le bouton
"""

NEITHER: Final = """
    603
    #1042
    123-ABC-456
    15:30
    +33 1 23 45 67 89
    ABC-12/7
    Ada Brook
    Acme
    Benoît Lefèvre
    GmbH
    HTTP 401
    Jean-Luc Moreau
    Marketo
    Marketo Sales Connect
    OK
    Salesforce
    Sandbox
    U0ADA
    ada.brook+sbx@acme.example
    admin
    client id
    csv
    haha
    https://app.acme.example/how-to-get-the-login
    id
    invalid_client
    lol
    ok ok
    sandbox 2
    sbx
    status
    xxx
    ???
    :wave: :tada:
    <@U0ADA>
    <#C0SALES|the-sales-team> <@U0BEN>
    `SELECT * FROM users`
    ¿Cómo puedo conectar mi cuenta?
    buenos días
    contraseña olvidada
    muchas gracias por la ayuda
    Wie kann ich mein Passwort zurücksetzen?
    guten Morgen zusammen
    Zugang verweigert
    vielen Dank
    grazie mille per il vostro aiuto
    non riesco ad accedere
    hoe krijg ik een account voor mijn collega
    preciso de ajuda com a minha senha
    jak mogę zresetować hasło
    パスワードを忘れました
    как подключить пользователя
"""
