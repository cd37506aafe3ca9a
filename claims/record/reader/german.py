"""What `verify_claim.py` says, in German: each text as the script has it, and the one to put in its place."""

from typing import Final

TEXTS: Final = {
    """Check a claim of a newsroom's record alone: needs Python 3.11, and openssl 3 for signatures. `--help` says how.

Ends with 0: all held. 1: something contradicts. 2: it cannot be read. 3: nothing contradicts, not all was looked at.
""": """Prüft allein eine Vorhersage im Protokoll einer Redaktion: mit Python 3.11, für Unterschriften openssl 3.

Wie, sagt `--help`. Endet mit 0: alles stimmt. 1: etwas widerspricht. 2: nicht lesbar. 3: nicht alles war zu prüfen.
""",
    # What each check means where it does not hold.
    "the log did not sign this checkpoint, or it was altered, or the key is not the log's": (
        "das Protokoll hat diesen Prüfpunkt nicht unterschrieben, oder er wurde verändert"
    ),
    "the log never held these entries like this: the file was altered or made up": (
        "so standen diese Einträge nie im Protokoll: die Datei wurde verändert oder erfunden"
    ),
    "an entry was taken out, put in or changed": "ein Eintrag wurde entfernt, eingefügt oder verändert",
    "a name, a day or a text is not what was written at the time": (
        "ein Name, ein Tag oder ein Text ist nicht, was damals geschrieben wurde"
    ),
    "the file shows something else than what was recorded, or what was recorded is withheld": (
        "die Datei zeigt anderes, als aufgeschrieben wurde, oder das ist nicht mehr öffentlich"
    ),
    "the claim's history was rewritten after you kept it": (
        "die Geschichte der Vorhersage wurde umgeschrieben, seit Sie sie aufgehoben haben"
    ),
    "the log was rewritten after you kept it": "das Protokoll wurde umgeschrieben, seit Sie es aufgehoben haben",
    "the log was rewritten, or the file leaves out an entry that it should hold": (
        "das Protokoll wurde umgeschrieben, oder in der Datei fehlt ein Eintrag"
    ),
    # What was computed.
    "a checkpoint of {checkpoint['size']} entries is signed with the key {key}": (
        "ein Prüfpunkt von {checkpoint['size']} Einträgen ist unterschrieben, Schlüssel {key}"
    ),
    "the paths of {len(file['leaves'])} entries lead to the root; {file['pending']} wait for the next one": (
        "die Pfade von {len(file['leaves'])} Einträgen führen zur Wurzel; {file['pending']} warten noch"
    ),
    "the entries are numbered 1 to {len(file['leaves'])}, each with the hash of the one before": (
        "Einträge 1 bis {len(file['leaves'])} ohne Lücke, jeder mit dem Hash des vorigen"
    ),
    "every opened value gives its digest; not public, or withheld: {', '.join(closed) or 'no entry'}": (
        "jeder offene Wert ergibt seine Prüfsumme; nicht öffentlich: {', '.join(closed) or 'keiner'}"
    ),
    "the file says what the log said last: {', '.join(names)}": (
        "die Datei sagt, was das Protokoll zuletzt sagte: {', '.join(names)}"
    ),
    "the first {len(small['leaves'])} entries are the same in the two files": (
        "die ersten {len(small['leaves'])} Einträge sind in beiden Dateien gleich"
    ),
    "{small['size']} and of {large['size']} entries": "{small['size']} und von {large['size']} Einträgen",
    "one log gives the checkpoints of {sizes}": "ein Protokoll ergibt die Prüfpunkte von {sizes}",
    "the log has {size} entries now; new of the claim are {told}": (
        "das Protokoll hat jetzt {size} Einträge; neu von der Vorhersage sind {told}"
    ),
    # What does not hold, or cannot be looked at.
    "no signature of the key holds": "keine Unterschrift des Schlüssels stimmt",
    "the log signed with {key}, which is not the key that you know": (
        "unterschrieben ist mit {key}, nicht mit dem, den Sie kennen"
    ),
    "the openssl here cannot check Ed25519 signatures": (
        "das openssl hier kann keine Unterschriften mit Ed25519 prüfen"
    ),
    "the path of the entry with the index {entry['index']} leads elsewhere": (
        "der Pfad des Eintrags an der Stelle {entry['index']} führt woandershin"
    ),
    "entry {number} does not follow from the one before": "Eintrag {number} folgt nicht aus dem vorigen",
    "{part['name']!r:.80} in entry {number} is not what its digest says": (
        "{part['name']!r:.80} in Eintrag {number} passt nicht zur Prüfsumme"
    ),
    " so far, while newer entries wait for a checkpoint": " bisher; neuere Einträge warten auf den Prüfpunkt",
    "the log says otherwise{waits}: {wrong}": "das Protokoll sagt anderes{waits}: {wrong}",
    "the log tells nothing that is public of {closed}": "das Protokoll sagt nichts Öffentliches zu {closed}",
    "entry {number} is not the same in the two files, or missing in one": (
        "Eintrag {number} ist in beiden Dateien verschieden oder fehlt in einer"
    ),
    "there is more than one log, of {sizes}": "es gibt mehr als ein Protokoll, von {sizes}",
    "the log has fewer entries now than the {old['size']} that it had": (
        "das Protokoll hat weniger Einträge als die {old['size']} von damals"
    ),
    "no one log gives the checkpoints of {sizes}": "kein Protokoll allein ergibt die Prüfpunkte von {sizes}",
    "the published entries do not give the checkpoint of {each['size']} entries": (
        "die Einträge ergeben nicht den Prüfpunkt von {each['size']} Einträgen"
    ),
    "the checkpoint covers more of the claim's entries, with the indexes {missing}": (
        "der Prüfpunkt umfasst weitere Einträge der Vorhersage: {missing}"
    ),
    # What is no file of a claim.
    "{place} is longer than {most} bytes": "{place} ist länger als {most} Byte",
    "{name!r} is missing, or is not of the type {kind.__name__}": (
        "{name!r} fehlt oder ist nicht von der Art {kind.__name__}"
    ),
    "the salt of {name!r:.80} is not of 16 bytes": "das Salz von {name!r:.80} hat nicht 16 Byte",
    "the checkpoint is no signed note with an origin, a size and a root": (
        "der Prüfpunkt ist keine Notiz mit Ursprung, Größe und Wurzel"
    ),
    "'format' is not foresaid-claim/1": "'format' ist nicht foresaid-claim/1",
    "an entry opens a name twice": "ein Eintrag öffnet einen Namen zweimal",
    "{key!r:.100} is no key of {checkpoint['origin']:.100}": (
        "{key!r:.100} ist kein Schlüssel von {checkpoint['origin']:.100}"
    ),
    "the input is not in the format: {fault!r:.200}": "die Eingabe hat ein anderes Format: {fault!r:.200}",
    "the input cannot be read: {fault.args[-1]!s:.300}": "nicht lesbar ist die Eingabe: {fault.args[-1]!s:.300}",
    # The words of a line, and the help.
    "HELD:": "STIMMT:",
    "FAILED:": "WIDERSPRUCH:",
    "REFUSED:": "ABGELEHNT:",
    "NOT LOOKED AT:": "NICHT GEPRÜFT:",
    "{word:<15}{text}.\\n{'':<15}{'This means' if code == FAILED else 'If not'}: {check.__doc__}.": (
        "{word:<15}{text}.\\n{'':<15}{'Das heißt' if code == FAILED else 'Sonst'}: {check.__doc__}."
    ),
    "Check a claim of a newsroom's record alone.": "Prüft allein eine Vorhersage im Protokoll.",
    "the claim's record.json: a path or an address": "record.json der Vorhersage: Pfad oder Adresse",
    "a checkpoint, proof or record.json that you kept": "aufgehobener Prüfpunkt, Nachweis oder record.json",
    "look for entries that the file does not have": "Einträge suchen, die in der Datei fehlen",
    "the log's address, or a folder with a copy of it": "Adresse des Protokolls, oder Ordner mit Kopie",
    "the log's key, as you know it": "Schlüssel des Protokolls, den Sie kennen",
}
