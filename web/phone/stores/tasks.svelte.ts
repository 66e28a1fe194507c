import { ms } from "../../shared/clock.svelte.ts";
import type {
  AssignmentChanged,
  AssignmentState,
  Bilingual,
  Cause,
  Offer,
  TaskChanged,
} from "../../shared/protocol.ts";

/** Being asked, and going: one assignment of this person. */
export interface Task {
  offer: Offer;
  /** The notice's number, to be told when it is on the screen; none for a snapshot's without one. */
  n: number | null;
  state: AssignmentState;
  cause: Cause | null;
  changed_at: number;
  /** Why an answer of this person came to nothing. */
  refusal?: Bilingual;
}

const asking: readonly AssignmentState[] = ["offered", "seen", "unreached"];
const running: readonly AssignmentState[] = ["accepted", "en-route", "on-scene"];
/** Ends that the person did not bring about, which they must be told. */
const surprising: readonly AssignmentState[] = ["stood-down", "expired"];

/** One's own offers and assignments. */
export class TasksStore {
  #tasks: Record<number, Task> = $state({});
  /** An ending that the person has yet to be told. */
  ended: Task | null = $state(null);

  /** Numbers outlive a snapshot, whose items have none. */
  readonly #numbers = new Map<number, number>();

  clear(): void {
    this.#tasks = {};
  }

  offer(offer: Offer, number: number | null): void {
    if (number !== null) this.#numbers.set(offer.assignment, number);
    const n = this.#numbers.get(offer.assignment) ?? null;
    const task = { offer, n, state: offer.state, cause: null, changed_at: ms(offer.offered_at) };
    this.#tasks[offer.assignment] = task;
  }

  /** What a question or a way is about has changed; how it stands has not. */
  changeMatter(change: TaskChanged): void {
    const task = this.#tasks[change.assignment];
    if (!task) return;
    const { incident, code, kind, priority, place, wanted, brief, bring } = change;
    task.offer = { ...task.offer, incident, code, kind, priority, place, wanted, brief, bring };
  }

  change(change: AssignmentChanged): void {
    const task = this.#tasks[change.assignment];
    if (!task) return;
    const before = task.state;
    task.state = change.state;
    task.cause = change.cause;
    task.changed_at = ms(change.at);
    if (surprising.includes(change.state)) {
      // An offer that ran out unanswered needs no word; one that was taken away does.
      const told = running.includes(before) || change.state === "stood-down";
      if (told) this.ended = { ...task };
    }
    if (change.state === "cleared") this.ended = { ...task };
    if (!asking.includes(change.state) && !running.includes(change.state)) {
      delete this.#tasks[change.assignment];
    }
  }

  /** The answer to one's own command: the notice that follows says the same. */
  answered(assignment: number, state: AssignmentState): void {
    const task = this.#tasks[assignment];
    if (!task || task.state === state) return;
    const { incident } = task.offer;
    const at = new Date(task.changed_at).toISOString();
    this.change({ assignment, incident, person: 0, state, at, cause: "person" });
  }

  /** It is over, as a refusal said; with `why`, the person is told. */
  over(assignment: number, why?: Bilingual): void {
    const task = this.#tasks[assignment];
    if (task && why) this.ended = { ...task, refusal: why };
    delete this.#tasks[assignment];
  }

  /** Offers that can still be answered at this server time, the most urgent first. */
  open(now: number): Task[] {
    return Object.values(this.#tasks)
      .filter((task) => asking.includes(task.state) && ms(task.offer.expires_at) > now)
      .sort(
        (a, b) =>
          a.offer.priority - b.offer.priority ||
          ms(a.offer.expires_at) - ms(b.offer.expires_at) ||
          a.offer.assignment - b.offer.assignment,
      );
  }

  /** What this person has accepted and not finished. */
  get running(): Task[] {
    return Object.values(this.#tasks)
      .filter((task) => running.includes(task.state))
      .sort((a, b) => a.offer.priority - b.offer.priority || a.changed_at - b.changed_at);
  }

  get(assignment: number): Task | undefined {
    return this.#tasks[assignment];
  }
}
