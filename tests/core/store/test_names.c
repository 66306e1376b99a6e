/* tests/core/store/test_names.c - written names: what is sure, what waits, what was
 * decided. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/model/survey.h"
#include "core/store/names.h"
#include "core/store/store.h"
#include "tests/core/store/fixture.h"

/* Invented. */
static const struct {
    const char *country, *id, *name, *acronym;
} roster[] = {
    {"CL", "c01", "Universidad Técnica del Salar", "UTS"},
    {"CL", "c02", "Minera Cerro Quemado S.A.", NULL},
    {"CL", "c03", "Minera Cerro Dorado S.A.", NULL},
    {"CL", "c04", "Servicio Nacional de Capacitación y Empleo", NULL},
    {"CL", "c05", "Ministerio de Educación", NULL},
    {"CL", "c06", "Sindicato de Trabajadores N° 1 Quebrada Azul", NULL},
    {"CL", "c07", "Sindicato de Trabajadores N° 2 Quebrada Azul", NULL},
    {"CL", "c08", "ArcelorNorte Infraestructura", NULL},
    {"CL", "c09", "ArcelorNorte Mont-Claro", NULL},
    {"CL", "c10", "Federación Minera del Norte", "FEMINOR"},
    {"CL", "c11", "Fundación Oficios del Desierto", NULL},
    {"PE", "p01", "Compañía Minera Ñahui S.A.C.", NULL},
    {"PE", "p02", "Ministerio de Educación", NULL},
    {"PE", "p03", "Instituto Superior Los Andes", "ISLA"},
    {"PE", "p04", "Servicio Nacional de Adiestramiento en Trabajo Industrial", "SENATI"},
    {"PE", "p05", "Sociedad de Minería del Sur", NULL},
    {"MX", "m01", "Minas del Bajío, S.A. de C.V.", NULL},
    {"MX", "m02", "Cámara Minera de Sonora", "CAMISON"},
    {"MX", "m03", "Perforaciones Orión S. de R.L. de C.V.", NULL},
    {"CO", "k01", "SENA", NULL},
    {"CO", "k02", "Carbones La Ceiba S.A.S.", NULL},
    {"CO", "k03", "Unión Sindical Carbonera", NULL},
};

/* As people write them, with the right coding by hand; NULL = none of the roster. */
static const struct {
    const char *country, *written, *right;
} drift[] = {
    {"CL", "universidad tecnica del salar", "c01"},
    {"CL", "UNIVERSIDAD TÉCNICA DEL SALAR", "c01"},
    {"CL", "U.T.S.", "c01"},
    {"CL", "Universidad Técnica del Salar (UTS)", "c01"},
    {"CL", "UTS - Universidad Técnica del Salar", "c01"},
    {"CL", "Univ. Técnica del Salar", "c01"},
    {"CL", "Universidad Tecnica del Salar, sede Calama", "c01"},
    {"CL", "Minera Cerro Quemado", "c02"},
    {"CL", "Minera Cerro Quemado SA", "c02"},
    {"CL", "Minera Cerro Quemado SpA", "c02"},
    {"CL", "Mra. Cerro Quemado", "c02"},
    {"CL", "Minera Cerro Quemao", "c02"},
    {"CL", "Minera Cerro Dorado Ltda.", "c03"},
    {"CL", "Cerro Dorado", "c03"},
    {"CL", "Minera Cerro", NULL},
    {"CL", "Minera Cerro Plateado S.A.", NULL},
    {"CL", "SENCE", "c04"},
    {"CL", "Sence (Servicio Nacional de Capacitación y Empleo)", "c04"},
    {"CL", "MINEDUC", "c05"},
    {"CL", "Ministerio Educación", "c05"},
    {"CL", "Min. de Educación", "c05"},
    {"CL", "Ministerio de Educacion Superior", NULL},
    {"CL", "Sindicato de Trabajadores Nº 1 Quebrada Azul", "c06"},
    {"CL", "Sindicato de Trabajadores Quebrada Azul", NULL},
    {"CL", "Sindicato N° 2 Quebrada Azul", "c07"},
    {"CL", "Sindicato de Trabajadores N° 3 Quebrada Azul", NULL},
    {"CL", "ArcelorNorte", NULL},
    {"CL", "ArcelorNorte Mont Claro", "c09"},
    {"CL", "ArcelorNorte Infraestructura S.A.", "c08"},
    {"CL", "ArcelorNorte Puertos", NULL},
    {"CL", "Feminor", "c10"},
    {"CL", "Federación Minera (FEMINOR)", "c10"},
    {"CL", "FMN", "c10"},
    {"CL", "Fundacion Oficios Desierto", "c11"},
    {"CL", "Fundación Oficios del Desierto (división Norte)", NULL},
    {"CL", "Fundación Oficio del Desierto", "c11"},
    {"CL", "ninguna", NULL},
    {"CL", "MINEDU", NULL}, /* of Peru */
    {"PE", "MINEDU", "p02"},
    {"PE", "Ministerio de Educación del Perú", "p02"},
    {"PE", "Compañia Minera Ñahui SAC", "p01"},
    {"PE", "Compañía Minera Ñahui Sociedad Anónima Cerrada", "p01"},
    {"PE", "Cía. Minera Ñahui", "p01"},
    {"PE", "Minera Ñahui", "p01"},
    {"PE", "Isla", "p03"},
    {"PE", "Inst. Superior Los Andes", "p03"},
    {"PE", "Instituto Superior Andes", "p03"},
    {"PE", "SENATI (Servicio Nacional de Adiestramiento en Trabajo Industrial)", "p04"},
    {"PE", "Servicio Nacional de Adiestramiento en Trabajo Industrial", "p04"},
    {"PE", "Senati Arequipa", NULL},
    {"PE", "Sociedad de Minería", NULL},
    {"PE", "SMS", "p05"},
    {"MX", "Minas del Bajio SA de CV", "m01"},
    {"MX", "Minas del Bajío S. A. de C. V.", "m01"},
    {"MX", "MINAS DEL BAJÍO", "m01"},
    {"MX", "Camison", "m02"},
    {"MX", "Camara Minera Sonora", "m02"},
    {"MX", "Cámara Minera de Sinaloa", NULL},
    {"MX", "Perforaciones Orion", "m03"},
    {"MX", "Perforaciones Orión, S de RL de CV", "m03"},
    {"CO", "Servicio Nacional de Aprendizaje", "k01"},
    {"CO", "Servicio Nacional de Aprendizaje - SENA", "k01"},
    {"CO", "Sena regional Guajira", NULL},
    {"CO", "Carbones la Ceiba", "k02"},
    {"CO", "Carbones de la Ceiva SAS", "k02"},
    {"CO", "Union Sindical Carbonera", "k03"},
    {"CO", "USC", "k03"},
};

