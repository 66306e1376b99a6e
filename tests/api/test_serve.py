#!/usr/bin/env python3
"""tests/api/test_serve.py - `puente serve` on a real store, against `puente` (argument 1).

Prints TAP. The command line and HTTP must give the same bytes, before and after the
store changes, loses its server or a worker.
"""
import concurrent.futures
import json
import os
import signal
import sys
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

from service import Puente, load_tables, tables

COUNTRY_OF = {"map": "PE"}  # a map shows one country


class Client:
    def __init__(self, puente, origin):
        self.puente, self.origin = puente, origin

    def get(self, target, **headers):
        request = urllib.request.Request(self.origin + target, headers={
            name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, dict(refusal.headers), refusal.read()

    def questions(self):
        return [q["name"] for q in json.loads(self.get("/v1/")[2])["questions"]]


def same(client, name, form, **given):
    words = [word for key, value in given.items() for word in ("--" + key, value)]
    query = urllib.parse.urlencode({**given, "format": form})
    status, _, body = client.get(f"/v1/{name}?{query}")
    assert status == 200, (name, given, status, body[:300])
    if form in ("json", "csv"):
        told = client.puente.run(name, *words, "--" + form)
    else:
        path = client.puente.folder / f"map.{form}"
        client.puente.run(name, *words, "--output", str(path))
        told = path.read_bytes()
    assert told == body, f"{name} {form} {given}: {told[:200]} is not {body[:200]}"


def every_question_has_the_same_bytes_on_both_ways(client):
    names = client.questions()
    assert len(names) >= 9, names
    for name in names:
        given = {"country": COUNTRY_OF[name]} if name in COUNTRY_OF else {}
        same(client, name, "json", **given)
        if name != "map":
            same(client, name, "csv", **given)


def parameters_and_languages_have_the_same_bytes(client):
    for lang in ("en", "es", "fr"):
        same(client, "gaps", "json", country="PE", relation="information", lang=lang)
    same(client, "gaps", "json", country="CL,PE", rule="directed", seed="7", replicates="199")
    same(client, "ties", "csv", country="CL", rule="confirmed")


def pictures_have_the_same_bytes(client):
    for form in ("svg", "png", "pdf"):
        same(client, "map", form, country="PE")
    same(client, "map", "svg", country="CL", names="codes", lang="es")


def what_is_wrong_is_told_as_a_problem(client):
    for target, wanted, word in (("/v1/gaps?country=ZZ", 404, b"ZZ"),
                                 ("/v1/gaps?contry=PE", 400, b"country"),
                                 ("/v1/gaps?rule=unin", 400, b"union"),
                                 ("/v1/gaps?seed=-1", 400, b"seed"),
                                 ("/v1/gap", 404, b"gap"),
                                 ("/v1/map.svg", 400, b"country")):
        status, headers, body = client.get(target)
        assert status == wanted, (target, status, body)
        assert headers["Content-Type"] == "application/problem+json"
        document = json.loads(body)
        assert document["status"] == wanted and word in body, (target, body)


def what_has_not_changed_is_not_sent_again(client):
    _, headers, _ = client.get("/v1/gaps?country=PE")
    status, _, body = client.get("/v1/gaps?country=PE", If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")


def a_change_of_the_store_is_seen_at_once(client):
    _, before, old = client.get("/v1/ties?country=PE")
    organizations, ties, mask = tables()
    lines = ties.splitlines()
    more = "\n".join(lines[:1] + lines[2:] + ["PE00,PE01,placement", "PE06,PE07,placement"])
    paths = [client.puente.write(name, text) for name, text in
             (("o2.csv", organizations), ("t2.csv", more + "\n"), ("m2.csv", mask))]
    client.puente.run("import", "--organizations", paths[0], "--ties", paths[1], "--mask",
                      paths[2], "--study", "test")
    status, after, new = client.get("/v1/ties?country=PE", If_None_Match=before["ETag"])
    assert status == 200 and new != old and after["ETag"] != before["ETag"]
    same(client, "ties", "json", country="PE")


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def a_worker_killed_at_work_costs_only_its_question(client):
    pid = client.puente.process.pid
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        asked = pool.submit(client.get, "/v1/gaps?replicates=999999&reference=within")
        time.sleep(0.15)
        killed = children(pid)
        for child in killed:
            os.kill(child, signal.SIGKILL)
        status, headers, _ = asked.result()
    assert status in (500, 200), status
    assert status == 200 or headers["Content-Type"] == "application/problem+json"
    time.sleep(0.4)
    assert client.get("/readyz")[0] == 200
    assert client.get("/v1/brokers?country=PE")[0] == 200
    assert not set(children(pid)) & set(killed)


def a_stopped_database_is_survived(client):
    client.puente.run("db", "stop")
    end = time.monotonic() + 30
    status = 0
    while status != 200 and time.monotonic() < end:
        status, headers, _ = client.get("/v1/gaps?country=CL&seed=3")
        assert status in (200, 503), status
        assert status == 200 or "Retry-After" in headers
        time.sleep(0.2)
    assert status == 200


def many_at_once_get_the_same_answer(client):
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: client.get("/v1/measures?country=PE")[2], range(64)))
    assert len(found) == 1


def it_ends_with_status_0(client):
    workers = children(client.puente.process.pid)
    assert client.puente.end_service() == 0
    assert not any(os.path.exists(f"/proc/{worker}") for worker in workers)


def main():
    tests = [every_question_has_the_same_bytes_on_both_ways,
             parameters_and_languages_have_the_same_bytes, pictures_have_the_same_bytes,
             what_is_wrong_is_told_as_a_problem, what_has_not_changed_is_not_sent_again,
             a_change_of_the_store_is_seen_at_once,
             a_worker_killed_at_work_costs_only_its_question,
             a_stopped_database_is_survived, many_at_once_get_the_same_answer,
             it_ends_with_status_0]
    print(f"1..{len(tests)}", flush=True)
    puente = Puente(sys.argv[1])
    try:
        load_tables(puente)
        client = Client(puente, puente.serve())
        for number, test in enumerate(tests, 1):
            try:
                test(client)
                print(f"ok {number} - {test.__name__}", flush=True)
            except Exception as fault:  # one test's fault is not the next one's
                where = traceback.extract_tb(fault.__traceback__)[-1].lineno
                words = f"line {where}: {fault!r}".replace("\n", " ")[:1500]
                print(f"not ok {number} - {test.__name__}\n# {words}", flush=True)
    finally:
        puente.close()


if __name__ == "__main__":
    main()
