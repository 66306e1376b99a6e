/* datasets/synthesize/dialects.c - four survey tools, four ways to write the same. */
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "datasets/synthesize/export.h"

const struct pte_dialect pte_dialects[PTE_STUDY_COUNTRIES] = {
    {.code = "CL",
     .tool = "a spreadsheet saved as CSV in a Chilean locale",
     .encoding = PTE_WINDOWS_1252,
     .delimiter = ';',
     .end_of_line = "\r\n",
     .has_words = true,
     .decimal = ',',
     .key = "R-*",
     .date = "*-03-2026",
     .column = {"N.º de respuesta", "Fecha", "Organización", "Cargo", "Género",
                "Consentimiento"},
     .answered = {"¿Contestó información?", "¿Contestó currículo?",
                  "¿Contestó prácticas?"},
     .level = {"Información [*]", "Currículo [*]", "Prácticas [*]"},
     .wished = {"Desea información [*]", "Desea prácticas [*]"},
     .function = "Función [*]",
     .challenge = "Desafío *",
     .training = "Forma al año [*]",
     .vacancy = "Vacantes al año [*]",
     .levels = {"Nunca", "Una vez al año", "Cada semestre", "Cada mes", "Cada semana",
                "A diario"},
     .blank_level = "",
     .yes = "Sí",
     .no = "No",
     .not_wished = "",
     .not_performed = "No",
     .roster = {"Código", "Nombre", "Sigla", "Sector", "Tipo", "Parte", "Región",
                "Dirigida por mujeres", "Matriz", "Invitada"}},
    {.code = "CO",
     .tool = "LimeSurvey, question codes, answer codes",
     .encoding = PTE_UTF8_BOM,
     .delimiter = ',',
     .end_of_line = "\r\n",
     .quotes_all = true,
     .decimal = ',',
     .key = "*",
     .date = "2026-03-*",
     .keeps_ids = true,
     .column = {"id", "submitdate", "Q1", "Q2", "Q3", "Q0"},
     .level = {"Q4_*", "Q5_*", "Q6_*"},
     .wished = {"Q7_*", "Q8_*"},
     .function = "Q9_*",
     .challenge = "Q10_*",
     .training = "Q11_*",
     .vacancy = "Q12_*",
     .blank_level = "",
     .yes = "Y",
     .no = "N",
     .not_wished = "",
     .not_performed = "N",
     .gender = {"F", "M", "X"},
     .roster = {"codigo", "nombre", "sigla", "sector", "tipo", "parte", "region",
                "lidera_mujer", "matriz", "invitada"}},
    {.code = "MX",
     .tool = "ODK Central",
     .encoding = PTE_UTF8,
     .delimiter = ',',
     .end_of_line = "\n",
     .decimal = '.',
     .date = "2026-03-*",
     .column = {"KEY", "SubmissionDate", "org", "position", "gender", "consent"},
     .level = {"info-*", "curriculum-*", "placement-*"},
     .wished = {"want_info-*", "want_placement-*"},
     .function = "does-*",
     .challenge = "challenge_*",
     .training = "trains-*",
     .vacancy = "hires-*",
     .blank_level = "",
     .yes = "1",
     .no = "0",
     .not_wished = "0",
     .not_performed = "0",
     .gender = {"woman", "man", "other"},
     .roster = {"id", "name", "acronym", "sector", "kind", "side", "region", "women_led",
                "parent", "asked"}},
    {.code = "PE",
     .tool = "a spreadsheet saved as Unicode text",
     .encoding = PTE_UTF16LE,
     .delimiter = '\t',
     .end_of_line = "\r\n",
     .has_words = true,
     .decimal = '.',
     .key = "PE-2026-*",
     .date = "*/03/2026",
     .column = {"CÓDIGO", "FECHA", "ENTIDAD", "CARGO", "SEXO", "ACEPTA"},
     .answered = {"P1_LISTO", "P2_LISTO", "P3_LISTO"},
     .level = {"P1_INF_*", "P2_CUR_*", "P3_PRA_*"},
     .wished = {"P4_INF_*", "P5_PRA_*"},
     .function = "P6_*",
     .challenge = "P7_*",
     .training = "P8_*",
     .vacancy = "P9_*",
     /* Reverse-coded: 1 is most often, 6 never. */
     .levels = {"6", "5", "4", "3", "2", "1"},
     .blank_level = "99",
     .yes = "SI",
     .no = "NO",
     .not_wished = "",
     .not_performed = "",
     .gender = {"1", "2", "3"},
     .roster = {"CÓDIGO", "RAZÓN SOCIAL", "SIGLA", "SECTOR", "TIPO", "PARTE", "REGIÓN",
                "LIDERADA POR MUJERES", "MATRIZ", "ENCUESTADA"}}};

const struct pte_dialect *pte_dialect_of(const struct pte_study_plan *plan)
{
    size_t i = 0;

    while (strcmp(pte_dialects[i].code, plan->code) != 0)
        i++;
    return &pte_dialects[i];
}

void pte_export_fill(struct pte_text *text, const char *pattern, const char *star)
{
    const char *at = strchr(pattern, '*');

    pte_text_add_bytes(text, pattern, (size_t)(at - pattern));
    pte_text_add(text, star);
    pte_text_add(text, at + 1);
}

char *pte_export_file(const struct pte_study_plan *plan, bool is_roster)
{
    struct pte_text name = {0};

    pte_text_addf(&name, "%s%s.synthetic.csv", is_roster ? "roster-" : "", plan->name);
    return name.bytes;
}

const char *pte_encoding_name(enum pte_encoding encoding)
{
    static const char *const names[] = {"utf-8", "utf-8-sig", "windows-1252", "utf-16"};

    return names[encoding];
}
