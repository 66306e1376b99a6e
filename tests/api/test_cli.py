#!/usr/bin/env python3
"""tests/api/test_cli.py - the command line from an empty machine to answers.

Usage: test_cli.py PROGRAM SOURCE
"""
import csv
import io
import json
import re
import shlex
import subprocess
import sys

import jsonschema

from rig import Rig, tap

STUDY = "pacific-alliance"
QUESTIONS = ("status", "quality", "organizations", "ties", "network", "measures", "gaps",
             "brokers")
HOSTILE = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", 'a"b\\c', "x, y; z",
           "label=<B>rank</B>", "\u202egnirts", "'; DROP TABLE x; --"]


def ask(rig, *arguments, **env):
    return json.loads(rig.run(*arguments, "--json", check=0, **env).stdout)


def nothing_set_up_and_status_works(rig):
    done = rig.run("status", check=0)
    assert "puente demo" in done.stdout, done.stdout
    assert ask(rig, "status")["data"]["studies"] == []


def a_question_without_data_says_what_to_do(rig):
    done = rig.run("gaps", check=66)
    assert done.stdout == "" and done.stderr.startswith("puente: not_found: ")
    assert "\n  try: puente demo" in done.stderr


def the_demo_finds_every_planted_truth(rig):
    done = rig.run("demo", "--output", "maps", check=0)
    truth = json.loads((rig.source / "datasets/pacific-alliance/truth.json").read_text())
    assert "not found" not in done.stdout
    cells = sum(len(c["cells"]) for c in truth["countries"])
    assert done.stdout.count("planted, and found") >= cells + 2
    for country in truth["countries"]:
        svg = (rig.folder / "maps" / f"{country['country']}.svg").read_text()
        assert svg.lstrip().startswith("<?xml") or svg.lstrip().startswith("<svg")
        assert (rig.folder / "maps" / f"{country['country']}.png").read_bytes()[:4] == b"\x89PNG"


def the_demo_again_changes_nothing(rig):
    before = ask(rig, "status")
    maps = {p.name: p.read_bytes() for p in (rig.folder / "maps").iterdir()}
    rig.run("demo", "--output", "maps", check=0)
    assert ask(rig, "status") == before
    assert {p.name: p.read_bytes() for p in (rig.folder / "maps").iterdir()} == maps


