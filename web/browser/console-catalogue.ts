import type { AlarmLevel, Bilingual, Catalogue, CategoryInfo, Plan } from "../shared/protocol.ts";

/** A district as large as a real one, for checks of the console. */
const everybody = [
  "community-volunteer",
  "patrol",
  "information-officer",
  "population-administrator",
  "traffic-guide",
  "organisation-member",
  "officer",
];

function category(name: string, shape: string, zh: string, en: string): CategoryInfo {
  return { category: name, name: { zh, en }, shape };
}

/** A response, and a second alarm level that doubles it. */
function levels(kind: string, priority: number, wanted: number): AlarmLevel[] {
  const categories = priority === 1 || kind === "tailing" ? ["officer"] : everybody;
  const need = { count: wanted, categories, trainings: [], units: [] };
  return [
    {
      needs: [need],
      waves: [
        { radius_m: 600, ask: 5, seconds: 60 },
        { radius_m: 1000, ask: 8, seconds: 60 },
      ],
    },
    { needs: [need], waves: [{ radius_m: 3000, ask: 16, seconds: 120 }] },
  ];
}

function plan(kind: string, icon: string, priority: number, wanted: number, name: Bilingual): Plan {
  return {
    kind,
    name,
    icon,
    priority,
    levels: wanted === 0 ? [] : levels(kind, priority, wanted),
    offer_s: 60,
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

export const consoleCatalogue: Catalogue = {
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
    category("community-volunteer", "circle", "社区志愿者", "Community volunteer"),
    category("patrol", "shield", "专职巡防队员", "Patrol member"),
    category("information-officer", "square", "安全稳定信息员", "Safety information officer"),
    category(
      "population-administrator",
      "house",
      "流动人口管理员",
      "Floating-population administrator",
    ),
    category("traffic-guide", "triangle", "文明交通引导员", "Traffic guide"),
    category("organisation-member", "hexagon", "社会单位成员", "Organisation member"),
    category("officer", "star", "民警", "Police officer"),
  ],
  plans: [
    plan("child-danger", "child", 1, 4, { zh: "孩子有危险", en: "Child in danger" }),
    plan("injured", "medical", 1, 2, { zh: "有人受伤", en: "Someone is hurt" }),
    plan("elder-missing", "elder", 2, 4, { zh: "老人走失", en: "Elderly person missing" }),
    plan("tailing", "tail", 2, 2, { zh: "可疑尾随", en: "Someone being followed" }),
    plan("fire", "fire", 2, 3, { zh: "着火冒烟", en: "Fire or smoke" }),
    plan("gas", "gas", 3, 3, { zh: "燃气异味", en: "Smell of gas" }),
    plan("traffic-accident", "traffic", 3, 2, { zh: "交通事故", en: "Traffic accident" }),
    plan("unattended-object", "object", 3, 1, { zh: "无主物品", en: "Unattended object" }),
    plan("unsafe-charging", "charge", 4, 1, { zh: "飞线充电", en: "Unsafe charging" }),
    plan("blocked-way", "block", 4, 1, { zh: "占道", en: "Blocked way" }),
    plan("lost-property", "lost", 5, 0, { zh: "失物招领", en: "Lost and found" }),
  ],
  dispositions: [
    {
      disposition: "handled",
      name: { zh: "已处置", en: "Dealt with" },
      outcome: {
        zh: "已处理完毕，谢谢您的观察。",
        en: "It has been dealt with. Thank you for looking out.",
      },
    },
    {
      disposition: "found-safe",
      name: { zh: "平安找到", en: "Found safe" },
      outcome: { zh: "人已平安找到，谢谢您。", en: "The person was found safe. Thank you." },
    },
    {
      disposition: "not-ours",
      name: { zh: "不属受理范围", en: "Not ours" },
      outcome: {
        zh: "这件事不归我们处理，请找相关部门。",
        en: "This is for another service to deal with.",
      },
    },
  ],
  referrals: {
    targets: [
      {
        target: "neighbour-district",
        name: { zh: "邻区", en: "Neighbouring district" },
        outcome: { zh: "已转给邻区接着办。", en: "It has been passed on to the next district." },
      },
      {
        target: "fire-service",
        name: { zh: "消防 119", en: "Fire service, 119" },
        outcome: {
          zh: "已转给消防救援处理，请远离现场。",
          en: "It has been passed on to the fire service. Please keep away.",
        },
      },
    ],
    outside: "neighbour-district",
  },
};
