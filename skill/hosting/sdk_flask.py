"""Lets ``flask_ask_sdk`` import where its dependency ``certvalidator`` does not.

``certvalidator`` needs ``oscrypto``, whose release 1.3.0 cannot read the version of OpenSSL 3.0.10 and later
(wbond/oscrypto#78). The SDK uses it only in its own ``RequestVerifier``, and ours stands in that place. So where the
import fails, a stand-in takes its name; it refuses everything, so that the SDK's check can never pass by accident.
Where the import works, nothing here happens.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn

STAND_IN = "certvalidator does not work here; requests are verified by skill.hosting.signature"


def _refuse(*_arguments: object, **_named: object) -> NoReturn:
    raise RuntimeError(STAND_IN)


def _put_stand_in() -> None:
    errors = sys.modules.get("certvalidator.errors")  # left behind by the import that failed
    if errors is None:
        errors = ModuleType("certvalidator.errors")
        vars(errors).update(PathError=type("PathError", (Exception,), {}))
        vars(errors).update(ValidationError=type("ValidationError", (Exception,), {}))
    stand_in = ModuleType("certvalidator", STAND_IN)
    vars(stand_in).update(CertificateValidator=_refuse, errors=errors)
    sys.modules.update({"certvalidator": stand_in, "certvalidator.errors": errors})


try:
    import certvalidator  # noqa: F401
except ImportError:
    raise  # it is not installed: that is not ours to hide
except Exception:  # noqa: BLE001  # oscrypto raises errors of its own
    _put_stand_in()

from ask_sdk_webservice_support.verifier import AbstractVerifier, VerificationException  # noqa: E402
from flask_ask_sdk.skill_adapter import (  # noqa: E402
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    SkillAdapter,
)

__all__ = [
    "VERIFY_SIGNATURE_APP_CONFIG",
    "VERIFY_TIMESTAMP_APP_CONFIG",
    "AbstractVerifier",
    "SkillAdapter",
    "VerificationException",
]
