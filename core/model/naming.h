/* core/model/naming.h - whom a written name means, as far as that is sure.
 *
 * Sure is: the same name but for case, accents, punctuation, little words and the legal
 * form at its end; the acronym of the roster or of the country's preset; or what a person
 * decided. Everything else is doubtful and is nobody, until a person says. */
#ifndef PTE_CORE_MODEL_NAMING_H
#define PTE_CORE_MODEL_NAMING_H

#include <stddef.h>
#include <stdint.h>

struct pte_survey;

/** What a person decided of a written name. */
enum pte_decision {
    PTE_ACCEPT, /* it is this organization */
    PTE_REJECT, /* it is not this organization; or, without one, none of the roster */
    PTE_SPLIT   /* it is not this organization, though a rule says so */
};

struct pte_naming_rule {
    const char *country, *folded;
    const char *organization; /* id; NULL = none of the roster */
    enum pte_decision kind;
};

enum pte_naming_why {
    PTE_NAMED_NOT,     /* doubtful */
    PTE_NAMED_NOBODY,  /* a person said: none of the roster */
    PTE_NAMED_DECIDED, /* a person said who */
    PTE_NAMED_SAME,    /* the same but for case, accents, legal form */
    PTE_NAMED_ACRONYM  /* an acronym, or what it stands for */
};

/** The names of one survey's organizations, ready to be looked up. */
struct pte_naming;

/**
 * What of a name counts: lower case, no accents, no punctuation, no little words, no
 * legal form at the end. "Minera Ñuble S.A.C." gives "minera nuble" in Peru.
 *
 * Returns a text to be freed
 */
char *pte_naming_fold(const char *country, const char *name);

/** First letters of the words of a folded name; to be freed. */
char *pte_naming_initials(const char *folded);

/** survey, rules: lent for as long as the naming lives. Written names of the survey are
 * no candidates. */
struct pte_naming *pte_naming_new(const struct pte_survey *survey,
                                  const struct pte_naming_rule *rules, size_t n_rules);
void pte_naming_free(struct pte_naming **naming);

/** The organization that is surely meant, or PTE_NOBODY. why: out. */
uint32_t pte_naming_find(const struct pte_naming *naming, const char *country,
                         const char *written, enum pte_naming_why *why);

/** Whether a person said that this folded name is not this organization. */
int pte_naming_is_rejected(const struct pte_naming *naming, const char *country,
                           const char *folded, const char *organization);

/** "doubtful", "nobody", "decided", "same", "acronym". */
const char *pte_naming_why_code(enum pte_naming_why why);
/** "accept", "reject", "split". */
const char *pte_decision_code(enum pte_decision kind);

#endif
