/**
 * Marks drawn on canvases from the sprite's own paths, so that map and page show one picture.
 * Needs a document.
 */
import sprite from "../icons.svg?raw";
import { markSymbol, plateShape } from "../plates.ts";
import type { Palette } from "./palette.ts";
import { policeShape, shapes, states } from "./shapes.ts";
import type { MarkState } from "./shapes.ts";

/** Room around a responder's mark for its line, in CSS pixels. */
const markMargin = 2;
/** Width of a responder's line, in CSS pixels. */
const markLine = 1.6;

interface Stroke {
  path: Path2D;
  filled: boolean;
}

let parsed: Document | null = null;
const drawn = new Map<string, readonly Stroke[]>();

/** The lines of a sprite's symbol in its box of 24; empty for one that isn't there. */
function strokesOf(symbol: string): readonly Stroke[] {
  const known = drawn.get(symbol);
  if (known !== undefined) {
    return known;
  }
  parsed ??= new DOMParser().parseFromString(sprite, "image/svg+xml");
  const found = parsed.getElementById(symbol);
  const strokes = [...(found?.children ?? [])].map((element) => ({
    path: pathOf(element),
    filled: element.getAttribute("class") === "ft",
  }));
  drawn.set(symbol, strokes);
  return strokes;
}

function pathOf(element: Element): Path2D {
  const figure = (name: string): number => Number(element.getAttribute(name) ?? 0);
  if (element.tagName === "path") {
    return new Path2D(element.getAttribute("d") ?? "");
  }
  const path = new Path2D();
  if (element.tagName === "circle") {
    path.arc(figure("cx"), figure("cy"), figure("r"), 0, 2 * Math.PI);
  } else if (element.tagName === "rect") {
    path.roundRect(figure("x"), figure("y"), figure("width"), figure("height"), figure("rx"));
  }
  return path;
}

function canvas(side: number, ratio: number, height = side): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = Math.ceil(side * ratio);
  element.height = Math.ceil(height * ratio);
  const context = element.getContext("2d", { willReadFrequently: true })!;
  context.scale(ratio, ratio);
  context.lineCap = "round";
  context.lineJoin = "round";
  return context;
}

function pixels(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

/** An incident's plate of 32 pixels with a rim of the ground's colour around it. */
export function plateImage(palette: Palette, priority: number, icon: string, ratio: number): ImageData {
  const rim = 2.5;
  const context = canvas(32 + 2 * rim, ratio);
  context.translate(rim, rim);
  const shape = plateShape(priority);
  const outline = new Path2D(shape.outline);
  const colour = palette.priority[priority - 1] ?? palette.priority[4]!;
  const hollow = priority >= 5;
  context.strokeStyle = palette.halo;
  context.lineWidth = 2 * rim;
  context.stroke(outline);
  context.fillStyle = hollow ? palette.panel : colour;
  context.fill(outline);
  if (hollow) {
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke(outline);
  }
  context.translate(shape.inset, shape.inset);
  context.scale(shape.picture / 24, shape.picture / 24);
  context.strokeStyle = hollow ? colour : palette.onPlate;
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 1.9;
  for (const stroke of strokesOf(`k-${icon}`)) {
    stroke.filled ? context.fill(stroke.path) : context.stroke(stroke.path);
  }
  return pixels(context);
}

/** The frame around the selected incident. */
export function frameImage(palette: Palette, ratio: number): ImageData {
  const context = canvas(46, ratio);
  const frame = new Path2D();
  frame.roundRect(3, 3, 40, 40, 6);
  context.strokeStyle = palette.halo;
  context.lineWidth = 5;
  context.stroke(frame);
  context.strokeStyle = palette.text1;
  context.lineWidth = 2;
  context.stroke(frame);
  return pixels(context);
}

/** A pin whose point is the middle of its lower edge. */
export function pinImage(palette: Palette, ratio: number): ImageData {
  const context = canvas(40, ratio);
  context.translate(2, 2);
  context.scale(1.68, 1.68);
  context.fillStyle = palette.accent;
  context.strokeStyle = palette.halo;
  context.lineWidth = 1.4;
  const [drop, hole] = strokesOf("pin");
  if (drop !== undefined && hole !== undefined) {
    context.fill(drop.path);
    context.stroke(drop.path);
    context.fillStyle = palette.halo;
    context.fill(hole.path);
  }
  return pixels(context);
}

function drawMark(context: CanvasRenderingContext2D, palette: Palette, shape: string, state: MarkState, size: number): void {
  const scale = size / 24;
  const colour = state === "late" ? (palette.priority[0] ?? palette.go) : shape === policeShape ? palette.police : palette.go;
  const hollow = state === "free" || state === "asked";
  context.save();
  context.scale(scale, scale);
  context.lineWidth = markLine / scale;
  context.fillStyle = hollow ? palette.halo : colour;
  context.strokeStyle = colour;
  if (hollow && shape !== policeShape) {
    context.strokeStyle = palette.free;
  } else if (state === "on-scene" || state === "late") {
    context.strokeStyle = palette.text1;
  }
  if (state === "asked") {
    context.lineCap = "butt";
    context.setLineDash([2.2 / scale, 1.8 / scale]);
  }
  for (const stroke of strokesOf(markSymbol(shape))) {
    context.fill(stroke.path);
    context.stroke(stroke.path);
  }
  context.restore();
}

/** One responder's mark. */
export function markImage(palette: Palette, shape: string, state: MarkState, size: number, ratio: number): ImageData {
  const context = canvas(size + 2 * markMargin, ratio);
  context.translate(markMargin, markMargin);
  drawMark(context, palette, shape, state, size);
  return pixels(context);
}

/** All marks of one size: a column for each shape, a row for each state. */
export function markAtlas(palette: Palette, size: number, ratio: number): { image: HTMLCanvasElement; cell: number } {
  const cell = size + 2 * markMargin;
  const context = canvas(cell * shapes.length, ratio, cell * states.length);
  for (const [column, shape] of shapes.entries()) {
    for (const [row, state] of states.entries()) {
      context.save();
      context.translate(column * cell + markMargin, row * cell + markMargin);
      drawMark(context, palette, shape, state, size);
      context.restore();
    }
  }
  return { image: context.canvas, cell };
}
