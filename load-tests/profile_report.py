"""Where a server spends its CPU, by perf: what a report says when a goal is missed."""
import os
import re
import signal
import subprocess

RATE = 499
SHOWN = 25
LINE = re.compile(r"^\s*([\d.]+)%\s+(\S+)\s+\[(.)\]\s+(.+?)(?:\s{2}.*)?$")


class Profile:
    """Samples processes from its making to `lines()`. `folder` keeps the samples until then."""

    def __init__(self, folder, pids):
        self.file = os.path.join(folder, "perf.data")
        command = ["perf", "record", "-F", str(RATE), "-o", self.file, "-p", ",".join(map(str, pids))]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def lines(self):
        """Markdown: shares of kernel, program and libraries, then the functions that take most."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        command = ["perf", "report", "-i", self.file, "--stdio", "--sort", "dso,symbol"]
        text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        found = [match.groups() for match in map(LINE.match, text.splitlines()) if match]
        if not found:
            return ["perf gave no samples."]
        rows = [(float(share), "kernel" if mode == "k" else dso, name) for share, dso, mode, name in found]
        by_place = {}
        for share, place, _ in rows:
            by_place[place] = by_place.get(place, 0) + share
        shares = sorted(by_place.items(), key=lambda one: -one[1])
        said = ", ".join(f"{place} {share:.0f} %" for place, share in shares if share >= 1)
        table = [f"| {share:.1f} % | {place} | `{name[:90]}` |" for share, place, name in rows[:SHOWN]]
        return [said + ".", "", "| share | where | function |", "| --- | --- | --- |", *table]
