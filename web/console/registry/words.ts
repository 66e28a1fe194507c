/** Words of the registry's page. */
import { texts } from "../../shared/i18n.svelte.ts";
import type { Service } from "../../shared/protocol.ts";

export const gw = texts({
  title: ["登记", "Registry"],
  coordinator: ["社区干事", "Coordinator"],
  administrator: ["管理员", "Administrator"],
  units: ["单位", "Units"],
  everybody: ["全部人员", "Everybody"],
  nobody: ["联系、培训、管理不全", "Missing somebody"],
  noUnits: ["您还没有归属单位，请管理员分配", "You belong to no unit yet; an administrator assigns one"],
  enrol: ["登记新志愿者", "Enrol a volunteer"],
  addUnit: ["在下面新建单位", "New unit below"],
  people: [(n: number) => `${n} 人`, (n: number) => `${n} people`],
  none: ["这里还没有人", "Nobody here yet"],
  noneMissing: ["每个人都有联系人、培训人和管理人", "Everybody has a contact, a trainer and a manager"],
  loading: ["正在读取…", "Reading…"],
  more: ["继续读取", "Show more"],
  retry: ["重试", "Try again"],
  number: ["编号", "No."],
  name: ["姓名", "Name"],
  category: ["类别", "Category"],
  service: ["服务", "Service"],
  contact: ["联系人", "Contact"],
  trainer: ["培训人", "Trainer"],
  manager: ["管理人", "Manager"],
  missing: ["无", "nobody"],
  onDuty: ["在岗", "On duty"],
  until: [(day: string) => `至 ${day}`, (day: string) => `until ${day}`],
  close: ["关闭", "Close"],
  // one person
  phone: ["电话", "Telephone"],
  noPhone: ["没有留电话", "No telephone number"],
  trainings: ["培训", "Trainings"],
  noTrainings: ["没有", "None"],
  unit: ["单位", "Unit"],
  code: ["发邀请码", "Issue a code"],
  codeAgain: ["再发一个（旧的作废）", "Issue another (the old one ends)"],
  codeHint: [
    (until: string) => `只能用一次，${until} 前有效。请本人扫码或输入。`,
    (until: string) => `Works once, until ${until}. They scan or type it themselves.`,
  ],
  codePicture: ["邀请码的二维码", "The code as a QR code"],
  transfer: ["调到", "Transfer to"],
  transferNow: ["调动", "Transfer"],
  leave: ["请假", "Leave"],
  leaveUntil: ["到哪天（可不填）", "Until (may stay empty)"],
  leaveNow: ["请假", "Send on leave"],
  back: ["恢复服务", "Back in service"],
  end: ["结束服务", "End of service"],
  endSure: ["确定结束服务？", "Really end it?"],
  stewards: ["谁负责这个人（编号；不填即按单位）", "Who stands by them (numbers; empty: the unit's)"],
  save: ["保存", "Save"],
  saved: ["已保存", "Saved"],
  // forms
  newName: ["姓名", "Name"],
  newPhone: ["电话（选填）", "Telephone (optional)"],
  enrolNow: ["登记", "Enrol"],
  enrolled: [(n: number) => `已登记，编号 ${n}`, (n: number) => `Enrolled as no. ${n}`],
  slug: ["代号（小写字母、数字、-）", "Short name (a to z, digits, -)"],
  zh: ["中文名", "Chinese name"],
  en: ["英文名", "English name"],
  cancel: ["取消", "Cancel"],
});

const services = texts({
  serving: ["服务中", "Serving"],
  "on-leave": ["请假", "On leave"],
  ended: ["已结束", "Ended"],
} satisfies Record<Service, [string, string]>);

export function serviceWord(service: Service): string {
  return services[service];
}
