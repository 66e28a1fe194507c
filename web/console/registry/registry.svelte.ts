import { errorTexts } from "../../shared/error-texts.ts";
import { post, type Posted } from "../../shared/post.ts";
import type { Bilingual, IssuedCode, ListPeople, PeopleList, PersonRow, UnitList, UnitRow } from "../../shared/protocol.ts";

/** What is listed: the people of a unit, all, or those of whom somebody is missing. */
export type View = { unit: string } | "all" | "nobody";

/** A unit and how deep it stands. */
export interface Branch {
  unit: UnitRow;
  depth: number;
}

/** Units as a tree, each behind the one above it. */
export function treeOf(units: readonly UnitRow[]): Branch[] {
  const known = new Set(units.map((one) => one.unit));
  const below = new Map<string, UnitRow[]>();
  for (const one of units) {
    const above = one.above !== undefined && known.has(one.above) ? one.above : "";
    below.set(above, [...(below.get(above) ?? []), one]);
  }
  const branches: Branch[] = [];
  const add = (above: string, depth: number): void => {
    for (const unit of below.get(above) ?? []) {
      branches.push({ unit, depth });
      add(unit.unit, depth + 1);
    }
  };
  add("", 0);
  return branches;
}

/** What a coordinator or administrator sees of the registry. `ask` is for tests. */
export class Registry {
  units: readonly UnitRow[] = $state.raw([]);
  own: string | null = $state(null);
  people: readonly PersonRow[] = $state.raw([]);
  /** Ask again after this person; null: that was all. */
  next: number | null = $state(null);
  view: View = $state.raw("all");
  busy = $state(false);
  error: Bilingual | null = $state.raw(null);
  #asked = 0;

  readonly #token: () => string | null;
  readonly #ask: typeof post;

  constructor(token: () => string | null, ask: typeof post = post) {
    this.#token = token;
    this.#ask = ask;
  }

  readonly tree: readonly Branch[] = $derived(treeOf(this.units));

  /** Reads the units, and the people of the view anew. */
  async load(): Promise<void> {
    const listed = await this.#ask<UnitList>("units", {}, this.#token());
    if (!listed.ok) {
      this.#refuse(listed);
      return;
    }
    this.units = listed.answer.units;
    this.own = listed.answer.own ?? null;
    await this.show(this.view);
  }

  async show(view: View): Promise<void> {
    this.view = view;
    this.people = [];
    this.next = null;
    await this.#read();
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.#read(this.next);
  }

  async issueCode(person: number): Promise<Posted<IssuedCode>> {
    return this.#ask<IssuedCode>("issue-code", { person, days: 7 }, this.#token());
  }

  async #read(after?: number): Promise<void> {
    const asked = ++this.#asked;
    this.busy = true;
    this.error = null;
    const wish: ListPeople = {
      ...(typeof this.view === "object" && { unit: this.view.unit }),
      nobody: this.view === "nobody",
      ...(after !== undefined && { after }),
    };
    const listed = await this.#ask<PeopleList>("people", wish, this.#token());
    if (asked !== this.#asked) return; // Another view was asked for meanwhile.
    this.busy = false;
    if (!listed.ok) {
      this.#refuse(listed);
      return;
    }
    this.people = [...this.people, ...listed.answer.people];
    this.next = listed.answer.next ?? null;
  }

  #refuse(refused: Posted<unknown> & { ok: false }): void {
    this.busy = false;
    this.error = errorTexts[refused.code];
  }
}
