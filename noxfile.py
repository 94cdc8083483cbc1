"""Every command of the project. On a bare machine ``python3 noxfile.py -s site``; with nox at hand ``nox -s site`` does the same."""

import sys

if __name__ == "__main__":
    import environment

    environment.run_nox(sys.argv[1:])

from pathlib import Path

import nox

PYTHON = Path(".venv", "bin", "python")
SITE = Path("site")
SAMPLE = Path("tests", "sample")
ADDRESS = ("127.0.0.1", "8000")

nox.options.sessions = ["tests"]
nox.options.error_on_missing_interpreters = True


@nox.session(python=False)
def site(session: nox.Session) -> None:
    """Build the site of the whole of England into the folder `site`."""
    # Warnings stay warnings here: a newcomer's newer Python may deprecate what still works.
    run(session, "-m", "pipeline", "build", "--site", str(SITE), *session.posargs)
    session.log("To look at it: python3 noxfile.py -s serve")


@nox.session(python=False)
def serve(session: nox.Session) -> None:
    """Show the folder `site` at http://127.0.0.1:8000."""
    if not (SITE / "index.html").exists():
        session.error("There is no site yet. Build it first: python3 noxfile.py -s site")
    host, port = ADDRESS
    session.log(f"The site is at http://{host}:{port}/ until you press Ctrl-C")
    run(session, "-m", "http.server", port, "--bind", host, "--directory", str(SITE))


@nox.session(python=False)
def tests(session: nox.Session) -> None:
    """Everything that must hold: lint, types, unit tests, the sample build, a real browser. Words after `--` go to pytest."""
    lint(session)
    types(session)
    run(session, "-W", "error", "-m", "tests.chromium")
    run(session, "-W", "error", "-m", "tests.judges")  # before two workers at once would install them
    run(session, "-W", "error", "-m", "pytest", "-n", "2", *session.posargs)


@nox.session(python=False)
def lint(session: nox.Session) -> None:
    """Ruff: style and form."""
    run(session, "-m", "ruff", "check", ".")
    run(session, "-m", "ruff", "format", "--check", ".")


@nox.session(python=False)
def types(session: nox.Session) -> None:
    """Mypy, strict."""
    run(session, "-m", "mypy")


@nox.session(python=False)
def coverage(session: nox.Session) -> None:
    """Which lines of the pipeline no test reaches."""
    run(session, "-W", "error", "-m", "coverage", "run", "-m", "pytest", *session.posargs)
    run(session, "-m", "coverage", "report")


@nox.session(python=False)
def sample(session: nox.Session) -> None:
    """The daily loop: the site of a few schools with their trusts and areas, into `build/sample-site`."""
    folders = ("--datapackages", str(SAMPLE / "datapackages"), "--build", "build/sample", "--site", "build/sample-site")
    run(session, "-W", "error", "-m", "pipeline", "build", *folders)


@nox.session(python=False)
def national(session: nox.Session) -> None:
    """What must hold of the whole site, once it is built: every page, every link, every reason for a missing figure."""
    if not (SITE / "index.html").exists():
        session.error("There is no site yet. Build it first: python3 noxfile.py -s site")
    run(session, "-W", "error", "-m", "pytest", "tests/national.py", *session.posargs)


@nox.session(python=False)
def reader(session: nox.Session) -> None:
    """The whole site as readers meet it: valid, reachable by everybody, in plain words; a fixed sample of all kinds of page."""
    if not (SITE / "index.html").exists():
        session.error("There is no site yet. Build it first: python3 noxfile.py -s site")
    run(session, "-W", "error", "-m", "pytest", "-n", "2", "tests/reader.py", "tests/reader_phone.py", *session.posargs)


@nox.session(python=False)
def bench(session: nox.Session) -> None:
    """How fast and how big, as a table."""
    run(session, "-W", "error", "-m", "tests.bench", *session.posargs)


@nox.session(python=False)
def judge(session: nox.Session) -> None:
    """Frictionless over every row of every committed package; what it and our checks do not both say is an error."""
    run(session, "-m", "pipeline", "check", "--judge", "frictionless", *session.posargs)


@nox.session(venv_backend="venv")
def pins(session: nox.Session) -> None:
    """Work out requirements.txt from requirements.in: for every platform, with hashes, naming no host."""
    session.install("uv")
    options = ("--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--only-binary", ":all:", "--upgrade")
    output = ("--generate-hashes", "--no-emit-index-url", "--no-annotate", "--custom-compile-command", "python3 noxfile.py -s pins")
    session.run("uv", "pip", "compile", "--quiet", "--no-config", *options, *output, "requirements.in", "--output-file", "requirements.txt")


def run(session: nox.Session, *arguments: str) -> None:
    """Run the environment's Python, whichever Python runs nox."""
    session.run(sys.executable, "environment.py", external=True, log=False)
    session.run(str(PYTHON), *arguments, external=True)
