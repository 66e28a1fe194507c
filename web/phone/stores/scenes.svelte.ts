import type { CommanderChanged, GroupChanged, SceneGroup } from "../../shared/protocol.ts";

/** Who commands where this person is going, and the group that they are in. */
export class ScenesStore {
  #commanders: ReadonlyMap<number, string> = $state.raw(new Map<number, string>());
  #groups: ReadonlyMap<number, SceneGroup> = $state.raw(new Map<number, SceneGroup>());

  clear(): void {
    this.#commanders = new Map();
    this.#groups = new Map();
  }

  command({ incident, person, name }: CommanderChanged): void {
    const others = [...this.#commanders].filter(([known]) => known !== incident);
    const now: [number, string][] = person === undefined || person === null ? [] : [[incident, name ?? `#${person}`]];
    this.#commanders = new Map([...others, ...now]);
  }

  group({ assignment, group }: GroupChanged): void {
    const others = [...this.#groups].filter(([known]) => known !== assignment);
    const now: [number, SceneGroup][] = group === undefined || group === null ? [] : [[assignment, group]];
    this.#groups = new Map([...others, ...now]);
  }

  /** The commander's name; null: nobody commands. */
  commanderOf(incident: number): string | null {
    return this.#commanders.get(incident) ?? null;
  }

  groupOf(assignment: number): SceneGroup | null {
    return this.#groups.get(assignment) ?? null;
  }
}
