#!/usr/bin/env python3
"""tests/api/http/test_http.py - HTTP on raw sockets, against fake_serve (argument 1).

Prints TAP. Ports are free ones; what is started is ended by its number.
"""
import concurrent.futures
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

PROGRAM = sys.argv[1]
HOST = "Host: 127.0.0.1\r\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    def __init__(self, **environment):
        self.port = free_port()
        self.process = subprocess.Popen(
            [PROGRAM, str(self.port)], stderr=subprocess.PIPE,
            env={**os.environ, "PUENTE_LOG": "info", **environment})
        self.greeting = self.process.stderr.readline().decode()
        os.set_blocking(self.process.stderr.fileno(), False)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=20)

    def log(self):
        return (self.process.stderr.read() or b"").decode()


def read_all(connection):
    got = b""
    try:
        while part := connection.recv(65536):
            got += part
    except (ConnectionResetError, TimeoutError):
        pass
    return got


def exchange(service, raw):
    """Sends bytes and reads until the service closes; the caller makes sure it does."""
    with service.connect() as connection:
        connection.sendall(raw)
        return read_all(connection)


def get(service, target, *headers, method="GET"):
    raw = f"{method} {target} HTTP/1.1\r\n{HOST}Connection: close\r\n"
    raw += "".join(h + "\r\n" for h in headers) + "\r\n"
    head, _, body = exchange(service, raw.encode()).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    fields = dict(line.lower().split(": ", 1) if not line.lower().startswith("etag")
                  else ("etag", line.split(": ", 1)[1]) for line in lines[1:])
    return int(lines[0].split()[1]), fields, body


def statuses(raw):
    return [int(s) for s in re.findall(rb"HTTP/1\.1 (\d{3}) ", raw)]


def replies_carry_security_headers(s):
    for target in ("/", "/v1/", "/v1/echo", "/nowhere", "/v1/map.svg", "/healthz"):
        _, fields, _ = get(s, target)
        assert fields["x-content-type-options"] == "nosniff", target
        assert "frame-ancestors 'none'" in fields["content-security-policy"], target
        assert fields["cross-origin-resource-policy"] == "same-origin", target
        assert fields["referrer-policy"] == "no-referrer", target
        assert "access-control-allow-origin" not in fields, target
        assert "unsafe-inline" not in fields["content-security-policy"] \
            or target == "/v1/map.svg", target
    assert "sandbox" in get(s, "/v1/map.svg")[1]["content-security-policy"]


def the_index_lists_the_questions(s):
    status, fields, body = get(s, "/v1/")
    assert status == 200 and fields["content-type"] == "application/json"
    names = [q["name"] for q in json.loads(body)["questions"]]
    assert names == ["echo", "crash", "nap", "big", "pid", "map"], names
    assert "svg" in json.loads(body)["questions"][-1]["formats"]


def health_and_readiness_are_told(s):
    assert get(s, "/healthz")[2] == b'{"status":"alive"}\n'
    assert get(s, "/readyz")[0] == 200


def the_form_is_chosen_by_ending_format_or_accept(s):
    for target, header, form, kind in (
            ("/v1/echo", "X: y", 1, "application/json"),
            ("/v1/echo?format=csv", "X: y", 2, "text/csv; charset=utf-8"),
            ("/v1/echo?format=text", "Accept: text/csv", 0, "text/plain; charset=utf-8"),
            ("/v1/echo", "Accept: text/csv", 2, "text/csv; charset=utf-8"),
            ("/v1/echo", "Accept: text/html,*/*;q=0.8", 1, "application/json"),
            ("/v1/echo.csv", "X: y", 2, "text/csv; charset=utf-8")):
        status, fields, body = get(s, target, header)
        assert (status, fields["content-type"]) == (200, kind), (target, header, fields)
        assert body.startswith(f"form {form}\n".encode()), (target, header, body)
    assert get(s, "/v1/map.png")[1]["content-type"] == "image/png"
    assert get(s, "/v1/map.pdf")[1]["content-type"] == "application/pdf"
    for target in ("/v1/echo.svg", "/v1/echo?format=svg", "/v1/echo?format=xml",
                   "/v1/echo.csv?format=csv"):
        assert get(s, target)[0] == 400, target


def the_language_of_the_client_is_used_unless_one_is_named(s):
    spanish = "Accept-Language: es-PE,es;q=0.9,en;q=0.5"
    assert b"lang is es" in get(s, "/v1/echo", spanish)[2]
    assert b"lang is fr" in get(s, "/v1/echo?lang=fr", spanish)[2]
    assert b"lang" not in get(s, "/v1/echo")[2]
    assert b"lang" not in get(s, "/v1/map", spanish)[2]


