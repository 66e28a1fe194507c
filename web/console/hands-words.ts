/** Words for what dispatchers do by hand to a running response, and for taking it back. */
import { texts } from "../shared/i18n.svelte.ts";
import type { HoldEnd, Undoable } from "../shared/protocol.ts";

export const hw = texts({
  hands: ["处置", "Response"],
  hold: ["暂缓", "Hold"],
  release: ["恢复派单", "Release"],
  move: ["改地点", "Move scene"],
  more: ["加人", "More people"],
  heldFor: [(left: string) => `暂缓 ${left}`, (left: string) => `Held ${left}`],
  held: [
    (left: string) => `暂缓派单，${left} 后自动恢复；已出动的人不受影响`,
    (left: string) => `Held: asks nobody new; released by itself in ${left}. Those going go on`,
  ],
  holdTitle: [(code: string) => `暂缓 · ${code}`, (code: string) => `Hold ${code}`],
  holdHint: [
    "到时自动恢复并告警；其间不再询问新的人，范围不扩大，已出动的人照常",
    "Ends by itself, with an alarm; until then nobody new is asked and no wave opens; those going go on",
  ],
  holdFor: ["暂缓多久", "For how long"],
  minutes: [(n: number) => `${n} 分钟`, (n: number) => `${n} min`],
  urgentHold: ["一级警情最多暂缓 10 分钟", "Priority 1 is held for 10 minutes at most"],
  why: ["为什么，其他调度席可见", "Why; seen by other desks"],
  holdNow: ["暂缓派单", "Hold it"],
  moveTitle: [(code: string) => `改地点 · ${code}`, (code: string) => `Move the scene of ${code}`],
  moveHint: [
    "已询问和已出动的人马上得知新地点，到场按新地点算，派单从新地点继续；报告人的原话不变",
    "Those asked or going are told at once; arrival and waves are measured from the new place. What was reported stays",
  ],
  moveFrom: [(far: string) => `距原地点 ${far}`, (far: string) => `${far} from where it was`],
  placeWords: ["新地点怎么说，其他调度席可见", "The new place in words; seen by other desks"],
  moveNow: ["改到这里", "Move it here"],
  moreTitle: [(code: string) => `加人 · ${code}`, (code: string) => `More people for ${code}`],
  moreHint: [
    "按预案由近到远重新询问；问过的人不再问",
    "Asked by the plan's waves, the nearest first; nobody is asked twice",
  ],
  need: ["要哪类人", "Which people"],
  needNow: [(n: number) => `现要 ${n} 人`, (n: number) => `${n} wanted now`],
  count: ["再要几人", "How many more"],
  moreNow: ["询问", "Ask them"],
  // toast
  undo: ["撤销", "Undo"],
  undoing: ["正在撤销", "Undoing"],
  seconds: [(n: number) => `${n} 秒内可撤销`, (n: number) => `can be undone for ${n} s`],
  dismiss: ["不撤销", "Leave it"],
  keyUndo: ["撤销刚才的操作", "Undo what was just done"],
  // strip
  released: ["暂缓已结束", "Hold is over"],
  asksAgain: ["已恢复派单", "people are being asked again"],
  moved: ["改到", "Moved to"],
  // timeline
  heldBy: [(desk: string) => `${desk} 暂缓派单`, (desk: string) => `Held by ${desk}`],
  movedBy: [(desk: string) => `${desk} 改了地点`, (desk: string) => `Scene moved by ${desk}`],
  moreBy: [
    (desk: string, n: number) => `${desk} 再要 ${n} 人`,
    (desk: string, n: number) => `${n} more wanted by ${desk}`,
  ],
  undoneBy: [(desk: string) => `${desk} 撤销：`, (desk: string) => `Undone by ${desk}: `],
});

const ends = texts({
  dispatcher: ["调度恢复", "Released by a dispatcher"],
  time: ["到时自动恢复", "Its time was over"],
  recovered: ["停机期间到时，已恢复", "Its time passed while the server was down"],
  raised: ["因升级而恢复", "The alarm was raised"],
});

const deeds = texts({
  closed: ["结案", "closing"],
  referred: ["转办", "referral"],
  held: ["暂缓", "hold"],
  released: ["恢复派单", "release"],
  assigned: ["派单", "assigning"],
  raised: ["升级", "raised alarm"],
});

const done = texts({
  closed: [(code: string) => `${code} 已结案`, (code: string) => `${code} closed`],
  referred: [(code: string) => `${code} 已转办`, (code: string) => `${code} referred`],
  held: [(code: string) => `${code} 已暂缓`, (code: string) => `${code} held`],
  released: [(code: string) => `${code} 已恢复派单`, (code: string) => `${code} released`],
  assigned: [(code: string) => `${code} 已派单`, (code: string) => `${code} assigned to`],
  raised: [(code: string) => `${code} 已升级`, (code: string) => `${code} raised`],
});

export const holdEndWord = (cause: HoldEnd): string => ends[cause];
export const undoneWord = (what: Undoable): string => deeds[what];
export const doneWord = (what: Undoable, code: string): string => done[what](code);
