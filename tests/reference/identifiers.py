"""Tax identifiers, made at random and judged by python-stdnum (Debian python3-stdnum 1.18).

Prints the rows of tests/core/model/test_identifier.c. Run with /usr/bin/python3.
"""

import random

from stdnum.cl import rut
from stdnum.co import nit
from stdnum.mx import rfc
from stdnum.pe import ruc

random.seed(20261122)


def digits(n):
    return "".join(random.choice("0123456789") for _ in range(n))


def row(country, text, right, whose):
    print(f'    {{"{country}", "{text}", {whose if right else "PTE_IDENTIFIER_WRONG"}}},')


def spoil(text):
    last = text[-1]
    return text[:-1] + ("1" if last != "1" else "2")


for low, high, whose in ((50, 99, "ORGANIZATION"), (5, 25, "PERSON")):
    for _ in range(4):
        number = f"{random.randint(low, high)}{digits(6)}"[-8:]
        number += rut.calc_check_digit(number)
        for text in (rut.format(number), spoil(number)):
            row("CL", text, rut.is_valid(text), "PTE_IDENTIFIER_" + whose)
for _ in range(4):
    number = "9" + digits(8)
    number += nit.calc_check_digit(number)
    for text in (nit.format(number), spoil(number)):
        row("CO", text, nit.is_valid(text), "PTE_IDENTIFIER_EITHER")
for prefix, whose in (("20", "ORGANIZATION"), ("10", "PERSON"), ("15", "PERSON"),
                      ("17", "PERSON"), ("30", "ORGANIZATION")):
    number = prefix + digits(8)
    number += ruc.calc_check_digit(number)
    for text in (number, spoil(number)):
        row("PE", text, ruc.is_valid(text), "PTE_IDENTIFIER_" + whose)
for stem, whose in (("XAM9405121B", "ORGANIZATION"), ("Ñ&P010203AB", "ORGANIZATION"),
                    ("MQE120229VZ", "ORGANIZATION"), ("MQE130229VZ", "ORGANIZATION"),
                    ("QUMA800212AB", "PERSON"), ("ÑAXT991231K9", "PERSON")):
    number = stem + rfc.calc_check_digit(stem)
    for text in (number, spoil(number)):
        row("MX", text, rfc.is_valid(text, validate_check_digits=True),
            "PTE_IDENTIFIER_" + whose)