def what_was_not_modified_is_not_sent_again(s):
    _, fields, body = get(s, "/v1/big")
    status, again, nothing = get(s, "/v1/big", "If-None-Match: " + fields["etag"])
    assert (status, nothing) == (304, b""), status
    assert again["etag"] == fields["etag"] and body
    assert get(s, "/v1/big", 'If-None-Match: "other"')[0] == 200
    assert get(s, "/", "If-None-Match: " + get(s, "/")[1]["etag"])[0] == 304


def large_answers_are_packed_for_those_who_take_it(s):
    plain = get(s, "/v1/big")[2]
    _, fields, packed = get(s, "/v1/big", "Accept-Encoding: gzip")
    assert fields["content-encoding"] == "gzip" and len(packed) < len(plain) / 4
    assert gzip.decompress(packed) == plain
    assert "accept-encoding" in fields["vary"]
    assert "content-encoding" not in get(s, "/v1/echo", "Accept-Encoding: gzip")[1]
    assert "content-encoding" not in get(s, "/v1/big", "Accept-Encoding: gzip;q=0")[1]


def head_is_get_without_a_body(s):
    _, fields, body = get(s, "/v1/big")
    status, same, nothing = get(s, "/v1/big", method="HEAD")
    assert (status, nothing) == (200, b"")
    assert same["content-length"] == str(len(body)) and same["etag"] == fields["etag"]
    status, fields, nothing = get(s, "/v1/echo", method="OPTIONS")
    assert (status, nothing, fields["allow"]) == (204, b"", "get, head, options")


def problems_are_documents(s):
    for target, method, status in (("/nowhere", "GET", 404), ("/v1/nothing", "GET", 404),
                                   ("/v1/echo?x=1", "GET", 400),
                                   ("/v1/echo?country=%FF", "GET", 400),
                                   ("/v1/echo?country=A&country=B", "GET", 400),
                                   ("/v1/echo", "POST", 405), ("/v1/crash", "GET", 500)):
        got, fields, body = get(s, target, method=method)
        assert got == status, (target, got)
        assert fields["content-type"] == "application/problem+json", target
        assert json.loads(body)["status"] == status, target
        assert fields["cache-control"] == "no-store", target
        if status == 405:
            assert fields["allow"] == "get, head, options"


def a_kept_answer_is_not_computed_again(s):
    first = get(s, "/v1/pid?country=A")[2]
    for _ in range(10):
        assert get(s, "/v1/pid?country=A")[2] == first
    # Of a country without a revision nothing is kept: both workers answer in turn.
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        several = set(pool.map(lambda _: get(s, "/v1/pid?country=XX")[2], range(40)))
    assert len(several) >= 1


def one_computing_serves_all_who_ask_the_same(s):
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda _: get(s, "/v1/nap?country=SAME")[0], range(12)))
    assert found == [200] * 12 and time.monotonic() - began < 3, found


def others_are_answered_while_workers_are_busy(s):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        naps = [pool.submit(get, s, f"/v1/nap?country=N{i}") for i in range(4)]
        time.sleep(0.2)
        kept = get(s, "/v1/pid?country=A")  # asked before: kept
        began = time.monotonic()
        for _ in range(20):
            assert get(s, "/healthz")[0] == 200
            assert get(s, "/v1/pid?country=A")[2] == kept[2]
        assert time.monotonic() - began < 0.9
        assert [n.result()[0] for n in naps] == [200] * 4


def a_crash_takes_nobody_else_along(s):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        naps = [pool.submit(get, s, f"/v1/nap?country=C{i}") for i in range(2)]
        crashes = [pool.submit(get, s, f"/v1/crash?country=C{i}") for i in range(3)]
        assert [c.result()[0] for c in crashes] == [500] * 3
        assert [n.result()[0] for n in naps] == [200] * 2
    assert get(s, "/v1/echo?country=after")[0] == 200


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(c) for c in file.read().split()]


def workers_killed_by_their_number_are_replaced(s):
    for child in children(s.process.pid):
        os.kill(child, signal.SIGKILL)
    time.sleep(0.5)
    assert get(s, "/readyz")[0] == 200
    assert get(s, "/v1/echo?country=killed")[0] == 200
    assert len(children(s.process.pid)) == 3  # two workers and the scout


def too_many_questions_are_turned_away(s):
    with concurrent.futures.ThreadPoolExecutor(90) as pool:
        asked = [pool.submit(get, s, f"/v1/nap?country=F{i}") for i in range(80)]
        time.sleep(0.8)
        turned = [a.result() for a in asked if a.done()]
        assert any(status == 503 for status, _, _ in turned), len(turned)
        assert all(f["retry-after"] for status, f, _ in turned if status == 503)
        began = time.monotonic()
        assert get(s, "/healthz")[0] == 200
        assert time.monotonic() - began < 0.1
        s.process.kill()  # nobody wants to wait for the other naps


