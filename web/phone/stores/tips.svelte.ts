import type { MyTip, Photos, ReportTip, TipAttention, TipChanged, TipRevealed } from "../../shared/protocol.ts";

/** What was known of a tip before the tip itself was. */
type Change = Pick<
  MyTip,
  "state" | "changed_at" | "responding_at" | "disposition" | "outcome" | "referred_to" | "attached"
>;

/** One's own tips that the server has. */
export class TipsStore {
  #tips: Record<number, MyTip> = $state({});
  /** Those that nobody has taken, as last told; by tip, which may not be known yet. */
  #unattended: Record<number, boolean> = $state({});
  /** Who was told who made a tip, in the order of time. */
  #reveals: Record<number, TipRevealed[]> = $state({});
  /** A change may overtake the answer that names the tip. */
  #early = new Map<number, Change>();

  /** Newest first. */
  get all(): MyTip[] {
    return Object.values(this.#tips).sort((a, b) => b.received_at.localeCompare(a.received_at));
  }

  get(tip: number): MyTip | undefined {
    return this.#tips[tip];
  }

  clear(): void {
    this.#tips = {};
    this.#early.clear();
    this.#unattended = {};
    this.#reveals = {};
  }

  /** A dispatcher was told who made it. */
  reveal(one: TipRevealed): void {
    const before = this.#reveals[one.tip] ?? [];
    if (before.some(({ at, by }) => at === one.at && by === one.by)) return;
    this.#reveals[one.tip] = [...before, one];
  }

  revealsOf(tip: number): readonly TipRevealed[] {
    return this.#reveals[tip] ?? [];
  }

  /** Nobody has taken them yet, or somebody has. */
  attend({ tips, taken }: TipAttention): void {
    for (const tip of tips) this.#unattended[tip] = !taken;
  }

  /** Nobody has taken it yet: its reporter had better call. */
  isUnattended(tip: number): boolean {
    return this.#unattended[tip] === true && this.#tips[tip]?.state === "received";
  }

  put(tip: MyTip): void {
    this.#tips[tip.tip] = { ...tip, ...this.#early.get(tip.tip) };
    this.#early.delete(tip.tip);
  }

  /** The server has taken a report of this device. */
  reported(tip: number, id: string, report: ReportTip, at: string): void {
    if (this.#tips[tip]) return;
    const { kind, place, place_words = "", words = "", photos = [] } = report;
    const state = "received";
    const received_at = at;
    this.put({
      tip,
      id,
      kind,
      place,
      received_at,
      state,
      changed_at: at,
      place_words,
      words,
      photos,
    });
  }

  added(tip: number, words: string, photos: Photos): void {
    const known = this.#tips[tip];
    if (!known) return;
    if (words) known.words = known.words ? `${known.words}\n${words}` : words;
    known.photos = [...known.photos, ...photos.filter((photo) => !known.photos.includes(photo))];
  }

  change(change: TipChanged): void {
    for (const tip of change.tips) {
      const known = this.#tips[tip];
      const before = known ?? this.#early.get(tip);
      const next: Change = {
        state: change.state,
        changed_at: change.at,
        responding_at: change.state === "responding" ? change.at : before?.responding_at,
        disposition: change.disposition,
        outcome: change.outcome,
        referred_to: change.referred_to,
        attached: change.attached ?? before?.attached,
      };
      if (change.attached !== undefined) this.#unattended[tip] = change.unattended === true;
      if (known) Object.assign(known, next);
      else this.#early.set(tip, next);
    }
  }
}
