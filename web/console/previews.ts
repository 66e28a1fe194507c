/** Pictures of tips, without metadata, as the server shows them to dispatchers. */

/** Pictures kept beyond this are let go, the longest unused first. */
const maxKept = 60;

export class Previews {
  readonly #kept = new Map<string, Promise<string>>();
  readonly #get: typeof fetch;

  constructor(get: typeof fetch = (...request) => fetch(...request)) {
    this.#get = get;
  }

  /** A blob: address of the picture. Rejects when it can't be had; then asking again tries again. */
  url(photo: string, token: string): Promise<string> {
    const known = this.#kept.get(photo);
    const wanted = known ?? this.#load(photo, token);
    this.#kept.delete(photo);
    this.#kept.set(photo, wanted);
    wanted.catch(() => this.#kept.delete(photo));
    this.#letGo();
    return wanted;
  }

  async #load(photo: string, token: string): Promise<string> {
    const answer = await this.#get(`/api/v1/photos/${encodeURIComponent(photo)}/preview`, {
      headers: { authorization: `Bearer ${token}` },
      credentials: "omit",
    });
    if (!answer.ok) throw new Error(`preview of ${photo}: ${answer.status}`);
    return URL.createObjectURL(await answer.blob());
  }

  #letGo(): void {
    for (const [photo, url] of this.#kept) {
      if (this.#kept.size <= maxKept) return;
      this.#kept.delete(photo);
      url.then(URL.revokeObjectURL, () => {});
    }
  }
}

export const previews = new Previews();
