<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Deposit</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Amount:</source>
        <translation>Betrag:</translation>
    </message>
    <message>
        <source>Made:</source>
        <translation>Erstellt:</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>Von:</translation>
    </message>
    <message>
        <source>Recipient on L2:</source>
        <translation>Empfänger auf L2:</translation>
    </message>
    <message>
        <source>L1 transaction:</source>
        <translation>L1-Transaktion:</translation>
    </message>
    <message>
        <source>L1 block:</source>
        <translation>L1-Block:</translation>
    </message>
    <message>
        <source>L2 transaction:</source>
        <translation>L2-Transaktion:</translation>
    </message>
    <message>
        <source>L2 block:</source>
        <translation>L2-Block:</translation>
    </message>
    <message>
        <source>Nonce:</source>
        <translation>Nonce:</translation>
    </message>
    <message>
        <source>Last message:</source>
        <translation>Letzte Meldung:</translation>
    </message>
    <message>
        <source>In its place:</source>
        <translation>An ihrer Stelle:</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Check, then sign</source>
        <translation>Prüfen, dann signieren</translation>
    </message>
    <message>
        <source>This is read back from the very bytes that will be signed. Compare the recipient digit by digit.</source>
        <translation>Dies ist aus genau den Bytes zurückgelesen, die signiert werden. Vergleichen Sie den Empfänger Ziffer für Ziffer.</translation>
    </message>
    <message>
        <source>Amount:</source>
        <translation>Betrag:</translation>
    </message>
    <message>
        <source>Recipient on L2:</source>
        <translation>Empfänger auf L2:</translation>
    </message>
    <message>
        <source>Fee, as expected:</source>
        <translation>Gebühr, erwartet:</translation>
    </message>
    <message>
        <source>Fee, at most:</source>
        <translation>Gebühr, höchstens:</translation>
    </message>
    <message>
        <source>Leaves your account, at most:</source>
        <translation>Verlässt Ihr Konto, höchstens:</translation>
    </message>
    <message>
        <source>Trial run:</source>
        <translation>Probelauf:</translation>
    </message>
    <message>
        <source>The signed call</source>
        <translation>Der signierte Aufruf</translation>
    </message>
    <message>
        <source>Network:</source>
        <translation>Netz:</translation>
    </message>
    <message>
        <source>Signed by:</source>
        <translation>Signiert von:</translation>
    </message>
    <message>
        <source>Contract:</source>
        <translation>Vertrag:</translation>
    </message>
    <message>
        <source>Function:</source>
        <translation>Funktion:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumente:</translation>
    </message>
    <message>
        <source>Gas limit and price:</source>
        <translation>Gas-Grenze und -Preis:</translation>
    </message>
    <message>
        <source>Nonce:</source>
        <translation>Nonce:</translation>
    </message>
    <message>
        <source>Data:</source>
        <translation>Daten:</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Sign and send</source>
        <translation>&amp;Signieren und senden</translation>
    </message>
    <message>
        <source>Caution:</source>
        <translation>Vorsicht:</translation>
    </message>
</context>
<context>
    <name>DepositPage</name>
    <message>
        <source>Deposit to L2</source>
        <translation>Auf L2 einzahlen</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>Von:</translation>
    </message>
    <message>
        <source>&amp;Amount in ETH:</source>
        <translation>&amp;Betrag in ETH:</translation>
    </message>
    <message>
        <source>Digits with a point, at most eighteen decimals</source>
        <translation>Ziffern mit Punkt, höchstens achtzehn Nachkommastellen</translation>
    </message>
    <message>
        <source>&amp;Recipient on L2:</source>
        <translation>&amp;Empfänger auf L2:</translation>
    </message>
    <message>
        <source>&amp;My account</source>
        <translation>&amp;Mein Konto</translation>
    </message>
    <message>
        <source>&amp;Gas for L2:</source>
        <translation>&amp;Gas für L2:</translation>
    </message>
    <message>
        <source>What the bridge may use on L2. The preset is enough for ordinary accounts.</source>
        <translation>Was die Brücke auf L2 verbrauchen darf. Die Vorgabe reicht für gewöhnliche Konten.</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;Prüfen …</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>Postern</source>
        <translation>Postern</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Set &amp;aside and begin anew</source>
        <translation>&amp;Beiseitelegen und neu beginnen</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>&amp;Deposit to L2…</source>
        <translation>Auf L2 &amp;einzahlen …</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Ac&amp;tivity</source>
        <translation>Ak&amp;tivität</translation>
    </message>
    <message>
        <source>Nothing yet. What you deposit is listed here and stays listed.</source>
        <translation>Noch nichts. Was Sie einzahlen, steht hier und bleibt hier stehen.</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>Einzahlungen</translation>
    </message>
    <message>
        <source>Press Enter to see the details of a deposit</source>
        <translation>Eingabetaste zeigt die Einzelheiten einer Einzahlung</translation>
    </message>
</context>
<context>
    <name>Postern</name>
    <message>
        <source>Keep accounts and activity in this folder.</source>
        <translation>Konten und Aktivität in diesem Ordner halten.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>light or dark, whatever the desktop has.</source>
        <translation>light oder dark, gleich was der Desktop hat.</translation>
    </message>
    <message>
        <source>appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>A bridge and wallet for OP Stack rollups that needs no operator&apos;s leave.</source>
        <translation>Brücke und Wallet für OP-Stack-Rollups, ohne Erlaubnis des Betreibers.</translation>
    </message>
