/** Words for the values of the wire. A value of a newer server stands for itself. */
import { texts } from "../shared/i18n.svelte.ts";
import { w } from "./words.ts";

const assignmentWords = texts({
  offered: ["已询问", "Asked"],
  seen: ["待应答", "Rang"],
  unreached: ["未送达", "Not reached"],
  accepted: ["接受", "Accepted"],
  "en-route": ["途中", "On the way"],
  "on-scene": ["到场", "On scene"],
  cleared: ["完成", "Done"],
  declined: ["谢绝", "Declined"],
  expired: ["过期", "No answer"],
  "stood-down": ["撤回", "Stood down"],
  failed: ["未能前往", "Could not go on"],
});

const incidentWords = texts({
  received: ["已接警", "Received"],
  triaged: ["已定级", "Triaged"],
  dispatching: ["派单中", "Asking"],
  responding: ["处置中", "Responding"],
  "on-scene": ["已到场", "On scene"],
  clearing: ["待结案", "To be closed"],
  closed: ["已结案", "Closed"],
  referred: ["已转办", "Referred"],
  merged: ["已并案", "Merged"],
});

const dueWords = texts({
  held: ["暂缓至", "Held for"],
  missing: ["缺人", "Short"],
  dispatch: ["派出", "Send by"],
  answer: ["应答", "Answer"],
  accept: ["接单", "Accept by"],
  arrive: ["到场", "Arrive by"],
  close: ["结案", "Close by"],
  going: ["途中", "Going"],
  handling: ["处置", "On scene"],
  closing: ["待结", "To close"],
  since: ["历时", "Elapsed"],
});

const shortfallWords = texts({
  "nobody-on-duty": ["无人在岗", "nobody is on duty"],
  "nobody-eligible": ["在岗的人都不合预案", "nobody on duty fits the plan"],
  "all-engaged": ["合格的人都在出动", "all who fit are engaged"],
  "nobody-in-reach": ["范围内没有人", "nobody is in reach"],
  "nobody-accepted": ["没有足够的人接受", "too few accepted"],
  "tip-too-old": ["线索太旧，由调度决定", "the tip is too old; a dispatcher decides"],
  "places-too-old": ["范围内的人位置都太旧", "the places of those in reach are too old"],
  "all-resting": ["范围内的人都在休息", "those in reach are resting after a response"],
  "budget-spent": ["范围内的人今天已问得够多", "those in reach have been asked often enough today"],
  "outside-district": ["地点在区外，由调度决定", "outside the district; a dispatcher decides"],
});

const progressWords = texts({
  "en-route": ["途中", "On the way"],
  "on-scene": ["到场", "On scene"],
  cleared: ["完成", "Done"],
  failed: ["不能前往", "Can't go on"],
});

function pick(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

export const assignmentWord = (state: string): string => pick(assignmentWords, state);
export const incidentWord = (state: string): string => pick(incidentWords, state);
export const dueWord = (label: string): string => pick(dueWords, label);
export const shortfallWord = (reason: string): string => pick(shortfallWords, reason);
export const progressWord = (status: string): string => pick(progressWords, status);

export function channelWord(channel: string): string {
  return channel === "telephone" ? w.telephone : channel === "radio" ? w.radio : w.app;
}
