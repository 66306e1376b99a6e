/* tests/api/http/test_guard.c - what is let in and what is refused, without a socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "api/http/guard.h"

enum { MOST = 70 };

/* A request as "METHOD TARGET VERSION\nName: value\n..."; \0 in it needs the length. */
static int status_of(const char *text, size_t length)
{
    static char copy[16384];
    struct pte_header headers[MOST];
    struct pte_request_head head = {.headers = headers};
    struct pte_refusal refusal = {0};
    char *line = copy, *end = copy + length;

    assert_true(length < sizeof(copy));
    memcpy(copy, text, length);
    copy[length] = '\0';
    head.method = copy;
    line = memchr(copy, ' ', length);
    *line++ = '\0';
    head.target = line;
    line = memchr(line, ' ', (size_t)(end - line));
    *line++ = '\0';
    head.version = line;
    while ((line = memchr(line, '\n', (size_t)(end - line))) != NULL) {
        struct pte_header *header = &headers[head.n_headers];
        char *colon, *next;

        *line++ = '\0';
        if (line >= end)
            break;
        colon = memchr(line, ':', (size_t)(end - line));
        assert_non_null(colon);
        next = memchr(line, '\n', (size_t)(end - line));
        next = next != NULL ? next : end;
        *header = (struct pte_header){line, (size_t)(colon - line), colon + 1,
                                      (size_t)(next - colon - 1)};
        while (header->value_length > 0 && *header->value == ' ') {
            header->value++;
            header->value_length--;
        }
        assert_true(++head.n_headers < MOST);
    }
    return pte_guard_passes(&head, &refusal) ? 200 : refusal.status;
}

struct expected {
    int status;
    const char *request;
    size_t length; /* 0 = strlen */
};

static void check(const struct expected *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const size_t length = all[i].length > 0 ? all[i].length : strlen(all[i].request);
        const int status = status_of(all[i].request, length);

        if (status != all[i].status)
            fail_msg("%d, not %d: %s", status, all[i].status, all[i].request);
    }
}
#define CHECK(all) check(all, sizeof(all) / sizeof(all[0]))
#define HOST "\nHost: 127.0.0.1:8070"

static void plain_questions_pass(void **state)
{
    static const struct expected all[] = {
        {200, "GET / HTTP/1.1" HOST, 0},
        {200, "GET /v1/gaps?country=PE&lang=es HTTP/1.1" HOST, 0},
        {200, "HEAD /v1/map.svg?country=PE HTTP/1.1" HOST, 0},
        {200, "OPTIONS * HTTP/1.1" HOST, 0},
        {200, "OPTIONS /v1/gaps HTTP/1.1" HOST, 0},
        {200, "GET /v1/gaps?country=%C3%91 HTTP/1.0\nHost: localhost", 0},
        {200, "GET / HTTP/1.1\nHost: [::1]:8070", 0},
        {200, "GET / HTTP/1.1\nhost: LOCALHOST:8070", 0},
        {200, "GET / HTTP/1.1\nHost: 127.255.255.254", 0},
        {200, "GET / HTTP/1.1" HOST "\nContent-Length: 0", 0},
        {200, "GET / HTTP/1.1" HOST "\nUpgrade-Insecure-Requests: 1", 0},
        {200, "GET / HTTP/1.1" HOST "\nSec-Fetch-Site: same-origin", 0},
        {200, "GET / HTTP/1.1" HOST "\nSec-Fetch-Site: none\nSec-Fetch-Mode: navigate",
         0},
        {200,
         "GET / HTTP/1.1" HOST "\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate",
         0},
        {200, "GET /v1/gaps?a=b%20c+d%25 HTTP/1.1" HOST "\nAccept: */*", 0},
    };

    (void)state;
    CHECK(all);
}

