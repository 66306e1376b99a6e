/* api/http/guard.c - what a request must look like before anything reads it. */
#include "api/http/guard.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool refuse(struct pte_refusal *refusal, int status, const char *sentence)
{
    *refusal = (struct pte_refusal){status, sentence};
    return false;
}

/* RFC 9110, 5.6.2: what names and methods are made of. */
static bool is_token(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)text[i];

        if (c == '\0' || c >= 0x80 ||
            (!isalnum(c) && strchr("!#$%&'*+-.^_`|~", c) == NULL))
            return false;
    }
    return length > 0;
}

static bool is(const struct pte_header *header, const char *name)
{
    return header->name_length == strlen(name) &&
           strncasecmp(header->name, name, header->name_length) == 0;
}

static bool value_is(const struct pte_header *header, const char *value)
{
    return header->value_length == strlen(value) &&
           strncasecmp(header->value, value, header->value_length) == 0;
}

static size_t count(const struct pte_request_head *head, const char *name)
{
    size_t n = 0;

    for (size_t i = 0; i < head->n_headers; i++)
        n += is(&head->headers[i], name);
    return n;
}

static const struct pte_header *find(const struct pte_request_head *head,
                                     const char *name)
{
    for (size_t i = 0; i < head->n_headers; i++)
        if (is(&head->headers[i], name))
            return &head->headers[i];
    return NULL;
}

static bool method_passes(const char *method, struct pte_refusal *refusal)
{
    if (!is_token(method, strlen(method)))
        return refuse(refusal, 400, "the request method is not a word");
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 &&
        strcmp(method, "OPTIONS") != 0)
        return refuse(refusal, 405, "only GET, HEAD and OPTIONS are answered here");
    return true;
}

