/* api/http/reply.c - an answer on the wire: headers, compression, not modified. */
#include "api/http/reply.h"

#include <stdio.h>
#include <string.h>

#include "api/http/answers.h"
#include "api/http/wishes.h"

static const char ALLOWED[] = "GET, HEAD, OPTIONS";

/* No page may frame, script or read what is served here; our own page loads nothing
 * from elsewhere and turns no text into markup. */
static const char PAGE_POLICY[] =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";
static const char PICTURE_POLICY[] =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
/* sandbox would keep the browser's own viewer from opening it */
static const char PDF_POLICY[] =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'";

static void add(struct MHD_Response *response, const char *name, const char *value)
{
    (void)MHD_add_response_header(response, name, value);
}

static const char *policy_of(const char *type)
{
    if (strncmp(type, "image/", 6) == 0)
        return PICTURE_POLICY;
    return strcmp(type, "application/pdf") == 0 ? PDF_POLICY : PAGE_POLICY;
}

static void add_security(struct MHD_Response *response, const char *type)
{
    add(response, "Content-Security-Policy", policy_of(type));
    add(response, "X-Content-Type-Options", "nosniff");
    add(response, "X-Frame-Options", "DENY");
    add(response, "Referrer-Policy", "no-referrer");
    add(response, "Cross-Origin-Resource-Policy", "same-origin");
    add(response, "Cross-Origin-Opener-Policy", "same-origin");
}

static void let_go(void *held)
{
    struct pte_finished *finished = held;

    pte_finished_release(&finished);
}

static struct MHD_Response *make(struct pte_finished *finished, bool packed,
                                 bool not_modified)
{
    const struct pte_text *bytes = packed ? &finished->packed : &finished->body;

    if (not_modified || bytes->length == 0)
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    return MHD_create_response_from_buffer_with_free_callback_cls(
        bytes->length, bytes->bytes, let_go, pte_finished_hold(finished));
}

static void add_caching(struct MHD_Response *response,
                        const struct pte_finished *finished,
                        const struct pte_reply *reply, bool packed)
{
    const bool is_good = finished->status == 200;

    add(response, "Cache-Control", is_good ? "private, no-cache" : "no-store");
    if (is_good)
        add(response, "ETag", packed ? finished->packed_tag : finished->tag);
    add(response, "Vary",
        reply->may_change ? "Accept, Accept-Encoding, Accept-Language"
                          : "Accept-Encoding");
}

static void add_content(struct MHD_Response *response,
                        const struct pte_finished *finished,
                        const struct pte_reply *reply, bool packed)
{
    char disposition[128];

    add(response, "Content-Type", finished->type);
    if (packed)
        add(response, "Content-Encoding", "gzip");
    if (reply->file_name != NULL && finished->status == 200) {
        snprintf(disposition, sizeof(disposition), "inline; filename=\"%s\"",
                 reply->file_name);
        add(response, "Content-Disposition", disposition);
    }
}

enum MHD_Result pte_reply_send(struct MHD_Connection *connection,
                               struct pte_finished *finished,
                               const struct pte_reply *reply, int *status)
{
    const bool not_modified =
        finished->status == 200 &&
        (pte_wish_holds_tag(reply->if_none_match, finished->tag) ||
         pte_wish_holds_tag(reply->if_none_match, finished->packed_tag));
    const bool packed = reply->packed && pte_finished_pack(finished);
    struct MHD_Response *response = make(finished, packed, not_modified);
    enum MHD_Result queued;

    if (response == NULL)
        return MHD_NO;
    *status = not_modified ? 304 : finished->status;
    add_security(response, finished->type);
    add_caching(response, finished, reply, packed);
    if (!not_modified)
        add_content(response, finished, reply, packed);
    if (*status == 405)
        add(response, "Allow", ALLOWED);
    if (*status == 503)
        add(response, "Retry-After", "2");
    if (reply->closes || (*status >= 400 && *status < 500))
        add(response, "Connection", "close");
    queued = MHD_queue_response(connection, (unsigned)*status, response);
    MHD_destroy_response(response);
    return queued;
}

enum MHD_Result pte_reply_options(struct MHD_Connection *connection, int *status)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    enum MHD_Result queued;

    if (response == NULL)
        return MHD_NO;
    *status = 204;
    add(response, "Allow", ALLOWED);
    add_security(response, "text/plain");
    queued = MHD_queue_response(connection, 204, response);
    MHD_destroy_response(response);
    return queued;
}
