"""The SDK's adapter is imported without certvalidator, whatever is installed; each case in its own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
INSTALLED = {
    "as it is here": "",
    "not installed": "sys.modules.update(dict.fromkeys(('certvalidator', 'oscrypto', 'freezegun')))",
    "broken": "package('1 / 0')",
    "working": "package('from certvalidator import errors')",
    "loaded": "package('from certvalidator import errors'); import certvalidator; before = certvalidator",
}
START = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:]
before = None

def package(init):
    folder = Path(sys.argv[1], "certvalidator")
    folder.mkdir()
    (folder / "__init__.py").write_text(init)
    (folder / "errors.py").write_text("")
"""
USE = """
from skill.hosting.flask_adapter import VerifiedAdapter
from ask_sdk_webservice_support.verifier import RequestVerifier
from tests.skill.hosting.chains import good_chain
try:
    RequestVerifier()._validate_cert_chain(good_chain())
except RuntimeError as refusal:
    print(refusal)
assert sys.modules.get("certvalidator") is before
"""


@pytest.mark.parametrize("name", INSTALLED)
def test_the_substitute_refuses_everything_and_is_gone_afterwards(name: str, tmp_path: Path) -> None:
    words = [sys.executable, "-W", "ignore", "-c", START + INSTALLED[name] + USE, str(tmp_path), str(ROOT)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    line = "certvalidator is not used here; requests are verified by skill.hosting.signature\n"
    assert (done.stdout, done.stderr) == (line, "")
