/** The day of the district's wall clock. */
import type { Language } from "../shared/protocol.ts";

/** `11 月 24 日 周二`; `Tue 24 November`. */
export function dayOf(at: number, offsetMin: number, language: Language): string {
  const day = new Date(at + offsetMin * 60_000);
  if (language === "en") {
    return day.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
  }
  const week = "日一二三四五六"[day.getUTCDay()];
  return `${day.getUTCMonth() + 1} 月 ${day.getUTCDate()} 日 周${week}`;
}
