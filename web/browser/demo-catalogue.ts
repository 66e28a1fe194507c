import type { Catalogue, Plan } from "../shared/protocol.ts";

/** A small district for checks of the pages. */
function plan(kind: string, zh: string, en: string, icon: string, priority: number): Plan {
  return {
    kind,
    name: { zh, en },
    icon,
    priority,
    levels: [
      {
        needs: [{ count: 2, categories: ["community-volunteer", "officer"], trainings: [], units: [] }],
        waves: [{ radius_m: 800, ask: 3, seconds: 60 }],
      },
    ],
    offer_s: 45,
    reach_s: 3,
    arrival_m: 50,
    max_age_s: 3600,
    keep_away_m: 0,
    prior: { accepting: 3, asked: 10 },
    confidence: 900,
    by_rule_only: false,
    brief: { zh: "到场看一看，有情况就报告。", en: "Go and look; report what you see." },
    bring: { zh: "手机、反光背心", en: "Phone, reflective vest" },
    caution: {
      zh: "留意、陪伴、报告；不要强拉。",
      en: "Look, stay near, report. Never hold anyone.",
    },
  };
}

export const demoCatalogue: Catalogue = {
  version: 1,
  district: "朝阳区",
  code: "CY",
  utc_offset_min: 480,
  place_age_s: 90,
  duty_s: 14_400,
  rest_s: 1800,
  alerts_a_day: 8,
  near_equal_m: 50,
  trainings: [],
  units: [],
  categories: [
    {
      category: "community-volunteer",
      name: { zh: "社区志愿者", en: "Community volunteer" },
      shape: "circle",
    },
    { category: "officer", name: { zh: "民警", en: "Police officer" }, shape: "star" },
  ],
  plans: [
    plan("tailing", "可疑尾随", "Someone followed", "tail", 2),
    plan("child-danger", "孩子有危险", "Child in danger", "child", 1),
    plan("elder-missing", "老人走失", "Missing elder", "elder", 2),
    plan("fire", "着火冒烟", "Fire or smoke", "fire", 1),
    plan("gas", "燃气异味", "Smell of gas", "gas", 2),
    plan("injury", "有人受伤", "Someone hurt", "medical", 1),
    plan("fight", "打架冲突", "Fight", "fight", 2),
    plan("traffic", "交通事故", "Traffic accident", "traffic", 3),
    plan("charging", "飞线充电", "Unsafe charging", "charge", 4),
    plan("fraud", "疑似诈骗", "Suspected fraud", "fraud", 3),
    plan("lost", "失物招领", "Lost and found", "lost", 5),
    plan("other", "其他", "Something else", "other", 4),
  ],
  dispositions: [
    {
      disposition: "resolved",
      name: { zh: "已解决", en: "Resolved" },
      outcome: {
        zh: "已处理完毕，谢谢您的观察。",
        en: "It has been dealt with. Thank you for looking out.",
      },
    },
  ],
  referrals: {
    targets: [
      {
        target: "gas-company",
        name: { zh: "燃气公司", en: "Gas company" },
        outcome: {
          zh: "已转给燃气公司处理。",
          en: "It has been passed on to the gas company.",
        },
      },
    ],
  },
};
