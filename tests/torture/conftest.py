"""It kills processes and looks into them as Linux lets one do; elsewhere none of its tests is collected."""

from __future__ import annotations

import sys

collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]
