"""Hatchling's hook: puts the compiled content into the wheel, so that no YAML is read where it is installed."""

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
        from content.model.compiled import COMPILED, compiled
        from content.model.files import content_key, read_files
        from content.model.loader import load

        folder = Path(mkdtemp())
        file = folder / COMPILED.name
        file.write_bytes(compiled(load(None, folder / "store"), content_key(read_files(None))))
        build_data["force_include"][str(file)] = f"content/{COMPILED.name}"
