/** Words for why some were asked and others not. */
import { distance } from "../shared/formats.ts";
import { texts, tongue } from "../shared/i18n.svelte.ts";
import type { ChoiceFigures, ExplainedChoice, NotAsked, TravelMode } from "../shared/protocol.ts";
import { shortfallWord } from "./state-words.ts";

export const cw = texts({
  decisions: ["每次决定", "Each decision"],
  loading: ["正在读取记录", "Reading the record"],
  failed: ["记录读不出来", "The record can't be read"],
  none: ["记录里还没有派人的决定", "The record has no decision about people yet"],
  cut: ["还有更多决定没有列出", "There are more decisions than these"],
  notAsked: ["未询问", "Not asked"],
  nobodyElse: ["没有别人在岗", "nobody else is on duty"],
  next: ["其后", "Next in line"],
  nextHint: ["编号只在本警情内有效，30 天后不再显示", "A number is good for this incident only, and shown for 30 days"],
  nextOne: [
    (number: string, rank: number, away: string) => `${number} 第 ${rank} · ${away}`,
    (number: string, rank: number, away: string) => `${number} no. ${rank} · ${away}`,
  ],
  nextExpired: ["其后的人已过 30 天，不再显示", "Who was next in line is no longer shown after 30 days"],
  nextErased: ["其后的人已随密钥删除", "Who was next in line is gone with its key"],
  figuresErased: ["所依数字已随密钥删除", "The figures are gone with their key"],
  unexplained: ["当时的版本还没有记录缘由", "Decided by a version that did not yet record why"],
  rank: ["名次", "Rank"],
  person: ["人员", "Person"],
  away: ["路程", "Distance"],
  time: ["到场", "Time"],
  chance: ["接受的可能", "Likely"],
  alerts: ["今天已响", "Alerts today"],
  need: ["岗位", "Need"],
  nobody: ["姓名已删除", "Name erased"],
});

const kinds = texts({
  waveOpened: [
    (wave: number, within: string) => `开第 ${wave} 波，${within} 内`,
    (wave: number, within: string) => `Wave ${wave} opened, within ${within}`,
  ],
  officersOpened: [
    (wave: number, within: string) => `开第 ${wave} 波，${within} 内民警`,
    (wave: number, within: string) => `Wave ${wave} opened, officers within ${within}`,
  ],
  asked: [
    (n: number, wave: number) => `第 ${wave} 波询问 ${n} 人`,
    (n: number, wave: number) => `Wave ${wave} asked ${n}`,
  ],
  nobodyFound: [(wave: number) => `第 ${wave} 波再无人可问`, (wave: number) => `Wave ${wave} found nobody more`],
  byHand: [(desk: number) => `调度 #${desk} 指派`, (desk: number) => `Assigned by desk #${desk}`],
  shortfall: [
    (n: number, why: string) => `差 ${n} 人，${why}`,
    (n: number, why: string) => `${n} short: ${why}`,
  ],
});

const reasons = texts({
  outside_radius: [(n: number) => `范围外 ${n}`, (n: number) => `${n} outside the radius`],
  not_fitting: [(n: number) => `不合预案 ${n}`, (n: number) => `${n} fit no need`],
  declined: [(n: number) => `已谢绝 ${n}`, (n: number) => `${n} declined`],
  asked_before: [(n: number) => `已问过 ${n}`, (n: number) => `${n} asked before`],
  engaged: [(n: number) => `在别处出动 ${n}`, (n: number) => `${n} engaged elsewhere`],
  place_too_old: [(n: number) => `位置太旧 ${n}`, (n: number) => `${n} with too old a place`],
  resting: [(n: number) => `刚出动过 ${n}`, (n: number) => `${n} resting`],
  budget_spent: [(n: number) => `今天已问够 ${n}`, (n: number) => `${n} asked enough today`],
  behind: [(n: number) => `排在后面 ${n}`, (n: number) => `${n} behind those chosen`],
});

const modes: Record<TravelMode, () => string> = {
  foot: () => ways.foot,
  bicycle: () => ways.bicycle,
  car: () => ways.car,
};
const ways = texts({
  foot: ["步行", "on foot"],
  bicycle: ["骑车", "by bicycle"],
  car: ["开车", "by car"],
  byRoad: ["按道路", "along roads"],
  byAir: ["按直线", "by air line"],
});

const order = [
  "outside_radius",
  "not_fitting",
  "declined",
  "asked_before",
  "engaged",
  "place_too_old",
  "resting",
  "budget_spent",
  "behind",
] as const;

/** What was decided, in a line. */
export function choiceTitle(choice: ExplainedChoice): string {
  const within = distance(choice.radius_m, tongue.now);
  switch (choice.kind) {
    case "wave-opened":
      return choice.officers ? kinds.officersOpened(choice.wave, within) : kinds.waveOpened(choice.wave, within);
    case "asked":
      return kinds.asked(choice.asked.length, choice.wave);
    case "nobody-found":
      return kinds.nobodyFound(choice.wave);
    case "by-hand":
      return kinds.byHand(choice.by ?? 0);
    case "shortfall":
      return kinds.shortfall(choice.missing, choice.reason === undefined ? "" : shortfallWord(choice.reason));
  }
}

/** How many weren't asked and why, the reasons that hold for somebody only. */
export function notAskedWords(counts: NotAsked): string {
  const parts = order.filter((one) => counts[one] > 0).map((one) => reasons[one](counts[one]));
  return parts.length === 0 ? cw.nobodyElse : parts.join(" · ");
}

/** How the time to the scene was reckoned. */
export function wayWords(figures: ChoiceFigures): string {
  return `${modes[figures.mode]()} · ${figures.by_road ? ways.byRoad : ways.byAir}`;
}

/** A number that stands for somebody within an incident. */
export function numberWords(number: number): string {
  return number.toString(16).padStart(8, "0").slice(0, 4).toUpperCase();
}
