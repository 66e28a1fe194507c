/** Every word of the wall that isn't the district's own. */
import { texts } from "../shared/i18n.svelte.ts";

export const w = texts({
  brand: ["打更", "Dageng"],
  situation: [(district: string) => `${district}全区态势`, (district: string) => `${district} · situation`],
  map: ["全区态势图", "Map of the district"],
  toLight: ["换成浅色", "Light theme"],
  toDark: ["换成深色", "Dark theme"],
  otherLanguage: ["English", "中文"],
  signOut: ["退出登录", "Sign out"],
  // connection
  live: ["实时", "Live"],
  lagging: [(seconds: string) => `延迟 ${seconds} 秒`, (seconds: string) => `${seconds} s behind`],
  connecting: ["正在连接", "Connecting"],
  reconnecting: ["连接中断，正在恢复", "Connection lost, coming back"],
  offline: ["没有网络", "No network"],
  replaced: ["已在另一处打开", "Opened elsewhere"],
  notAllowed: ["这个账号不能看态势图", "This account may not see the map"],
  stopped: ["连接已结束", "The connection has ended"],
  useHere: ["在这里继续", "Continue here"],
  asOf: ["截至", "as of"],
  // figures
  duty: ["值守", "On duty"],
  onDuty: ["在岗", "on duty"],
  engaged: ["正在处置", "responding"],
  reachable: ["可达", "reachable"],
  ofReachable: [(n: string) => `/ ${n} 可达`, (n: string) => `of ${n} reachable`],
  byCategory: ["各类人员", "By category"],
  engagedShort: ["处置", "busy"],
  noCategories: ["尚无数据", "No figures yet"],
  // incidents
  open: ["处理中警情", "Open incidents"],
  urgentFirst: ["警情 · 最急在前", "Incidents, most urgent first"],
  none: ["没有处理中警情", "No open incidents"],
  noneWhy: ["新警情会自动出现在这里", "New incidents appear here by themselves"],
  priority1: ["一级", "Level 1"],
  priority2: ["二级", "Level 2"],
  priority3: ["三级", "Level 3"],
  priority4: ["四级", "Level 4"],
  priority5: ["五级", "Level 5"],
  meaning1: ["有人身危险", "life at risk"],
  meaning2: ["紧急", "urgent"],
  meaning3: ["一般", "ordinary"],
  meaning4: ["例行", "routine"],
  meaning5: ["信息", "info"],
  // legend
  legend: ["图例", "Legend"],
  free: ["空闲", "Free"],
  asked: ["待应答", "Asked"],
  going: ["途中", "On the way"],
  onScene: ["到场", "On scene"],
  noNames: ["只显示类别与状态，不显示姓名", "Category and state only; no names"],
  perCell: ["在岗人数 / 500 m 网格", "People on duty per 500 m cell"],
  few: ["不足三人", "fewer than 3"],
  from: [(a: number, b: number) => `${a}–${b} 人`, (a: number, b: number) => `${a}–${b}`],
  atLeast: [(n: number) => `${n} 人及以上`, (n: number) => `${n} or more`],
  engagedCell: ["有人正在处置", "somebody is responding"],
  inView: [(n: string) => `图中 ${n} 人`, (n: string) => `${n} people in view`],
  moreInView: [(n: string) => `，另 ${n} 人未画出`, (n: string) => `, ${n} more not drawn`],
});

const incidentStates = texts({
  received: ["待定级", "Received"],
  triaged: ["待派出", "Triaged"],
  dispatching: ["派单中", "Asking"],
  responding: ["途中", "On the way"],
  "on-scene": ["已到场", "On scene"],
  clearing: ["待结案", "To be closed"],
  closed: ["已结案", "Closed"],
  referred: ["已转办", "Referred"],
  merged: ["已并案", "Merged"],
});

/** A state of a newer server stands for itself. */
export function stateWord(state: string): string {
  return (incidentStates as Readonly<Record<string, string>>)[state] ?? state;
}

const chips: Record<string, string> = {
  received: "s-wait",
  triaged: "s-wait",
  dispatching: "s-wait",
  responding: "s-go",
  "on-scene": "s-on",
  clearing: "s-done",
};

/** The chip's class for an incident's state. */
export const stateChip = (state: string): string => chips[state] ?? "s-off";

export const priorityWord = (priority: number): string =>
  [w.priority1, w.priority2, w.priority3, w.priority4, w.priority5][priority - 1] ?? "";
export const priorityMeaning = (priority: number): string =>
  [w.meaning1, w.meaning2, w.meaning3, w.meaning4, w.meaning5][priority - 1] ?? "";

/** With thousands apart. */
export const figure = (n: number): string => n.toLocaleString("en-US");
