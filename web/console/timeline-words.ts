/** How an entry of the timeline reads: a line, a line below it, a symbol and its tone. */
import { distance } from "../shared/formats.ts";
import { say, texts, tongue } from "../shared/i18n.svelte.ts";
import { d, endWord } from "./distress-words.ts";
import { holdEndWord, hw, undoneWord } from "./hands-words.ts";
import { revealWord, vw } from "./reveal-words.ts";
import { channelWord, shortfallWord } from "./state-words.ts";
import type { Catalogue } from "./stores/catalogue.ts";
import type { Entry } from "./stores/timeline.ts";
import { tw } from "./triage-words.ts";
import { w } from "./words.ts";

export interface Reading {
  text: string;
  below: string;
  icon: string;
  tone: "" | "go" | "ok" | "warn" | "bad";
}

const t = texts({
  opened: ["接警", "Received"],
  tip: [(from: string) => `又收到线索（${from}）`, (from: string) => `Another tip (${from})`],
  addition: ["报告人补充", "The reporter added"],
  acknowledged: [(desk: string) => `${desk} 接手`, (desk: string) => `Taken by ${desk}`],
  wave: [(n: number) => `第 ${n} 波已发出`, (n: number) => `Wave ${n} sent`],
  waveBelow: [
    (radius: string, reach: number) => `${radius} 内有 ${reach} 人可派`,
    (radius: string, reach: number) => `${reach} free within ${radius}`,
  ],
  hand: [(name: string) => `人工询问 ${name}`, (name: string) => `${name} asked by hand`],
  unreached: [(name: string) => `${name} 未送达`, (name: string) => `${name} not reached`],
  unreachedBelow: ["手机未显示，已另询他人", "No phone showed it; the next was asked"],
  accepted: [(name: string) => `${name} 接受`, (name: string) => `${name} accepted`],
  acceptedBelow: [(far: string) => `询问时相距 ${far}`, (far: string) => `${far} away when asked`],
  declined: [(name: string) => `${name} 谢绝`, (name: string) => `${name} declined`],
  arrived: [(name: string) => `${name} 到场`, (name: string) => `${name} on scene`],
  cleared: [(name: string) => `${name} 完成`, (name: string) => `${name} done`],
  failed: [(name: string) => `${name} 不能前往`, (name: string) => `${name} could not go on`],
  "stood-down": [(name: string) => `${name} 撤回`, (name: string) => `${name} stood down`],
  expired: [(name: string) => `${name} 过期未应答`, (name: string) => `${name} gave no answer`],
  note: [(desk: string) => `${desk}：`, (desk: string) => `${desk}: `],
  closed: [(name: string) => `结案：${name}`, (name: string) => `Closed: ${name}`],
  unitsTold: [(units: string) => `已知会 ${units}`, (units: string) => `Told ${units}`],
  unitsOnDuty: [
    (n: number) => (n > 0 ? `在岗 ${n} 人` : "无人在岗"),
    (n: number) => (n > 0 ? `${n} on duty` : "Nobody of them on duty"),
  ],
  merged: ["并入另一起警情", "Merged into another incident"],
  pictures: [(n: number) => `照片 ${n} 张`, (n: number) => `${n} photos`],
});

/** Names, the first few of many. */
export function someNames(names: readonly string[], most = 3): string {
  const zh = tongue.now === "zh";
  const few = names.slice(0, most).join(zh ? "、" : ", ");
  if (names.length <= most) return few;
  return zh ? `${few}等 ${names.length} 人` : `${few} and ${names.length - most} more`;
}

const colon = (): string => (tongue.now === "zh" ? "：" : ": ");

export function read(entry: Entry, catalogue: Catalogue, desk: (person: number) => string): Reading {
  const plain = (text: string, icon: string, below = "", tone: Reading["tone"] = ""): Reading => ({
    text,
    below,
    icon,
    tone,
  });
  const spoken = (words: string, photos: number): string =>
    [words, photos > 0 ? t.pictures(photos) : ""].filter((part) => part !== "").join(" · ");
  switch (entry.what) {
    case "opened":
      return plain(t.opened, "phone");
    case "tip":
      return plain(t.tip(channelWord(entry.channel)), "speak", spoken(entry.words, entry.photos));
    case "addition":
      return plain(t.addition, "speak", spoken(entry.words, entry.photos));
    case "acknowledged":
      return plain(t.acknowledged(desk(entry.by)), "user");
    case "wave": {
      const names = entry.names.length > 0 ? colon() + someNames(entry.names) : "";
      const below = t.waveBelow(distance(entry.wave.radiusM, tongue.now), entry.wave.inReach);
      return plain(t.wave(entry.wave.wave) + names, "radio", below, "go");
    }
    case "asked-by-hand":
      return plain(t.hand(entry.name), "hand", "", "go");
    case "unreached":
      return plain(t.unreached(entry.name), "nowifi", t.unreachedBelow, "warn");
    case "accepted":
      return plain(t.accepted(entry.name), "nav", t.acceptedBelow(distance(entry.distanceM, tongue.now)), "go");
    case "declined":
      return plain(t.declined(entry.name), "x");
    case "arrived":
      return plain(t.arrived(entry.name), "check", "", "ok");
    case "cleared":
      return plain(t.cleared(entry.name), "check", "", "ok");
    case "failed":
      return plain(t.failed(entry.name), "alert", "", "warn");
    case "stood-down":
      return plain(t["stood-down"](entry.name), "left");
    case "expired":
      return plain(t.expired(entry.name), "clock");
    case "shortfall":
      return plain(w.shortfall + colon() + w.missing(entry.missing), "alert", shortfallWord(entry.reason), "bad");
    case "units-told": {
      const units = someNames(entry.units.map((unit) => say(catalogue.unitName(unit))));
      return plain(t.unitsTold(units), "speak", t.unitsOnDuty(entry.people), entry.people > 0 ? "" : "warn");
    }
    case "distress":
      return plain(entry.kind === "panic" ? d.raised(entry.name) : d.notHeard(entry.name), "k-sos", "", "bad");
    case "distress-over":
      return plain(endWord(entry.end), "check", "", "ok");
    case "note":
      return plain(t.note(desk(entry.by)) + entry.words, "note");
    case "closed":
      return plain(t.closed(say(catalogue.disposition(entry.disposition).name)), "check", entry.words, "ok");
    case "referred": {
      const below = entry.by === null ? tw.byRule : entry.words;
      return plain(tw.referredTo(say(catalogue.referral(entry.to).name)), "send", below);
    }
    case "merged":
      return plain(t.merged, "merge");
    case "held":
      return plain(hw.heldBy(desk(entry.by)), "clock", entry.words, "warn");
    case "released":
      return plain(hw.released, "play", holdEndWord(entry.cause), entry.by === null ? "warn" : "go");
    case "moved":
      return plain(hw.movedBy(desk(entry.by)), "pin", entry.placeWords);
    case "more":
      return plain(hw.moreBy(desk(entry.by), entry.count), "users", "", "go");
    case "revealed":
      return plain(vw.revealedBy(desk(entry.by)), "eye", `${revealWord(entry.reason)} · ${entry.words}`, "warn");
    case "undone":
      return plain(hw.undoneBy(desk(entry.by)) + undoneWord(entry.undone), "left", "", "warn");
  }
}
