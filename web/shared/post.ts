import type { ErrorCode } from "./protocol.ts";

/** What became of asking over HTTP. `field` names what was wrong with the wish, if one thing was. */
export type Posted<Answer> =
  | { ok: true; answer: Answer }
  | { ok: false; code: ErrorCode | "no-connection"; field: string; wait_s: number };

/** Asks the server. Never throws. `token`: of who is in already. */
export async function post<Answer>(
  path: string,
  wish: unknown,
  token: string | null,
  send: typeof fetch = fetch,
): Promise<Posted<Answer>> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (token !== null) headers["authorization"] = `Bearer ${token}`;
  try {
    const reply = await send(`/api/v1/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(wish),
    });
    if (reply.ok) return { ok: true, answer: (await reply.json()) as Answer };
    const problem = (await reply.json()) as { code?: ErrorCode; field?: string };
    return {
      ok: false,
      code: problem.code ?? "busy",
      field: problem.field ?? "",
      wait_s: Number(reply.headers.get("retry-after") ?? 0),
    };
  } catch {
    return { ok: false, code: "no-connection", field: "", wait_s: 0 };
  }
}
