/** What is said within incidents, what is released to volunteers, and what is said to everybody in an area. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { District } from "./district.ts";
import type { Broadcast } from "./broadcasts.ts";

/** Item types of this subject and what each carries, as far as a console folds them. */
export interface TalkFolded {
  message: Wire.Message;
  "details-released": Wire.DetailsReleased;
  "details-withdrawn": Wire.DetailsWithdrawn;
  "broadcast-made": Wire.BroadcastMade;
  "broadcast-sent": Wire.BroadcastSent;
  "broadcast-ended": Wire.BroadcastEnded;
  "broadcast-retracted": Wire.BroadcastRetracted;
}

type TalkFold = { [Type in keyof TalkFolded]: (district: District, data: TalkFolded[Type]) => void };

function change(district: District, number: number, more: Partial<Broadcast>): void {
  const before = district.broadcasts.get(number);
  if (before !== undefined) district.broadcasts.set(number, { ...before, ...more });
}

export const talkFolds: TalkFold = {
  message(district, data) {
    const { incident, message, from, tips } = data;
    if (incident === undefined || incident === null) return;
    const before = district.incidentOf(incident).sayings;
    if (before.some((one) => one.message === message)) return;
    const saying = {
      ...{ message, from, tips: [...tips], at: ms(data.at), words: data.words ?? "" },
      to: data.to ?? "desk",
      by: data.by ?? null,
      assignment: data.assignment ?? null,
    };
    const sayings = [...before, saying].sort((a, b) => a.message - b.message);
    district.change(incident, { sayings });
  },

  "details-released"(district, { incident, tips, photos, by, at }) {
    district.change(incident, { released: { tips: [...tips], photos: [...photos], by, at: ms(at) } });
  },

  "details-withdrawn"(district, { incident }) {
    district.change(incident, { released: null });
  },

  "broadcast-made"(district, data) {
    if (district.broadcasts.has(data.broadcast)) return;
    district.broadcasts.set(data.broadcast, {
      number: data.broadcast,
      area: data.area,
      audience: data.audience,
      words: data.words ?? "",
      identifiesPerson: data.identifies_person,
      about: data.about ?? null,
      exercise: data.exercise ?? false,
      by: data.by,
      at: ms(data.at),
      approveBy: data.approve_by === undefined || data.approve_by === null ? null : ms(data.approve_by),
      sent: null,
      ended: null,
      retracted: null,
    });
  },

  "broadcast-sent"(district, { broadcast, approved_by, people, at }) {
    change(district, broadcast, { sent: { approvedBy: approved_by ?? null, people, at: ms(at) } });
  },

  "broadcast-ended"(district, { broadcast, end, by, at }) {
    change(district, broadcast, { ended: { end, by: by ?? null, at: ms(at) } });
  },

  "broadcast-retracted"(district, { broadcast, words, by, at }) {
    change(district, broadcast, { retracted: { words: words ?? "", by: by ?? null, at: ms(at) } });
  },
};
