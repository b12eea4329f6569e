#!/usr/bin/env python3
"""For which state does a delegate speak? Issuers of General Debate speeches, from their text alone.

Takes --broadside BIN and --ungdc FOLDER (texts and meta.csv with `file` and `iso3`). Every text is copied under a number, so
that its name says nothing, and added to an archive of its own; `show --json` gives `issuers`, each with `country`.

A speech is *given* where an issuer with a country is named, and *right* where that country is the gold's. Gold codes are
ISO 3166-1 alpha-3; a state that ceased and the one that took its seat count as one (SU and RU, VD and VN). Speeches of
those that have no code of two letters (the European Union) count in n. Prints one JSON line, and with --misses FILE the
speeches that are given and not right.
"""

import argparse
import csv
import json
import os

from common import contents, first_statements

CODES = """
AFG:AF AGO:AO ALB:AL AND:AD ARE:AE ARG:AR ARM:AM ATG:AG AUS:AU AUT:AT AZE:AZ BDI:BI BEL:BE BEN:BJ BFA:BF BGD:BD BGR:BG
BHR:BH BHS:BS BIH:BA BLR:BY BLZ:BZ BOL:BO BRA:BR BRB:BB BRN:BN BTN:BT BWA:BW CAF:CF CAN:CA CHE:CH CHL:CL CHN:CN CIV:CI
CMR:CM COD:CD COG:CG COK:CK COL:CO COM:KM CPV:CV CRI:CR CSK:CS CUB:CU CYP:CY CZE:CZ DDR:DD DEU:DE DJI:DJ DMA:DM DNK:DK
DOM:DO DZA:DZ ECU:EC EGY:EG ERI:ER ESP:ES EST:EE ETH:ET EU:EU EUU:EU FIN:FI FJI:FJ FRA:FR FSM:FM GAB:GA GBR:GB GEO:GE
GHA:GH GIN:GN GMB:GM GNB:GW GNQ:GQ GRC:GR GRD:GD GTM:GT GUY:GY HND:HN HRV:HR HTI:HT HUN:HU IDN:ID IND:IN IRL:IE IRN:IR
IRQ:IQ ISL:IS ISR:IL ITA:IT JAM:JM JOR:JO JPN:JP KAZ:KZ KEN:KE KGZ:KG KHM:KH KIR:KI KNA:KN KOR:KR KOS:XK KWT:KW LAO:LA
LBN:LB LBR:LR LBY:LY LCA:LC LIE:LI LKA:LK LSO:LS LTU:LT LUX:LU LVA:LV MAR:MA MCO:MC MDA:MD MDG:MG MDV:MV MEX:MX MHL:MH
MKD:MK MLI:ML MLT:MT MMR:MM MNE:ME MNG:MN MOZ:MZ MRT:MR MUS:MU MWI:MW MYS:MY NAM:NA NER:NE NGA:NG NIC:NI NIU:NU NLD:NL
NOR:NO NPL:NP NRU:NR NZL:NZ OMN:OM PAK:PK PAN:PA PER:PE PHL:PH PLW:PW PNG:PG POL:PL PRK:KP PRT:PT PRY:PY PSE:PS QAT:QA
ROU:RO RUS:RU RWA:RW SAU:SA SDN:SD SEN:SN SGP:SG SLB:SB SLE:SL SLV:SV SMR:SM SOM:SO SRB:RS SSD:SS STP:ST SUR:SR SVK:SK
SVN:SI SWE:SE SWZ:SZ SYC:SC SYR:SY TCD:TD TGO:TG THA:TH TJK:TJ TKM:TM TLS:TL TON:TO TTO:TT TUN:TN TUR:TR TUV:TV TZA:TZ
UGA:UG UKR:UA URY:UY USA:US UZB:UZ VAT:VA VCT:VC VEN:VE VNM:VN VUT:VU WSM:WS XKX:XK YEM:YE YMD:YD YUG:YU ZAF:ZA ZMB:ZM
ZWE:ZW
"""
SAME = {"SU": "RU", "VD": "VN", "BU": "MM", "ZR": "CD"}


def codes():
    return dict(pair.split(":") for pair in CODES.split())


def country(statement):
    issuers = (statement or {}).get("issuers") or []
    return next((SAME.get(issuer["country"], issuer["country"]) for issuer in issuers if issuer.get("country")), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broadside", required=True)
    parser.add_argument("--ungdc", required=True)
    parser.add_argument("--limit", type=int, help="only so many speeches, spread over the set")
    parser.add_argument("--misses", help="a file for what is given and not right")
    arguments = parser.parse_args()
    with open(os.path.join(arguments.ungdc, "meta.csv"), encoding="utf-8-sig") as meta:
        rows = [row for row in csv.DictReader(meta) if os.path.exists(os.path.join(arguments.ungdc, row["file"]))]
    if arguments.limit:
        rows = rows[:: max(1, len(rows) // arguments.limit)]
    known = codes()
    golds = [known.get(row["iso3"]) for row in rows]
    texts = list(contents(arguments.ungdc, [row["file"] for row in rows]))
    found = [country(one) for one in first_statements(arguments.broadside, texts)]
    given = [(row, gold, code) for row, gold, code in zip(rows, golds, found) if code]
    wrong = [(row, gold, code) for row, gold, code in given if code != gold]
    if arguments.misses:
        with open(arguments.misses, "w", encoding="utf-8") as misses:
            for row, gold, code in wrong:
                misses.write(json.dumps({"file": row["file"], "gold": gold, "found": code}) + "\n")
    print(json.dumps({
        "set": "ungdc", "what": "issuer country", "n": len(rows), "given": len(given), "given_share": len(given) / max(1, len(rows)),
        "right": len(given) - len(wrong), "right_share": (len(given) - len(wrong)) / max(1, len(given)),
    }))


if __name__ == "__main__":
    main()