enum {
    N_ROSTER = sizeof(roster) / sizeof(*roster),
    N_DRIFT = sizeof(drift) / sizeof(*drift)
};

static uint32_t write_name(struct pte_survey *survey, const char *country,
                           const char *written)
{
    const uint32_t added = fixture_organization(survey, country, written, written);

    survey->organizations[added].is_written = true;
    return added;
}

static void drifted_survey(struct pte_survey *survey)
{
    *survey = (struct pte_survey){.study = "s", .wave = "1"};
    fixture_file(survey, "drift.csv");
    for (size_t i = 0; i < N_ROSTER; i++) {
        const uint32_t added =
            fixture_organization(survey, roster[i].country, roster[i].id, roster[i].name);

        survey->organizations[added].acronym = roster[i].acronym;
    }
    for (size_t i = 0; i < N_DRIFT; i++)
        write_name(survey, drift[i].country, drift[i].written);
}

static const char *right_of(const struct pte_name *name)
{
    for (size_t i = 0; i < N_DRIFT; i++)
        if (strcmp(drift[i].country, name->country) == 0 &&
            strcmp(drift[i].written, name->written) == 0)
            return drift[i].right;
    return NULL;
}

static void what_is_merged_without_a_person_is_never_wrong(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_names_release) struct pte_names names = {0};
    size_t sure = 0, belong = 0, first = 0, waiting = 0;

    (void)state;
    fixture_empty();
    drifted_survey(&survey);
    fixture_keep(store, &survey);
    assert_true(pte_store_names(store, NULL, NULL, &names, NULL));
    assert_int_equal(names.n, N_DRIFT);
    for (size_t i = 0; i < names.n; i++) {
        const struct pte_name *one = &names.name[i];
        const char *right = right_of(one);

        belong += right != NULL;
        if (one->why == PTE_NAMED_NOT) {
            assert_true(one->score < 1);
            waiting += right != NULL;
            first += right != NULL && one->organization != NULL &&
                     strcmp(one->organization, right) == 0;
            continue;
        }
        if (right == NULL || one->organization == NULL ||
            strcmp(one->organization, right) != 0)
            fail_msg("'%s' became '%s'", one->written, one->organization);
        sure++;
    }
    print_message(
        "# %zu names: %zu of %zu found by rule, precision 1.00, recall %.2f; of "
        "%zu that wait the first candidate is right for %zu\n",
        names.n, sure, belong, (double)sure / (double)belong, waiting, first);
    assert_true(sure * 100 >= belong * 60);
    assert_true(first * 100 >= waiting * 80);
}

static const struct pte_name *name_of(const struct pte_names *names, const char *written)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->name[i].written, written) == 0)
            return &names->name[i];
    fail_msg("no name '%s'", written);
    return NULL;
}

static void parent_and_subsidiary_are_related_and_not_merged(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_names_release) struct pte_names names = {0};

    (void)state;
    assert_true(pte_store_names(store, "s", "CL", &names, NULL));
    assert_string_equal(name_of(&names, "ArcelorNorte Puertos")->reason, "related");
    assert_true(name_of(&names, "ArcelorNorte Puertos")->score <= 0.5);
    assert_int_equal(name_of(&names, "ArcelorNorte")->why, PTE_NAMED_NOT);
    assert_string_equal(name_of(&names, "FMN")->reason, "initials");
    assert_string_equal(name_of(&names, "ninguna")->reason, "none");
}

