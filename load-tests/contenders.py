"""The servers that `compare` holds side by side. Each runs with all its processes on one core."""
import os
import shutil
import socket
import subprocess

from harness import ROOT, free_port, pinned, program, run, start_dageng, stop, tokens_file, wait_until

PEER = os.path.join(ROOT, "load-tests", "peers", "node")

# Everybody's commands come from few accounts here, and positions faster than people walk.
CONFIG = """
[limits]
commands_per_s = 1000
positions_per_s = 100
"""


def listens(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class Contender:
    """`folder`: of its own, empty. `template`: Dageng's data with all accounts, their tokens beside
    it. `ask`: how many the peers tell of each tip."""

    scheme = "http"
    load_options = ()

    def __init__(self, options, folder, template, ask):
        self.options = options
        self.folder = folder
        self.template = template
        self.ask = ask
        self.processes = []
        self.port = 0
        self.log = open(os.path.join(folder, "log"), "w", encoding="utf-8")  # noqa: SIM115

    def on_core(self, *command):
        return [*pinned(self.options.server_core, self.options.realtime), *command]

    def pids(self):
        return [process.pid for process in self.processes]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            stop(process)
        self.log.close()
        shutil.rmtree(self.folder)


class Ours(Contender):
    def options_of_tls(self):
        return []

    def start(self):
        data = os.path.join(self.folder, "data")
        shutil.copytree(self.template, data)
        config = os.path.join(self.folder, "dageng.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(CONFIG)
        command = self.on_core(program(self.options.build, "dageng"), "serve", "--config", config)
        server, self.port = start_dageng([*command, *self.options_of_tls()], data, self.log, self.scheme)
        self.processes.append(server)


class OursByTls(Ours):
    """The same by TLS 1.3, with a certificate of its own (ECDSA, P-256)."""

    scheme = "https"
    load_options = ("--tls",)

    def options_of_tls(self):
        chain, key = (os.path.join(self.folder, name) for name in ("chain.pem", "key.pem"))
        made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        run([*made, "-subj", "/CN=localhost", "-days", "2", "-keyout", key, "-out", chain])
        return ["--certificate", chain, "--certificate-key", key]


class OursByTickets(OursByTls):
    """By TLS, and who comes back does so by the ticket of the connection before, as browsers do."""

    load_options = ("--tls", "--tickets")


class Peer(Contender):
    """ws in front of two Redis: one without a log for places, one that syncs before it answers."""

    def redis(self, name, *settings):
        path = os.path.join(self.folder, name)
        os.mkdir(path)
        port = free_port()
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", path, "--save", ""]
        process = subprocess.Popen(self.on_core(*command, *settings), stdout=self.log, stderr=self.log)
        self.processes.append(process)
        wait_until(lambda: listens(port), process, self.log)
        return str(port)

    def start(self):
        places = self.redis("places-store", "--appendonly", "no")
        # Rewriting the log would be a second process in the middle of a measurement.
        log = self.redis(
            "log-store", "--appendonly", "yes", "--appendfsync", "always", "--auto-aof-rewrite-percentage", "0"
        )
        self.port = free_port()
        tokens = [
            tokens_file(self.template, name)
            for name in ("volunteers", "reporters", "consoles")
        ]
        command = ["node", os.path.join(PEER, "peer.mjs"), "--port", str(self.port), "--ask", str(self.ask)]
        command += ["--places", places, "--log", log, *tokens]
        process = subprocess.Popen(self.on_core(*command), stdout=self.log, stderr=self.log)
        self.processes.append(process)
        wait_until(lambda: listens(self.port), process, self.log)


class Floor(Contender):
    def start(self):
        self.port = free_port()
        command = [program(self.options.build, "dageng-floor"), "--port", str(self.port)]
        command += ["--ask", str(self.ask), "--records", os.path.join(self.folder, "records")]
        process = subprocess.Popen(self.on_core(*command), stdout=self.log, stderr=self.log)
        self.processes.append(process)
        wait_until(lambda: listens(self.port), process, self.log)


CONTENDERS = {"ours": Ours, "peer": Peer, "floor": Floor, "ours-tls": OursByTls, "ours-tickets": OursByTickets}


def install_peer():
    """Modules of the peer, as its lock file says."""
    run([os.path.join(ROOT, "tools", "web-modules"), os.path.join("load-tests", "peers", "node")])
