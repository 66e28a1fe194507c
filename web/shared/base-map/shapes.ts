/** Shapes of responders' marks in the order of the atlas. */
export const shapes = ["circle", "shield", "square", "house", "triangle", "hexagon", "star"] as const;
/** States of responders' marks, counted as the wire counts them. */
export const states = ["free", "asked", "going", "on-scene", "late"] as const;
export type MarkState = (typeof states)[number];
/** Those with it have a colour of their own. */
export const policeShape = "star";