static void what_could_smuggle_is_refused(void **state)
{
    static const struct expected all[] = {
        {501, "GET / HTTP/1.1" HOST "\nTransfer-Encoding: chunked", 0},
        {501, "GET / HTTP/1.1" HOST "\nTransfer-Encoding: identity", 0},
        {501, "GET / HTTP/1.1" HOST "\ntransfer-encoding: x", 0},
        {501, "GET / HTTP/1.1" HOST "\nContent-Length: 0\nTransfer-Encoding: chunked", 0},
        {400, "GET / HTTP/1.1" HOST "\nTransfer-Encoding : chunked", 0},
        {400, "GET / HTTP/1.1" HOST "\nTransfer-Encoding\t: chunked", 0},
        {400, "GET / HTTP/1.1" HOST "\n Transfer-Encoding: chunked", 0},
        {400, "GET / HTTP/1.1" HOST "\nTransfer\x0b-Encoding: chunked", 0},
        {400, "GET / HTTP/1.1" HOST "\nTransf\xC3\xA9r-Encoding: chunked", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length: 0\nContent-Length: 0", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length: 0\ncontent-length: 5", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length: +0", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length: 0x0", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length: 0, 0", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length: -1", 0},
        {400, "GET / HTTP/1.1" HOST "\nContent-Length:", 0},
        {413, "GET / HTTP/1.1" HOST "\nContent-Length: 5", 0},
        {413, "GET / HTTP/1.1" HOST "\nContent-Length: 99999999999999999999", 0},
        {415, "GET / HTTP/1.1" HOST "\nContent-Encoding: gzip", 0},
        {417, "GET / HTTP/1.1" HOST "\nExpect: 100-continue", 0},
        {400, "GET / HTTP/1.1" HOST "\nUpgrade: websocket", 0},
        {400, "GET / HTTP/1.1" HOST "\nHTTP2-Settings: AAMAAABkAAQ", 0},
        {400, "GET / HTTP/1.1" HOST "\nX: a\x01", 0},
        {400, "GET / HTTP/1.1" HOST "\nX: a\x7F", 0},
        {400, "GET / HTTP/1.1" HOST "\nX: a\0b", sizeof("GET / HTTP/1.1" HOST) + 6},
        {400, "GET / HTTP/1.1" HOST "\nX: a\rY: b", 0},
        {400, "GET / HTTP/1.1" HOST "\n: b", 0},
        {400, "GET / HTTP/1.1" HOST "\nAuthorization: a\nAuthorization: b", 0},
    };

    (void)state;
    CHECK(all);
}

