"""What `compare --growth` found: each figure at each number of connections, its slope, and a picture."""
import os

from comparison import FIGURES, NAMES, middle, shown, trouble
from plots import draw, slope

# Of the steady day, and how long it takes all to come back.
GROWN = [figure for figure in FIGURES if figure[1] == "day" or figure[0] == "resume_storm_s"]


def found(runs, scene, name, read):
    of = [one for one in runs if (one["scene"], one["contender"]) == (scene, name) and one["figures"]]
    counted = [one for one in of if not one["disturbed"]] or of
    return middle([value for value in (read(one["figures"]) for one in counted) if value is not None])


def write(folder, sizes, runs):
    """`sizes`: connections by scene. Writes growth.md and its pictures into the folder; the report."""
    os.makedirs(folder, exist_ok=True)
    lines = ["# How the servers grow with connections", ""]
    lines.append("As many places and tips a second at each size. Slope: the exponent b of figure = a × size^b.")
    for name, _, read, unit, _ in GROWN:
        lines += ["", f"## `{name}`, {unit}", ""]
        lines.append("| | " + " | ".join(f"{size:,}" for size in sizes.values()) + " | slope |")
        lines.append("| --- |" + " --- |" * (len(sizes) + 1))
        drawn = {}
        for who in NAMES:
            row = [(size, found(runs, scene, who, read)) for scene, size in sizes.items()]
            points = [(size, value) for size, value in row if value]
            if len(points) < 2:
                continue
            drawn[who] = points
            cells = " | ".join(shown(value) for _, value in row)
            lines.append(f"| {who} | {cells} | {slope(*zip(*points)):.2f} |")
        if drawn:
            file = f"{name}.svg"
            draw(os.path.join(folder, file), name, "connections", unit, drawn)
            lines += ["", f"![{name} by connections]({file})"]
    said = [(one, trouble(one)) for one in runs]
    lines += ["", "What was noticed:", ""]
    lines += [f"- {one['scene']}, {one['contender']}: {what}" for one, what in said if what] or ["- nothing"]
    text = "\n".join(lines) + "\n"
    with open(os.path.join(folder, "growth.md"), "w", encoding="utf-8") as file:
        file.write(text)
    return text
