/* api/commands/serve.c - the page and the API, started from the command line. */
#include "api/commands/command.h"
#include "api/serve.h"
#include "core/base/number.h"

bool pte_run_serve(const struct pte_call *call, struct pte_error *err)
{
    const char *port = pte_call_value(call, "port");
    struct pte_serve_options options = {
        .database = pte_call_value(call, "database"),
        .address = "127.0.0.1",
        .open_page = pte_call_is_yes(call, "open"),
    };
    long number;

    if (port != NULL && pte_number_read_whole(port, 1, 65535, &number)) {
        options.port = (int)number;
        options.port_is_fixed = true;
    }
    return pte_serve(&options, err);
}