</context>
<context>
    <name>PracticePage</name>
    <message>
        <source>Practice network</source>
        <translation>Übungsnetz</translation>
    </message>
    <message>
        <source>An L1 and a rollup on it run inside this program, with the real contracts. You decide how fast their time goes and what goes wrong.</source>
        <translation>Eine L1 und ein Rollup darauf laufen in diesem Programm, mit den echten Verträgen. Sie bestimmen, wie schnell ihre Zeit vergeht und was schiefgeht.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Chain time:</source>
        <translation>Kettenzeit:</translation>
    </message>
    <message>
        <source>&amp;Speed:</source>
        <translation>&amp;Geschwindigkeit:</translation>
    </message>
    <message>
        <source>Leap ahead:</source>
        <translation>Zeitsprung:</translation>
    </message>
    <message>
        <source>1&amp;0 minutes</source>
        <translation>1&amp;0 Minuten</translation>
    </message>
    <message>
        <source>1 &amp;hour</source>
        <translation>1 &amp;Stunde</translation>
    </message>
    <message>
        <source>&amp;Other leap:</source>
        <translation>&amp;Anderer Sprung:</translation>
    </message>
    <message>
        <source>Unit of the leap</source>
        <translation>Einheit des Sprungs</translation>
    </message>
    <message>
        <source>&amp;Leap</source>
        <translation>S&amp;pringen</translation>
    </message>
    <message>
        <source>Progress of the leap</source>
        <translation>Fortschritt des Sprungs</translation>
    </message>
    <message>
        <source>&amp;Cancel the leap</source>
        <translation>Sprung a&amp;bbrechen</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neuester</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Finalized</source>
        <translation>Endgültig</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>What goes wrong</source>
        <translation>Was schiefgeht</translation>
    </message>
    <message>
        <source>Reorganisation of L1</source>
        <translation>Reorganisation von L1</translation>
    </message>
    <message>
        <source>Replaces the newest blocks of L1 by others; L2 follows. What was in them comes again, a block later.</source>
        <translation>Ersetzt die neuesten Blöcke von L1 durch andere; L2 folgt. Was darin stand, kommt einen Block später wieder.</translation>
    </message>
    <message>
        <source>&amp;Blocks:</source>
        <translation>Blö&amp;cke:</translation>
    </message>
    <message>
        <source>&amp;Reorganise</source>
        <translation>&amp;Reorganisieren</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Wächter</translation>
    </message>
    <message>
        <source>Ac&amp;tion:</source>
        <translation>&amp;Handlung:</translation>
    </message>
    <message>
        <source>&amp;Game:</source>
        <translation>Sp&amp;iel:</translation>
    </message>
    <message>
        <source>T&amp;ype of games:</source>
        <translation>Spielt&amp;yp:</translation>
    </message>
    <message>
        <source>Call the g&amp;uardian</source>
        <translation>Wächter r&amp;ufen</translation>
    </message>
    <message>
        <source>Challenge &amp;window</source>
        <translation>An&amp;fechtungsfrist</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Network:</source>
        <translation>&amp;Netz:</translation>
    </message>
    <message>
        <source>Contracts:</source>
        <translation>Verträge:</translation>
    </message>
    <message>
        <source>L&amp;1 node:</source>
        <translation>L&amp;1-Knoten:</translation>
    </message>
    <message>
        <source>Address of a JSON-RPC node, beginning with http or https</source>
        <translation>Adresse eines JSON-RPC-Knotens, beginnend mit http oder https</translation>
    </message>
    <message>
        <source>L&amp;2 node:</source>
        <translation>L&amp;2-Knoten:</translation>
    </message>
    <message>
        <source>An empty field means the address that comes with the network. A node sees your accounts and your IP address; it cannot take your money.</source>
        <translation>Ein leeres Feld bedeutet die Adresse, die zum Netz gehört. Ein Knoten sieht Ihre Konten und Ihre IP-Adresse; Ihr Geld nehmen kann er nicht.</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>&amp;Account:</source>
        <translation>&amp;Konto:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>Add a&amp;nother account…</source>
        <translation>&amp;Weiteres Konto …</translation>
    </message>
    <message>
        <source>&amp;Look without unlocking</source>
        <translation>Nur &amp;ansehen</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Set up an account</source>
        <translation>Konto einrichten</translation>
    </message>
    <message>
        <source>The key is made on this computer, encrypted with your password, and never leaves it.</source>
        <translation>Der Schlüssel entsteht auf diesem Rechner, wird mit Ihrem Passwort verschlüsselt und verlässt ihn nie.</translation>
    </message>
    <message>
        <source>&amp;Create a new account</source>
        <translation>Neues Konto e&amp;rstellen</translation>
    </message>
    <message>
        <source>Import recovery &amp;words</source>
        <translation>&amp;Wiederherstellungswörter einlesen</translation>
    </message>
    <message>
        <source>Import a private &amp;key</source>
        <translation>Privaten &amp;Schlüssel einlesen</translation>
    </message>
    <message>
        <source>Import a keystore &amp;file</source>
        <translation>Schlüssel&amp;datei einlesen</translation>
    </message>
    <message>
        <source>Watch an &amp;address without its key</source>
        <translation>&amp;Adresse ohne Schlüssel beobachten</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>optional</source>
        <comment>a placeholder</comment>
        <translation>freiwillig</translation>
    </message>
    <message>
        <source>&amp;Recovery words:</source>
        <translation>Wör&amp;ter:</translation>
    </message>
    <message>
        <source>Twelve to twenty-four words, separated by blanks</source>
        <translation>Zwölf bis vierundzwanzig Wörter, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>Private k&amp;ey:</source>
        <translation>Privater Sch&amp;lüssel:</translation>
    </message>
    <message>
        <source>Sixty-four hexadecimal digits</source>
        <translation>Vierundsechzig Hexadezimalziffern</translation>
    </message>
    <message>
        <source>F&amp;ile:</source>
        <translation>Date&amp;i:</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>Adr&amp;esse:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>Repea&amp;t password:</source>
        <translation>Passwort wieder&amp;holen:</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Konto erstellen</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>&amp;Show them again</source>
        <translation>Noch einmal &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Make no account</source>
        <translation>&amp;Kein Konto anlegen</translation>
    </message>
