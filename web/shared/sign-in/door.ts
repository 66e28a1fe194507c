import type { ErrorCode, RenewToken, SignedIn, SignIn, SignOut, SignUp } from "../protocol.ts";

/** What became of knocking. `field` names what was wrong with the wish, if one thing was. */
export type Entered =
  | { ok: true; answer: SignedIn }
  | { ok: false; code: ErrorCode | "no-connection"; field: string; wait_s: number };

interface Wishes {
  "sign-in": SignIn;
  "sign-up": SignUp;
  "sign-out": SignOut;
  "renew-token": RenewToken;
}

/** Asks the server to be let in or out. Never throws. `token`: of who is in already. */
export async function knock<Path extends keyof Wishes>(
  path: Path,
  wish: Wishes[Path],
  token: string | null = null,
  send: typeof fetch = fetch,
): Promise<Entered> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (token !== null) headers["authorization"] = `Bearer ${token}`;
  try {
    const reply = await send(`/api/v1/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(wish),
    });
    if (reply.ok) return { ok: true, answer: (await reply.json()) as SignedIn };
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
