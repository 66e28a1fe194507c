/** The district's figures, as the second's totals and the catalogue give them. */
import type { Bilingual, Catalogue, Totals } from "../../shared/protocol.ts";

export interface CategoryFigures {
  category: string;
  name: Bilingual;
  shape: string;
  onDuty: number;
  reachable: number;
  engaged: number;
}

export interface Figures {
  onDuty: number;
  reachable: number;
  engaged: number;
  /** In the catalogue's order; those who are in no catalogue last. */
  categories: CategoryFigures[];
}

export function figuresOf(catalogue: Catalogue | null, totals: Totals | null): Figures {
  const told = new Map((totals?.categories ?? []).map((one) => [one.category, one]));
  const categories: CategoryFigures[] = (catalogue?.categories ?? []).map(({ category, name, shape }) => {
    const { on_duty = 0, reachable = 0, engaged = 0 } = told.get(category) ?? {};
    told.delete(category);
    return { category, name, shape, onDuty: on_duty, reachable, engaged };
  });
  for (const [category, one] of told) {
    const name = { zh: category, en: category };
    categories.push({ category, name, shape: "circle", onDuty: one.on_duty, reachable: one.reachable, engaged: one.engaged });
  }
  const sum = (of: (one: CategoryFigures) => number): number =>
    categories.reduce((total, one) => total + of(one), 0);
  return {
    onDuty: sum((one) => one.onDuty),
    reachable: sum((one) => one.reachable),
    engaged: sum((one) => one.engaged),
    categories,
  };
}
