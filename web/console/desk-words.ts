/** Words for who is at the desk, who answers for what, limits, and calling others. */
import { texts } from "../shared/i18n.svelte.ts";
import type { EscalationReason, ServiceLimitOf } from "../shared/protocol.ts";

export const dw = texts({
  takeOver: ["接手", "Take over"],
  away: ["已离席", "away"],
  viewing: [(who: string) => `${who} 在看`, (who: string) => `${who} looking`],
  handOver: ["交班", "Hand over"],
  handOverTitle: ["交班", "Hand over the shift"],
  handOverHint: [
    "您负责的未结警情全部转给所选的调度席，对方必须在席",
    "All open incidents that you answer for go to the desk you choose, which must be there",
  ],
  handOverTo: ["交给", "To"],
  handOverNow: ["交班", "Hand over"],
  nobodyElse: ["没有别的调度席在席", "No other desk is there"],
  yours: [(n: number) => `您负责 ${n} 起`, (n: number) => `You answer for ${n}`],
  since: [(time: string) => `${time} 起在席`, (time: string) => `there since ${time}`],
  escalated: ["无人负责，正在呼叫", "Nobody answers for it; calling"],
  called: [(name: string, n: number) => `${name} ${n} 人`, (name: string, n: number) => `${name}: ${n}`],
  overdue: ["超过时限", "Over the limit"],
  near: [(what: string) => `${what}时限将到`, (what: string) => `${what}: soon over the limit`],
  limitAcknowledge: ["接警", "taking it"],
  limitAccept: ["接单", "accepting"],
  limitArrive: ["到场", "arriving"],
  limitClose: ["结案", "closing"],
  nobodyThere: ["值班席无人", "Nobody is at the desk"],
  notAcknowledged: ["超时无人接警", "Nobody took it in time"],
  ownerLeft: ["负责人已离席", "Whoever answered for it left"],
});

export function limitWord(limit: ServiceLimitOf): string {
  return {
    acknowledge: dw.limitAcknowledge,
    accept: dw.limitAccept,
    arrive: dw.limitArrive,
    close: dw.limitClose,
  }[limit];
}

export function reasonWord(reason: EscalationReason): string {
  return {
    "nobody-there": dw.nobodyThere,
    "not-acknowledged": dw.notAcknowledged,
    "owner-left": dw.ownerLeft,
  }[reason];
}
