"""What the scripts of this folder share: accounts, processes on a core, and how quiet the machine was."""
import os
import random
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DISTURBED_CORES = 0.05


def say(line):
    print(line, file=sys.stderr, flush=True)


def run(command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command[:4])} … failed:\n{result.stdout}{result.stderr}")


def program(build, name):
    folder = os.path.join("server", "app") if name == "dageng" else "load-tests"
    return os.path.join(build, folder, name)


def tokens_file(data, name):
    """Where `make_accounts` leaves the tokens of volunteers, reporters or consoles."""
    return os.path.join(os.path.dirname(data), name + ".tokens")


def make_accounts(build, data, volunteers, reporters, consoles):
    """Fills `data` with accounts; their tokens go beside it, into NAME.tokens."""
    people = [
        ("volunteers", ["--role", "volunteer", "--category", "community-volunteer"], volunteers),
        ("reporters", ["--role", "resident"], reporters),
        ("consoles", ["--role", "dispatcher"], consoles),
    ]
    for name, role, count in people:
        command = [program(build, "dageng"), "account", "add", *role, "--count", str(count)]
        run([*command, "--tokens", tokens_file(data, name), "--data", data])


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def pinned(core, realtime=False):
    return [*(["chrt", "--rr", "10"] if realtime else []), "taskset", "-c", core]


def wait_until(is_up, process, log, seconds=30):
    """Until `is_up()`; ends the script when the process ends first, or it takes too long."""
    for _ in range(seconds * 10):
        if process.poll() is not None:
            sys.exit(f"the server ended with {process.returncode}; see {log.name}")
        if is_up():
            return
        time.sleep(0.1)
    process.kill()
    sys.exit(f"the server wasn't ready within {seconds} s; see {log.name}")


def answers(url):
    """Whoever signed the certificate, if there is one."""
    anybody = ssl.create_default_context()
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE
    try:
        with urllib.request.urlopen(url, timeout=1, context=anybody):
            return True
    except (urllib.error.URLError, OSError):
        return False


def start_dageng(command, data, log, scheme="http"):
    """`command`: what comes before `serve`'s own options. Returns the process and its port."""
    port = free_port()
    server = subprocess.Popen([*command, "--data", data, "--port", str(port)], stdout=log, stderr=log)
    wait_until(lambda: answers(f"{scheme}://127.0.0.1:{port}/health/ready"), server, log)
    return server, port


def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


class Quiet:
    """How much of the machine others used since this was made, in cores. Children that have not
    been waited for count as others."""

    def __init__(self):
        self.began = time.monotonic()
        self.busy = self.busy_seconds()
        self.children = self.children_seconds()

    @staticmethod
    def busy_seconds():
        """CPU time that the whole machine has used."""
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system, _idle, _wait, irq, softirq, steal = map(int, file.readline().split()[1:9])
        return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")

    @staticmethod
    def children_seconds():
        times = os.times()
        return times.children_user + times.children_system

    def others(self):
        own = self.children_seconds() - self.children
        return (self.busy_seconds() - self.busy - own) / (time.monotonic() - self.began)


def quantile(values, share):
    values = sorted(values)
    return values[min(int(share * len(values)), len(values) - 1)]


def interval(values):
    """95 % bootstrap interval of the median."""
    dice = random.Random(1)
    medians = sorted(statistics.median(dice.choices(values, k=len(values))) for _ in range(4000))
    return medians[100], medians[3899]
