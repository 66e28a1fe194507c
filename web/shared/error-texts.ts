import type { Bilingual, ErrorCode } from "./protocol.ts";

/** Refusals that the client itself makes, beside those of the wire. */
export type LocalCode = "no-connection" | "outbox-full" | "signed-out";

/** What each code means to a person: what happened, what is safe, what to do. */
export const errorTexts: Record<ErrorCode | LocalCode, Bilingual> = {
  "bad-json": {
    zh: "程序出错，没有发出。请刷新页面。",
    en: "Program error, not sent. Please reload.",
  },
  "bad-field": {
    zh: "有一项内容不合格式，请改正后再发。",
    en: "One entry isn't valid. Please correct it.",
  },
  "unknown-type": {
    zh: "服务器不认识这个操作，请刷新页面。",
    en: "The server doesn't know this. Please reload.",
  },
  "not-signed-in": {
    zh: "登录已失效，请重新登录。",
    en: "Your sign-in has ended. Please sign in again.",
  },
  "not-allowed": { zh: "您的账号不能做这一步。", en: "Your account may not do this." },
  "not-found": { zh: "找不到，可能已经结束。", en: "Not found; it may have ended." },
  "id-reused": { zh: "程序出错，请再做一次。", en: "Program error. Please do it once more." },
  "too-late": { zh: "太晚了，这一步已经过时。", en: "Too late for this step." },
  "not-on-duty": { zh: "请先上岗。", en: "Go on duty first." },
  "other-device": { zh: "您在另一台设备上值守。", en: "You are on duty on another device." },
  "offer-over": {
    zh: "人手已够或已结束，谢谢您。",
    en: "Enough people came or it is over. Thank you.",
  },
  "wrong-state": {
    zh: "情况已变，这一步不再适用。",
    en: "Things have changed; this step no longer fits.",
  },
  "busy-elsewhere": { zh: "您还有一项任务没完成。", en: "You have another task to finish first." },
  "limit-reached": { zh: "已到上限，请稍后再试。", en: "A limit is reached. Please try later." },
  "bad-photo": {
    zh: "这个文件不是能收的照片。",
    en: "This file isn't a picture that we can take.",
  },
  "too-large": { zh: "太大了，没有发出。", en: "Too large, not sent." },
  "too-many": { zh: "操作太快，请稍等再试。", en: "Too fast. Please wait a little." },
  busy: { zh: "服务器正忙，马上再试。", en: "The server is busy; trying again soon." },
  "no-connection": { zh: "没有连接，没有发出。", en: "No connection, not sent." },
  "outbox-full": {
    zh: "待发送的太多，请等连上后再试。",
    en: "Too much is waiting to be sent. Try when connected.",
  },
  "signed-out": { zh: "已退出登录。", en: "Signed out." },
};

const unknown: Bilingual = { zh: "没有成功，请再试。", en: "It didn't work. Please try again." };

/** Where the field says more than the code: `code field`. */
const ofField: Record<string, Bilingual> = {
  "wrong-state service": {
    zh: "您在请假，或已结束服务，不能上岗。请联系社区工作站。",
    en: "You are on leave or no more in service. Ask your workstation.",
  },
};

/** The sentence for a code; a code of a newer server gets a general one. */
export function errorText(code: string, field = ""): Bilingual {
  return ofField[`${code} ${field}`] ?? (errorTexts as Record<string, Bilingual>)[code] ?? unknown;
}
