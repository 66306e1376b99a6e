"""tests/api/rig.py - a puente of its own for one test: data folder, database, no locale."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import traceback


class Rig:
    """Runs the program with a private cluster in a folder that goes when the test ends."""

    def __init__(self, program, source):
        self.program, self.source = os.path.abspath(program), pathlib.Path(source)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="puente-test-"))
        self.folder.chmod(0o755)  # as root the server runs as another user
        keep = {k: v for k, v in os.environ.items()
                if k.startswith(("ASAN", "UBSAN", "LSAN", "PUENTE_DRAW")) or k == "PATH"}
        self.env = keep | {"XDG_DATA_HOME": str(self.folder / "data"), "LC_ALL": "C",
                           "HOME": str(self.folder), "COLUMNS": "100",
                           "PUENTE_DATASETS": str(self.source / "datasets")}

    def run(self, *arguments, check=None, text=True, **env):
        done = subprocess.run([self.program, *map(str, arguments)], env=self.env | env,
                              cwd=self.folder, capture_output=True, timeout=300,
                              stdin=subprocess.DEVNULL)
        if text:
            done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        if check is not None:
            assert done.returncode == check, (arguments, done.returncode, done.stdout[-800:],
                                              done.stderr[-2000:])
        return done

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def close(self):
        self.run("db", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def tap(rig, tests):
    """Runs the functions in their order; each name is a sentence."""
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    try:
        for number, test in enumerate(tests, 1):
            try:
                test(rig)
                print(f"ok {number} - {test.__name__}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {number} - {test.__name__}")
                print("\n".join("# " + line for line in
                                traceback.format_exc().splitlines()), flush=True)
    finally:
        rig.close()
    return 1 if failed else 0