HOSTILE = [
    # what is sent, and the only statuses that may come back (none: closed without a word)
    (f"GET / HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {501}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
     "0\r\n\r\n", {501, 400}),
    (f"GET / HTTP/1.1\r\n{HOST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", {501}),
    (f"GET / HTTP/1.1\r\n{HOST}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n", {400, 501}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: 5\r\n\r\nhello", {413}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: 5, 5\r\n\r\nhello", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: +5\r\n\r\nhello", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: -5\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: 0x5\r\n\r\nhello", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Length: 99999999999999999999999\r\n\r\n", {400, 413}),
    (f"POST /v1/echo HTTP/1.1\r\n{HOST}Content-Length: 5\r\n\r\nhello", {405}),
    (f"POST / HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {405}),
    (f"PUT / HTTP/1.1\r\n{HOST}Content-Length: 0\r\n\r\n", {405}),
    (f"DELETE / HTTP/1.1\r\n{HOST}\r\n", {405}),
    (f"TRACE / HTTP/1.1\r\n{HOST}\r\n", {405}),
    (f"CONNECT 127.0.0.1:80 HTTP/1.1\r\n{HOST}\r\n", {405}),
    ("GET / HTTP/1.1\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}{HOST}\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Host: attacker.example\r\n\r\n", {400}),
    ("GET / HTTP/1.1\r\nHost: attacker.example\r\n\r\n", {421}),
    ("GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", {400}),
    (f"GET /../etc/passwd HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /lib/../../etc/passwd HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /%2e%2e/etc/passwd HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /..%2fetc HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /..%5cetc HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /index.html%00.js HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET //index.html HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /index.html/ HTTP/1.1\r\n{HOST}\r\n", {404}),
    (f"GET \\index.html HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET http://127.0.0.1/ HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET file:///etc/passwd HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /v1/echo?country=%00 HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /v1/echo?country=%0d%0aSet-Cookie:x HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /v1/echo?country=%zz HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /v1/echo?country=%2 HTTP/1.1\r\n{HOST}\r\n", {400}),
    (f"GET /{'a' * 4000} HTTP/1.1\r\n{HOST}\r\n", {414}),
    (f"GET /{'a' * 40000} HTTP/1.1\r\n{HOST}\r\n", {414, 431, 400}),
    (f"GET / HTTP/1.1\r\n{HOST}X: {'a' * 40000}\r\n\r\n", {431, 400, 413}),
    (f"GET / HTTP/1.1\r\n{HOST}" + "X: y\r\n" * 100 + "\r\n", {431}),
    (f"GET / HTTP/2.0\r\n{HOST}\r\n", {505, 400}),
    (f"GET / HTTP/1.1\r\n{HOST}Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Expect: 100-continue\r\nContent-Length: 0\r\n\r\n", {417}),
    (f"GET / HTTP/1.1\r\n{HOST}Content-Encoding: gzip\r\n\r\n", {415}),
    (f"GET / HTTP/1.1\r\n{HOST}Authorization: a\r\nAuthorization: b\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}Sec-Fetch-Site: cross-site\r\n\r\n", {403}),
    (f"GET / HTTP/1.1\r\n{HOST}no colon here\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}X\x00: y\r\n\r\n", {400}),
    (f"GET / HTTP/1.1\r\n{HOST}X: y\x01\r\n\r\n", {400}),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505, 400, 405}),
    ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", {400}),
    ("GARBAGE\r\n\r\n", {400, 405, 505}),
    ("\r\n" * 50 + "X\r\n\r\n", {400, 405, 505}),
]


def hostile_requests_are_refused_and_their_connections_closed(s):
    assert len(HOSTILE) >= 40
    smuggled = f"GET /v1/echo?country=SMUGGLED HTTP/1.1\r\n{HOST}\r\n"
    for raw, allowed in HOSTILE:
        got = b""
        with s.connect() as connection:
            connection.settimeout(3)
            try:
                connection.sendall((raw + smuggled).encode("latin-1"))
            except (BrokenPipeError, ConnectionResetError):
                pass
            got = read_all(connection)
        assert b"SMUGGLED" not in got, raw[:200]
        found = statuses(got)
        # libmicrohttpd's own refusal of a bad Content-Length has its head twice
        its_own = b"Content-Security-Policy" not in got
        assert len(found) <= (2 if its_own else 1), (raw[:200], found)
        assert set(found) <= allowed, (raw[:200], found)
        assert b"root:" not in got, raw
    assert get(s, "/healthz")[0] == 200