/* Paths here are plain words: no escape is ever needed, so none is allowed. */
static bool path_passes(const char *path, size_t length, struct pte_refusal *refusal)
{
    for (size_t i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)path[i];

        if (!isalnum(c) && strchr("/._~-", c) == NULL)
            return refuse(refusal, 400, "the path has a character no path here has");
        if (c == '/' && i + 1 < length && path[i + 1] == '/')
            return refuse(refusal, 400, "the path has an empty part");
        if (c == '/' && i + 1 < length && path[i + 1] == '.')
            return refuse(refusal, 400, "a part of the path begins with a point");
    }
    return true;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)tolower((unsigned char)c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool query_passes(const char *query, struct pte_refusal *refusal)
{
    for (const char *c = query; *c != '\0'; c++) {
        int value;

        if (*c == '#')
            return refuse(refusal, 400, "the query has a bare number sign");
        if (*c != '%')
            continue;
        if (hex(c[1]) < 0 || hex(c[2]) < 0)
            return refuse(refusal, 400, "the query has a broken percent escape");
        value = hex(c[1]) * 16 + hex(c[2]);
        if (value < 0x20 || value == 0x7F)
            return refuse(refusal, 400, "the query has a control character");
    }
    return true;
}

static bool target_passes(const struct pte_request_head *head,
                          struct pte_refusal *refusal)
{
    const char *target = head->target;
    const size_t path = strcspn(target, "?");

    if (strlen(target) > PTE_GUARD_TARGET)
        return refuse(refusal, 414, "the address is longer than 2048 bytes");
    if (strcmp(target, "*") == 0 && strcmp(head->method, "OPTIONS") == 0)
        return true;
    if (target[0] != '/')
        return refuse(refusal, 400, "the address does not begin with '/'");
    for (const char *c = target; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7F) /* char may be signed: bytes above 127 too */
            return refuse(refusal, 400, "the address has a byte that must be escaped");
    return path_passes(target, path, refusal) &&
           (target[path] == '\0' || query_passes(target + path + 1, refusal));
}

static bool headers_are_well_formed(const struct pte_request_head *head,
                                    struct pte_refusal *refusal)
{
    if (head->n_headers > PTE_GUARD_HEADERS)
        return refuse(refusal, 431, "the request has more than 64 headers");
    for (size_t i = 0; i < head->n_headers; i++) {
        const struct pte_header *header = &head->headers[i];

        if (!is_token(header->name, header->name_length))
            return refuse(refusal, 400, "a header's name is not a word");
        for (size_t c = 0; c < header->value_length; c++) {
            const unsigned char byte = (unsigned char)header->value[c];

            if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
                return refuse(refusal, 400, "a header has a control character");
        }
    }
    return true;
}

/* Where the request ends must be beyond doubt: it ends with its head. */
static bool framing_passes(const struct pte_request_head *head,
                           struct pte_refusal *refusal)
{
    const struct pte_header *length = find(head, "Content-Length");

    if (count(head, "Transfer-Encoding") > 0)
        return refuse(refusal, 501, "transfer encodings are not understood");
    if (count(head, "Content-Length") > 1)
        return refuse(refusal, 400, "the request has more than one Content-Length");
    if (count(head, "Content-Encoding") > 0)
        return refuse(refusal, 415, "content encodings are not understood");
    if (count(head, "Expect") > 0)
        return refuse(refusal, 417, "expectations are not met");
    if (length == NULL)
        return true;
    for (size_t i = 0; i < length->value_length; i++)
        if (!isdigit((unsigned char)length->value[i]))
            return refuse(refusal, 400, "Content-Length is not a number");
    if (length->value_length == 0)
        return refuse(refusal, 400, "Content-Length is not a number");
    if (strspn(length->value, "0") < length->value_length)
        return refuse(refusal, 413, "a question has no body");
    return true;
}

static bool is_port(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return length >= 1 && length <= 5;
}

/* 127. and three numbers from 0 to 255, each without a leading zero. */
static bool is_loopback_v4(const char *text, size_t length)
{
    size_t parts = 0, i = 0;

    while (i < length && parts < 4) {
        const size_t start = i;
        int value = 0;

        while (i < length && isdigit((unsigned char)text[i]) && i - start < 3)
            value = value * 10 + (text[i++] - '0');
        if (i == start || value > 255 || (i - start > 1 && text[start] == '0'))
            return false;
        if (parts == 0 && value != 127)
            return false;
        parts++;
        if (parts < 4 && (i >= length || text[i++] != '.'))
            return false;
    }
    return parts == 4 && i == length;
}

bool pte_guard_host_is_loopback(const char *host, size_t length)
{
    size_t name = length;

    if (length >= 5 && memcmp(host, "[::1]", 5) == 0)
        return length == 5 || (host[5] == ':' && is_port(host + 6, length - 6));
    for (size_t i = 0; i < length; i++)
        if (host[i] == ':') {
            if (!is_port(host + i + 1, length - i - 1))
                return false;
            name = i;
            break;
        }
    return (name == 9 && strncasecmp(host, "localhost", 9) == 0) ||
           is_loopback_v4(host, name);
}

static bool host_passes(const struct pte_request_head *head, struct pte_refusal *refusal)
{
    const struct pte_header *host = find(head, "Host");

    if (strcmp(head->version, "HTTP/1.1") != 0 && strcmp(head->version, "HTTP/1.0") != 0)
        return refuse(refusal, 505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    if (count(head, "Host") > 1)
        return refuse(refusal, 400, "the request has more than one Host");
    if (host == NULL)
        return refuse(refusal, 400, "the request has no Host");
    if (!pte_guard_host_is_loopback(host->value, host->value_length))
        return refuse(refusal, 421, "the request is meant for another host");
    return true;
}

static bool connection_passes(const struct pte_request_head *head,
                              struct pte_refusal *refusal)
{
    const struct pte_header *site = find(head, "Sec-Fetch-Site");
    const struct pte_header *mode = find(head, "Sec-Fetch-Mode");

    if (count(head, "Authorization") > 1)
        return refuse(refusal, 400, "the request has more than one Authorization");
    if (count(head, "Upgrade") > 0 || count(head, "HTTP2-Settings") > 0)
        return refuse(refusal, 400, "other protocols are not spoken here");
    /* Another site's page may lead the user here, but not make the browser ask. */
    if (site != NULL && (value_is(site, "cross-site") || value_is(site, "same-site")) &&
        (mode == NULL || !value_is(mode, "navigate")))
        return refuse(refusal, 403, "pages of other sites may not ask here");
    return true;
}

bool pte_guard_passes(const struct pte_request_head *head, struct pte_refusal *refusal)
{
    return headers_are_well_formed(head, refusal) &&
           method_passes(head->method, refusal) && framing_passes(head, refusal) &&
           host_passes(head, refusal) && target_passes(head, refusal) &&
           connection_passes(head, refusal);
}
