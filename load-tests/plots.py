"""How a figure grows: its slope, and a picture of it by gnuplot (tools/packages-plots)."""
import math
import os
import subprocess


def slope(sizes, values):
    """The exponent b of value = a × size^b, by least squares over the logarithms: 0 doesn't grow, 1 grows as the size does."""
    points = [(math.log(size), math.log(value)) for size, value in zip(sizes, values) if value > 0]
    if len(points) < 2:
        return math.nan
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def heading(sizes):
    """Of a table with a column for each size and one for the slope."""
    columns = [*(f"{size:,}" for size in sizes), "slope"]
    return ["| | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]


def save(folder, lines):
    """Writes a report beside its pictures, as growth.md; its text."""
    text = "\n".join(lines) + "\n"
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "growth.md"), "w", encoding="utf-8") as file:
        file.write(text)
    return text


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def draw(path, title, size_name, unit, lines):
    """Writes an SVG. `lines`: by name, a list of (size, value). Both axes are logarithmic."""
    sizes = sorted({size for points in lines.values() for size, _ in points})
    values = [value for points in lines.values() for _, value in points]
    commands = [
        'set terminal svg size 640,400 background "white"',
        f"set output {quoted(path)}",
        f"set title {quoted(title)}",
        f"set xlabel {quoted(size_name)}",
        f"set ylabel {quoted(unit)}",
        "set logscale xy",
        "set key top left",
        "set grid",
        "set xtics (" + ", ".join(f"{quoted(f'{size:,}')} {size}" for size in sizes) + ")",
        # Within one power of ten a line looks steeper than it is.
        f"set yrange [{min(values) / 3}:{max(values) * 6}]",
        f"set xrange [{sizes[0] / 1.3}:{sizes[-1] * 1.3}]",
    ]
    blocks = []
    for number, (name, points) in enumerate(lines.items()):
        bend = slope(*zip(*points))
        commands.append(f"$of{number} << END\n" + "\n".join(f"{x} {y}" for x, y in points) + "\nEND")
        blocks.append(f"$of{number} with linespoints pt 7 lw 2 title {quoted(f'{name}: slope {bend:.2f}')}")
    commands.append("plot " + ", ".join(blocks))
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    subprocess.run(["gnuplot"], input="\n".join(commands), text=True, check=True)
