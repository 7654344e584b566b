"""What the figures of the README come from: ``make bench``, or ``python -m benchmarks [NAME ...]``."""
