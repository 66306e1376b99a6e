"""tests/api/service.py - what tests of the running service share: a store of their own,
`puente serve` on a free port, and an end to both by number."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Puente:
    """The program with a private store in a folder of its own, gone afterwards."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pte-", dir="/tmp"))
        self.folder.chmod(0o755)  # as root, the server runs as another user
        self.environment = {**{k: v for k, v in os.environ.items()
                               if not k.startswith(("PG", "PUENTE_DATABASE", "PUENTE_STUDY",
                                                    "LC_", "LANG"))},
                            "XDG_DATA_HOME": str(self.folder / "data"),
                            "PUENTE_LANG": "en"}
        if "PUENTE_DRAW" not in self.environment:
            draw = pathlib.Path(program).parent / "viz" / "draw" / "puente-draw"
            for place in (draw, draw.parents[3] / "viz" / "draw" / "puente-draw"):
                if place.exists():
                    self.environment["PUENTE_DRAW"] = str(place)
                    break
        self.process = None
        self.port = 0

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], capture_output=True, timeout=120,
                              env=self.environment)
        if done.returncode != 0:
            raise RuntimeError(f"puente {' '.join(arguments)}: {done.returncode}\n"
                               f"{done.stderr.decode()}")
        return done.stdout

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def serve(self):
        self.port = free_port()
        self.process = subprocess.Popen([self.program, "serve", "--port", str(self.port)],
                                        stderr=subprocess.PIPE, env=self.environment)
        line = self.process.stderr.readline().decode()
        if f"http://127.0.0.1:{self.port}/" not in line:
            raise RuntimeError("puente serve said: " + line)
        return f"http://127.0.0.1:{self.port}"

    def end_service(self):
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=20)
        self.process.stderr.close()
        self.process = None
        return status

    def close(self):
        try:
            if self.process is not None:
                self.process.kill()
                self.process.wait()
            subprocess.run([self.program, "db", "stop"], capture_output=True, timeout=60,
                           env=self.environment, check=False)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>',
           "javascript:alert(1)", '</text></g></svg><a href="//x.example/">y</a>',
           "&lt;b&gt;bold&lt;/b&gt;", "\\N \\G \\L", "<![CDATA[x]]>",
           "<!--", "Ñandú & Hijos “S.A.”", "url(http://x.example/)"]


def tables():
    """Two countries of 24 organizations; names in one of them are hostile."""
    sectors = ["education", "labour", "industry"]
    organizations, ties, mask = ["id,name,sector,country"], ["source,target,relation"], \
        ["source,target,state"]
    for country in ("CL", "PE"):
        for i in range(24):
            name = f"Organization {i} of {country}"
            if country == "PE" and i < len(HOSTILE):
                name = HOSTILE[i]
            quoted = name.replace('"', '""')
            organizations.append(f'{country}{i:02},"{quoted}",{sectors[i % 3]},{country}')
            if i % 5 == 4:
                mask.append(f"{country}{i:02},,nonresponse")
                continue
            for j in range(24):
                # within sectors a third, across a sixth, education-industry nothing
                same = i % 3 == j % 3
                gap = {i % 3, j % 3} == {0, 2}
                if i != j and not gap and (i * 7 + j * 5) % (3 if same else 4) == 0:
                    relation = "information" if (i + j) % 2 else "placement"
                    ties.append(f"{country}{i:02},{country}{j:02},{relation}")
    return ["\n".join(part) + "\n" for part in (organizations, ties, mask)]


def load_tables(puente):
    names = ("organizations.csv", "ties.csv", "mask.csv")
    paths = [puente.write(name, text) for name, text in zip(names, tables())]
    puente.run("import", "--organizations", paths[0], "--ties", paths[1], "--mask",
               paths[2], "--study", "test")
