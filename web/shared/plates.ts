/** Outlines of the priority plate in a box of 32, and the inset and size of the kind's picture. */
export interface PlateShape {
  outline: string;
  inset: number;
  picture: number;
}

const octagon = "M9.4 2h13.2L30 9.4v13.2L22.6 30H9.4L2 22.6V9.4z";
const diamond = "M16 .5L31.5 16 16 31.5.5 16z";
const square = "M5 3h22a2 2 0 0 1 2 2v22a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z";
const disc = "M16 2a14 14 0 1 1 0 28a14 14 0 0 1 0-28z";
const ring = "M16 4a12 12 0 1 1 0 24a12 12 0 0 1 0-24z";

export const plateShapes: readonly PlateShape[] = [
  { outline: octagon, inset: 7, picture: 18 },
  { outline: diamond, inset: 8.5, picture: 15 },
  { outline: square, inset: 7, picture: 18 },
  { outline: disc, inset: 7.5, picture: 17 },
  { outline: ring, inset: 8.5, picture: 15 },
];

/** The shape of a priority from 1 to 5; what isn't one looks like information. */
export function plateShape(priority: number): PlateShape {
  return plateShapes[priority - 1] ?? plateShapes[4]!;
}

/** A responder's mark: the sprite's symbol of a category's shape. */
const marks: Record<string, string> = {
  circle: "c-vol",
  shield: "c-patrol",
  square: "c-info",
  house: "c-pop",
  triangle: "c-guide",
  hexagon: "c-org",
  star: "c-police",
};

export function markSymbol(shape: string | undefined): string {
  return marks[shape ?? "circle"] ?? "c-vol";
}
