/** Words for looking for incidents. */
import { texts } from "../shared/i18n.svelte.ts";
import type { FoundBy } from "../shared/protocol.ts";

export const sw = texts({
  search: ["查找", "Search"],
  title: ["查找警情", "Search incidents"],
  hint: [
    "未结警情查报告人说的话；已结警情只查结案说明。查找会留下记录。",
    "Open incidents by what was said; ended ones by the closing words only. Searches are on record.",
  ],
  words: ["词语（空格分开，须全部出现）", "Words (parted by blanks; all must occur)"],
  code: ["编号", "Number"],
  anyKind: ["不限类别", "Any kind"],
  kind: ["类别", "Kind"],
  disposition: ["结案类别", "Disposition"],
  anyDisposition: ["不限", "Any"],
  unit: ["单位", "Unit"],
  anyUnit: ["不限", "Any"],
  period: ["时间", "Period"],
  inView: ["只查地图现在显示的范围", "Only in the part of the map shown"],
  find: ["查找", "Search"],
  nothingAsked: ["请填写要查找的内容", "Say what to look for"],
  looking: ["正在查找…", "Searching…"],
  late: ["没有收到结果，请再查一次", "Nothing has come; search again"],
  none: ["没有找到", "Nothing found"],
  found: [(n: number) => `找到 ${n} 起`, (n: number) => `${n} found`],
  more: ["只显示最近 50 起，可能还有", "The newest 50; there may be more"],
  results: ["结果", "Results"],
  playAgain: ["回放", "Replay"],
});

const bys = texts({
  figures: ["", ""],
  tips: ["报告内容", "in what was said"],
  closing: ["结案说明", "in the closing words"],
} satisfies Record<FoundBy, [string, string]>);

/** Where it stood; empty when no words were looked for. */
export function byWord(by: FoundBy): string {
  return bys[by];
}

const periods = texts({
  all: ["全部", "All"],
  day: ["最近 24 小时", "The last 24 hours"],
  week: ["最近 7 天", "The last 7 days"],
  month: ["最近 30 天", "The last 30 days"],
  year: ["最近一年", "The last year"],
});

export function periodWord(days: number | null): string {
  if (days === null) return periods.all;
  return days === 1 ? periods.day : days === 7 ? periods.week : days === 30 ? periods.month : periods.year;
}
