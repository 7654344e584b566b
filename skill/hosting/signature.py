"""Did Alexa send exactly these bytes?"""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.errors import RefusedError
from skill.hosting.certificate_url import normalised

if TYPE_CHECKING:
    from skill.hosting.signers import Signers

URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"  # an older "Signature", over SHA-1, may stand beside it; it counts for nothing


class Headers(Protocol):
    """A request's headers, found in whatever case they were written."""

    def get(self, name: str, /) -> str | None: ...


class SignatureCheck:
    """Verifies the signature over the raw body, before anything reads it."""

    def __init__(self, signers: Signers) -> None:
        self._signers = signers

    def verify(self, headers: Headers, body: bytes) -> None:
        """Return if Alexa signed ``body``; otherwise raise ``RefusedError``."""
        url, signature = headers.get(URL_HEADER), headers.get(SIGNATURE_HEADER)
        if not url or not signature:
            raise RefusedError("the request is not signed")
        given = _decoded(signature)
        signer = self._signers.find(normalised(url))
        try:
            signer.key.verify(given, body, PKCS1v15(), SHA256())
        except InvalidSignature as trouble:
            raise RefusedError("the signature is not for this body") from trouble


def _decoded(signature: str) -> bytes:
    try:
        return b64decode(signature, validate=True)
    except ValueError as trouble:
        raise RefusedError("the signature is not base64") from trouble
