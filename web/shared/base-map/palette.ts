/** The map's colours, read from the design tokens that hold for an element. */
export interface Palette {
  dark: boolean;
  land: string;
  out: string;
  street: string;
  minor: string;
  mid: string;
  major: string;
  trunk: string;
  edge: string;
  label: string;
  halo: string;
  metro: string;
  text1: string;
  text2: string;
  text3: string;
  panel: string;
  accent: string;
  bad: string;
  free: string;
  go: string;
  police: string;
  onPlate: string;
  /** Of priorities 1 to 5. */
  priority: readonly string[];
  /** Of counts, from none to most. */
  steps: readonly string[];
  /** Font families, first choice first. */
  fonts: readonly string[];
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const fonts = token("font")
    .split(",")
    .map((family) => family.trim().replace(/^"|"$/g, ""))
    .filter((family) => family !== "");
  return {
    dark: style.colorScheme !== "light",
    land: token("m-land"),
    out: token("m-out"),
    street: token("m-street"),
    minor: token("m-minor"),
    mid: token("m-mid"),
    major: token("m-major"),
    trunk: token("m-trunk"),
    edge: token("m-edge"),
    label: token("m-label"),
    halo: token("m-halo"),
    metro: token("m-metro"),
    text1: token("t-1"),
    text2: token("t-2"),
    text3: token("t-3"),
    panel: token("bg-2"),
    accent: token("accent"),
    bad: token("bad"),
    free: token("r-free"),
    go: token("r-go"),
    police: token("r-pol"),
    onPlate: token("on-p"),
    priority: [1, 2, 3, 4, 5].map((priority) => token(`p${priority}`)),
    steps: [0, 1, 2, 3, 4].map((step) => token(`c-${step}`)),
    fonts,
  };
}

/** Fonts for labels. The first family, which no system has, carries the weight in its name. */
export function fontStack(palette: Palette, weight: "regular" | "medium" | "semibold" = "regular"): string[] {
  return [`Dageng ${weight}`, ...palette.fonts];
}
