"""Run a command and print the peak of its resident memory, in bytes: ``python peak.py COMMAND ...`` (not on Windows).

It imports next to nothing, since the memory of this process counts as the command's.
"""

import os
import sys


def main(command: list[str]) -> int:
    """Returns the exit code of ``command``."""
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    print(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
