"""Hatchling's hook: puts the checked content into the wheel as one JSON file, so that YAML is not read there."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledContentHook(BuildHookInterface[Any]):
    """A wheel is refused when the content has a fault."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from content.model.assemble import assemble
        from content.model.faults import ContentError
        from content.model.loader import COMPILED, compiled, key_of, read_files, read_trees

        files = read_files(None)
        trees, faults = read_trees(files)
        _, report = assemble(trees)
        if faults or report.faults:
            raise ContentError([*faults, *report.faults])
        file = Path(mkdtemp()) / COMPILED.name
        file.write_text(compiled(key_of(files), files, trees), encoding="utf-8")
        build_data["force_include"][str(file)] = f"content/{COMPILED.name}"
