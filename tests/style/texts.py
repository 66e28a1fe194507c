"""What no text of the project may hold, and how long a file may be."""
import re

from sources import Complaint

MOST_LINES = 500
HAND_WRITTEN = (".cpp", ".hpp", ".ts", ".svelte", ".css", ".js", ".mjs", ".py", ".sh", ".html", ".cmake")
# These files speak of the words themselves.
EXEMPT = ("tests/style/",)
TEXTS = HAND_WRITTEN + (".md", ".toml", ".txt", ".json", ".yml", ".yaml", ".svg", ".csv")

FORBIDDEN = [
    (re.compile(r"(?<![\w./~-])/(?:work|root|home/\w+|Users/\w+)(?=/|\b(?![\w.-]))"),
     "a path of one machine", "take it from an argument, the environment or the project's root"),
    (re.compile(r"\b(?:[Ii]ssue|[Tt]icket|[Mm]ilestone)s? #?\d+|\b(?:[Ff]ixes|[Cc]loses|[Ss]ee|[Rr]efs?) #\d+"),
     "the number of an issue", "say what it is about: the text must stand by itself"),
    (re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"),
     "a note to come back", "do it, or leave it out and say so to the maintainers"),
    (re.compile(r"\b(?:product|rules|house-style|stack|practice|roadmap|brief)\.md\b|shared/design"),
     "a document that is not part of the project", "say it here, or name ARCHITECTURE.md"),
]
# Tests may hold it: it is what four bytes of UTF-8 look like.
EMOJI = (re.compile("[\U0001F000-\U0001FAFF\uFE0F]"), "an emoji", "use a word or a symbol of the sprite")


# A document that says which test shows something.
NAMED_TEST = re.compile(r"`(tests/[\w./-]+\.cpp)(?:: (\w+))?`")


def is_text(path):
    return path.endswith(TEXTS) or "." not in path.rsplit("/", 1)[-1]


def is_generated(path):
    return ".generated." in path or path.endswith("package-lock.json")


def check(sources):
    for path in sources.paths:
        if is_generated(path):
            continue
        if path.endswith(HAND_WRITTEN):
            length = sum(1 for _ in sources.lines(path))
            if length > MOST_LINES:
                yield Complaint(path, 0, f"{length} lines, {MOST_LINES} at most",
                                "split it by subject; most files have 60 to 300")
        if is_text(path) and not path.startswith(EXEMPT):
            yield from _forbidden(sources, path)
        if path.endswith(".md"):
            yield from _tests_named(sources, path)


def _tests_named(sources, path):
    for number, line in sources.lines(path):
        for file, case in NAMED_TEST.findall(line):
            there = file in sources.paths
            # A macro's name may stand on a line of its own.
            if not there or (case and not re.search(rf"\b{case}\b", sources.text(file))):
                yield Complaint(path, number, f"no such test: {file} {case}", "name the test that shows it")


def _forbidden(sources, path):
    forbidden = FORBIDDEN if path.startswith("tests/") else [*FORBIDDEN, EMOJI]
    for number, line in sources.lines(path):
        for pattern, what, mend in forbidden:
            found = pattern.search(line)
            if found:
                yield Complaint(path, number, f"{what}: {found.group(0)}", mend)
