/* tests/viz/fixture.c - invented surveys of any size, the same for the same seed. */
#include "tests/viz/fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"

static const char *const places[] = {
    "Antalá",   "Ríoseco",    "Valle Cobrizo", "Tarumá",  "La Quenua", "Puerto Sal",
    "Ayllahue", "Cerro Bayo", "Norte",         "del Sur", "Altiplano", "Costa Clara"};

static const char *const kinds[][6] = {
    {"Universidad de", "Instituto Tecnológico", "Centro de Formación Minera",
     "Liceo Industrial", "Ministerio de Educación", "Servicio Nacional de Aprendizaje"},
    {"Sindicato de Mineros", "Federación de Trabajadores del Cobre", "Unión Obrera",
     "Confederación Sindical", "Ministerio del Trabajo", "Asociación de Técnicos"},
    {"Minera", "Compañía Aceros", "Cámara Minera", "Consejo de Proveedores",
     "Contratistas Unidos de", "Asociación de Empresas Mineras"},
    {"Gobierno Regional", "Agencia de Inversión", "Municipalidad de",
     "Corporación de Fomento", "Secretaría de Economía", "Dirección de Minas"},
    {"Fundación", "Mujeres en Minería", "Comunidad Indígena", "Red Juvenil",
     "Observatorio Social", "Mesa Ciudadana"},
    {"Estudio", "Laboratorio", "Banco", "Revista", "Radio", "Museo"}};

static const char *sector_of(char letter)
{
    switch (letter) {
    case 'e':
        return "education";
    case 'l':
        return "labour";
    case 'i':
        return "industry";
    case 'g':
        return "government";
    case 'c':
        return "civil_society";
    default:
        return "other_sector";
    }
}

static void add_organization(const struct fixture_options *options, size_t i,
                             struct pte_random *random, struct pte_survey *survey)
{
    const size_t n_letters = strlen(options->sectors);
    const char letter = options->sectors[i % n_letters];
    const char *found = strchr("eligco", letter);
    const size_t row = (size_t)(found - "eligco") % 6;
    struct pte_organization organization = {.country = "PE", .sector = sector_of(letter)};
    char id[24], name[160];

    snprintf(id, sizeof(id), "X%03zu", i);
    snprintf(name, sizeof(name), "%s %s", kinds[row][(i / n_letters) % 6],
             places[pte_random_below(random, 12)]);
    organization.id = pte_survey_text(survey, id);
    organization.name = pte_survey_text(
        survey, i == 0 && options->long_name != NULL ? options->long_name : name);
    pte_survey_add_organization(survey, &organization);
}

void fixture_survey(const struct fixture_options *options, struct pte_survey *survey)
{
    struct pte_random random = pte_random_stream(options->seed, 0);
    const uint32_t relation = pte_survey_relation(survey, "information");
    const double within = options->within > 0 ? options->within : 1;
    PTE_AUTO(pte_free) double *pull = pte_alloc(options->n, sizeof(*pull));

    survey->study = "invented";
    survey->wave = "2026-1";
    survey->is_synthetic = true;
    for (size_t i = 0; i < options->n; i++) {
        add_organization(options, i, &random, survey);
        pull[i] = 0.4 + 1.2 * pte_random_unit(&random);
    }
    for (uint32_t i = 0; i < options->n; i++) {
        const bool silent = pte_random_unit(&random) < options->silent;
        const struct pte_response response = {.person = PTE_NOBODY,
                                              .organization = i,
                                              .answered =
                                                  silent ? PTE_SILENT : PTE_COMPLETE,
                                              .consents = true};
        const uint32_t which = pte_survey_add_response(survey, &response);
        const struct pte_block block = {which, relation, PTE_CURRENT,
                                        silent ? PTE_NO_ANSWER : PTE_NO_TIE};

        pte_survey_add_block(survey, &block);
        for (uint32_t j = 0; j < options->n && !silent; j++) {
            const bool same = strcmp(survey->organizations[i].sector,
                                     survey->organizations[j].sector) == 0;
            const double chance =
                options->density * pull[i] * pull[j] * (same ? within : 1);
            const struct pte_report report = {which,    j,
                                              relation, PTE_CURRENT,
                                              PTE_TIE,  1 + pte_random_below(&random, 5),
                                              {0}};

            if (i != j && pte_random_unit(&random) < chance)
                pte_survey_add_report(survey, &report);
        }
    }
}

struct pte_network *fixture_network(const struct pte_survey *survey)
{
    const struct pte_selection selection = {.tense = PTE_CURRENT, .rule = PTE_UNION};
    struct pte_network *net = NULL;

    return pte_network_build(survey, &selection, &net, NULL) ? net : NULL;
}

struct pte_map_words fixture_words(const struct pte_network *net)
{
    static const char *labels[8];
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);

    for (size_t i = 0; i < n && i < 8; i++)
        labels[i] = strcmp(sectors[i], "education") == 0       ? "Education"
                    : strcmp(sectors[i], "labour") == 0        ? "Labour"
                    : strcmp(sectors[i], "industry") == 0      ? "Industry"
                    : strcmp(sectors[i], "government") == 0    ? "Government"
                    : strcmp(sectors[i], "civil_society") == 0 ? "Civil society"
                                                               : "Other";
    return (struct pte_map_words){
        .language = "en",
        .title = "Peru: who works with whom",
        .verdict = "Education and industry are tied 0.4 times as often as their share of "
                   "organizations predicts (p = .01); labour stands between them.",
        .facts = "N = 24 organizations, 17 answered (71 %), 391 of 552 pairs observed",
        .definition = "Tie: either side reports exchange of information; wave 2026-1, "
                      "revision 12, seed 1, computed 2026-03-01",
        .warning = "Synthetic data: no real organization",
        .sectors = labels,
        .silent = "did not answer",
        .within = "tie within a sector",
        .across = "tie between sectors, width by strength",
        .key = "Names by number"};
}
