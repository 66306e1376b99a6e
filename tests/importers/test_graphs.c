/* tests/importers/test_graphs.c - graph files of other programs, also odd and hostile
 * ones.
 *
 *     test_graphs FOLDER            runs the tests on the files of FOLDER
 *     test_graphs --write FOLDER    prints what each odd file gives, to be read through
 *                                   before it is kept in graphs_odd.h */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/import.h"
#include "tests/importers/fixture.h"
#include "tests/importers/graphs_odd.h"

static const char *folder;

static bool import(const char *path, struct pte_survey *survey, struct pte_error *err)
{
    const struct pte_import_options options = {.country = "CL", .new_terms = true};

    return pte_import_graph(path, &options, NULL, survey, err);
}

static const char *id_of(const struct pte_survey *survey, uint32_t organization)
{
    return survey->organizations[organization].id;
}

static void add_tie(struct pte_text *text, const struct pte_survey *survey,
                    const struct pte_report *report)
{
    const uint32_t from = survey->responses[report->response].organization;

    pte_text_addf(text, " %s>%s", id_of(survey, from),
                  id_of(survey, report->organization));
    if (!isnan(report->level)) {
        pte_text_add(text, "=");
        pte_text_add_number(text, report->level);
    }
}

/* Nodes with names and sectors, ties by relation, then what was found: code@line. */
static void describe(struct pte_text *text, const struct pte_survey *survey)
{
    for (size_t i = 0; pte_survey_faults(survey) == 0 && i < survey->n_organizations;
         i++) {
        const struct pte_organization *one = &survey->organizations[i];

        pte_text_addf(text, "%s%s", i > 0 ? "," : "", one->id);
        if (strcmp(one->name, one->id) != 0)
            pte_text_addf(text, "(%s)", one->name);
        if (strcmp(one->sector, "none") != 0)
            pte_text_addf(text, "/%s", one->sector);
    }
    for (uint32_t r = 0; pte_survey_faults(survey) == 0 && r < survey->n_relations; r++) {
        pte_text_addf(text, "; %s:", survey->relations[r]);
        for (size_t i = 0; i < survey->n_reports; i++)
            if (survey->reports[i].relation == r && survey->reports[i].mark == PTE_TIE)
                add_tie(text, survey, &survey->reports[i]);
    }
    for (size_t i = 0; i < survey->n_findings; i++) {
        const struct pte_finding *finding = &survey->findings[i];

        if (strcmp(finding->code, "graph_read") != 0)
            pte_text_addf(text, "%s%s%s@%u", text->length > 0 ? "; " : "",
                          finding->is_fault ? "FAULT " : "", finding->code,
                          finding->place.row);
    }
}

static void run(const struct odd *odd, struct pte_text *text)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    struct pte_error err = {0};
    const char *path = fixture_write(odd->name, odd->content);

    if (import(path, &survey, &err))
        describe(text, &survey);
    else
        pte_text_addf(text, "%s: %s", pte_kind_code(err.kind), err.message);
    remove(path);
}

static void the_odd_file_gives_what_is_written(void **state)
{
    const struct odd *odd = *state;
    PTE_AUTO(pte_text_release) struct pte_text got = {0};

    run(odd, &got);
    assert_string_equal(pte_text_get(&got), odd->outcome);
}

static void read_case(const char *name, struct pte_survey *survey)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    struct pte_error err = {0};

    pte_text_addf(&path, "%s/%s", folder, name);
    if (!import(path.bytes, survey, &err))
        fail_msg("%s: %s", name, err.message);
    assert_int_equal(pte_survey_faults(survey), 0);
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* The form of tests/reference/graphs.py. */
static void list(struct pte_text *text, const char *name)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_free) char **ties = NULL;

    read_case(name, &survey);
    pte_text_addf(text, "%s\n", name);
    for (size_t i = 0; i < survey.n_organizations; i++)
        pte_text_addf(text, "node %s %s\n", survey.organizations[i].id,
                      survey.organizations[i].name);
    ties = pte_alloc(survey.n_reports, sizeof(*ties));
    for (size_t i = 0; i < survey.n_reports; i++) {
        const struct pte_report *report = &survey.reports[i];
        struct pte_text tie = {0};

        pte_text_addf(&tie, "tie %s %s",
                      id_of(&survey, survey.responses[report->response].organization),
                      id_of(&survey, report->organization));
        if (!isnan(report->level)) {
            pte_text_add(&tie, " ");
            pte_text_add_number(&tie, report->level);
        }
        ties[i] = tie.bytes;
    }
    qsort(ties, survey.n_reports, sizeof(*ties), by_text);
    for (size_t i = 0; i < survey.n_reports; i++) {
        pte_text_addf(text, "%s\n", ties[i]);
        free(ties[i]);
    }
}