</context>
<context>
    <name>ui::ActivityDialog</name>
    <message>
        <source>sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>L1 transaction</source>
        <translation>L1-Transaktion</translation>
    </message>
    <message>
        <source>L2 transaction</source>
        <translation>L2-Transaktion</translation>
    </message>
    <message>
        <source>Known once L1 has included the deposit.</source>
        <translation>Bekannt, sobald L1 die Einzahlung aufgenommen hat.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>other transaction</source>
        <translation>andere Transaktion</translation>
    </message>
</context>
<context>
    <name>ui::ActivityModel</name>
    <message>
        <source>State</source>
        <extracomment>A column of the list of deposits.</extracomment>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Amount</source>
        <extracomment>A column of the list of deposits.</extracomment>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>A column of the list of deposits: the recipient.</extracomment>
        <translation>An</translation>
    </message>
    <message>
        <source>Made</source>
        <extracomment>A column of the list of deposits: how long ago it was made.</extracomment>
        <translation>Erstellt</translation>
    </message>
</context>
<context>
    <name>ui::Age</name>
    <message>
        <source>now</source>
        <extracomment>An age below one minute.</extracomment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <extracomment>%1 minutes, abbreviated so that it needs no plural.</extracomment>
        <translation>vor %1 Min.</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <extracomment>%1 hours, abbreviated so that it needs no plural.</extracomment>
        <translation>vor %1 Std.</translation>
    </message>
</context>
<context>
    <name>ui::Caution</name>
    <message>
        <source>The fee can be more than a tenth of the amount.</source>
        <translation>Die Gebühr kann mehr als ein Zehntel des Betrags sein.</translation>
    </message>
    <message>
        <source>The recipient is a contract on L1, and on L2 there is nothing at its address: whoever owns it on L1 may have no way to the money on L2.</source>
        <translation>Der Empfänger ist ein Vertrag auf L1, und auf L2 ist an seiner Adresse nichts: Wem er auf L1 gehört, der kommt auf L2 vielleicht nicht an das Geld.</translation>
    </message>
    <message>
        <source>Your account “%1”.</source>
        <translation>Ihr Konto „%1“.</translation>
    </message>
    <message>
        <source>“%1”, which is only watched here: no key on this computer can spend from it.</source>
        <translation>„%1“, das hier nur beobachtet wird: Kein Schlüssel auf diesem Rechner kann davon ausgeben.</translation>
    </message>
</context>
<context>
    <name>ui::ConfirmPage</name>
    <message>
        <source>Not one of your accounts.</source>
        <translation>Keines Ihrer Konten.</translation>
    </message>
    <message>
        <source>The L1 node ran this very transaction: it succeeded and used %1 gas.</source>
        <translation>Der L1-Knoten hat genau diese Transaktion ausgeführt: Sie gelang und verbrauchte %1 Gas.</translation>
    </message>
    <message>
        <source>%1 (chain %2), for %3</source>
        <extracomment>%1 is the name of L1, %2 its chain id, %3 the name of L2.</extracomment>
        <translation>%1 (Kette %2), für %3</translation>
    </message>
    <message>
        <source>%1, at an address compiled into Postern</source>
        <translation>%1, unter einer in Postern fest eingebauten Adresse</translation>
    </message>
    <message>
        <source>%1, at an address that YOU added: Postern cannot vouch for it</source>
        <translation>%1, unter einer Adresse, die SIE hinzugefügt haben: Postern kann für sie nicht bürgen</translation>
    </message>
    <message>
        <source>%1 gas, at most %2 each, of which %3 is a tip</source>
        <extracomment>%1 is an amount of gas, %2 and %3 are prices.</extracomment>
        <translation>%1 Gas zu je höchstens %2, davon %3 Trinkgeld</translation>
    </message>
    <message>
        <source>The account is locked: its password is asked for before signing.</source>
        <translation>Das Konto ist gesperrt: Vor dem Signieren wird nach dem Passwort gefragt.</translation>
    </message>
    <message>
        <source>This deposit is of another account. Go back and begin again.</source>
        <translation>Diese Einzahlung gehört zu einem anderen Konto. Gehen Sie zurück, und beginnen Sie neu.</translation>
    </message>
