"""The wheel, installed where nothing else is, has everything the service needs to run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTENT = ("guidance", "flows", "letters", "locales")
BUILT = ("app/web/static/vendor/htmx.min.js", "app/render/fonts/NotoSans_400Regular.ttf")

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def surroundings() -> dict[str, str]:
    """This environment without what would lead the installed program back to the checkout."""
    ours = ("EXCLUSION_RIGHTS_", "DATABASE_URL", "PYTHON", "VIRTUAL_ENV", "COV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert build.returncode == 0, build.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a virtual environment in `env`: locked dependencies and the wheel, no more."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=True)
    pip = (folder / "env/bin/python", "-m", "pip", "install", "--quiet", "--no-deps")
    for what in (("--require-hashes", "-r", ROOT / "requirements.lock"), (wheel,)):
        done = run(*pip, *what, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_holds_every_content_file(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        f"app/_content/{path.relative_to(ROOT).as_posix()}"
        for folder in CONTENT
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".po", ".mo"}
    }
    assert len(ours) > len(CONTENT)
    assert ours <= held
    assert {each.replace(".po", ".mo") for each in ours if each.endswith(".po")} <= ours


def test_the_wheel_holds_code_templates_migrations_and_built_assets(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    kept = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name[0] != "."
    }
    assert kept >= set(BUILT)
    assert kept <= held


def test_nothing_of_a_family_or_a_developer_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app"}


def test_the_dependencies_agree_with_each_other(installed: Path) -> None:
    check = run(installed / "env/bin/python", "-m", "pip", "check", cwd=installed)
    assert check.returncode == 0, check.stdout


def test_the_command_explains_itself(installed: Path) -> None:
    help_ = run(installed / "env/bin/exclusion-rights", "--help", cwd=installed)
    assert help_.returncode == 0, help_.stderr
    assert "serve" in help_.stdout


def test_the_installed_content_is_sound(installed: Path) -> None:
    check = run(installed / "env/bin/exclusion-rights", "check", cwd=installed)
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.fixture
def address(installed: Path) -> Iterator[str]:
    """Where a freshly started installed server says that it listens; it stops afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with subprocess.Popen(
        [installed / "env/bin/exclusion-rights", "serve", "--host", "127.0.0.1", "--port", port],
        cwd=installed,
        env=surroundings() | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            yield listening(server)
        finally:
            server.terminate()


def listening(server: subprocess.Popen[str]) -> str:
    said = []
    for line in server.stdout or ():
        said.append(line)
        if "running on http" in line:
            return line.split("running on ", 1)[1].split()[0]
    raise AssertionError("".join(said))


def test_the_installed_service_starts_and_serves_a_page(address: str) -> None:
    with urllib.request.urlopen(f"{address}/en/", timeout=30) as page:  # noqa: S310
        assert page.status == 200
        assert 'lang="en"' in page.read().decode()