def every_document_keeps_to_its_schema(rig):
    schema = json.loads(rig.run("help", "--schemas", check=0).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    asked = [[q] for q in QUESTIONS] + [["map", "--country", "PE"]]
    asked += [[q, "--country", "CL,pe", "--wave", "2026-1", "--relation", "information",
               "--study", STUDY, "--lang", "es"] for q in QUESTIONS]
    asked += [["gaps", "--relation", "each"], ["gaps", "--rule", "directed"],
              ["gaps", "--reference", "within", "--tense", "desired"],
              ["gaps", "--reference", "best_country"], ["gaps", "--reference", "target:0.3"],
              ["gaps", "--sectors", "all"], ["ties", "--rule", "directed"],
              ["measures", "--rule", "confirmed", "--strength", "mean"],
              ["network", "--relation", "information", "--lang", "fr"]]
    for arguments in asked:
        document = ask(rig, *arguments, PUENTE_STUDY=STUDY)
        one = {"$ref": f"#/$defs/{arguments[0]}", "$defs": schema["$defs"]}
        jsonschema.Draft202012Validator(one).validate(document)
        assert document["question"]["name"] == arguments[0]


def every_country_gets_a_sentence_in_three_languages(rig):
    cells = ask(rig, "gaps")["data"]["cells"]
    assert {c["country"] for c in cells} == {"CL", "CO", "MX", "PE"}
    peru = next(c for c in cells if (c["country"], c["from"], c["to"])
                == ("PE", "education", "industry"))
    assert peru["verdict_code"] == "gap"
    assert re.match(r"Education-industry ties in Peru are 0\.\d times what the sector mix "
                    r"predicts \(p = \.\d+, response \d+ %\); ", peru["sentences"]["en"])
    assert peru["sentences"]["es"].startswith("Los vínculos educación-industria en Perú son 0,")
    assert peru["sentences"]["fr"].startswith("Les liens éducation-industrie (Pérou) valent 0,")
    silent = [c for c in cells if c["verdict_code"] == "cannot_tell"]
    assert silent and all("cannot tell" in c["verdict"] and "pairs were observed" in c["verdict"]
                          for c in silent)


def table_csv_and_json_have_the_same_numbers(rig):
    document = ask(rig, "gaps", "--country", "pe")
    rows = list(csv.DictReader(io.StringIO(
        rig.run("gaps", "--country", "PE", "--csv", check=0).stdout)))
    assert len(rows) == len(document["data"]["cells"])
    for row, cell in zip(rows, document["data"]["cells"]):
        for key in ("ratio", "p", "density", "expected"):
            assert (float(row[key]) if row[key] else None) == cell[key]
        assert float(row["interval.0"]) == cell["interval"][0]
    text = rig.run("gaps", "--country", "PE", check=0).stdout
    for cell in document["data"]["cells"]:
        if cell["from"] != cell["to"]:
            assert cell["verdict"].split("(")[0][:60] in " ".join(text.split())


def the_same_question_gives_the_same_bytes_everywhere(rig):
    for arguments in (["gaps", "--json"], ["measures", "--json"], ["gaps", "--csv"],
                      ["brokers"], ["map", "--country", "CL"]):
        wanted = rig.run(*arguments, check=0, text=False).stdout
        for env in ({"LC_ALL": "es_CL.UTF-8"}, {"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"},
                    {"PUENTE_THREADS": "1"}, {"PUENTE_THREADS": "2"}, {"TZ": "America/Lima"}):
            assert rig.run(*arguments, check=0, text=False, **env).stdout == wanted, env


def the_seed_decides_and_is_told(rig):
    one, other = (ask(rig, "gaps", "--seed", seed, "--country", "PE") for seed in "12")
    assert one["computed"]["seed"] == 1 and other["computed"]["seed"] == 2
    assert [c["p"] for c in one["data"]["cells"]] != [c["p"] for c in other["data"]["cells"]]
    assert [c["z"] for c in one["data"]["cells"]] == [c["z"] for c in other["data"]["cells"]]


def the_language_is_chosen_not_guessed_and_offered_once(rig):
    done = rig.run("status", check=0, LC_ALL="es_CL.UTF-8")
    assert done.stdout == rig.run("status", check=0).stdout
    assert done.stderr.count("\n") == 1 and "PUENTE_LANG=es" in done.stderr
    spanish = rig.run("gaps", "--country", "PE", "--lang", "es", check=0)
    assert "brechas entre sectores" in spanish.stdout
    assert rig.run("gaps", "--country", "PE", check=0, PUENTE_LANG="es").stdout == spanish.stdout
    assert rig.run("help", check=0, PUENTE_LANG="fr").stdout.startswith("puente transforme")


def colour_is_for_terminals_only(rig):
    assert "\033" not in rig.run("gaps", check=0).stdout


def narrow_terminals_are_kept_to(rig):
    for columns in (40, 60, 80, 120):
        for question in QUESTIONS:
            text = rig.run(question, check=0, COLUMNS=str(columns)).stdout
            for line in text.splitlines():
                assert len(line) <= columns, (question, columns, line)


def each_fault_has_its_exit_code_and_a_hint(rig):
    for arguments, code, words in (
            ([], 0, ""), (["gap"], 64, "did you mean 'puente gaps'?"),
            (["gaps", "--contry", "PE"], 64, "did you mean '--country'?"),
            (["gaps", "--country", "XX"], 66, "there are: CL, CO, MX, PE"),
            (["gaps", "--relation", "informaton"], 66, "did you mean 'information'"),
            (["gaps", "--reference", "target:2"], 64, "target:0.3"),
            (["gaps", "--wave", "1999"], 66, "there are: "),
            (["gaps", "extra"], 64, "options begin with --"),
            (["gaps", "--json", "--csv"], 64, ""),
            (["measures", "--measure", "betweeness"], 64, "did you mean 'betweenness'"),
            (["measures", "--relation", "each"], 64, "gaps and ties take 'each'"),
            (["map"], 64, "--country CL"),
            (["map", "--country", "PE", "-o", "x.gif"], 64, ".svg, .png or .pdf"),
            (["import", "nowhere.csv", "--mapping", "no.yml"], 66, ""),
            (["import"], 64, "puente import FILE"),
            (["gaps", "--study", "nope"], 66, STUDY),
            (["db", "strat"], 64, "did you mean 'puente db start'?"),
            (["completion", "fish"], 64, "bash"),
            (["status", "--database", "postgresql://127.0.0.1:1/x"], 69, "")):
        done = rig.run(*arguments, check=code)
        assert words in done.stderr, (arguments, done.stderr)
        assert code == 0 or done.stderr.startswith("puente: "), done.stderr


def hostile_names_arrive_whole_and_do_no_harm(rig):
    nodes, ties = io.StringIO(), io.StringIO()
    writer = csv.writer(nodes)
    writer.writerow(["id", "name", "sector"])
    for i, name in enumerate(HOSTILE):
        writer.writerow([f"H{i}", name, ("education", "labour", "industry")[i % 3]])
    writer = csv.writer(ties)
    writer.writerow(["source", "target"])
    for i in range(len(HOSTILE) - 1):
        writer.writerow([f"H{i}", f"H{i + 1}"])
    rig.run("import", "--organizations", rig.file("h.csv", nodes.getvalue()), "--ties",
            rig.file("t.csv", ties.getvalue()), "--country", "PE", "--study", "hostile", check=0)
    document = ask(rig, "organizations", "--study", "hostile")
    assert [o["name"] for o in document["data"]["organizations"]] == HOSTILE
    rows = list(csv.DictReader(io.StringIO(
        rig.run("organizations", "--study", "hostile", "--csv", check=0).stdout)))
    assert rows[0]["name"] == "'" + HOSTILE[0] and rows[2]["name"] == HOSTILE[2]
    text = rig.run("organizations", "--study", "hostile", check=0).stdout
    assert "\u202e" not in text
    svg = rig.run("map", "--study", "hostile", check=0).stdout
    assert "<script" not in svg and "<B>" not in svg


def a_name_is_settled_once_and_can_be_taken_back(rig):
    def state():
        rows = csv.DictReader(io.StringIO(
            rig.run("ties", "--study", "layouts", "--csv", check=0).stdout))
        return {(r["from"], r["to"]): r["state"] for r in rows}["A2", "L1"]

    def names():
        return list(csv.DictReader(io.StringIO(
            rig.run("names", "list", "--study", "layouts", "--csv", check=0).stdout)))

    case = rig.source / "tests/cases/layout-free-list"
    rig.run("import", case / "export.csv", "--mapping", case / "mapping.yml", check=0)
    assert [n["decision"] for n in names()] == ["", ""] and state() == "unconfirmed"
    review = subprocess.run([rig.program, "names", "review", "--study", "layouts"],
                            env=rig.env, input="yq", capture_output=True, text=True)
    assert review.returncode == 0 and "Min. Trabajo" in review.stdout, review
    assert state() == "confirmed"
    table = rig.file("names.csv", rig.run("names", "export", "--study", "layouts",
                                          check=0).stdout)
    settled = names()
    rig.run("names", "split", "MIN TRABAJO", "--study", "layouts", check=0)
    assert state() == "unconfirmed"
    rig.run("names", "import", table, "--study", "layouts", check=0)
    assert names() == settled and state() == "confirmed"
    rig.run("names", "reject", "Min. Trabajo", "--study", "layouts", check=0)
    assert state() == "unconfirmed"
    rig.run("names", "accept", "Min. Trabajo", "nobody", "--study", "layouts", check=66)


def several_studies_need_a_name(rig):
    done = rig.run("gaps", check=64)
    assert "hostile" in done.stderr and STUDY in done.stderr
    rig.run("gaps", check=0, PUENTE_STUDY=STUDY)


def an_import_tells_what_came_in_and_can_be_taken_back(rig):
    nodes = rig.file("n.csv", "id,name,sector\nA,Uno,education\nB,Dos,labour\n")
    ties = rig.file("e.csv", "source,target,relation\nA,B,information\nA,A,information\n")
    arguments = ("import", "--organizations", nodes, "--ties", ties, "--country", "cl",
                 "--study", "mine")
    checked = ask(rig, *arguments, "--dry-run")["data"]["imports"][0]
    assert checked["is_kept"] is False and checked["organizations"] == 2
    assert [f for f in checked["findings"] if f["row"] == 3 and f["file"] == "e.csv"]
    assert "mine" not in rig.run("status", check=0).stdout
    kept = ask(rig, *arguments)["data"]["imports"][0]
    assert kept["is_kept"] and not kept["was_there"] and kept["organizations_new"] == 2
    assert ask(rig, *arguments)["data"]["imports"][0]["was_there"] is True
    rig.run("import", "--revert", kept["batch"], check=0)
    again = ask(rig, "status")["data"]["studies"]
    assert not [s for s in again if s["code"] == "mine" and s["organizations"] > 0]


def a_file_without_mapping_is_told_and_not_imported(rig):
    stamps = "_id,_uuid,_submission_time,_index"
    export = rig.file("k.csv", f"org,deseo,deseo/sena,{stamps}\nCámara,sena,1,1,u1,x,1\n"
                      "Cámara,,,2,u2,x,2\n")
    told = ask(rig, "import", export, "--dry-run")["data"]
    assert told["imports"] == [] and len(told["exports"]) == 1
    found = told["exports"][0]
    assert (found["tool"], found["respondents"], found["questions"]) == ("kobo", 2, 2), found
    assert found["key"] == "_uuid" and found["samples"] == ["Cámara"]
    done = rig.run("import", export, check=66)
    assert "KoboToolbox" in done.stdout and "no mapping" in done.stderr
    rig.run("import", export, "--dry-run", "--tool", "excell", check=64)
    forced = ask(rig, "import", export, "--dry-run", "--tool", "table")["data"]["exports"][0]
    assert forced["tool"] == "table" and forced["key"] is None


def faults_stop_an_import_and_are_told_with_their_place(rig):
    nodes = rig.file("f.csv", "id,name,sector\nA,Uno,edukation\nB,Dos,labour\n")
    ties = rig.file("g.csv", "source,target\nA,B\nA,Z\n")
    done = rig.run("import", "--organizations", nodes, "--ties", ties, "--country", "CL",
                   "--study", "bad", check=65)
    text = " ".join(done.stdout.split())
    assert "f.csv, row 2, column C: fault:" in text, text
    assert "nothing was imported" in done.stderr
    assert "bad" not in [s["code"] for s in ask(rig, "status")["data"]["studies"]]


def one_organization_alone_gives_nulls_not_numbers(rig):
    nodes = rig.file("one.csv", "id,name,sector\nA,Uno,education\n")
    ties = rig.file("none.csv", "source,target\n")
    rig.run("import", "--organizations", nodes, "--ties", ties, "--country", "CL", "--study",
            "alone", check=0)
    schema = json.loads(rig.run("help", "--schemas", check=0).stdout)
    for question in ("organizations", "ties", "network", "measures", "brokers", "quality"):
        document = ask(rig, question, "--study", "alone")
        one = {"$ref": f"#/$defs/{question}", "$defs": schema["$defs"]}
        jsonschema.Draft202012Validator(one).validate(document)
        rig.run(question, "--study", "alone", check=0)
    measured = ask(rig, "measures", "--study", "alone")
    row = measured["data"]["organizations"][0]
    assert row["constraint"] is None and row["degree"] == 0 and measured["notes"]
    assert ask(rig, "network", "--study", "alone")["data"]["summary"]["density"] is None
    rig.run("gaps", "--study", "alone", check=70)


def help_manual_and_completion_come_from_the_tables(rig):
    everything = rig.run("help", check=0).stdout
    manual = rig.run("help", "--man", check=0).stdout
    completion = rig.run("completion", "bash", check=0).stdout
    for question in (*QUESTIONS, "map", "demo", "import", "serve", "db"):
        assert f"\n  {question} " in everything and f".SS puente {question}" in manual
        assert f"    {question}) words=" in completion
        one = rig.run("help", question, check=0).stdout
        assert rig.run(question, "--help", check=0).stdout == one and "Example: puente" in one
    assert rig.run("--version", check=0).stdout.startswith("puente 0.")


def an_answer_is_written_whole_into_a_file(rig):
    rig.run("gaps", "--study", STUDY, "--json", "-o", "gaps.json", check=0)
    assert (rig.folder / "gaps.json").read_text() == rig.run("gaps", "--study", STUDY, "--json",
                                                            check=0).stdout
    for ending, magic in ((".svg", b"<"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        rig.run("map", "--study", STUDY, "--country", "PE", "-o", "m" + ending, check=0)
        assert (rig.folder / ("m" + ending)).read_bytes().startswith(magic)


def every_example_of_the_readmes_runs(rig):
    rig.file("nodes.csv", "id,name,sector\nA,Uno,education\nB,Dos,labour\nC,Tres,industry\n")
    rig.file("ties.csv", "source,target\nA,B\n")
    ran = 0
    for readme in ("README.md", "api/README.md"):
        for line in (rig.source / readme).read_text().splitlines():
            if not re.match(r"    (build/api/)?puente ", line) or " serve" in line:
                continue
            rig.run(*shlex.split(line.replace("build/api/", ""))[1:], check=0,
                    PUENTE_STUDY=STUDY)
            ran += 1
    assert ran >= 8, ran


if __name__ == "__main__":
    sys.exit(tap(Rig(sys.argv[1], sys.argv[2]), [
        nothing_set_up_and_status_works, a_question_without_data_says_what_to_do,
        the_demo_finds_every_planted_truth, the_demo_again_changes_nothing,
        every_document_keeps_to_its_schema, every_country_gets_a_sentence_in_three_languages,
        table_csv_and_json_have_the_same_numbers,
        the_same_question_gives_the_same_bytes_everywhere, the_seed_decides_and_is_told,
        the_language_is_chosen_not_guessed_and_offered_once, colour_is_for_terminals_only,
        narrow_terminals_are_kept_to, each_fault_has_its_exit_code_and_a_hint,
        hostile_names_arrive_whole_and_do_no_harm,
        a_name_is_settled_once_and_can_be_taken_back, several_studies_need_a_name,
        an_import_tells_what_came_in_and_can_be_taken_back,
        a_file_without_mapping_is_told_and_not_imported,
        faults_stop_an_import_and_are_told_with_their_place,
        one_organization_alone_gives_nulls_not_numbers,
        help_manual_and_completion_come_from_the_tables,
        an_answer_is_written_whole_into_a_file, every_example_of_the_readmes_runs]))
