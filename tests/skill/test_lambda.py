"""The entry for AWS Lambda, in a process where nothing can be imported that Lambda does not have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import ask_sdk_core
import pytest
from ask_sdk_runtime.exceptions import AskSdkException

from skill.alexa.package import assemble_lambda
from skill.build import build_skill
from skill.respond import EMPTY, respond_to
from skill.simulator.speaker import Speaker
from skill.store.contract import MemoryStore
from tests.skill.coach.talks import CONTENT
from tests.tools import PATIENCE_S

BLOCKED = ("audio_builder", "pydub", "lameenc", "espeakng_loader", "PIL", "mutagen", "numpy")
BLOCKED_AT_IMPORT = ("yaml", "sqlalchemy", "boto3", "botocore", "flask", "flask_ask_sdk", "cryptography", "waitress")
SITE = Path(ask_sdk_core.__file__).parents[1]
SCRIPT = """
import json, sys
class Wall:
    names = sys.argv[1].split(",")
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ImportError(f"{name} is not on Lambda")
sys.meta_path.insert(0, Wall())
from skill.lambda_function import handler
loaded = sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[2].split(",")))
answers = [handler(json.loads(line), None) for line in sys.stdin]
print(json.dumps({"loaded": loaded, "answers": answers}))
"""


def launch(application: str = "amzn1.ask.skill.local") -> dict[str, Any]:
    return Speaker(lambda envelope: envelope, application=application).envelope({"type": "LaunchRequest"})


def garbage() -> list[Any]:
    """Events that Alexa never sends."""
    whole = launch()
    no_type = whole | {"request": {"requestId": "r"}}
    unknown = whole | {"request": whole["request"] | {"type": "Alexa.NewThing"}}
    no_request = {name: value for name, value in whole.items() if name != "request"}
    return [unknown, no_type, no_request, {}, [], None, 7, "x", {"request": []}, {"request": {"type": 3}}]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for Lambda: the code, and the content compiled."""
    folder = tmp_path_factory.mktemp("lambda")
    assemble_lambda(folder, CONTENT)
    return folder


def on_lambda(folder: Path, events: list[Any], **environment: str) -> dict[str, Any]:
    blocked = ",".join((*BLOCKED, *BLOCKED_AT_IMPORT))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, blocked, blocked],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join((str(folder), str(SITE))), **environment},
        input="\n".join(json.dumps(event) for event in events),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_imports_and_answers_without_what_lambda_lacks(packed: Path) -> None:
    found = on_lambda(packed, [launch(), *garbage()])
    assert found["loaded"] == []
    first, *others = found["answers"]
    assert first["version"] == "1.0"
    assert first["response"]["shouldEndSession"] is False
    assert "Welcome to Gentle Back." in first["response"]["outputSpeech"]["ssml"]
    assert others == [EMPTY] * len(garbage())


def test_requests_of_another_skill_are_refused(packed: Path) -> None:
    mine, other = "amzn1.ask.skill.mine", "amzn1.ask.skill.other"
    found = on_lambda(packed, [launch(mine)], GENTLEBACK_SKILL_ID=mine)
    assert "outputSpeech" in found["answers"][0]["response"]
    with pytest.raises(AskSdkException, match="Skill ID"):
        respond_to(build_skill(MemoryStore(), CONTENT, skill_id=mine), launch(other))


def test_ssml_by_setting(packed: Path) -> None:
    device = Speaker(lambda envelope: envelope)
    device.launch()
    chosen = device.envelope({"type": "IntentRequest", "intent": {"name": "SurpriseIntent", "slots": {}}})
    for setting, is_plain in (("1", True), ("", False)):
        answers = on_lambda(packed, [chosen, chosen], GENTLEBACK_SSML=setting)["answers"]
        response = answers[1]["response"]  # the first has the words of care
        assert ("directives" not in response) is is_plain


def test_what_alexa_may_send_one_day_does_not_stop_it() -> None:
    event = launch()
    event["context"]["Holodeck"] = {"is": "on"}
    event["request"]["mood"] = ["new"]
    event["session"]["user"]["permissions"] = {"unheardOf": 1}
    answer = respond_to(build_skill(MemoryStore(), CONTENT), event)
    assert answer["response"]["shouldEndSession"] is False
