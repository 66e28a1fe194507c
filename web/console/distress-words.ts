/** Words for people in distress and for check-ins. */
import { texts } from "../shared/i18n.svelte.ts";
import type { DistressEnd, DistressKind } from "../shared/protocol.ts";

export const d = texts({
  panic: ["紧急求助", "Panic"],
  missed: ["报平安超时", "Check-in missed"],
  who: ["何人", "Who"],
  where: ["最后位置", "Last place"],
  unknown: ["位置未知，图上的点不是现场", "Not known; the mark on the map isn't the scene"],
  madeAt: ["按下", "Pressed"],
  about: ["所在警情", "At incident"],
  silent: ["静默求助，不要回拨", "Silent: don't call back"],
  duress: ["暗语不对，可能受胁迫；手机显示已结束", "Wrong safe word, maybe under duress; the phone shows it as over"],
  again: [(time: string) => `${time} 又按一次`, (time: string) => `Pressed again at ${time}`],
  resident: ["居民", "Resident"],
  soon: ["该报平安了", "Check-in due"],
  late: ["超时未报", "Check-in late"],
  raised: [(name: string) => `${name} 求助`, (name: string) => `${name} called for help`],
  notHeard: [(name: string) => `${name} 没有按时报平安`, (name: string) => `${name} missed a check-in`],
});

const ends = texts({
  withdrawn: ["本人 10 秒内撤回", "Taken back by the person at once"],
  "safe-word": ["本人用暗语结束", "Ended by the person's safe word"],
  "checked-in": ["本人补报平安", "The person checked in late"],
  dispatcher: ["调度结束", "Cleared by a dispatcher"],
});

export const endWord = (end: DistressEnd): string => ends[end];
export const distressWord = (kind: DistressKind): string => (kind === "panic" ? d.panic : d.missed);
