import type { Language } from "./protocol.ts";

/** How figures are worded. All take the language, so that they can be tested without a page. */

const directions: Record<Language, readonly string[]> = {
  zh: ["北", "东北", "东", "东南", "南", "西南", "西", "西北"],
  en: ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"],
};

/** One of eight words for a bearing in degrees. */
export function direction(degrees: number, language: Language): string {
  const eighth = Math.round((((degrees % 360) + 360) % 360) / 45) % 8;
  return directions[language][eighth]!;
}

/** Metres as figure and unit: under 1 km in steps of 10 m, then kilometres with one decimal. */
export function distanceParts(
  metres: number,
  language: Language,
  inFull = false,
): [string, string] {
  const tens = Math.round(metres / 10) * 10;
  if (tens < 1000) return [String(tens), inFull ? (language === "zh" ? "米" : "metres") : "m"];
  const unit = inFull ? (language === "zh" ? "公里" : "kilometres") : "km";
  return [(metres / 1000).toFixed(1), unit];
}

export function distance(metres: number, language: Language, inFull = false): string {
  return distanceParts(metres, language, inFull).join(" ");
}

/** Minutes to walk so far at a brisk 80 m a minute; at least 1. */
export function walkMinutes(metres: number): number {
  return Math.max(1, Math.round(metres / 80));
}

/** Whole minutes of an estimated time; at least 1. */
export function etaMinutes(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60));
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `mm:ss`, from one hour `h:mm:ss`; what is over (below zero) counts up with `+`. */
export function countdown(left_ms: number): string {
  const over = left_ms < 0;
  const seconds = over ? Math.floor(-left_ms / 1000) : Math.ceil(left_ms / 1000);
  const h = Math.floor(seconds / 3600);
  const m = Math.floor(seconds / 60) % 60;
  const text = h > 0 ? `${h}:${two(m)}:${two(seconds % 60)}` : `${two(m)}:${two(seconds % 60)}`;
  return over ? `+${text}` : text;
}

/** Time spent: `2 小时 31 分`, `31 分`; `2 h 31 min`. */
export function duration(spent_ms: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(spent_ms / 60_000));
  const h = Math.floor(minutes / 60);
  const [hour, minute] = language === "zh" ? ["小时", "分"] : ["h", "min"];
  return h > 0 ? `${h} ${hour} ${minutes % 60} ${minute}` : `${minutes} ${minute}`;
}

/** The district's wall clock: shifted so that the UTC getters of Date read it. */
const local = (at: number, offset_min: number): Date => new Date(at + offset_min * 60_000);

/** `18:41`, or `18:41:50` with seconds, in the district's time. */
export function timeOfDay(at: number, offset_min: number, seconds = false): string {
  const d = local(at, offset_min);
  const text = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  return seconds ? `${text}:${two(d.getUTCSeconds())}` : text;
}

/** `今天 18:26`, `昨天 20:14`, `11 月 21 日`; the same in English. */
export function dayAndTime(
  at: number,
  now: number,
  offset_min: number,
  language: Language,
): string {
  const day = (t: number): number => Math.floor((t + offset_min * 60_000) / 86_400_000);
  const ago = day(now) - day(at);
  if (ago <= 0) return `${language === "zh" ? "今天" : "today"} ${timeOfDay(at, offset_min)}`;
  if (ago === 1) return `${language === "zh" ? "昨天" : "yesterday"} ${timeOfDay(at, offset_min)}`;
  const d = local(at, offset_min);
  if (language === "zh") return `${d.getUTCMonth() + 1} 月 ${d.getUTCDate()} 日`;
  return d.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
}

/** `39 秒前`, `12 分钟前`; `39 s ago`. */
export function ago(spent_ms: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(spent_ms / 1000));
  const zh = language === "zh";
  if (seconds < 60) return zh ? `${seconds} 秒前` : `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} ${zh ? "分钟前" : "min ago"}`;
  return `${Math.floor(seconds / 3600)} ${zh ? "小时前" : "h ago"}`;
}

/** `1.8 MB`, `640 KB`. */
export function bytes(size: number): string {
  if (size < 1_000_000) return `${Math.max(1, Math.round(size / 1000))} KB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}
