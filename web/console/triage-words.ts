/** Words of triage on the console. */
import { texts } from "../shared/i18n.svelte.ts";

export const tw = texts({
  merge: ["并案", "Merge"],
  split: ["拆分", "Split"],
  reclassify: ["改类", "Change kind"],
  refer: ["转办", "Refer"],
  more: ["研判", "Triage"],
  maybeSame: [
    (code: string, score: number) => `可能与 ${code} 是同一件事 · 相似度 ${score}`,
    (code: string, score: number) => `May be the same as ${code} · score ${score}`,
  ],
  acceptMerge: ["并入", "Merge into it"],
  dismiss: ["不是一件事", "Not the same"],
  mergedInto: [(code: string) => `已并入 ${code}`, (code: string) => `Merged into ${code}`],
  referredTo: [(name: string) => `已转办：${name}`, (name: string) => `Referred to ${name}`],
  byRule: ["地点在区外，按规则转办", "Outside the district; referred by rule"],
  takeBack: ["撤回转办", "Take it back"],
  show: ["查看", "Show"],
  mergeTitle: [(code: string) => `并案 · ${code}`, (code: string) => `Merge ${code}`],
  mergeHint: [
    "线索和在途的人随之并入，报告人仍会得知结果；预案不允许的人员撤回",
    "Tips and those on the way move along, and reporters still hear the outcome; who may not go by that plan is stood down",
  ],
  into: ["并入哪一起", "Into which"],
  noTarget: ["没有别的未结警情", "No other incident is open"],
  splitTitle: [(code: string) => `拆分 · ${code}`, (code: string) => `Split ${code}`],
  splitHint: ["所选线索另立一起警情，按它的类别启动预案", "The tip becomes an incident of its own, by the plan of its kind"],
  whichTip: ["拆出哪条线索", "Which tip"],
  oneTip: ["只有一条线索，无可拆分", "There is only one tip; nothing to split"],
  reclassifyTitle: [(code: string) => `改类 · ${code}`, (code: string) => `Kind of ${code}`],
  reclassifyHint: [
    "按现行预案重新询问；问过的人不再问，新预案不允许的人员撤回",
    "The plan of now asks anew; nobody is asked twice, and who may not go by it is stood down",
  ],
  newKind: ["改为", "Change to"],
  referTitle: [(code: string) => `转办 · ${code}`, (code: string) => `Refer ${code}`],
  referHint: ["警情就此了结，报告人收到下面这句话", "The incident ends here; its reporters are told the sentence below"],
  referTo: ["转给", "Refer to"],
  noReferrals: ["目录里没有转办对象", "The catalogue names nobody to refer to"],
  isExercise: ["这是演练", "This is an exercise"],
});