</context>
<context>
    <name>ui::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <extracomment>%1 is what is copied, such as &quot;address&quot;.</extracomment>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>Said by the button for a moment after it was pressed.</extracomment>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>ui::DepositPage</name>
    <message>
        <source>Moves ETH from %1 to %2 through the bridge&apos;s own contract on L1.</source>
        <translation>Bringt ETH von %1 nach %2, durch den Vertrag der Brücke selbst auf L1.</translation>
    </message>
    <message>
        <source>On L1: %1. Fees come on top of the amount.</source>
        <translation>Auf L1: %1. Gebühren kommen zum Betrag hinzu.</translation>
    </message>
    <message>
        <source>Fees come on top of the amount.</source>
        <translation>Gebühren kommen zum Betrag hinzu.</translation>
    </message>
    <message>
        <source>Who gets the money on L2.</source>
        <translation>Wer das Geld auf L2 bekommt.</translation>
    </message>
    <message>
        <source>Not an address yet.</source>
        <translation>Noch keine Adresse.</translation>
    </message>
    <message>
        <source>Not one of your accounts. What is sent there is theirs.</source>
        <translation>Keines Ihrer Konten. Was dorthin geht, gehört dem anderen.</translation>
    </message>
    <message>
        <source>Asking the node…</source>
        <translation>Der Knoten wird gefragt …</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;Prüfen …</translation>
    </message>
    <message>
        <source>Enter an amount above zero, such as 0.25: digits and a point, at most eighteen decimals, no comma.</source>
        <translation>Geben Sie einen Betrag über null ein, etwa 0.25: Ziffern und ein Punkt, höchstens achtzehn Nachkommastellen, kein Komma.</translation>
    </message>
    <message>
        <source>The recipient is not an address. Copy it again: one wrong digit is enough to be noticed, and to lose the money.</source>
        <translation>Der Empfänger ist keine Adresse. Kopieren Sie sie noch einmal: Eine falsche Ziffer genügt, um aufzufallen und um das Geld zu verlieren.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>ui::Failure</name>
    <message>
        <source>The node does not answer.</source>
        <translation>Der Knoten antwortet nicht.</translation>
    </message>
    <message>
        <source>Check the connection and the node&apos;s address in the settings, then try again.</source>
        <translation>Prüfen Sie die Verbindung und die Adresse des Knotens in den Einstellungen, dann versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The node gave no verdict: it is busy, limited or in trouble.</source>
        <translation>Der Knoten gab kein Urteil: Er ist überlastet, begrenzt oder gestört.</translation>
    </message>
    <message>
        <source>Wait a little and try again, or use another node.</source>
        <translation>Warten Sie ein wenig und versuchen Sie es erneut, oder nehmen Sie einen anderen Knoten.</translation>
    </message>
    <message>
        <source>What answered is not a node.</source>
        <translation>Was geantwortet hat, ist kein Knoten.</translation>
    </message>
    <message>
        <source>Check the node&apos;s address in the settings, or use another node.</source>
        <translation>Prüfen Sie die Adresse des Knotens in den Einstellungen, oder nehmen Sie einen anderen Knoten.</translation>
    </message>
    <message>
        <source>The node does not let us in.</source>
        <translation>Der Knoten lässt uns nicht ein.</translation>
    </message>
    <message>
        <source>Check the key in the node&apos;s address, or use another node.</source>
        <translation>Prüfen Sie den Schlüssel in der Adresse des Knotens, oder nehmen Sie einen anderen Knoten.</translation>
    </message>
    <message>
        <source>This node lacks the data that was asked for.</source>
        <translation>Diesem Knoten fehlen die erfragten Daten.</translation>
    </message>
    <message>
        <source>Try again in a moment, or use another node, one that keeps more.</source>
        <translation>Versuchen Sie es gleich noch einmal, oder nehmen Sie einen Knoten, der mehr behält.</translation>
    </message>
    <message>
        <source>That was too much at once for this node.</source>
        <translation>Das war auf einmal zu viel für diesen Knoten.</translation>
    </message>
    <message>
        <source>Ask for less, or use another node.</source>
        <translation>Fragen Sie nach weniger, oder nehmen Sie einen anderen Knoten.</translation>
    </message>
    <message>
        <source>The contract refuses this: it would fail on the chain.</source>
        <translation>Der Vertrag lehnt dies ab: Es würde auf der Kette scheitern.</translation>
    </message>
    <message>
        <source>The reason is below. Change what is asked for.</source>
        <translation>Der Grund steht unten. Ändern Sie, was verlangt wird.</translation>
    </message>
    <message>
        <source>The node does not take it now.</source>
        <translation>Der Knoten nimmt es jetzt nicht an.</translation>
    </message>
    <message>
        <source>Its own words are below. The same may pass later, or at another node.</source>
        <translation>Seine eigenen Worte stehen unten. Dasselbe kann später oder bei einem anderen Knoten durchgehen.</translation>
    </message>
    <message>
        <source>This is out of date.</source>
        <translation>Das ist veraltet.</translation>
    </message>
    <message>
        <source>Nothing was signed or sent. Go back and review it again: it is asked anew.</source>
        <translation>Nichts wurde unterschrieben oder gesendet. Gehen Sie zurück und prüfen Sie es noch einmal: Es wird neu gefragt.</translation>
    </message>
    <message>
        <source>It was refused, and would be again.</source>
        <translation>Es wurde abgelehnt, und würde es wieder.</translation>
    </message>
    <message>
        <source>The reason is below. Change the request.</source>
        <translation>Der Grund steht unten. Ändern Sie die Anfrage.</translation>
    </message>
    <message>
        <source>What came in is malformed.</source>
        <translation>Was ankam, ist fehlerhaft.</translation>
    </message>
    <message>
        <source>If a node sent it, use another node. If you typed or chose it, check it.</source>
        <translation>Kam es von einem Knoten, nehmen Sie einen anderen. Haben Sie es eingegeben oder gewählt, prüfen Sie es.</translation>
    </message>
    <message>
        <source>A check failed: what was claimed is not true.</source>
        <translation>Eine Prüfung schlug fehl: Was behauptet wurde, stimmt nicht.</translation>
    </message>
    <message>
        <source>Stop here, send nothing, and compare with another node.</source>
        <translation>Halten Sie hier an, senden Sie nichts, und vergleichen Sie mit einem anderen Knoten.</translation>
    </message>
    <message>
        <source>The account is locked, or the password is wrong.</source>
        <translation>Das Konto ist gesperrt, oder das Passwort ist falsch.</translation>
    </message>
    <message>
        <source>Enter its password and try again.</source>
        <translation>Geben Sie sein Passwort ein, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>There is not enough money for this.</source>
        <translation>Dafür reicht das Geld nicht.</translation>
    </message>
    <message>
        <source>Lower the amount or add ETH; fees come on top of the amount.</source>
        <translation>Senken Sie den Betrag, oder füllen Sie ETH auf; Gebühren kommen zum Betrag hinzu.</translation>
    </message>
    <message>
        <source>It is too early for this.</source>
        <translation>Dafür ist es zu früh.</translation>
    </message>
    <message>
        <source>Wait a little, then try again.</source>
        <translation>Warten Sie ein wenig, dann versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The disk could not be read or written.</source>
        <translation>Die Festplatte war nicht zu lesen oder zu beschreiben.</translation>
    </message>
    <message>
        <source>Check the free space and who may write to the data folder, then try again.</source>
        <translation>Prüfen Sie den freien Platz und wer in den Datenordner schreiben darf, dann versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>This is something Postern does not handle.</source>
        <translation>Damit kann Postern nicht umgehen.</translation>
    </message>
    <message>
        <source>A newer version may; nothing was changed.</source>
        <translation>Eine neuere Version vielleicht; geändert wurde nichts.</translation>
    </message>
