import type { Ground, Sheet } from "./ground.ts";

const widths = [0, 5, 4.5, 3.5, 2.5, 1.6];
const roles = ["", "--m-trunk", "--m-major", "--m-mid", "--m-minor", "--m-minor"];

/** Draws land and roads in the colours of the theme that `canvas` stands in. */
export function drawGround(canvas: HTMLCanvasElement, ground: Ground | null, sheet: Sheet): void {
  const brush = canvas.getContext("2d");
  if (!brush) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  brush.scale(ratio, ratio);

  const style = getComputedStyle(canvas);
  const colour = (role: string): string => style.getPropertyValue(role).trim();
  brush.fillStyle = colour(ground ? "--m-out" : "--m-land");
  brush.fillRect(0, 0, width, height);
  if (!ground) return;

  const trace = (points: readonly (readonly number[])[]): void => {
    points.forEach(([lon = 0, lat = 0], index) => {
      const [x, y] = [sheet.x(lon), sheet.y(lat)];
      if (index === 0) brush.moveTo(x, y);
      else brush.lineTo(x, y);
    });
  };

  brush.beginPath();
  ground.land.forEach(trace);
  brush.fillStyle = colour("--m-land");
  brush.fill("evenodd");

  brush.lineCap = brush.lineJoin = "round";
  const lines = ground.lines.filter((line) => sheet.shows(line));
  for (const edge of [true, false]) {
    for (let rank = 5; rank >= 1; rank -= 1) {
      brush.beginPath();
      for (const line of lines) if (line.rank === rank) trace(line.points);
      brush.lineWidth = widths[rank]! + (edge ? 1.4 : 0);
      brush.strokeStyle = colour(edge ? "--m-edge" : roles[rank]!);
      brush.stroke();
    }
  }
}
