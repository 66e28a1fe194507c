/** Words for telling a dispatcher who made a tip. */
import { texts } from "../shared/i18n.svelte.ts";
import type { RevealReason } from "../shared/protocol.ts";

export const vw = texts({
  reveal: ["查看报告人", "Reveal reporter"],
  again: ["再次查看", "Reveal again"],
  title: [(code: string) => `查看报告人 · ${code}`, (code: string) => `Reveal a reporter of ${code}`],
  hint: [
    "留下记录：其他席位看到您查看过，报告人看到您的编号、时间和下面的理由；姓名和电话只显示在本席。",
    "On record: other desks see that you looked; the reporter sees your number, the time and this reason. Name and telephone are shown at this desk alone.",
  ],
  which: ["哪条线索", "Which tip"],
  tip: [(channel: string, time: string) => `${channel} ${time}`, (channel: string, time: string) => `${channel} ${time}`],
  reason: ["理由", "Reason"],
  words: ["说明（至少 4 个字，报告人会看到）", "Why (at least 4 characters; the reporter reads it)"],
  send: ["记录并查看", "Record and reveal"],
  noName: ["没有姓名", "No name"],
  noContact: ["没有留电话", "No telephone number"],
  revealedBy: [(desk: string) => `${desk} 查看了报告人`, (desk: string) => `${desk} looked who reported`],
});

const reasons = texts({
  "call-back": ["要回拨询问", "To call back"],
  danger: ["报告人可能有危险", "The reporter may be in danger"],
  witness: ["民警需要证人", "Officers need a witness"],
  "false-report": ["疑似谎报", "A false report is suspected"],
  law: ["依法调取", "An authority asks by law"],
} satisfies Record<RevealReason, [string, string]>);

export const revealReasons = ["call-back", "danger", "witness", "false-report", "law"] as const satisfies readonly RevealReason[];

export function revealWord(reason: RevealReason): string {
  return reasons[reason];
}