</context>
<context>
    <name>ui::FaultList</name>
    <message>
        <source>Nobody. Addresses with commas between them.</source>
        <translation>Niemanden. Adressen, mit Kommas dazwischen.</translation>
    </message>
</context>
<context>
    <name>ui::NoticePage</name>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Postern could not start</source>
        <translation>Postern konnte nicht starten</translation>
    </message>
    <message>
        <source>The cause is this file: %1</source>
        <translation>Die Ursache ist diese Datei: %1</translation>
    </message>
    <message>
        <source>It can be set aside: it gets another name in the same folder, nothing is deleted, and a new one begins. Keys, accounts and settings stay as they are.</source>
        <translation>Sie kann beiseitegelegt werden: Sie bekommt im selben Ordner einen anderen Namen, nichts wird gelöscht, und eine neue beginnt. Schlüssel, Konten und Einstellungen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>A new practice network begins at its first block, with new records.</source>
        <translation>Ein neues Übungsnetz beginnt bei seinem ersten Block, mit neuen Aufzeichnungen.</translation>
    </message>
    <message>
        <source>The new records are empty: what was sent before is no longer followed, and what was signed but not sent is not sent again. Money on its way arrives all the same. Look at the account&apos;s latest transactions before you send anew.</source>
        <translation>Die neuen Aufzeichnungen sind leer: Früher Gesendetes wird nicht mehr verfolgt, und was signiert, aber nicht gesendet wurde, wird nicht noch einmal gesendet. Geld, das unterwegs ist, kommt trotzdem an. Sehen Sie die letzten Transaktionen des Kontos an, bevor Sie erneut senden.</translation>
    </message>
</context>
<context>
    <name>ui::OverviewPage</name>
    <message>
        <source>On L1, %1</source>
        <extracomment>A balance on a layer; %1 is its name, such as &quot;Ethereum&quot;.</extracomment>
        <translation>Auf L1, %1</translation>
    </message>
    <message>
        <source>On L2, %1</source>
        <translation>Auf L2, %1</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>This account is only watched: it has no key here to sign with.</source>
        <translation>Dieses Konto wird nur beobachtet: Hier liegt kein Schlüssel zum Signieren.</translation>
    </message>
    <message>
        <source>Asking the node…</source>
        <translation>Der Knoten wird gefragt …</translation>
    </message>
    <message>
        <source>As the node says; not proven.</source>
        <translation>Nach Angabe des Knotens; nicht bewiesen.</translation>
    </message>