/* "a" says of the written name that there is a tie; "bee" answers, and names "a". */
static void waiting_survey(struct pte_survey *survey, const char *file, const char *wave,
                           const char *written)
{
    uint32_t name, response;

    fixture_answers(survey, file, "somebody", false, NAN, NAN);
    survey->wave = wave;
    name = write_name(survey, "CL", written);
    pte_survey_add_report(survey, &(struct pte_report){.response = 0,
                                                       .organization = name,
                                                       .mark = PTE_TIE,
                                                       .level = 2,
                                                       .place = {.file = 0, .row = 2}});
    response = fixture_response(survey, name, "other");
    pte_survey_add_block(
        survey, &(struct pte_block){.response = response, .otherwise = PTE_NO_TIE});
    pte_survey_add_report(survey, &(struct pte_report){.response = response,
                                                       .organization = 0,
                                                       .mark = PTE_TIE,
                                                       .level = NAN,
                                                       .place = {.file = 0, .row = 3}});
    pte_survey_add_report(survey, &(struct pte_report){.response = response,
                                                       .organization = 1,
                                                       .mark = PTE_TIE,
                                                       .level = NAN,
                                                       .place = {.file = 0, .row = 3}});
}

static void assert_holds(struct pte_store *store, const char *wave, size_t persons,
                         size_t responses, size_t reports)
{
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    assert_true(pte_store_load(store, "s", wave, NULL, 0, &loaded, NULL));
    assert_int_equal(loaded.n_organizations, 2);
    assert_int_equal(loaded.n_persons, persons);
    assert_int_equal(loaded.n_responses, responses);
    assert_int_equal(loaded.n_reports, reports);
    for (size_t i = 0; i < loaded.n_reports; i++)
        assert_true(loaded.reports[i].organization !=
                    loaded.responses[loaded.reports[i].response].organization);
}

static void a_decision_counts_for_all_files_and_taking_it_back_restores(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey one = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey later = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey before = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey after = {0};
    const struct pte_naming_entry is_b = {"CL", "The Bee, S.A.", "b", NULL, PTE_ACCEPT};
    const struct pte_naming_entry nobody = {"CL", "Bee", NULL, NULL, PTE_REJECT};
    const struct pte_naming_entry wrong = {"CL", "Bee", "zz", NULL, PTE_ACCEPT};
    struct pte_error err = {0};
    size_t n = 0;

    (void)state;
    fixture_empty();
    waiting_survey(&one, "one.csv", "1", "The Bee S.A.");
    assert_int_equal(fixture_keep(store, &one).organizations, 2);
    assert_holds(store, "1", 1, 1, 0);
    assert_true(pte_store_load(store, "s", "1", NULL, 0, &before, NULL));

    /* the tie with the name, and its answer without the tie with itself */
    assert_true(pte_store_decide(store, "s", &is_b, 1, NULL));
    assert_holds(store, "1", 2, 2, 2);

    waiting_survey(&later, "later.csv", "2", "BEE");
    fixture_keep(store, &later);
    assert_holds(store, "2", 2, 2, 2);

    assert_false(pte_store_decide(store, "s", &wrong, 1, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    assert_true(pte_store_decide(store, "s", &nobody, 1, NULL));
    assert_holds(store, "1", 1, 1, 0);
    assert_true(pte_store_undecide(store, "s", "CL", "bee", &n, NULL));
    assert_int_equal(n, 1);
    assert_holds(store, "2", 1, 1, 0);
    assert_true(pte_store_load(store, "s", "1", NULL, 0, &after, NULL));
    after.revision = before.revision;
    assert_true(fixture_same(&before, &after));
}

static void a_rule_can_be_split_and_decisions_go_in_and_out(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_decisions_release) struct pte_decisions decisions = {0};
    const struct pte_naming_entry split = {"CL", "B S.A.", "b", "another", PTE_SPLIT};
    size_t n;

    (void)state;
    fixture_empty();
    waiting_survey(&survey, "rule.csv", "1", "B S.A.");
    fixture_keep(store, &survey);
    assert_holds(store, "1", 2, 2, 2);
    for (int again = 0; again < 2; again++)
        assert_true(pte_store_decide(store, "s", &split, 1, NULL));
    assert_holds(store, "1", 1, 1, 0);
    assert_true(pte_store_decisions(store, "s", &decisions, NULL));
    assert_int_equal(decisions.n, 1);
    assert_string_equal(decisions.entry[0].reason, "another");
    assert_true(pte_store_undecide(store, "s", "CL", "B S.A.", &n, NULL));
    assert_true(pte_store_decide(store, "s", decisions.entry, decisions.n, NULL));
    assert_holds(store, "1", 1, 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_merged_without_a_person_is_never_wrong),
        cmocka_unit_test(parent_and_subsidiary_are_related_and_not_merged),
        cmocka_unit_test(a_decision_counts_for_all_files_and_taking_it_back_restores),
        cmocka_unit_test(a_rule_can_be_split_and_decisions_go_in_and_out),
    };

    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
