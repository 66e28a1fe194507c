#!/usr/bin/env python3
"""Holds the rules that a machine can hold. Usage: tests/style/style.py [ROOT]"""
import sys
from pathlib import Path

import formatting
import includes
import pages
import texts
from sources import Sources


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]
    sources = Sources(root)
    if not sources.ending(".cpp"):
        print(f"no sources below {root}")
        return 1
    complaints = [complaint for rules in (includes, pages, texts, formatting)
                  for complaint in rules.check(sources)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(sources.paths)} files, {len(complaints)} to mend")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