</context>
<context>
    <name>ui::Practice</name>
    <message>
        <source>The sequencer censors these addresses</source>
        <translation>Der Sequencer zensiert diese Adressen</translation>
    </message>
    <message>
        <source>It leaves their transactions on L2 out and delays their deposits as long as the protocol lets it.</source>
        <translation>Er lässt ihre Transaktionen auf L2 aus und verzögert ihre Einzahlungen, solange das Protokoll es erlaubt.</translation>
    </message>
    <message>
        <source>The sequencer stops</source>
        <translation>Der Sequencer steht still</translation>
    </message>
    <message>
        <source>L2 makes no blocks. Deposits made on L1 still get in when the sequencing window is over.</source>
        <translation>L2 macht keine Blöcke. Einzahlungen von L1 kommen trotzdem an, sobald das Sequenzierungsfenster vorbei ist.</translation>
    </message>
    <message>
        <source>The sequencer shows false blocks</source>
        <translation>Der Sequencer zeigt falsche Blöcke</translation>
    </message>
    <message>
        <source>The L2 node shows blocks that the data on L1 contradicts. Whoever trusts the node is deceived.</source>
        <translation>Der L2-Knoten zeigt Blöcke, denen die Daten auf L1 widersprechen. Wer dem Knoten glaubt, wird getäuscht.</translation>
    </message>
    <message>
        <source>The batcher stops</source>
        <translation>Der Batcher steht still</translation>
    </message>
    <message>
        <source>L2 goes on, but nothing of it reaches L1: no block becomes safe, and without the sequencer all of it could be lost.</source>
        <translation>L2 läuft weiter, aber nichts davon kommt auf L1 an: Kein Block wird sicher, und ohne den Sequencer könnte alles verloren gehen.</translation>
    </message>
    <message>
        <source>The batcher posts garbage</source>
        <translation>Der Batcher schreibt Unsinn</translation>
    </message>
    <message>
        <source>The batcher posts invalid batches</source>
        <translation>Der Batcher schreibt ungültige Batches</translation>
    </message>
    <message>
        <source>The proposer lies</source>
        <translation>Der Proposer lügt</translation>
    </message>
    <message>
        <source>It claims wrong states of L2 on L1. A withdrawal proven against such a claim is void; the challenger disputes it.</source>
        <translation>Er behauptet auf L1 falsche Zustände von L2. Eine Auszahlung, die gegen eine solche Behauptung bewiesen ist, gilt nichts; der Challenger ficht sie an.</translation>
    </message>
    <message>
        <source>The proposer stops</source>
        <translation>Der Proposer steht still</translation>
    </message>
    <message>
        <source>Nobody claims new states of L2 on L1: withdrawals made from now on cannot be proven.</source>
        <translation>Niemand behauptet auf L1 neue Zustände von L2: Auszahlungen von jetzt an lassen sich nicht beweisen.</translation>
    </message>
    <message>
        <source>The challenger sleeps</source>
        <translation>Der Challenger schläft</translation>
    </message>
    <message>
        <source>Nobody disputes wrong claims and nobody resolves games, unless you do.</source>
        <translation>Niemand ficht falsche Behauptungen an, und niemand schließt Spiele ab, außer Ihnen.</translation>
    </message>
    <message>
        <source>A stranger creates absurd games</source>
        <translation>Ein Fremder eröffnet unsinnige Spiele</translation>
    </message>
    <message>
        <source>Dispute games about blocks that do not exist yet, wherever anybody may create games.</source>
        <translation>Streitspiele über Blöcke, die es noch nicht gibt, wo immer jeder Spiele eröffnen darf.</translation>
    </message>
    <message>
        <source>The L1 node</source>
        <translation>Der L1-Knoten</translation>
    </message>
    <message>
        <source>What the node of L1 answers to this program.</source>
        <translation>Was der Knoten von L1 diesem Programm antwortet.</translation>
    </message>
    <message>
        <source>The L2 node</source>
        <translation>Der L2-Knoten</translation>
    </message>
    <message>
        <source>What the node of L2 answers to this program.</source>
        <translation>Was der Knoten von L2 diesem Programm antwortet.</translation>
    </message>
    <message>
        <source>tells the truth</source>
        <translation>sagt die Wahrheit</translation>
    </message>
    <message>
        <source>shows ten times the balance</source>
        <translation>zeigt das Zehnfache des Guthabens</translation>
    </message>
    <message>
        <source>gives proofs that do not fit</source>
        <translation>gibt Beweise, die nicht passen</translation>
    </message>
    <message>
        <source>hides the newest half of the logs</source>
        <translation>verschweigt die neuere Hälfte der Logs</translation>
    </message>
    <message>
        <source>stands still at its newest block</source>
        <translation>bleibt bei seinem neuesten Block stehen</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>says: too many requests</source>
        <translation>sagt: zu viele Anfragen</translation>
    </message>
    <message>
        <source>sends errors that look like a web page</source>
        <translation>schickt Fehler, die wie eine Webseite aussehen</translation>
    </message>
    <message>
        <source>Pause the bridge</source>
        <translation>Brücke anhalten</translation>
    </message>
    <message>
        <source>End the pause</source>
        <translation>Pause beenden</translation>
    </message>
    <message>
        <source>Blacklist a game</source>
        <translation>Ein Spiel sperren</translation>
    </message>
    <message>
        <source>Respect another type of games</source>
        <translation>Einen anderen Spieltyp anerkennen</translation>
    </message>
    <message>
        <source>Retire all games so far</source>
        <translation>Alle bisherigen Spiele verwerfen</translation>
    </message>
    <message>
        <source>Nothing can be withdrawn until the pause ends.</source>
        <translation>Bis zum Ende der Pause lässt sich nichts auszahlen.</translation>
    </message>
    <message>
        <source>Withdrawals go on where they were.</source>
        <translation>Auszahlungen gehen weiter, wo sie waren.</translation>
    </message>
    <message>
        <source>Withdrawals proven against this game must be proven again, against another.</source>
        <translation>Auszahlungen, die gegen dieses Spiel bewiesen sind, müssen gegen ein anderes neu bewiesen werden.</translation>
    </message>
    <message>
        <source>Only games of this type count for withdrawals from now on.</source>
        <translation>Von jetzt an zählen für Auszahlungen nur Spiele dieses Typs.</translation>
    </message>
    <message>
        <source>Withdrawals proven so far must be proven again, against newer games.</source>
        <translation>Bisher bewiesene Auszahlungen müssen gegen neuere Spiele neu bewiesen werden.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>%1 seconds, abbreviated so that it needs no plural.</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>%1 minutes, abbreviated so that it needs no plural.</extracomment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <extracomment>%1 hours, abbreviated so that it needs no plural.</extracomment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <extracomment>%1 days, abbreviated so that it needs no plural.</extracomment>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>It writes bytes to L1 that are no batches, and nothing else: no block becomes safe.</source>
        <translation>Er schreibt Bytes auf L1, die keine Batches sind, und sonst nichts: Kein Block wird sicher.</translation>
    </message>
    <message>
        <source>Well formed, but against a rule, and nothing else: every node must drop them, and no block becomes safe.</source>
        <translation>Wohlgeformt, aber gegen eine Regel, und sonst nichts: Jeder Knoten muss sie verwerfen, und kein Block wird sicher.</translation>
    </message>
</context>
<context>
    <name>ui::PracticeBanner</name>
    <message>
        <source>Chain time %1, leaping</source>
        <extracomment>%1 is the time in the practice network&apos;s own calendar.</extracomment>
        <translation>Kettenzeit %1, springt</translation>
    </message>
    <message>
        <source>Chain time %1, standing still</source>
        <translation>Kettenzeit %1, steht still</translation>
    </message>
    <message>
        <source>Chain time %1, speed %2×</source>
        <extracomment>%2 is how many chain seconds pass in a second.</extracomment>
        <translation>Kettenzeit %1, Tempo %2×</translation>
    </message>
    <message>
        <source>Practice network: nothing here is worth money.</source>
        <translation>Übungsnetz: Nichts hier ist Geld wert.</translation>
    </message>
</context>
<context>
    <name>ui::PracticePage</name>
    <message>
        <source>Stand still</source>
        <translation>Steht still</translation>
    </message>
    <message>
        <source>As fast as outside (1×)</source>
        <translation>So schnell wie draußen (1×)</translation>
    </message>
    <message>
        <source>A minute in a second (60×)</source>
        <translation>Eine Minute je Sekunde (60×)</translation>
    </message>
    <message>
        <source>seconds</source>
        <extracomment>The unit of a number typed before it.</extracomment>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>The guardian&apos;s transaction waits for the next block of L1.</source>
        <translation>Die Transaktion des Wächters wartet auf den nächsten Block von L1.</translation>
    </message>
    <message>
        <source>Challenge &amp;window (%1)</source>
        <extracomment>A button that leaps over the time for which claims about L2 can be disputed; %1 is how long that is.</extracomment>
        <translation>An&amp;fechtungsfrist (%1)</translation>
    </message>
    <message>
        <source>%1
