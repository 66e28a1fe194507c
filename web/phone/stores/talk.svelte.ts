import type { DetailsShown, Message } from "../../shared/protocol.ts";

/** What is said between the desk and this person, as responder or reporter; and what was released. */
export class TalkStore {
  #messages: readonly Message[] = $state.raw([]);
  #details: readonly DetailsShown[] = $state.raw([]);
  /** Outlives a snapshot, which tells them all again. */
  #read: ReadonlySet<number> = $state.raw(new Set<number>());

  clear(): void {
    this.#messages = [];
    this.#details = [];
  }

  put(message: Message): void {
    const others = this.#messages.filter((one) => one.message !== message.message);
    this.#messages = [...others, message].sort((a, b) => a.message - b.message);
  }

  show(details: DetailsShown): void {
    this.#details = [...this.#details.filter((one) => one.incident !== details.incident), details];
  }

  withdraw(incident: number): void {
    this.#details = this.#details.filter((one) => one.incident !== incident);
  }

  /** An assignment is over: nothing of it stays on the phone. */
  drop(assignment: number, incident: number): void {
    this.#messages = this.#messages.filter((one) => one.assignment !== assignment);
    this.withdraw(incident);
  }

  ofAssignment(assignment: number): Message[] {
    return this.#messages.filter((one) => one.assignment === assignment);
  }

  ofTip(tip: number): Message[] {
    return this.#messages.filter((one) => one.tips.includes(tip));
  }

  detailsOf(incident: number): DetailsShown | null {
    return this.#details.find((one) => one.incident === incident) ?? null;
  }

  /** How many of these the person has yet to see. */
  unread(messages: readonly Message[]): number {
    return messages.filter((one) => !one.own && !this.#read.has(one.message)).length;
  }

  see(messages: readonly Message[]): void {
    if (this.unread(messages) === 0) return;
    this.#read = new Set([...this.#read, ...messages.map((one) => one.message)]);
  }

  /** Of all tips, for the mark on their tab. */
  get unreadOfTips(): number {
    return this.unread(this.#messages.filter((one) => one.tips.length > 0));
  }
}