static void another_host_is_refused(void **state)
{
    static const struct expected all[] = {
        {400, "GET / HTTP/1.1", 0},
        {400, "GET / HTTP/1.1" HOST HOST, 0},
        {421, "GET / HTTP/1.1\nHost: attacker.example", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.1.attacker.example", 0},
        {421, "GET / HTTP/1.1\nHost: localhost.attacker.example", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.1@attacker.example", 0},
        {421, "GET / HTTP/1.1\nHost: 192.168.1.2:8070", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.1:", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.1:80:80", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.1:8a", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.256", 0},
        {421, "GET / HTTP/1.1\nHost: 0127.0.0.1", 0},
        {421, "GET / HTTP/1.1\nHost: 127.0.0.1 ", 0},
        {421, "GET / HTTP/1.1\nHost:", 0},
        {421, "GET / HTTP/1.1\nHost: [::1", 0},
        {421, "GET / HTTP/1.1\nHost: [::1]8070", 0},
        {421, "GET / HTTP/1.1\nHost: [::2]", 0},
        {403, "GET / HTTP/1.1" HOST "\nSec-Fetch-Site: cross-site", 0},
        {403, "GET / HTTP/1.1" HOST "\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: cors",
         0},
    };

    (void)state;
    CHECK(all);
}

static void crooked_addresses_are_refused(void **state)
{
    static const struct expected all[] = {
        {400, "GET /../etc/passwd HTTP/1.1" HOST, 0},
        {400, "GET /v1/../../etc/passwd HTTP/1.1" HOST, 0},
        {400, "GET /v1/./gaps HTTP/1.1" HOST, 0},
        {400, "GET /.. HTTP/1.1" HOST, 0},
        {400, "GET /.git/config HTTP/1.1" HOST, 0},
        {400, "GET // HTTP/1.1" HOST, 0},
        {400, "GET //etc/passwd HTTP/1.1" HOST, 0},
        {400, "GET /v1//gaps HTTP/1.1" HOST, 0},
        {400, "GET /%2e%2e/etc/passwd HTTP/1.1" HOST, 0},
        {400, "GET /%2E%2E%2Fetc HTTP/1.1" HOST, 0},
        {400, "GET /..%5cetc HTTP/1.1" HOST, 0},
        {400, "GET /a%00.html HTTP/1.1" HOST, 0},
        {400, "GET /a%7fb HTTP/1.1" HOST, 0},
        {400, "GET /%252e%252e/ HTTP/1.1" HOST, 0},
        {400, "GET /a\\b HTTP/1.1" HOST, 0},
        {400, "GET /a;b HTTP/1.1" HOST, 0},
        {400, "GET http://127.0.0.1/ HTTP/1.1" HOST, 0},
        {400, "GET 127.0.0.1:80 HTTP/1.1" HOST, 0},
        {400, "GET * HTTP/1.1" HOST, 0},
        {400, "GET ?country=PE HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps#x HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=#x HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=%00 HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=%0d%0aX:1 HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=% HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=%4 HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=%zz HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=\xC3\xB1 HTTP/1.1" HOST, 0},
        {400, "GET /v1/gaps?a=\x01 HTTP/1.1" HOST, 0},
    };

    (void)state;
    CHECK(all);
}

static void other_methods_and_versions_are_refused(void **state)
{
    static const struct expected all[] = {
        {405, "POST /v1/gaps HTTP/1.1" HOST, 0},   {405, "PUT / HTTP/1.1" HOST, 0},
        {405, "DELETE /v1/gaps HTTP/1.1" HOST, 0}, {405, "TRACE / HTTP/1.1" HOST, 0},
        {405, "CONNECT / HTTP/1.1" HOST, 0},       {405, "get / HTTP/1.1" HOST, 0},
        {405, "PROPFIND / HTTP/1.1" HOST, 0},      {400, "G(T / HTTP/1.1" HOST, 0},
        {505, "GET / HTTP/2.0" HOST, 0},           {505, "GET / HTTP/1.2" HOST, 0},
        {505, "GET / HTTP/0.9" HOST, 0},           {505, "GET / FTP/1.1" HOST, 0},
    };

    (void)state;
    CHECK(all);
}

static void what_is_too_long_is_refused(void **state)
{
    char request[8192] = "GET /";
    size_t n = strlen(request);

    (void)state;
    memset(request + n, 'a', 2047);
    strcpy(request + n + 2047, " HTTP/1.1" HOST);
    assert_int_equal(status_of(request, strlen(request)), 200);
    memset(request + n, 'a', 2048);
    strcpy(request + n + 2048, " HTTP/1.1" HOST);
    assert_int_equal(status_of(request, strlen(request)), 414);
    strcpy(request, "GET / HTTP/1.1" HOST);
    for (int i = 0; i < 63; i++)
        strcat(request, "\nX: y");
    assert_int_equal(status_of(request, strlen(request)), 200);
    strcat(request, "\nX: y");
    assert_int_equal(status_of(request, strlen(request)), 431);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_questions_pass),
        cmocka_unit_test(what_could_smuggle_is_refused),
        cmocka_unit_test(another_host_is_refused),
        cmocka_unit_test(crooked_addresses_are_refused),
        cmocka_unit_test(other_methods_and_versions_are_refused),
        cmocka_unit_test(what_is_too_long_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
