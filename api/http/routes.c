/* api/http/routes.c - which address is which question, and what needs no computing. */
#include "api/http/routes.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/http/answers.h"
#include "api/http/target.h"
#include "api/http/wishes.h"
#include "api/page/files.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/model/vocabulary.h"

/* A form by its ending, which is also its word in `format=`. */
static const struct {
    const char *ending;
    enum pte_form form;
    const char *type;
    const char *file_name; /* only a picture has one */
} forms[] = {
    {"json", PTE_AS_JSON, "application/json", NULL},
    {"csv", PTE_AS_CSV, "text/csv; charset=utf-8", NULL},
    {"text", PTE_AS_TEXT, "text/plain; charset=utf-8", NULL},
    {"svg", PTE_AS_SVG, "image/svg+xml; charset=utf-8", "puente-map.svg"},
    {"png", PTE_AS_PNG, "image/png", "puente-map.png"},
    {"pdf", PTE_AS_PDF, "application/pdf", "puente-map.pdf"},
};
enum {
    FORMS = sizeof(forms) / sizeof(forms[0]),
    TABLES = 3 /* the first, no pictures */
};

struct pte_routes {
    struct pte_finished *index, *vocabularies, *health;
    struct pte_finished **files;
    size_t n_files;
};

/* Takes the document over. */
static struct pte_finished *finish(json_t *document)
{
    PTE_AUTO(pte_text_release) struct pte_text body = {0};
    char *text = json_dumps(document, JSON_INDENT(2));

    json_decref(document);
    pte_text_add(&body, text != NULL ? text : "{}");
    pte_text_add(&body, "\n");
    free(text);
    return pte_finished_new(200, "application/json", &body);
}

static void add_word(json_t *list, const char *code,
                     const char *const label[PTE_LANGUAGES])
{
    json_t *labels = json_object();

    for (int l = 0; l < PTE_LANGUAGES; l++)
        json_object_set_new(labels, pte_language_code((enum pte_language)l),
                            json_string(label[l]));
    json_array_append_new(list, json_pack("{s:s, s:o}", "code", code, "label", labels));
}

static json_t *index_parameters(const struct pte_question *question)
{
    json_t *list = json_array();
    size_t n;
    const struct pte_parameter *all = pte_parameters(&n);

    for (const char *at = question->parameters; *at != '\0';) {
        const size_t length = strcspn(at, " ");

        for (size_t i = 0; i < n; i++)
            if (strlen(all[i].name) == length && memcmp(all[i].name, at, length) == 0)
                json_array_append_new(list, json_pack("{s:s, s:s?, s:s?, s:s?}", "name",
                                                      all[i].name, "what", all[i].what,
                                                      "values", all[i].values, "default",
                                                      all[i].fallback));
        at += length;
        at += strspn(at, " ");
    }
    return list;
}

static struct pte_finished *make_index(void)
{
    json_t *list = json_array();
    size_t n;
    const struct pte_question *questions = pte_questions(&n);

    for (size_t i = 0; i < n; i++) {
        char address[64];
        const bool draws = strcmp(questions[i].name, "map") == 0;
        json_t *row;

        snprintf(address, sizeof(address), "/v1/%s", questions[i].name);
        row =
            json_pack("{s:s, s:s, s:s, s:s, s:o, s:[s,s,s]}", "name", questions[i].name,
                      "address", address, "what", questions[i].what, "command",
                      questions[i].example, "parameters", index_parameters(&questions[i]),
                      "formats", "json", "csv", "text");
        for (size_t f = TABLES; draws && f < FORMS; f++)
            json_array_append_new(json_object_get(row, "formats"),
                                  json_string(forms[f].ending));
        json_array_append_new(list, row);
    }
    return finish(json_pack("{s:s, s:o}", "puente", PTE_VERSION, "questions", list));
}

/* What the codes of answers are called, for whoever shows them. */
static struct pte_finished *make_vocabularies(void)
{
    static const char *const names[] = {"sector",   "kind",      "side",       "relation",
                                        "function", "challenge", "occupation", "gender"};
    json_t *all = json_object(), *countries = json_array();
    size_t n;
    const struct pte_country *const *presets;

    for (size_t v = 0; v < sizeof(names) / sizeof(names[0]); v++) {
        json_t *list = json_array();
        const struct pte_word *const *words = pte_vocabulary_all(names[v], &n);

        for (size_t i = 0; i < n; i++)
            add_word(list, words[i]->code, words[i]->label);
        json_object_set_new(all, names[v], list);
    }
    presets = pte_country_all(&n);
    for (size_t i = 0; i < n; i++)
        add_word(countries, presets[i]->code, presets[i]->label);
    json_object_set_new(all, "country", countries);
    return finish(json_pack("{s:s, s:o}", "puente", PTE_VERSION, "vocabularies", all));
}

