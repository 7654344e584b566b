"""``gentleback build``: sessions as files, and what goes with them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from audio_builder.cli.options import add_session_options, naming_flags, options_of, requests_of, setup_of
from audio_builder.session.session import FORMATS, OutputFormat
from gentleback_cli import Parser, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from audio_builder.cli.report import BuildReport
    from audio_builder.session.build import BuildSetup


@naming_flags
def build(arguments: list[str]) -> int:
    from audio_builder.cli.report import BuildReport
    from audio_builder.session.build import make_sessions
    from audio_builder.sheets.write import write_sheets
    from content.model.loader import load

    asked = _parser().parse_args(arguments)
    options, output = options_of(asked), OutputFormat(asked.format, asked.bed)
    output.check()
    site = _site(asked)
    content = load(asked.content)
    requests = requests_of(content, asked.routines, options)
    with closing(BuildReport(as_json=asked.json)) as report:
        setup = setup_of(asked, content, output, report)
        for built in make_sessions(requests, setup, report, may_omit=not asked.routines):
            report.built(built)
    write_sheets(asked.out, [request.routine for request in requests], setup.figures, content.documents)
    if site:
        _write_feed(site, setup, report)
    if asked.zip:
        from audio_builder.session.archive import ARCHIVE, write_archive
        from audio_builder.session.catalog import read_catalog

        sessions = (entry.session for entry in read_catalog(setup.out))
        written = write_archive(setup.out, sessions, content, setup.figures.store)
        report.remark(f"all of it for a phone or a car stick: {setup.out / ARCHIVE}, {written.bytes / 1e6:.1f} MB")
    report.summary(asked.out)
    return 0


def _parser() -> Parser:
    parser = Parser("build", "Make sessions: for each routine an MP3 with timed holds, captions and a transcript.")
    parser.add_argument("routines", nargs="*", metavar="ROUTINE", help="ids of routines; none for all of them")
    work = add_session_options(parser)
    work.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="m4b for audiobook players (default: mp3)")
    work.add_argument("--site", metavar="URL", help="where --out is on the web: writes a podcast feed, feed.xml")
    work.add_argument("--zip", action="store_true", help="pack everything for a phone or a car stick")
    work.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _site(asked: Namespace) -> str | None:
    """Where the feed will be found: as asked for now, or as it was when the feed that is there was written."""
    from audio_builder.feed.site import SiteError, site_of, site_url

    try:
        return site_url(asked.site) if asked.site is not None else site_of(asked.out)
    except SiteError as error:
        raise UsageError(f"--site {error}") from error


def _write_feed(site: str, setup: BuildSetup, report: BuildReport) -> None:
    from audio_builder.errors import BuildError
    from audio_builder.feed.write import NoEpisodesError, write_feed

    out = setup.out
    try:
        address = write_feed(out, site, setup.content.routines, setup.figures)
    except NoEpisodesError as error:
        raise BuildError(f"{error}: 'gentleback build --out {out}' makes them") from error
    report.remark(f"once {out} can be reached there, podcast apps take {address}")
