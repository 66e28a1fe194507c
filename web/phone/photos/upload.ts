/** What became of one try to upload a photo. */
export type UploadResult =
  | { then: "done" }
  | { then: "again"; after_ms: number }
  | { then: "refused"; code: string }
  | { then: "sign-in" };

const first_ms = 2_000;
const longest_ms = 60_000;

/** How long to wait after the `attempt`th failure, from 0. `random` in [0, 1). */
export function uploadBackoffMs(attempt: number, random: number): number {
  const full = Math.min(longest_ms, first_ms * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}

/**
 * What an HTTP status means for the photo. 0: no answer. What is the server's fault or of the
 * moment is tried again; what is the photo's fault isn't.
 */
export function judge(status: number, code: string, wait_ms: number): UploadResult {
  if (status >= 200 && status < 300) return { then: "done" };
  if (status === 401) return { then: "sign-in" };
  const passing = status === 0 || status >= 500 || [408, 409, 423, 425, 429].includes(status);
  if (passing) return { then: "again", after_ms: wait_ms };
  const known: Record<number, string> = { 413: "too-large", 415: "bad-photo", 422: "bad-photo" };
  return { then: "refused", code: code || (known[status] ?? "bad-photo") };
}

/** One try. Never throws. */
export async function upload(
  id: string,
  bytes: ArrayBuffer,
  media_type: string,
  token: string,
  wait_ms: number,
  send: typeof fetch = fetch,
): Promise<UploadResult> {
  try {
    const answer = await send(`/api/v1/photos/${id}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": media_type },
      body: bytes,
    });
    return judge(answer.status, answer.ok ? "" : await problemCode(answer), wait_ms);
  } catch {
    return judge(0, "", wait_ms);
  }
}

/** The `code` of an RFC 9457 problem, if there is one. */
async function problemCode(answer: Response): Promise<string> {
  const problem: unknown = await answer.json().catch(() => null);
  const code = (problem as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
