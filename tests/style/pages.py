"""The three pages share web/shared and know nothing of each other."""
import posixpath
import re

from sources import Complaint

PAGES = {"phone", "console", "map"}
IMPORT = re.compile(
    r"""(?:\bfrom\s*|\bimport\s*\(?\s*|\bexport\s+\*\s+from\s*|@import\s+(?:url\()?)["']([^"']+)["']"""
)


def page_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "web" else None


def check(sources):
    for path in sources.ending(".ts", ".svelte", ".css", ".js"):
        page = page_of(path)
        if page not in PAGES | {"shared"}:
            continue
        for number, line in sources.lines(path):
            for imported in IMPORT.findall(line):
                if not imported.startswith("."):
                    continue
                target = page_of(posixpath.normpath(posixpath.join(posixpath.dirname(path), imported)))
                if target in PAGES and target != page:
                    yield Complaint(path, number, f"{page} imports from {target}",
                                    "move what both need to web/shared")
