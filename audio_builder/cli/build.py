"""``gentleback build``: sessions as files, and what goes with them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from audio_builder.cli.options import add_session_options, naming_flags, opened, options_of, requests_of, setup_of
from audio_builder.session.session import FORMATS, OutputFormat
from gentleback_cli import Parser, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from audio_builder.cli.report import BuildReport
    from audio_builder.session.build import BuildSetup


@naming_flags
def build(arguments: list[str]) -> int:
    from audio_builder.cli.report import BuildReport
    from audio_builder.feed.site import FEED, site_of
    from audio_builder.session.build import make_sessions, remove_unused
    from audio_builder.session.playlist import ARCHIVE
    from audio_builder.sheets.write import sheet_file, write_sheets
    from content.model.loader import load

    asked = _parser().parse_args(arguments)
    options, output = options_of(asked), OutputFormat(asked.format, asked.bed)
    output.check()
    site = _checked_site(asked)
    content = load(asked.content)
    requests = requests_of(content, asked.routines, options)
    with closing(BuildReport(as_json=asked.json)) as report, opened(asked, "gentleback build") as out:
        site = site or site_of(out)
        has_feed = site is not None or FEED in out.made  # one that was changed is refused: it would go stale
        out.refuse_foreign([*([FEED] if has_feed else []), *([ARCHIVE] if asked.zip else [])])
        setup = setup_of(asked, content, output, report, out)
        sheets = [sheet_file(each.routine.id, options.language) for each in requests]
        for built in make_sessions(requests, setup, report, may_omit=not asked.routines, others=sheets):
            report.built(built)
        write_sheets(out, [request.routine for request in requests], setup.figures, content.documents)
        if site:
            _write_feed(site, setup, report)
        if asked.zip:
            _write_archive(setup, report)
        elif ARCHIVE in out.made and any(each.changed for each in report.sessions):
            report.remark(f"{out.root / ARCHIVE} is not packed again without --zip")
        remove_unused(out, has_feed=site is not None)
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


def _checked_site(asked: Namespace) -> str | None:
    from audio_builder.feed.site import SiteError, site_url

    try:
        return site_url(asked.site) if asked.site is not None else None
    except SiteError as error:
        raise UsageError(f"--site {error}") from error


def _write_feed(site: str, setup: BuildSetup, report: BuildReport) -> None:
    from audio_builder.errors import BuildError
    from audio_builder.feed.write import NoEpisodesError, write_feed

    out = setup.out.root
    try:
        address = write_feed(setup.out, site, setup.content.routines, setup.figures)
    except NoEpisodesError as error:
        raise BuildError(f"{error}: 'gentleback build --out {out}' makes them") from error
    report.remark(f"once {out} can be reached there, podcast apps take {address}")


def _write_archive(setup: BuildSetup, report: BuildReport) -> None:
    from audio_builder.session.archive import write_archive
    from audio_builder.session.catalog import read_catalog
    from audio_builder.session.playlist import ARCHIVE

    sessions = (entry.session for entry in read_catalog(setup.out.root))
    written = write_archive(setup.out, sessions, setup.content, setup.figures.store)
    where = f"{setup.out.root / ARCHIVE}, {written.bytes / 1e6:.1f} MB"
    report.remark(f"all of it for a phone or a car stick: {where}")