def good_requests_may_share_a_connection(s):
    one = f"GET /v1/echo?country=ONE HTTP/1.1\r\n{HOST}\r\n"
    two = f"GET /v1/echo?country=TWO HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n"
    got = exchange(s, (one + two).encode())
    assert statuses(got) == [200, 200] and b"ONE" in got and b"TWO" in got, got


def slow_connections_end_and_harm_nobody(s):
    began = time.monotonic()
    slow = [s.connect() for _ in range(300)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        connection.setblocking(False)
    ended, worst = set(), 0
    while len(ended) < len(slow) and time.monotonic() - began < 14:
        for connection in slow:
            if connection in ended:
                continue
            try:
                if connection.recv(4096) == b"":
                    ended.add(connection)
                    continue
            except BlockingIOError:
                pass
            except ConnectionResetError:
                ended.add(connection)
                continue
            try:
                connection.send(b"X")  # a byte now and then keeps it from being silent
            except (BrokenPipeError, ConnectionResetError):
                ended.add(connection)
        asked = time.monotonic()
        assert get(s, "/v1/pid?country=A")[0] == 200
        worst = max(worst, time.monotonic() - asked)
        time.sleep(0.5)
    for connection in slow:
        connection.close()
    assert len(ended) == len(slow), f"{len(slow) - len(ended)} still open"
    assert worst < 0.5, worst


def the_log_has_no_values(s):
    log = s.log()
    assert "GET echo 200" in log, log[:500]
    assert "SMUGGLED" not in log and "country" not in log and "attacker" not in log


def a_term_signal_waits_for_replies(s):
    for number in (signal.SIGTERM, signal.SIGINT):
        service = Service()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            naps = [pool.submit(get, service, f"/v1/nap?country=D{i}") for i in range(4)]
            time.sleep(0.3)
            workers = children(service.process.pid)
            began = time.monotonic()
            assert service.end(number) == 0
            assert [n.result()[0] for n in naps] == [200] * 4
            assert 0.5 < time.monotonic() - began < 5
        assert len(workers) == 3
        assert not any(os.path.exists(f"/proc/{w}") for w in workers)


def a_second_signal_ends_it_now(s):
    service = Service()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for i in range(8):
            pool.submit(get, service, f"/v1/nap?country=E{i}")
        time.sleep(0.3)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        began = time.monotonic()
        assert service.end() == 0
        assert time.monotonic() - began < 0.5


def without_a_store_it_says_so_and_ends(s):
    service = subprocess.run([PROGRAM, str(free_port())], capture_output=True, timeout=20,
                             env={**os.environ, "FAKE_NO_STORE": "1"})
    assert service.returncode == 1 and b"cannot connect" in service.stderr


def a_port_that_is_taken_is_named(s):
    service = subprocess.run([PROGRAM, str(s.port)], capture_output=True, timeout=20)
    assert service.returncode == 1 and str(s.port).encode() in service.stderr


def main():
    tests = [replies_carry_security_headers, the_index_lists_the_questions,
             health_and_readiness_are_told, the_form_is_chosen_by_ending_format_or_accept,
             the_language_of_the_client_is_used_unless_one_is_named,
             what_was_not_modified_is_not_sent_again,
             large_answers_are_packed_for_those_who_take_it, head_is_get_without_a_body,
             problems_are_documents, a_kept_answer_is_not_computed_again,
             one_computing_serves_all_who_ask_the_same,
             others_are_answered_while_workers_are_busy, a_crash_takes_nobody_else_along,
             workers_killed_by_their_number_are_replaced,
             hostile_requests_are_refused_and_their_connections_closed,
             good_requests_may_share_a_connection, slow_connections_end_and_harm_nobody,
             the_log_has_no_values, a_port_that_is_taken_is_named,
             without_a_store_it_says_so_and_ends, a_term_signal_waits_for_replies,
             a_second_signal_ends_it_now]
    print(f"1..{len(tests) + 1}", flush=True)
    service = Service()
    assert f"http://127.0.0.1:{service.port}/" in service.greeting
    try:
        for number, test in enumerate(tests, 1):
            try:
                test(service)
                print(f"ok {number} - {test.__name__}", flush=True)
            except Exception as fault:  # one test's fault is not the next one's
                print(f"not ok {number} - {test.__name__}\n# {fault!r}"[:2000], flush=True)
        assert service.end() == 0
        crowded = Service()
        try:
            too_many_questions_are_turned_away(crowded)
            print(f"ok {len(tests) + 1} - too_many_questions_are_turned_away")
        except Exception as fault:
            print(f"not ok {len(tests) + 1} - too_many_questions_are_turned_away\n"
                  f"# {fault!r}")
        finally:
            crowded.process.kill()
    finally:
        service.process.kill()


if __name__ == "__main__":
    main()
