#!/usr/bin/env python3
"""Writes a folder of invented statements, as large as wanted, for measuring the reading room.

    generate.py [--documents 100000] [--first 0] FOLDER

Communiqués, resolutions, open letters, appeals and declarations of some thousand organisations over sixty years, in English
and Spanish: with datelines, addressees, claims with figures, demands and signatories. A few organisations issue much, most
little; some always sign together. Names are put together from syllables, so nobody is meant. The same arguments write the
same bytes; a document depends on its number alone, so `--first` goes on where another run ended.
"""
import argparse
import os
import random

ONSETS = "b br c ch d f g gr h l m n p pr qu r s t tr v".split()
VOWELS = "a e i o u ia ue".split()
CODAS = ["", "", "", "n", "r", "l", "s"]
MONTHS_EN = "January February March April May June July August September October November December".split()
MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
FIRST = ("Agata Ambrosio Aurelia Baldomero Belisa Bruno Camila Casimiro Celia Damiana Delfina Edmundo Elena Fabio Flora Genaro "
         "Hedda Ignacia Irene Jacinto Julia Lázaro Leonor Lidia Magno Marina Matías Nadia Nicanor Olga Orestes Paula Prudencio "
         "Quirina Ramona Renato Rosalía Sabino Silvia Tadeo Tomasa Ulises Valeria Ventura Wanda Ximena Yago Zulema").split()
HEADS = [("Union", "Sindicato"), ("Federation", "Federación"), ("Committee", "Comité"), ("Association", "Asociación"),
         ("League", "Liga"), ("Front", "Frente"), ("Assembly", "Asamblea"), ("Coordination", "Coordinadora")]
MEMBERS = [("Port Workers", "Obreros Portuarios"), ("Teachers", "Maestros"), ("Bakers", "Panaderos"), ("Miners", "Mineros"),
           ("Students", "Estudiantes"), ("Tenants", "Inquilinos"), ("Weavers", "Tejedores"), ("Fishers", "Pescadores"),
           ("Nurses", "Enfermeras"), ("Readers", "Lectores"), ("Archivists", "Archiveros"), ("Growers", "Cultivadores"),
           ("Printers", "Tipógrafos"), ("Drivers", "Choferes"), ("Neighbours", "Vecinos"), ("Prisoners' Families", "Familiares de Presos")]
POSTS = [("general secretary", "secretario general"), ("president", "presidenta"), ("treasurer", "tesorero"), ("delegate", "delegada")]
KINDS = [("COMMUNIQUÉ No. {n}", "COMUNICADO N.º {n}"), ("RESOLUTION {n}", "RESOLUCIÓN {n}"), ("OPEN LETTER", "CARTA ABIERTA"),
         ("APPEAL", "LLAMAMIENTO"), ("DECLARATION", "DECLARACIÓN"), ("STATEMENT No. {n}", "PRONUNCIAMIENTO N.º {n}")]
TO = [("To the workers of {place} and to public opinion:", "A los trabajadores de {place} y a la opinión pública:"),
      ("To the Ministry of Labour:", "Al Ministerio de Trabajo:"), ("To all member organisations:", "A todas las organizaciones miembros:"),
      ("To the {other}:", "A la {other}:")]
OPENINGS = [("The general assembly, with {a} members present, resolved by {b} votes against {c} to begin a strike on {day}.",
             "La asamblea general, con la presencia de {a} afiliados, resolvió por {b} votos contra {c} iniciar la huelga el {day}."),
            ("On {day} the police entered the hall of the {other} in {place} and took away the minutes of {c} years.",
             "El {day} la policía entró en el local de la {other} en {place} y se llevó las actas de {c} años."),
            ("We have read what the {other} wrote on {day}, and we answer in public what was said in public.",
             "Hemos leído lo que la {other} escribió el {day}, y contestamos en público lo que en público se dijo.")]
CLAIMS = [("According to our delegates, {a} people were dismissed and {c} arrested in {place}.",
           "Según nuestros delegados, {a} personas fueron despedidas y {c} detenidas en {place}."),
          ("According to the government, nobody was hurt; the {other} speaks of {c} dead and {b} wounded.",
           "Según el gobierno no hubo heridos; la {other} habla de {c} muertos y {b} heridos."),
          ("More than {a} demonstrators marched through {place}; the police counted {b}.",
           "Más de {a} manifestantes marcharon por {place}; la policía contó {b}."),
          ("The {other} claims that {c} of its members have disappeared since {day}.",
           "La {other} afirma que {c} de sus miembros han desaparecido desde el {day}.")]
