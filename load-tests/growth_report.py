"""What `compare --growth` found: each figure at each number of connections, its slope, and a picture."""
import os

from comparison import FIGURES, NAMES, middle, noticed, shown, values
from plots import draw, heading, save, slope

# Of the steady day, and how long it takes all to come back.
GROWN = [figure for figure in FIGURES if figure[1] == "day" or figure[0] == "resume_storm_s"]


def write(folder, sizes, runs):
    """`sizes`: connections by scene. Writes growth.md and its pictures into the folder; the report."""
    lines = ["# How the servers grow with connections", ""]
    lines.append("As many places and tips a second at each size. Slope: the exponent b of figure = a × size^b.")
    for figure in GROWN:
        name, _, _, unit, _ = figure
        lines += ["", f"## `{name}`, {unit}", "", *heading(sizes.values())]
        drawn = {}
        for who in NAMES:
            row = [(size, middle(values(runs, figure, who, scene))) for scene, size in sizes.items()]
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
    return save(folder, lines + noticed(runs))
