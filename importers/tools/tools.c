/* importers/tools/tools.c - the survey tools, and which of them wrote a file. */
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "importers/tools/tool.intern.h"

/* Less than this is too near to call. */
enum { APART = 6 };

static const struct pte_tool *const tools[] = {
    &pte_tool_kobo,         &pte_tool_odk,    &pte_tool_limesurvey,
    &pte_tool_surveymonkey, &pte_tool_google, &pte_tool_msforms,
    &pte_tool_qualtrics,    &pte_tool_redcap, &pte_tool_networkcanvas,
    &pte_tool_kumu,         &pte_tool_gephi,  &pte_tool_excel,
    &pte_tool_plain,
};

enum { TOOLS = sizeof(tools) / sizeof(tools[0]) };

static const char *const nothing[] = {NULL};

const char *pte_tool_name(const struct pte_tool *tool)
{
    return tool->name;
}

const char *pte_tool_label(const struct pte_tool *tool)
{
    return tool->label;
}

bool pte_tool_fills_frame(const struct pte_tool *tool)
{
    return tool->fills_frame;
}

const char *const *pte_tool_yes(const struct pte_tool *tool)
{
    return tool->yes != NULL ? tool->yes : nothing;
}

const char *const *pte_tool_no(const struct pte_tool *tool)
{
    return tool->no != NULL ? tool->no : nothing;
}

const char *const *pte_tool_missing(const struct pte_tool *tool)
{
    return tool->missing != NULL ? tool->missing : nothing;
}

const char *const *pte_tool_not_asked(const struct pte_tool *tool)
{
    return tool->not_asked != NULL ? tool->not_asked : nothing;
}

const struct pte_tool *pte_tool_called(const char *name)
{
    for (size_t i = 0; i < TOOLS; i++)
        if (strcasecmp(tools[i]->name, name) == 0)
            return tools[i];
    return NULL;
}

bool pte_tool_is_main(const char *part)
{
    for (size_t i = 0; i < TOOLS; i++)
        if (tools[i]->main_part != NULL && pte_tool_fits(tools[i]->main_part, part))
            return true;
    return false;
}

static bool take_named(const struct pte_head *head, const char *named,
                       struct pte_tool_export *export, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text known = {0};
    const char *reason = NULL;

    export->tool = pte_tool_called(named);
    if (export->tool != NULL) {
        export->certainty = export->tool->recognise(head, &reason);
        export->reason = reason != NULL && export->certainty > 0
                             ? reason
                             : "it was said to be of this tool; nothing in it shows so";
        return true;
    }
    for (size_t i = 0; i < TOOLS; i++) {
        pte_text_add(&known, i == 0 ? "" : ", ");
        pte_text_add(&known, tools[i]->name);
    }
    pte_fail(err, PTE_EUSAGE, "no survey tool is called '%.40s'", named);
    return pte_hint(err, "known are %s", known.bytes);
}

bool pte_tool_choose(const struct pte_head *head, const char *named,
                     struct pte_tool_export *export, struct pte_error *err)
{
    const struct pte_tool *second = NULL;
    unsigned next = 0;

    if (named != NULL)
        return take_named(head, named, export, err);
    export->certainty = 0;
    for (size_t i = 0; i < TOOLS; i++) {
        const char *reason = NULL;
        const unsigned certainty = tools[i]->recognise(head, &reason);

        if (certainty > export->certainty) {
            next = export->certainty;
            second = export->tool;
            export->certainty = certainty;
            export->tool = tools[i];
            export->reason = reason;
        } else if (certainty > next) {
            next = certainty;
            second = tools[i];
        }
    }
    if (second == NULL || next + APART <= export->certainty)
        return true;
    pte_fail(err, PTE_EUSAGE, "'%s' may be of %s or of %s", head->file,
             export->tool->label, second->label);
    return pte_hint(err, "say --tool %s or --tool %s", export->tool->name, second->name);
}
