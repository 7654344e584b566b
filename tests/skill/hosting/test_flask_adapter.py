"""The SDK's adapter imports, with or without a working certvalidator; each case in its own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
USE = """
from skill.hosting.flask_adapter import VerifiedAdapter
import certvalidator
from certvalidator import CertificateValidator
from certvalidator.errors import PathError, ValidationError
assert issubclass(PathError, Exception) and issubclass(ValidationError, Exception)
"""
BROKEN = "import certvalidator.errors\nraise LookupError('Error detecting the version of libcrypto')\n"
WORKING = "from certvalidator import errors\n\nclass CertificateValidator:\n    pass\n"
ERRORS = "class PathError(Exception):\n    pass\n\n\nclass ValidationError(PathError):\n    pass\n"


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``code`` with ``folder`` before everything else that is installed."""
    start = f"import sys; sys.path[:0] = [{str(folder)!r}, {str(ROOT)!r}]\n"
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", start + USE + code], capture_output=True, text=True, check=False
    )


def fake(folder: Path, init: str, errors: str | None = ERRORS) -> Path:
    """A ``certvalidator`` of ours in ``folder``."""
    package = folder / "certvalidator"
    package.mkdir()
    (package / "__init__.py").write_text(init)
    if errors is not None:
        (package / "errors.py").write_text(errors)
    return folder


def test_it_imports_here(tmp_path: Path) -> None:
    done = run("", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_working_library_is_unchanged(tmp_path: Path) -> None:
    done = run("print(certvalidator.__file__, CertificateValidator.__name__)", fake(tmp_path, WORKING))
    where = tmp_path / "certvalidator" / "__init__.py"
    assert (done.stdout, done.stderr) == (f"{where} CertificateValidator\n", "")


@pytest.mark.parametrize(
    "init", [BROKEN, "raise LookupError('before anything else')\n"], ids=["after its errors", "at once"]
)
def test_the_substitute_refuses_everything(init: str, tmp_path: Path) -> None:
    code = """
from ask_sdk_webservice_support.verifier import RequestVerifier
from tests.skill.hosting.chains import good_chain
assert not hasattr(certvalidator, '__file__')
for check in (lambda chain: CertificateValidator(chain, []), RequestVerifier()._validate_cert_chain):
    try:
        check(good_chain())
    except RuntimeError as refusal:
        print(refusal)
"""
    done = run(code, fake(tmp_path, init))
    line = "certvalidator does not work here; requests are verified by skill.hosting.signature"
    assert (done.stdout.splitlines(), done.stderr) == ([line, line], "")


def test_a_library_that_is_not_installed_is_an_error(tmp_path: Path) -> None:
    done = run("", fake(tmp_path, "raise ModuleNotFoundError(\"No module named 'oscrypto'\", name='oscrypto')\n"))
    assert done.stderr.splitlines()[-1] == "ModuleNotFoundError: No module named 'oscrypto'"
