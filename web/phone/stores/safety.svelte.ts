import { ms } from "../../shared/clock.svelte.ts";
import type { CheckInChanged, PanicAnswer, PanicChanged } from "../../shared/protocol.ts";
import type { Command } from "../../shared/socket/session-types.ts";

/** Where one's own panic stands, for the screen. */
export type PanicStage = "idle" | "waiting" | "raised" | "acknowledged" | "cleared";

/** One's own safety: check-in clocks on scene, and the panic. */
export class SafetyStore {
  /** By assignment. */
  #clocks: Record<number, CheckInChanged> = $state({});
  panic: PanicChanged | null = $state.raw(null);
  /** A safe word is set at the server. */
  wordSet = $state(false);

  /** Of a cleared panic the person is told until they have read it, over a snapshot too. */
  clear(): void {
    this.#clocks = {};
    if (this.panic?.state !== "cleared") this.panic = null;
    this.wordSet = false;
  }

  clockOf(assignment: number | undefined): CheckInChanged | undefined {
    return assignment === undefined ? undefined : this.#clocks[assignment];
  }

  takeClock(clock: CheckInChanged): void {
    this.#clocks[clock.assignment] = clock;
  }

  /** The answer to one's own check-in: the notice that follows says the same. */
  checkedIn(assignment: number, due_at: string): void {
    const clock = this.#clocks[assignment];
    if (!clock || ms(due_at) <= ms(clock.due_at)) return;
    const warning = ms(clock.due_at) - ms(clock.warn_at);
    const warn_at = new Date(ms(due_at) - warning).toISOString();
    const { incident, person, at } = clock;
    this.#clocks[assignment] = { assignment, incident, person, state: "running", warn_at, due_at, at };
  }

  /** The assignment has ended. */
  drop(assignment: number): void {
    delete this.#clocks[assignment];
  }

  takePanic(panic: PanicChanged): void {
    this.panic = panic;
  }

  /** The answer to one's own press, which the notice follows. */
  raised(answer: PanicAnswer, silent: boolean, at: string): void {
    if (this.panic?.incident === answer.incident && this.panic.state !== "cleared") return;
    const { incident, withdraw_until } = answer;
    this.panic = { incident, state: "raised", silent, at, raised_at: at, withdraw_until };
  }

  /** The person has read that it is over. */
  dismiss(): void {
    if (this.panic?.state === "cleared") this.panic = null;
  }

  /** `waiting`: commands that the server has yet to answer. */
  stage(waiting: readonly Command[]): PanicStage {
    if (this.panic && this.panic.state !== "cleared") return this.panic.state;
    if (waiting.some((command) => command.type === "raise-panic")) return "waiting";
    return this.panic ? "cleared" : "idle";
  }
}

/** The same word however it was typed. */
export function safeWord(typed: string): string {
  return typed.trim().normalize("NFC").toLowerCase();
}
