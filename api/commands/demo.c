/* api/commands/demo.c - the four-country example, in one go. */
#include "api/commands/command.h"
#include "core/base/error.h"

bool pte_run_demo(const struct pte_call *call, struct pte_error *err)
{
    (void)call;
    return pte_fail(err, PTE_ESYSTEM, "not yet");
}