/* networkx.txt was made by tests/reference/graphs.py with networkx 2.8. */
static void nodes_and_ties_are_those_networkx_reads(void **state)
{
    static const char *const names[] = {"arcs.net", "gephi.gexf", "igraph.graphml",
                                        "yed.graphml"};
    PTE_AUTO(pte_text_release) struct pte_text got = {0};
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    PTE_AUTO(pte_text_release) struct pte_text wanted = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        list(&got, names[i]);
    pte_text_addf(&path, "%s/networkx.txt", folder);
    assert_true(pte_file_read(path.bytes, 1 << 20, &wanted, NULL));
    assert_string_equal(pte_text_get(&got), pte_text_get(&wanted));
}

static void check_case(const char *name, const char *wanted)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_text_release) struct pte_text got = {0};

    read_case(name, &survey);
    describe(&got, &survey);
    assert_string_equal(pte_text_get(&got), wanted);
}

/* Read off the files by eye: networkx does not read these, or not wholly. */
static void files_of_socnetv_pajek_ucinet_and_netdraw_are_read(void **state)
{
    (void)state;
    check_case("socnetv.graphml",
               "1(Codelco)/industry,2/education; information: 1>2=3; joint_work: 2>1=1 "
               "1>2=1; several_graphs@0; unread_attributes@0");
    check_case(
        "arcs-edges.net",
        "Universidad de Ibague,SENA,Sindicato,Mina N. 4; tie: Universidad de "
        "Ibague>SENA=2 Sindicato>SENA=4 Universidad de Ibague>Mina N. 4=0.5 Mina N. "
        "4>Universidad de Ibague=0.5 SENA>Sindicato=4");
    check_case("project.paj",
               "A/education,B/labour,C/industry; information: A>B=1 B>C=2; joint_work: "
               "A>B=1 A>C=1 B>C=1 C>B=1; partition@15; further_network@27");
    check_case(
        "wrapped.dl",
        "Ministerio de Salud,SENCE,Consejo Minero; INFO: Ministerio de Salud>SENCE=1 "
        "SENCE>Consejo Minero=2 Consejo Minero>Ministerio de Salud=1; WORK: Consejo "
        "Minero>Ministerio de Salud=7.5");
    check_case("one-line.dl", "ana,luis,mesa minera; tie: ana>luis=2 luis>ana=1 mesa "
                              "minera>ana=0.5; missing_nodes@0");
    check_case("netdraw.vna",
               "1(Escuela Normal)/education,2/labour,3 Sur; information: 1>2=1 2>1=3; "
               "joint_work: 2>1=1 2>3 Sur=2");
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long memory_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* RELIABILITY R14: igraph takes 17 s and 5.1 GB for the first. */
static void declared_numbers_cost_nothing(void **state)
{
    static const struct {
        const char *name, *content;
    } bombs[] = {
        {"a.dl", "DL n=222222224\n"},
        {"a.net", "*Vertices 666666662\n"},
        {"b.net", "*Vertices 1999999\n"},
        {"b.dl", "DL n=2 nm=1999999 data:\n0 1 1 0\n"},
        {"c.dl", "DL nr=2 nc=1999999 data:\n"},
        {"a.graphml", "<!DOCTYPE g [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><graphml/>"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bombs) / sizeof(bombs[0]); i++) {
        PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
        const char *path = fixture_write(bombs[i].name, bombs[i].content);
        const long before = memory_kib();
        const double begun = seconds();
        struct pte_error err = {0};

        assert_false(import(path, &survey, &err));
        assert_int_equal(err.kind, PTE_EINPUT);
        assert_true(seconds() - begun < 0.010);
        assert_true(memory_kib() - before < 16 * 1024);
        remove(path);
    }
}

/* Text with a million entities was quadratic in igraph: 11.6 s at 6.4 MB. */
static void many_entities_are_read_in_linear_time(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    const char *path;
    double begun;

    (void)state;
    pte_text_add(&text, "<graphml><graph><node id='a'><desc>");
    for (int i = 0; i < 1600000; i++)
        pte_text_add(&text, "&gt;");
    pte_text_add(&text, "</desc></node></graph></graphml>");
    path = fixture_write("entities.graphml", text.bytes);
    begun = seconds();
    assert_true(import(path, &survey, NULL));
    assert_true(seconds() - begun < 5);
    assert_int_equal(pte_survey_faults(&survey), 1); /* the name is too long */
    remove(path);
}

static void elements_nested_too_deep_are_refused(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    struct pte_error err = {0};
    const char *path;

    (void)state;
    pte_text_add(&text, "<graphml>");
    for (int i = 0; i < 100000; i++)
        pte_text_add(&text, "<graph><node id='a'>");
    path = fixture_write("deep.graphml", text.bytes);
    assert_false(import(path, &survey, &err));
    assert_string_equal(err.message,
                        "'deep.graphml' line 1: elements nested deeper than 32");
    remove(path);
}

/* libxml2 needs 2 s for these, and a hundred times as long for ten times as many. */
static void a_tag_of_too_many_attributes_is_refused_at_once(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    struct pte_error err = {0};
    const char *path;
    double begun;

    (void)state;
    pte_text_add(&text, "<graphml ");
    for (int i = 0; i < 20000; i++)
        pte_text_addf(&text, "a%d='1' ", i);
    pte_text_add(&text, "/>");
    path = fixture_write("attributes.graphml", text.bytes);
    begun = seconds();
    assert_false(import(path, &survey, &err));
    assert_true(seconds() - begun < 0.1);
    assert_string_equal(err.message,
                        "'attributes.graphml' has a tag of more than 65536 bytes");
    remove(path);
}

static void the_sector_column_is_the_one_that_is_named(void **state)
{
    struct pte_import_options options = {.country = "CL", .sector_column = "rubro"};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey without = {0};
    struct pte_error err = {0};
    const char *path =
        fixture_write("rubro.graphml",
                      "<graphml><key id='r' for='node' attr.name='Rubro'/><graph><node "
                      "id='a'><data key='r'>labour</data></node></graph></graphml>");

    (void)state;
    assert_true(pte_import_graph(path, &options, NULL, &survey, NULL));
    assert_int_equal(pte_survey_faults(&survey), 0);
    assert_string_equal(survey.organizations[0].sector, "labour");
    options.sector_column = NULL;
    assert_true(pte_import_graph(path, &options, NULL, &without, NULL));
    assert_int_equal(pte_survey_faults(&without), 1); /* no_sector, said once */
    options.sector_column = "ramo";
    assert_false(pte_import_graph(path, &options, NULL, &survey, &err));
    assert_string_equal(err.message,
                        "the nodes of 'rubro.graphml' have no attribute 'ramo'");
    remove(path);
}

static int write_outcomes(void)
{
    for (size_t i = 0; i < sizeof(odd_files) / sizeof(odd_files[0]); i++) {
        PTE_AUTO(pte_text_release) struct pte_text got = {0};

        run(&odd_files[i], &got);
        printf("%s\n", pte_text_get(&got));
    }
    return 0;
}

int main(int argc, char **argv)
{
    enum { ODD = sizeof(odd_files) / sizeof(odd_files[0]), OTHERS = 7 };
    struct CMUnitTest tests[ODD + OTHERS] = {
        cmocka_unit_test(nodes_and_ties_are_those_networkx_reads),
        cmocka_unit_test(files_of_socnetv_pajek_ucinet_and_netdraw_are_read),
        cmocka_unit_test(declared_numbers_cost_nothing),
        cmocka_unit_test(many_entities_are_read_in_linear_time),
        cmocka_unit_test(elements_nested_too_deep_are_refused),
        cmocka_unit_test(a_tag_of_too_many_attributes_is_refused_at_once),
        cmocka_unit_test(the_sector_column_is_the_one_that_is_named),
    };
    void *state = NULL;

    if (argc < 2)
        return 2;
    folder = argv[argc - 1];
    if (argc > 2)
        return fixture_make_folder(&state) + write_outcomes() +
               fixture_remove_folder(&state);
    for (size_t i = 0; i < ODD; i++)
        tests[OTHERS + i] =
            (struct CMUnitTest){odd_files[i].title, the_odd_file_gives_what_is_written,
                                NULL, NULL, (void *)(uintptr_t)&odd_files[i]};
    return _cmocka_run_group_tests("graphs", tests, ODD + OTHERS, fixture_make_folder,
                                   fixture_remove_folder);
}
