"""The direction of includes between the rooms of the server, as ARCHITECTURE.md draws it."""
import re

from sources import Complaint

# What each room may use besides itself. `app` wires everything.
USES = {
    "protocol": set(),
    "threads": set(),
    "geo": {"protocol"},
    "engine": {"geo", "protocol"},
    "journal": {"threads", "protocol"},
    "bus": {"protocol"},
    "vault": {"protocol"},
    "sign_in": {"vault", "engine", "protocol"},
    "district": {"journal", "bus", "vault", "engine", "geo", "threads", "protocol"},
    "views": {"journal", "engine", "geo", "protocol"},
    "http": {"sign_in", "vault", "bus", "district", "views", "engine", "geo", "threads", "protocol"},
    "gateway": {"http", "bus", "district", "views", "engine", "geo", "threads", "protocol"},
}
# An interface's implementations: known to their own room and to `app`.
IMPLEMENTATION = re.compile(
    r"^server/(journal|bus|vault)/(sqlite|redis|memory|local)_\w+\.hpp$"
)
# Instantiating the streams of Beast is what takes long to compile.
BEAST = {
    "server/http/http_connection.hpp",
    "server/http/upgrade.hpp",
    "server/gateway/handshake.cpp",
}
# Libraries that a .cpp can hold, and the headers that say why theirs can't.
HIDDEN = re.compile(
    r"^(simdjson|sqlite3|SQLiteCpp/|toml\+\+/|CLI/|vips/|sodium|liboath/|hiredis|openssl/|spdlog/|nlohmann/)"
)
MAY_SHOW = {
    "server/app/toml_reader.hpp",
    "server/journal/sqlite_store.hpp",
}
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def room_of(path):
    parts = path.split("/")
    if parts[0] == "protocol":
        return "protocol"
    return parts[1] if parts[0] == "server" and len(parts) > 2 else None


def check(sources):
    for path in sources.ending(".cpp", ".hpp"):
        for number, line in sources.lines(path):
            found = INCLUDE.match(line)
            if found:
                ours, theirs = found.groups()
                complaint = _ours(sources, path, ours) if ours else _theirs(path, theirs)
                if complaint:
                    yield Complaint(path, number, *complaint)


def _ours(sources, path, included):
    if not (sources.root / included).is_file():
        return (f'"{included}" is no path from the root',
                'write the whole path, as "server/engine/incident.hpp", or < > for a library')
    room, target = room_of(path), room_of(included)
    if room is None:
        return None
    if target is None:
        return (f"{room} includes {included}, which is not part of the server",
                "move what is shared into protocol or the room that owns it")
    if room == "app" or target == room:
        return None
    if IMPLEMENTATION.match(included):
        return (f"{room} knows the implementation {included}",
                "take the interface, and let server/app choose the implementation")
    if target not in USES.get(room, set()):
        allowed = ", ".join(sorted(USES.get(room, set()))) or "nothing"
        return (f"{room} may not use {target}",
                f"{room} may use {allowed}; move the shared part to the right in the order of "
                "rooms, or name the new room in tests/style/includes.py")
    return None


def _theirs(path, included):
    if included.startswith("boost/beast") and path.startswith("server/") and path not in BEAST:
        return (f"<{included}> outside the files that hold Beast's streams",
                "go through server/http/exchange.hpp or server/gateway/connection.hpp")
    if path.endswith(".hpp") and path.startswith(("server/", "protocol/")):
        if HIDDEN.match(included) and path not in MAY_SHOW:
            return (f"<{included}> in a header: everyone who includes it compiles it too",
                    "include it in the .cpp and declare what is needed, or name the header in "
                    "tests/style/includes.py")
    return None
