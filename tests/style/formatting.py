"""C++ sources are as clang-format 19 writes them."""
import re
import shutil
import subprocess

from sources import Complaint

NAMES = ("clang-format-19", "clang-format")


def program():
    for name in NAMES:
        if shutil.which(name):
            version = subprocess.run([name, "--version"], capture_output=True, text=True).stdout
            if " 19." in version:
                return name
    return None


def check(sources):
    name = program()
    if name is None:
        yield Complaint("tests/style/formatting.py", 0, "clang-format 19 isn't installed",
                        "tools/install tools/packages-test")
        return
    files = sources.ending(".cpp", ".hpp")
    if not files:
        return
    told = subprocess.run([name, "--dry-run", *files], cwd=sources.root, capture_output=True,
                          text=True).stderr
    first = {}
    for path, line in re.findall(r"^(\S+?):(\d+):\d+: (?:warning|error):", told, re.MULTILINE):
        first.setdefault(path, int(line))
    for path, line in first.items():
        yield Complaint(path, line, "not as clang-format writes it", f"{name} -i {path}")
