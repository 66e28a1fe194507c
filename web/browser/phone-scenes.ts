import type { MyTip, Offer } from "../shared/protocol.ts";
import { demoCatalogue } from "./demo-catalogue.ts";
import { FakeServer, type ClientFrame, type FakeServerOptions } from "./fake-server.ts";

/** Where the phone of the checks is, and what happens around it. */
export const here = { latitude: 39.9219, longitude: 116.4436, accuracy: 9 };

const after = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

export function offer(more: Partial<Offer> = {}): Offer {
  return {
    assignment: 31,
    incident: 21,
    code: "CY-1124-0187",
    kind: "elder-missing",
    priority: 2,
    place: { at: { lat: 39.9252, lon: 116.4394 }, accuracy_m: 20 },
    distance_m: 560,
    wanted: 4,
    brief: {
      zh: "在附近找一找，看到老人就陪着他。",
      en: "Look around; stay with him when you see him.",
    },
    bring: { zh: "手机、一瓶水", en: "Phone, a bottle of water" },
    offered_at: after(-3),
    expires_at: after(42),
    state: "offered",
    by_dispatcher: false,
    ...more,
  };
}

export function tip(more: Partial<MyTip> = {}): MyTip {
  return {
    tip: 11,
    id: "tip-client-id-0000000001",
    kind: "tailing",
    place: { at: { lat: 39.9252, lon: 116.4394 }, accuracy_m: 9 },
    received_at: after(-5400),
    state: "received",
    changed_at: after(-5400),
    place_words: "工体东路，地铁口南侧",
    words: "三个男的跟着一个女的，往北走",
    photos: [],
    ...more,
  };
}

const rights = ["report-tip", "add-to-tip", "withdraw-tip"];
const responding = [
  ...rights,
  "begin-duty",
  "end-duty",
  "accept-offer",
  "decline-offer",
  "set-status",
];

/** Answers as the server would when all goes well. */
export function kindly(frame: ClientFrame): object | null {
  switch (frame.type) {
    case "report-tip":
    case "add-to-tip":
    case "withdraw-tip":
      return { tip: 12 };
    case "begin-duty":
      return { on: true, since: after(0), ends_at: after(14_400) };
    case "end-duty":
      return { on: false, since: after(0), ends_at: after(0) };
    case "accept-offer":
      return { assignment: 31, state: "en-route" };
    case "decline-offer":
      return { assignment: 31, state: "declined" };
    case "set-status":
      return { assignment: 31, state: (frame.data as { status: string }).status };
    case "read-incident":
      return {
        incident: 21,
        said: [
          {
            at: after(-60),
            place_words: "公园西门外",
            words: "灰外套，拄拐杖，一个人",
            photos: [],
          },
        ],
      };
    default:
      return null;
  }
}

/** A volunteer's server. */
export function volunteerServer(more: FakeServerOptions = {}): FakeServer {
  return new FakeServer({
    answer: kindly,
    ...more,
    welcome: {
      role: "volunteer",
      category: "community-volunteer",
      name: "李秀英",
      rights: responding,
      ...more.welcome,
    },
    items: [{ type: "catalogue", data: demoCatalogue }, ...(more.items ?? [])],
  });
}

export function officerServer(more: FakeServerOptions = {}): FakeServer {
  const welcome = {
    role: "officer",
    category: "officer",
    name: "周航",
    rights: [...responding, "read-incident"],
  };
  return volunteerServer({ ...more, welcome });
}
