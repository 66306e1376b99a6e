/* core/model/identifier.h - tax identifiers of organizations, checked digit by digit.
 *
 * An identifier settles who is meant where names drift. One that belongs to a natural
 * person is a person's datum, and must not be kept as an organization's. */
#ifndef PTE_CORE_MODEL_IDENTIFIER_H
#define PTE_CORE_MODEL_IDENTIFIER_H

enum { PTE_IDENTIFIER_BYTES = 24 };

enum pte_identifier {
    PTE_IDENTIFIER_UNKNOWN,      /* we know no rule for this country */
    PTE_IDENTIFIER_WRONG,        /* not of the form, or its check digit does not fit */
    PTE_IDENTIFIER_ORGANIZATION, /* of a legal person */
    PTE_IDENTIFIER_PERSON,       /* of a natural person */
    PTE_IDENTIFIER_EITHER        /* right; the number does not tell whose */
};

/**
 * Checks a tax identifier as people write it, with dots, dashes and blanks.
 *
 *     CL RUT  mod 11 with weights 2 to 7; below 50 million a natural person
 *     CO NIT  mod 11 with the prime weights of the DIAN; either
 *     MX RFC  12 characters an organization, 13 a person; its date; mod 11
 *     PE RUC  mod 11; 10, 15 and 17 a person, 20 an organization
 *
 * country  ISO 3166-1 alpha-2
 * clean    out: at least PTE_IDENTIFIER_BYTES, without dots and dashes, capital letters;
 *          "" unless right. NULL = not wanted
 * Source   SII, DIAN, SAT, SUNAT; held against python-stdnum 1.18
 *          (tests/reference/identifiers.py)
 */
enum pte_identifier pte_identifier_check(const char *country, const char *text,
                                         char *clean);

#endif
