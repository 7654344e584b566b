"""Which certificate URLs are Amazon's. The first lists are from Amazon's documentation."""

from __future__ import annotations

import pytest

from skill.errors import RefusedError
from skill.hosting.certificates import normalised

URL = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AMAZONAWS.COM/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/./other/..//echo-api-cert.pem",
    ],
)
def test_a_good_url_is_normalised(url: str) -> None:
    assert normalised(url) == URL


def test_a_folder_below_is_allowed() -> None:
    assert normalised(URL.replace("echo-api-cert", "2027/cert_2+3~")) == URL.replace("echo-api-cert", "2027/cert_2+3~")


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://notamazon.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
        "https://s3.amazonaws.com/invalid.path/echo-api-cert.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
        "",
        "echo-api-cert.pem",
        "//s3.amazonaws.com/echo.api/x.pem",
        "ftp://s3.amazonaws.com/echo.api/x.pem",
        "https:/s3.amazonaws.com/echo.api/x.pem",
        "https:///echo.api/x.pem",
        "https://[s3.amazonaws.com/echo.api/x.pem",
        "https://s3.amazonaws.com.example.com/echo.api/x.pem",
        "https://s3.amazonaws.com./echo.api/x.pem",
        "https://s3-amazonaws.com/echo.api/x.pem",
        "https://user@s3.amazonaws.com/echo.api/x.pem",
        "https://s3.amazonaws.com@example.com/echo.api/x.pem",
        "https://s3.amazonaws.com:/echo.api/x.pem",
        "https://s3.amazonaws.com:0443/echo.api/x.pem",
        "https://s3.amazonaws.com:99999/echo.api/x.pem",
        "https://s3.amazonaws.com:port/echo.api/x.pem",
        "https://s3.amazonaws.com/echo.api",
        "https://s3.amazonaws.com/echo.api/",
        "https://s3.amazonaws.com/echo.api/..",
        "https://s3.amazonaws.com/echo.apis/x.pem",
        "https://s3.amazonaws.com//echo.api/x.pem",
        "https://s3.amazonaws.com/echo.api/../x.pem",
        "https://s3.amazonaws.com/echo.api/a/../../x.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/x.pem",
        "https://s3.amazonaws.com/echo.api\\..\\x.pem",
        "https://s3.amazonaws.com/echo.api/x.pem?a=b",
        "https://s3.amazonaws.com/echo.api/x.pem#part",
        "https://s3.amazonaws.com/echo.api/x.pem\n",
        " https://s3.amazonaws.com/echo.api/x.pem",
        "https://s3.amazonaws.com/echo.api/x .pem",
        "https://s3.amazonaws.com/echo.api/x\0.pem",
        "https://s3.amazonaws.com/echo.api/\N{LATIN SMALL LETTER E WITH ACUTE}.pem",
        "https://\N{LATIN SMALL LETTER LONG S}3.amazonaws.com/echo.api/x.pem",
        "https://s3.amazonaws.com/echo.api/" + "x" * 500,
    ],
)
def test_every_other_url_is_refused(url: str) -> None:
    with pytest.raises(RefusedError, match="not one of Amazon's"):
        normalised(url)