%2 ago</source>
        <extracomment>A block: its number, and how long ago it was made.</extracomment>
        <translation>%1
vor %2</translation>
    </message>
    <message>
        <source>Enter the address of the game.</source>
        <translation>Geben Sie die Adresse des Spiels ein.</translation>
    </message>
    <message>
        <source>Blocks of L1 that were replaced: %1.</source>
        <translation>Ersetzte Blöcke von L1: %1.</translation>
    </message>
</context>
<context>
    <name>ui::SettingsDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Compiled into Postern.</source>
        <translation>In Postern fest eingebaut.</translation>
    </message>
    <message>
        <source>Added by you. Postern cannot vouch for the addresses of its contracts.</source>
        <translation>Von Ihnen hinzugefügt. Postern kann für die Adressen der Verträge nicht bürgen.</translation>
    </message>
    <message>
        <source>The address of a node begins with http:// or https:// and names a host.</source>
        <translation>Die Adresse eines Knotens beginnt mit http:// oder https:// und nennt einen Rechner.</translation>
    </message>
    <message>
        <source>inside Postern</source>
        <extracomment>In place of a node&apos;s address: Postern itself is the node.</extracomment>
        <translation>in Postern selbst</translation>
    </message>
</context>
<context>
    <name>ui::SleepWatch</name>
    <message>
        <source>Locking the keys</source>
        <translation>Die Schlüssel werden gesperrt</translation>
    </message>
</context>
<context>
    <name>ui::Stage</name>
    <message>
        <source>Not sent yet</source>
        <extracomment>A stage of a deposit, for a list: signed and stored, not yet sent.</extracomment>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message>
        <source>Waiting for L1</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>Wartet auf L1</translation>
    </message>
    <message>
        <source>On L1</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>Auf L1</translation>
    </message>
    <message>
        <source>On its way to L2</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>Unterwegs nach L2</translation>
    </message>
    <message>
        <source>Arrived</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>Angekommen</translation>
    </message>
    <message>
        <source>Refused</source>
        <extracomment>A stage of a deposit, for a list: the node refused the transaction.</extracomment>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Replaced</source>
        <extracomment>A stage of a deposit, for a list: another transaction used its nonce.</extracomment>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Failed on L1</source>
        <extracomment>A stage of a deposit, for a list: the transaction was included and reverted.</extracomment>
        <translation>Auf L1 gescheitert</translation>
    </message>
    <message>
        <source>Failed on L2</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>Auf L2 gescheitert</translation>
    </message>
    <message>
        <source>Signed and stored on this computer; no node is known to have it. Postern keeps sending the same signed bytes, so nothing can be spent twice.</source>
        <translation>Signiert und auf diesem Rechner gespeichert; bei keinem Knoten bekannt. Postern sendet immer dieselben signierten Bytes, also kann nichts doppelt ausgegeben werden.</translation>
    </message>
    <message>
        <source>A node has the transaction, and it waits to be included on L1. The money is still in your L1 account.</source>
        <translation>Ein Knoten hat die Transaktion; sie wartet auf Aufnahme in L1. Das Geld ist noch auf Ihrem L1-Konto.</translation>
    </message>
    <message>
        <source>Included on L1. The money has left your L1 account for the bridge; the L2 transaction is being computed from the L1 log.</source>
        <translation>In L1 aufgenommen. Das Geld ist von Ihrem L1-Konto in die Brücke gegangen; die L2-Transaktion wird aus dem L1-Log berechnet.</translation>
    </message>
    <message>
        <source>The money is in the bridge, and the hash of its L2 transaction is known. L2 must include it; this takes a few minutes as a rule.</source>
        <translation>Das Geld ist in der Brücke, und der Hash seiner L2-Transaktion ist bekannt. L2 muss sie aufnehmen; das dauert in der Regel einige Minuten.</translation>
    </message>
    <message>
        <source>Arrived: the recipient has the money on L2. Nothing is left to do.</source>
        <translation>Angekommen: Der Empfänger hat das Geld auf L2. Es ist nichts mehr zu tun.</translation>
    </message>
    <message>
        <source>The node says that the transaction failed on L1, and proves nothing. Look at your L1 balance, and ask another node, before you start a new deposit.</source>
        <translation>Der Knoten sagt, dass die Transaktion auf L1 scheiterte, und beweist nichts. Sehen Sie nach Ihrem L1-Guthaben und fragen Sie einen anderen Knoten, bevor Sie eine neue Einzahlung beginnen.</translation>
    </message>
    <message>
        <source>The transaction failed on L1. The network fee is spent; the amount is still in your L1 account.</source>
        <translation>Die Transaktion scheiterte auf L1. Die Netzgebühr ist ausgegeben; der Betrag ist noch auf Ihrem L1-Konto.</translation>
    </message>
    <message>
        <source>L2 took the deposit, but passing it on to the recipient failed. The money is safe in the L2 messenger, and the message can be replayed with more gas.</source>
        <translation>L2 hat die Einzahlung angenommen, doch die Weitergabe an den Empfänger scheiterte. Das Geld liegt sicher im L2-Messenger, und die Nachricht kann mit mehr Gas wiederholt werden.</translation>
    </message>
    <message>
        <source>The deposit&apos;s transaction failed on L2. Keep the hashes below: they are needed to recover the money.</source>
        <translation>Die Transaktion der Einzahlung scheiterte auf L2. Bewahren Sie die Hashes unten auf: Sie werden gebraucht, um das Geld zurückzuholen.</translation>
    </message>
    <message>
        <source>Dropped</source>
        <extracomment>A stage of a deposit, for a list: a node had the transaction, and none has it now.</extracomment>
        <translation>Fallen gelassen</translation>
    </message>
    <message>
        <source>Signed, stored on this computer, and handed to a node whose answer did not say whether it has it. Postern keeps sending the same signed bytes: wait, and make no second deposit in its place, as both could happen.</source>
        <translation>Signiert, auf diesem Rechner gespeichert und einem Knoten übergeben, dessen Antwort nicht sagte, ob er sie hat. Postern sendet immer dieselben signierten Bytes: Warten Sie, und machen Sie keine zweite Einzahlung an ihrer Stelle, denn beide könnten geschehen.</translation>
    </message>
    <message>
        <source>A node had the transaction, and the one that was asked last neither has it nor takes it now; the reason is below. Postern keeps sending the same signed bytes. It can still happen: make no second deposit in its place.</source>
        <translation>Ein Knoten hatte die Transaktion, und der zuletzt gefragte hat sie nicht und nimmt sie jetzt nicht an; der Grund steht unten. Postern sendet immer dieselben signierten Bytes. Sie kann noch geschehen: Machen Sie keine zweite Einzahlung an ihrer Stelle.</translation>
    </message>
    <message>
        <source>The node says that this transaction can never be accepted and that it does not have it; its reason is below. Postern does not send it again. Look at your L1 balance before you start a new deposit.</source>
        <translation>Der Knoten sagt, dass diese Transaktion nie angenommen werden kann und dass er sie nicht hat; sein Grund steht unten. Postern sendet sie nicht erneut. Sehen Sie Ihr L1-Guthaben an, bevor Sie eine neue Einzahlung beginnen.</translation>
    </message>
    <message>
        <source>In a final L1 block another transaction of your account, named below, has used this one&apos;s number. So this one can never happen and has spent nothing. Look at what the other one did before you start a new deposit.</source>
        <translation>In einem endgültigen L1-Block hat eine andere Transaktion Ihres Kontos, die unten steht, die Nummer dieser benutzt. Also kann diese nie geschehen und hat nichts ausgegeben. Sehen Sie nach, was die andere getan hat, bevor Sie eine neue Einzahlung beginnen.</translation>
    </message>
