/** A client-made id: 22 characters of 128 random bits. Works without a secure context. */
export function newId(): string {
  const bits = crypto.getRandomValues(new Uint8Array(16));
  const text = btoa(String.fromCharCode(...bits));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** This browser's id for one kind of client: made once, kept. */
export function deviceId(client: string): string {
  const key = `dageng.device.${client}`;
  try {
    const kept = localStorage.getItem(key);
    if (kept) return kept;
    const made = newId();
    localStorage.setItem(key, made);
    return made;
  } catch {
    return newId();
  }
}
