"""What the runs of `compare` come to: figures, goals, a report in Markdown."""
import statistics

from harness import interval

# Each: name, scene, how it is read from a run's figures, unit, whether more is better.
FIGURES = [
    ("cpu_us_per_position", "day", lambda f: f["cpu_us_per_position"], "µs", False),
    ("tip_to_offer_p50_ms", "day", lambda f: f["tip_to_offer_ms"]["p50"], "ms", False),
    ("tip_to_offer_p99_ms", "day", lambda f: f["tip_to_offer_ms"]["p99"], "ms", False),
    ("tip_to_offer_19000_p99_ms", "city", lambda f: f["tip_to_offer_ms"]["p99"], "ms", False),
    ("tip_to_offer_19000_p999_ms", "city", lambda f: f["tip_to_offer_ms"]["p99.9"], "ms", False),
    ("greatest_load", "limits", lambda f: f["greatest_load"] or None, "positions/s", True),
    ("idle_connection_bytes", "day", lambda f: f["idle_connection_bytes"], "bytes", False),
    ("durable_tips_per_s", "limits", lambda f: f["durable_tips_per_s"], "tips/s", True),
    ("fan_out_10000_ms", "day", lambda f: middle(f["fan_out_ms"]), "ms", False),
    ("resume_storm_s", "city", lambda f: middle(f["storm_s"]), "s", False),
]

# Most (or, where more is better, least) that ours may be: a factor of another's figure, or a number.
GOALS = {
    "cpu_us_per_position": [(1 / 5, "peer"), (1.5, "floor")],
    "tip_to_offer_p50_ms": [(1 / 2, "peer")],
    "tip_to_offer_p99_ms": [(1 / 2.5, "peer"), (2, "floor")],
    "greatest_load": [(5, "peer")],
    "idle_connection_bytes": [(3600, None)],
    "durable_tips_per_s": [(5, "peer")],
    "fan_out_10000_ms": [(0.4, "peer"), (1.2, "floor")],
    "resume_storm_s": [(1 / 3, "peer")],
}

# The last two only where they were asked for: they are held against no goal of the others.
NAMES = ("ours", "peer", "floor", "ours-tls", "ours-tickets")
USUAL = NAMES[:3]
VALID = (7, 12)


def middle(values):
    return statistics.median(values) if values else None


def values(runs, figure, name, scene=None):
    """Of the undisturbed runs; of all, when every one was disturbed. `scene`: else the figure's own."""
    _, usual, read, *_ = figure
    scene = scene or usual
    of = [one for one in runs if (one["contender"], one["scene"]) == (name, scene) and one["figures"]]
    counted = [one for one in of if not one["disturbed"]] or of
    return [value for value in (read(one["figures"]) for one in counted) if value is not None]


def names_in(runs):
    return [name for name in NAMES if name in USUAL or any(one["contender"] == name for one in runs)]


def medians(runs):
    found = {}
    for figure in FIGURES:
        row = {name: middle(values(runs, figure, name)) for name in names_in(runs)}
        if any(value is not None for value in row.values()):
            found[figure[0]] = row
    return found


def shown(value):
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def cell(of):
    text = shown(middle(of))
    if len(of) >= 3:
        low, high = interval(of)
        text += f" ({shown(low)} to {shown(high)})"
    return text


def verdicts(figure, row):
    """How ours stands to each goal, in words."""
    name, _, _, _, more = figure
    said = []
    for factor, other in GOALS.get(name, []):
        base = 1 if other is None else row[other]
        if row["ours"] is None or base is None:
            continue
        bound = factor * base
        met = row["ours"] >= bound if more else row["ours"] <= bound
        sign = "≥" if more else "≤"
        goal = f"{sign} {factor:g}" if other is None else f"{sign} {factor:.2g} × {other}"
        ratio = "" if other is None else f", is {row['ours'] / base:.2f}"
        said.append(f"{goal}: {'met' if met else 'missed'}{ratio}")
    return "; ".join(said)


def validity(found):
    row = found.get("cpu_us_per_position", {})
    if not row.get("peer") or not row.get("floor"):
        return "Whether the comparison counts can't be told: not all were run."
    ratio = row["peer"] / row["floor"]
    counts = VALID[0] <= ratio <= VALID[1]
    return (
        f"The peer's CPU per position is {ratio:.1f} times the floor's: the comparison "
        f"{'counts' if counts else 'does not count'} (between {VALID[0]} and {VALID[1]} it does)."
    )


def trouble(one):
    """What in a run makes its figures weaker, in words."""
    figures = one["figures"]
    if figures is None:
        return "gave up"
    said = []
    if one["disturbed"]:
        said.append(f"disturbed: other work took {one['others_cores']:.2f} cores")
    late, offer = figures["lateness_ms"]["p99"], figures["tip_to_offer_ms"]["p99"]
    if figures["tip_to_offer_ms"]["count"] and late > offer / 2:
        said.append("the generator was late")
    if figures["tips_without_offer"]:
        said.append(f"{figures['tips_without_offer']} of {figures['tips']} tips without an offer")
    if figures["generator_ended_first"]:
        said.append("the generator ended first: the greatest load is at least this")
    for name in ("connections_lost", "fan_out_missing", "storm_retries", "storm_snapshots"):
        if figures[name]:
            said.append(f"{name.replace('_', ' ')}: {figures[name]}")
    said += [f"{count} × {error}" for error, count in figures["errors"].items()]
    return "; ".join(said)


def noticed(runs):
    """What makes their figures weaker, as lines of a report."""
    notes = [(one, trouble(one)) for one in runs]
    said = [f"- round {one['round']}, {one['scene']}, {one['contender']}: {what}" for one, what in notes if what]
    return ["", "What was noticed:", "", *(said or ["- nothing"])]


def report(runs, options):
    found = medians(runs)
    names = names_in(runs)
    rounds = max(one["round"] for one in runs)
    out = [
        "# Side by side",
        "",
        f"{rounds} round(s){', quick' if options.quick else ''}; medians, with the 95 % interval of the "
        f"median from 3 runs on. Servers on core {options.server_core}, load on core {options.load_core}. "
        f"{validity(found)}",
        "",
        f"| figure | unit | {' | '.join(names)} | goals for ours |",
        f"| --- | --- |{' --- |' * len(names)} --- |",
    ]
    for figure in FIGURES:
        name, _, _, unit, _ = figure
        if name in found:
            cells = [cell(values(runs, figure, who)) for who in names]
            out.append(f"| `{name}` | {unit} | {' | '.join(cells)} | {verdicts(figure, found[name])} |")
    return "\n".join(out + noticed(runs) + profiles(runs)) + "\n"


def profiles(runs):
    """Where the time goes, of each server and scene the last run that was looked at."""
    looked_at = {(one["scene"], one["contender"]): one["profile"] for one in runs if one["profile"]}
    out = []
    for (scene, name), lines in looked_at.items():
        out += ["", f"## Where {name} spends its time: {scene}", "", *lines]
    return out