struct pte_routes *pte_routes_new(void)
{
    struct pte_routes *routes = pte_alloc(1, sizeof(*routes));
    PTE_AUTO(pte_text_release) struct pte_text body = {0};
    const struct pte_page_file *files = pte_page_files(&routes->n_files);

    routes->index = make_index();
    routes->vocabularies = make_vocabularies();
    pte_text_add(&body, "{\"status\":\"alive\"}\n");
    routes->health = pte_finished_new(200, "application/json", &body);
    routes->files = pte_alloc(routes->n_files, sizeof(*routes->files));
    for (size_t i = 0; i < routes->n_files; i++) {
        pte_text_add_bytes(&body, (const char *)files[i].bytes, files[i].length);
        routes->files[i] = pte_finished_new(200, files[i].type, &body);
    }
    return routes;
}

void pte_routes_free(struct pte_routes **routes)
{
    struct pte_routes *gone = *routes;

    if (gone == NULL)
        return;
    pte_finished_release(&gone->index);
    pte_finished_release(&gone->vocabularies);
    pte_finished_release(&gone->health);
    for (size_t i = 0; i < gone->n_files; i++)
        pte_finished_release(&gone->files[i]);
    pte_free(&gone->files);
    pte_free(routes);
}

static void set_form(struct pte_route *route, size_t form)
{
    route->form = forms[form].form;
    route->type = forms[form].type;
    route->file_name = forms[form].file_name;
}

static bool choose_form(const char *ending, const struct pte_target *target,
                        const char *accept, struct pte_route *route,
                        struct pte_error *err)
{
    static const char *const types[] = {"application/json", "text/csv", "text/plain"};
    const bool draws = strcmp(route->question->name, "map") == 0;
    const char *word = ending != NULL ? ending : target->format, *best;

    set_form(route, 0);
    if (word == NULL) {
        best = pte_wish_best(accept, types, TABLES);
        for (size_t i = 0; best != NULL && i < TABLES; i++)
            if (strcmp(best, types[i]) == 0)
                set_form(route, i);
        return true;
    }
    if (ending != NULL && target->format != NULL)
        return pte_fail(err, PTE_EUSAGE, "the form is given twice");
    for (size_t i = 0; i < (draws ? FORMS : TABLES); i++)
        if (strcmp(word, forms[i].ending) == 0) {
            set_form(route, i);
            return true;
        }
    pte_fail(err, PTE_EUSAGE, "'%s' has no form '%.20s'", route->question->name, word);
    return pte_hint(err, draws ? "ask for json, csv, text, svg, png or pdf"
                               : "ask for json, csv or text");
}

static bool find_question(const char *path, const struct pte_target *target,
                          const char *accept, struct pte_route *route,
                          struct pte_error *err)
{
    const size_t length = strcspn(path, ".");
    const char *ending = path[length] == '.' ? path + length + 1 : NULL;
    char name[32];

    if (length < sizeof(name)) {
        memcpy(name, path, length);
        name[length] = '\0';
        route->question = pte_question_find(name);
    }
    if (route->question == NULL) {
        pte_fail(err, PTE_ENOTFOUND, "there is no question '/v1/%.40s'", path);
        return pte_hint(err, "/v1/ lists the questions");
    }
    route->kind = PTE_ROUTE_QUESTION;
    route->name = route->question->name;
    return choose_form(ending, target, accept, route, err);
}

static struct pte_finished *find_fixed(const struct pte_routes *routes, const char *path)
{
    const struct pte_page_file *files = pte_page_files(NULL);

    if (strcmp(path, "/v1") == 0 || strcmp(path, "/v1/") == 0)
        return routes->index;
    if (strcmp(path, "/v1/vocabularies") == 0)
        return routes->vocabularies;
    if (strcmp(path, "/healthz") == 0)
        return routes->health;
    path = strcmp(path, "/") == 0 ? "/index.html" : path;
    for (size_t i = 0; i < routes->n_files; i++)
        if (strcmp(files[i].path, path) == 0)
            return routes->files[i];
    return NULL;
}

bool pte_routes_find(const struct pte_routes *routes, const struct pte_target *target,
                     const char *accept, struct pte_route *route, struct pte_error *err)
{
    struct pte_route found = {.name = "nowhere"};

    found.fixed = find_fixed(routes, target->path);
    if (found.fixed != NULL) {
        found.kind = PTE_ROUTE_FIXED;
        found.name = "fixed";
    } else if (strcmp(target->path, "/readyz") == 0) {
        found.kind = PTE_ROUTE_READY;
        found.name = "readyz";
        found.type = "application/json";
    } else if (strncmp(target->path, "/v1/", 4) == 0) {
        if (!find_question(target->path + 4, target, accept, &found, err))
            return false;
    } else {
        pte_fail(err, PTE_ENOTFOUND, "there is nothing at this address");
        return pte_hint(err, "/ is the page, /v1/ lists the questions");
    }
    *route = found;
    return true;
}
