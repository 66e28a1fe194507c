"""The project's own files: what is tracked, or would be."""
import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

IGNORED = {".git", "build", "node_modules", "dist", "run-data", "test-results", "__pycache__"}


@dataclass(frozen=True)
class Complaint:
    """Something to mend. `line` 0: the file as a whole."""

    path: str
    line: int
    what: str
    mend: str

    def __str__(self):
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}\n    mend: {self.mend}"


class Sources:
    """Files below a root, by their paths from there."""

    def __init__(self, root):
        self.root = Path(root)

    @cached_property
    def paths(self):
        try:
            listed = subprocess.run(
                ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                cwd=self.root, capture_output=True, check=True, text=True,
            ).stdout.split("\0")
        except (OSError, subprocess.CalledProcessError):
            listed = self._walk()
        return sorted(path for path in listed if path and (self.root / path).is_file())

    def _walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in IGNORED]
            for name in names:
                yield Path(folder, name).relative_to(self.root).as_posix()

    def ending(self, *endings):
        return [path for path in self.paths if path.endswith(endings)]

    def text(self, path):
        """The text of a file; nothing when it isn't text."""
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return ""

    def lines(self, path):
        return enumerate(self.text(path).splitlines(), start=1)