STOCK = [("We do not ask for privileges: we ask that what was signed be kept.", "No pedimos privilegios: pedimos que se cumpla lo firmado."),
         ("Nobody who works here will be left alone, and no door of ours will be closed to those who come to talk.",
          "Nadie que trabaje aquí quedará solo, y ninguna puerta nuestra se cerrará a quien venga a hablar."),
         ("The price of bread has risen while wages stand still, and the ministry publishes no figures.",
          "El precio del pan ha subido mientras los salarios siguen quietos, y el ministerio no publica cifras."),
         ("What is kept in our archive belongs to all who read, and we shall hand it to nobody who would close it.",
          "Lo que guarda nuestro archivo es de todos los que leen, y no lo entregaremos a nadie que lo cierre."),
         ("The talks that were promised in the autumn have not begun, and nobody has said why.",
          "Las conversaciones prometidas en otoño no han comenzado, y nadie ha dicho por qué.")]
DEMANDS = [("That the {c} dismissed be taken back at once.", "La readmisión inmediata de los {c} despedidos."),
           ("That the decree of {day} be repealed.", "La derogación del decreto del {day}."),
           ("A rise of {d} per cent.", "Un aumento del {d} por ciento."),
           ("That the minutes be given back to the {other}.", "La devolución de las actas a la {other}.")]
ENDS = [("Long live the unity of those who work!", "¡Viva la unidad de los que trabajan!"), ("Not one dismissal more!", "¡Ni un despido más!")]


def coined(rng, syllables):
    """A name that nobody has."""
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables)).capitalize()


class World:
    """Who there is: places, organisations with their neighbours, and people."""

    def __init__(self):
        rng = random.Random("world")
        self.places = list(dict.fromkeys(coined(rng, rng.choice((2, 3))) for _ in range(420)))[:400]
        self.people = [f"{rng.choice(FIRST)} {coined(rng, 2)}{' ' + coined(rng, 2) if rng.random() < .5 else ''}" for _ in range(20000)]
        trades = [(head, members) for head in HEADS for members in MEMBERS]
        self.bodies = [(*rng.choice(trades), place) for place in self.places for _ in range(10)]
        self.shares = [1 / (rank + 8) for rank in range(len(self.bodies))]
        order = rng.sample(range(len(self.bodies)), len(self.bodies))
        self.bodies = [self.bodies[at] for at in order]
        self.circle = [rng.sample(range(len(self.bodies)), 6) for _ in self.bodies]

    def name(self, body, tongue):
        head, members, place = self.bodies[body]
        return f"{head[0]} of {members[0]} of {place}" if tongue == 0 else f"{head[1]} de {members[1]} de {place}"


def day(rng, tongue, year):
    """A day of a year, in words."""
    date, month = rng.randint(1, 28), rng.randrange(12)
    return f"{date} {MONTHS_EN[month]} {year}" if tongue == 0 else f"{date} de {MONTHS_ES[month]} de {year}"


def statement(world, number):
    """The text of one statement."""
    rng = random.Random(f"statement {number}")
    tongue = int(rng.random() < .4)
    body = rng.choices(range(len(world.bodies)), world.shares)[0]
    circle = world.circle[body]
    year = min(2019, 1960 + int(rng.betavariate(2, 2.4) * 60))
    def filled(pair):
        return pair[tongue].format(n=rng.randint(1, 60), place=rng.choice(world.places), other=world.name(rng.choice(circle), tongue),
                                   day=day(rng, tongue, year), a=rng.randint(100, 4000), b=rng.randint(20, 900), c=rng.randint(2, 60), d=rng.randint(3, 40))
    issuer = world.name(body, tongue)
    prose = [filled(rng.choice(OPENINGS)), *(filled(pair) for pair in rng.sample(CLAIMS, 2)), *(filled(pair) for pair in rng.sample(STOCK, 2))]
    rng.shuffle(prose)
    lines = [issuer.upper(), filled(rng.choice(KINDS)), f"{world.bodies[body][2]}, {day(rng, tongue, year)}", filled(rng.choice(TO)), *prose]
    if rng.random() < .5:
        demands = [filled(pair) for pair in rng.sample(DEMANDS, 3)]
        lines += [("WE DEMAND:", "EXIGIMOS:")[tongue], "\n".join(f"{at}. {demand}" for at, demand in enumerate(demands, 1))]
    lines.append(rng.choice(ENDS)[tongue])
    if rng.random() < .35:
        signing = [body, *rng.sample(circle, rng.randint(1, 4))]
        lines += [("Signed by:", "Firman:")[tongue], "\n".join(world.name(one, tongue) for one in signing)]
    else:
        start = body * 5
        people = [world.people[(start + rng.randrange(5)) % len(world.people)] for _ in range(2)]
        lines.append("\n".join(f"{person}, {rng.choice(POSTS)[tongue]}" for person in dict.fromkeys(people)))
    return "\n\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    parser.add_argument("folder")
    args = parser.parse_args()
    world = World()
    for number in range(args.first, args.first + args.documents):
        folder = os.path.join(args.folder, f"{number // 1000:04}")
        if number % 1000 == 0 or number == args.first:
            os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"{number:06}.txt"), "w", encoding="utf-8") as file:
            file.write(statement(world, number))


if __name__ == "__main__":
    main()
