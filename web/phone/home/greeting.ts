import type { Language, Role } from "../../shared/protocol.ts";

const roles: Record<Role, [zh: string, en: string]> = {
  resident: ["居民", "Resident"],
  volunteer: ["志愿者", "Volunteer"],
  officer: ["民警", "Officer"],
  dispatcher: ["调度员", "Dispatcher"],
  coordinator: ["协调员", "Coordinator"],
  supervisor: ["督导", "Supervisor"],
  administrator: ["管理员", "Administrator"],
};

export function roleName(role: Role, language: Language): string {
  return roles[role][language === "zh" ? 0 : 1];
}

/** `李秀英，晚上好`; without a name, the greeting alone. `hour` is the district's, 0 to 23. */
export function greeting(name: string, hour: number, language: Language): string {
  const part = hour < 5 ? 3 : hour < 11 ? 0 : hour < 13 ? 1 : hour < 18 ? 2 : 3;
  const zh = ["早上好", "中午好", "下午好", "晚上好"][part]!;
  const en = ["Good morning", "Good day", "Good afternoon", "Good evening"][part]!;
  if (language === "zh") return name ? `${name}，${zh}` : zh;
  return name ? `${en}, ${name}` : en;
}
