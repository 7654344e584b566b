"""What can go wrong between us and the service, told apart by whether asking again may help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from requests import Response

TOO_MANY = 429
PASSING = {408, 425, TOO_MANY}
"""Refusals that end by themselves, as every status from 500 on may."""
INSPECTED = "take --voice natural; if your network inspects TLS, name its certificates in REQUESTS_CA_BUNDLE"


class PassingFault(Exception):  # noqa: N818 - not an error yet
    """Asking again may help, once ``wait_s`` have gone by."""

    def __init__(self, cause: str, wait_s: float = 0.0) -> None:
        super().__init__(cause)
        self.wait_s = wait_s


class Unreached(PassingFault):
    """There is no way to the server at all."""


class LastingFault(Exception):  # noqa: N818 - as above
    """Asking again changes nothing now; ``way_out`` says what may."""

    LATER: ClassVar = "try again later, or take --voice natural; the clips made so far are kept"

    def __init__(self, cause: str, way_out: str = LATER) -> None:
        super().__init__(cause)
        self.way_out = way_out


def of_status(response: Response, host: str) -> PassingFault | LastingFault | None:
    """None for an answer worth reading."""
    status = response.status_code
    if status == 200:
        return None
    told = f"({status} {response.reason})" if response.reason else f"({status})"
    if status == TOO_MANY or "/sorry/" in response.headers.get("Location", ""):
        return PassingFault(f"{host} takes no more requests for now {told}", _retry_after_s(response))
    if status >= 500 or status in PASSING:
        return PassingFault(f"{host} has a fault of its own {told}", _retry_after_s(response))
    return LastingFault(f"{host} refused {told}")


def _retry_after_s(response: Response) -> float:
    """What the header asks for; 0 when it is missing or a date, which depends on two clocks that may differ."""
    asked = response.headers.get("Retry-After", "").strip()
    return float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0.0


def of_transport(error: Exception, host: str) -> PassingFault | LastingFault:
    """What requests or urllib3 raised, before an answer or in the midst of one."""
    from requests import ConnectionError as NotConnected
    from requests import ConnectTimeout, ReadTimeout
    from requests.exceptions import ChunkedEncodingError, ContentDecodingError, ProxyError
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    told = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in told:
        return LastingFault(f"the certificate of {host} does not verify, so nothing was sent", INSPECTED)
    if isinstance(error, ProxyError):
        return PassingFault(f"the proxy on the way to {host} does not let us through")
    if isinstance(error, ReadTimeout | ReadTimeoutError):
        return PassingFault(f"{host} did not answer in time")
    if isinstance(error, ConnectTimeout) or "NewConnectionError" in told or "NameResolutionError" in told:
        return Unreached(f"{host} cannot be reached (is this computer online?)")
    if isinstance(error, NotConnected | ChunkedEncodingError | ContentDecodingError | HTTPError):
        return PassingFault(f"the connection to {host} broke off")
    return LastingFault(f"{host} could not be asked: {type(error).__name__}: {error}")