</context>
<context>
    <name>ui::UnlockPage</name>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt …</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>Enter the password of this account.</source>
        <translation>Geben Sie das Passwort dieses Kontos ein.</translation>
    </message>
    <message>
        <source>This account is for practice. Its password is the same for everybody, “%1”, and filled in already.</source>
        <extracomment>%1 is a password.</extracomment>
        <translation>Dieses Konto ist zum Üben. Sein Passwort ist für alle dasselbe, „%1“, und schon eingetragen.</translation>
    </message>
</context>
<context>
    <name>ui::WelcomePage</name>
    <message>
        <source>Working…</source>
        <translation>In Arbeit …</translation>
    </message>
    <message>
        <source>Create acco&amp;unt</source>
        <translation>K&amp;onto erstellen</translation>
    </message>
    <message>
        <source>Watch acco&amp;unt</source>
        <translation>K&amp;onto beobachten</translation>
    </message>
    <message>
        <source>Import acco&amp;unt</source>
        <translation>K&amp;onto einlesen</translation>
    </message>
    <message>
        <source>Choose a keystore file</source>
        <translation>Schlüsseldatei wählen</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>Geben Sie ein Passwort ein.</translation>
    </message>
    <message>
        <source>The password needs at least eight characters.</source>
        <translation>Das Passwort braucht mindestens acht Zeichen.</translation>
    </message>
    <message>
        <source>The two passwords differ. Type both again.</source>
        <translation>Die beiden Passwörter sind verschieden. Geben Sie beide neu ein.</translation>
    </message>
    <message>
        <source>This is not an address: 0x and forty hexadecimal digits, in the right case.</source>
        <translation>Das ist keine Adresse: 0x und vierzig Hexadezimalziffern in richtiger Groß- und Kleinschreibung.</translation>
    </message>
</context>
<context>
    <name>ui::WordsDialog</name>
    <message>
        <source>Write these words down</source>
        <translation>Schreiben Sie diese Wörter auf</translation>
    </message>
    <message>
        <source>Whoever has these words has the account; without them and the password it is lost. Keep them on paper, in order, and show them to nobody.</source>
        <translation>Wer diese Wörter hat, hat das Konto; ohne sie und das Passwort ist es verloren. Bewahren Sie sie in dieser Reihenfolge auf Papier auf, und zeigen Sie sie niemandem.</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Word %1:</source>
        <extracomment>One of the recovery words, by its number.</extracomment>
        <translation>Wort %1:</translation>
    </message>
    <message>
        <source>Type three of the words</source>
        <translation>Geben Sie drei der Wörter ein</translation>
    </message>
    <message>
        <source>This shows that they stand on your paper. The account is made when they are right.</source>
        <translation>So zeigt sich, dass sie auf Ihrem Papier stehen. Das Konto wird angelegt, wenn sie stimmen.</translation>
    </message>
    <message>
        <source>&amp;Create account</source>
        <translation>Konto &amp;anlegen</translation>
    </message>
    <message>
        <source>Word %1 is not the one that was shown. Look on your paper, or have the words shown again.</source>
        <translation>Wort %1 ist nicht das gezeigte. Sehen Sie auf Ihrem Papier nach, oder lassen Sie sich die Wörter noch einmal zeigen.</translation>
    </message>
</context>
<context>
    <name>ui::Workspace</name>
    <message>
        <source>%1 (chains %2 and %3)</source>
        <extracomment>The network&apos;s name and its two chain ids.</extracomment>
        <translation>%1 (Ketten %2 und %3)</translation>
    </message>
    <message>
        <source>%1 was added by you. Postern cannot vouch for the addresses of its contracts.</source>
        <translation>%1 haben Sie hinzugefügt. Postern kann für die Adressen der Verträge nicht bürgen.</translation>
    </message>
    <message>
        <source>%1: for practice. The money here is worth nothing.</source>
        <translation>%1: zum Üben. Das Geld hier ist nichts wert.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>The password is needed to sign the deposit.</source>
        <translation>Das Passwort wird gebraucht, um die Einzahlung zu signieren.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
</context>
</TS>
