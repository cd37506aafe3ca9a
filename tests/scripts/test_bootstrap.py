"""The first command that anyone runs, in a folder of its own, on Pythons that may lack what it needs. No network."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EMPTY = "empty.txt"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script and a list of requirements that asks for nothing."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "bootstrap.py", tmp_path / "scripts")
    (tmp_path / EMPTY).write_text("# nothing to install\n")
    return tmp_path


def run(checkout: Path, *, before: str = "", requirements: str = EMPTY) -> "subprocess.CompletedProcess[str]":
    """Run the script after some lines of Python that make this one seem another."""
    script = checkout / "scripts" / "bootstrap.py"
    program = f"import runpy, sys\n{before}\nsys.argv = [{str(script)!r}, {requirements!r}]\n"
    program += f"runpy.run_path({str(script)!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env={"PATH": "/usr/bin:/bin", "PIP_NO_INDEX": "1", "HOME": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def stand_in(checkout: Path, *, pip: str) -> Path:
    """A .venv whose Python is a shell script: `import pip` works, and `pip install` does what the test says."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nif [ "$1" = -c ]; then exit 0; fi\necho "$@" >> called\n{pip}\n')
    python.chmod(0o755)
    return checkout / "called"


def stamp(checkout: Path) -> Path:
    return checkout / ".venv" / f".installed-{EMPTY}"


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 0), (3, 10, 12)])
def test_an_old_python_is_told_which_one_is_needed_and_how_to_name_it(
    checkout: Path, version: tuple[int, ...]
) -> None:
    result = run(checkout, before=f"sys.version_info = {version}")

    assert result.returncode == 1
    assert f"needs Python 3.11 or newer; {sys.executable} is {version[0]}.{version[1]}." in result.stderr
    assert "make run PYTHON=python3.11" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1)])
def test_the_oldest_python_and_later_ones_will_do(checkout: Path, version: tuple[int, ...]) -> None:
    stand_in(checkout, pip="exit 0")

    assert run(checkout, before=f"sys.version_info = {version}").returncode == 0


@pytest.mark.parametrize("missing", ["ensurepip", "venv"])
def test_a_python_without_venv_is_told_what_debian_calls_it(checkout: Path, missing: str) -> None:
    stub = checkout / "stub"
    stub.mkdir()
    (stub / f"{missing}.py").write_text("raise ImportError")

    result = run(checkout, before=f"sys.path.insert(0, {str(stub)!r})")

    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "This Python has no venv module.",
        "On Debian or Ubuntu: apt install python{}.{}-venv".format(*sys.version_info[:2]),
    ]


def test_a_bare_checkout_gets_an_environment_with_pip(checkout: Path) -> None:
    result = run(checkout)

    assert result.returncode == 0, result.stderr
    python = checkout / ".venv" / "bin" / "python"
    assert subprocess.run([python, "-c", "import pip"], check=False).returncode == 0
    assert stamp(checkout).read_text() == sha256((checkout / EMPTY).read_bytes()).hexdigest()


def test_the_second_call_finds_its_stamp_and_does_nothing(checkout: Path) -> None:
    called = stand_in(checkout, pip="exit 0")
    assert run(checkout).returncode == 0
    called.unlink()

    result = run(checkout)

    assert (result.returncode, result.stdout) == (0, "")
    assert not called.exists()


def test_a_changed_list_is_installed_anew(checkout: Path) -> None:
    called = stand_in(checkout, pip="exit 0")
    run(checkout)
    called.unlink()
    (checkout / EMPTY).write_text("# still nothing\n")

    run(checkout)

    assert called.exists()
    assert stamp(checkout).read_text() == sha256(b"# still nothing\n").hexdigest()


def test_each_list_has_a_stamp_of_its_own(checkout: Path) -> None:
    called = stand_in(checkout, pip="exit 0")
    (checkout / "other.txt").write_text((checkout / EMPTY).read_text())
    run(checkout)
    called.unlink()

    run(checkout, requirements="other.txt")

    assert "other.txt" in called.read_text()


def test_nothing_is_installed_that_its_hash_does_not_vouch_for(checkout: Path) -> None:
    called = stand_in(checkout, pip="exit 0")

    run(checkout)

    assert "--require-hashes" in called.read_text().split()


def test_a_failed_installation_shows_the_end_of_what_pip_said_and_a_remedy(checkout: Path) -> None:
    stand_in(checkout, pip="for n in $(seq 1 40); do echo line-$n; done; echo No network. >&2; exit 1")

    result = run(checkout)

    assert result.returncode == 1
    assert "line-40\nNo network." in result.stdout
    assert "line-10\n" not in result.stdout
    assert result.stderr.splitlines() == [
        "Installing the packages failed: see above.",
        "Without a network? Once it is back, run the same again.",
    ]


def test_a_failed_installation_leaves_no_stamp_and_is_tried_again(checkout: Path) -> None:
    called = stand_in(checkout, pip="exit 1")
    run(checkout)
    assert not stamp(checkout).exists()

    run(checkout)

    assert len(called.read_text().splitlines()) == 2


def test_progress_is_counted_in_packages(checkout: Path) -> None:
    (checkout / EMPTY).write_text("".join(f"name{n}==1.0 \\\n    --hash=sha256:00\n" for n in range(20)))
    lines = "".join(f"echo Collecting name{n}; " for n in range(20))
    stand_in(checkout, pip=lines + "echo Installing collected packages; exit 0")

    result = run(checkout)

    assert result.stdout.splitlines() == [
        "Installing 20 packages (about a minute, once) ...",
        "  10 of 20",
        "  20 of 20",
        "  unpacking",
    ]


def test_an_environment_that_no_longer_runs_is_made_anew(checkout: Path) -> None:
    stand_in(checkout, pip="exit 0")
    python = checkout / ".venv" / "bin" / "python"
    python.write_text("#!/nowhere/python3.9\n")
    stamp(checkout).write_text(sha256((checkout / EMPTY).read_bytes()).hexdigest())

    result = run(checkout)

    assert (result.returncode, result.stdout.splitlines()[0]) == (0, "Making .venv ...")
    assert subprocess.run([python, "-c", "import pip"], check=False).returncode == 0


def test_a_folder_where_nothing_can_be_made_is_named_as_the_fault(checkout: Path) -> None:
    (checkout / ".venv").write_text("a file, where a folder should be")

    result = run(checkout)

    assert result.returncode == 1
    assert "Could not make .venv: see above." in result.stderr
    assert "Is there room on the disk, and may you write here?" in result.stderr
