import type { Disk } from "../../shared/socket/disk.ts";
import type { Place, ReportTip } from "../../shared/protocol.ts";

/** A report being written. */
export interface Draft {
  kind: string | null;
  /** Null until the person or the device has set one. */
  place: Place | null;
  /** The person moved the map: the device's fixes don't any more. */
  placed: boolean;
  place_words: string;
  words: string;
  photos: string[];
  silent: boolean;
  step: "kind" | "send";
  begun_at: number;
}

const key = "draft";
/** A draft older than this isn't gone on with. */
const lasting_ms = 3_600_000;

/**
 * The report being written, on disk at each change: a phone may throw the page away while its
 * camera is open.
 */
export class DraftStore {
  now: Draft | null = $state(null);
  #disk: Disk | null = null;

  async load(disk: Disk): Promise<void> {
    this.#disk = disk;
    const kept = await disk.get<Draft | null>(key);
    if (kept && !this.now && Date.now() - kept.begun_at < lasting_ms) this.now = kept;
  }

  begin(silent: boolean): void {
    const begun_at = Date.now();
    const empty = { place_words: "", words: "", photos: [], placed: false, place: null };
    this.now = { kind: null, ...empty, silent, step: "kind", begun_at };
    this.keep();
  }

  /** Takes a report up again that was not sent yet. */
  resume(report: ReportTip): void {
    const { kind, place, silent = false, photos = [] } = report;
    this.now = {
      kind,
      place,
      placed: true,
      place_words: report.place_words ?? "",
      words: report.words ?? "",
      photos: [...photos],
      silent,
      step: "send",
      begun_at: Date.now(),
    };
    this.keep();
  }

  end(): void {
    this.now = null;
    this.keep();
  }

  keep(): void {
    const plain = this.now ? (JSON.parse(JSON.stringify(this.now)) as Draft) : null;
    this.#disk?.put(key, plain).catch(() => {});
  }
}
