/** What the record says of one incident, read from the server. */

/** Rejects when it can't be read or was given up. The token is in no address, where logs would keep it. */
export async function readRecord<T>(
  get: typeof fetch,
  incident: number,
  what: "choices" | "replay",
  token: string,
  signal: AbortSignal,
): Promise<T> {
  const answer = await get(`/api/v1/incidents/${incident}/${what}`, {
    headers: { authorization: `Bearer ${token}` },
    credentials: "omit",
    signal,
  });
  if (!answer.ok) throw new Error(`${what} of ${incident}: ${answer.status}`);
  return (await answer.json()) as T;
}
