"""`python -m bench`: one Markdown table, every figure beside a named peer in the same run.

python -m bench [--only reading ...] [--growth]
"""

import argparse
from importlib import import_module

from bench.measure import HEADING

PARTS = ("whole_way", "reading", "upload", "improvement", "saving", "pages", "export", "paper", "processes")
GROWING = ("reading", "export")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="CPU seconds, medians of interleaved runs.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--growth", action="store_true", help="exponents from 10,000 to 100,000 students as well")
    chosen = parser.parse_args()
    print(HEADING, flush=True)
    for part in chosen.only:
        for row in import_module(f"bench.{part}").rows():
            print(row.line(), flush=True)
    if chosen.growth:
        for part in (part for part in chosen.only if part in GROWING):
            for line in import_module(f"bench.{part}").growth_lines():
                print(line, flush=True)


if __name__ == "__main__":
    main()
