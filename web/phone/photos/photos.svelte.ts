import { max_photo_bytes } from "../../shared/protocol.ts";
import { newId } from "../../shared/socket/ids.ts";
import { openPhotoDisk, type KeptPhoto, type PhotoDisk } from "./photo-disk.ts";
import { upload, uploadBackoffMs } from "./upload.ts";

/** A photo as the screens see it. */
export interface Photo {
  id: string;
  url: string;
  size: number;
  state: KeptPhoto["state"] | "sent";
  code: string;
}

/** Why a chosen file isn't taken. */
export type Rejected = "too-large" | "bad-photo";

/**
 * The photos of this device: on disk from the moment they are taken, sent one after the other when
 * their tip is, until the server has them.
 */
export class PhotoStore {
  #photos: Record<string, Photo> = $state({});
  readonly #kept = new Map<string, KeptPhoto>();
  readonly #token: () => string | null;
  #disk: PhotoDisk | null = null;
  #running = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(token: () => string | null) {
    this.#token = token;
  }

  async open(): Promise<void> {
    this.#disk = await openPhotoDisk();
    for (const photo of await this.#disk.all()) this.#show(photo);
    this.go();
  }

  get(id: string): Photo | undefined {
    return this.#photos[id];
  }

  /** Those that the server has yet to get. */
  get waiting(): Photo[] {
    return Object.values(this.#photos).filter((photo) => photo.state === "waiting");
  }

  /** Takes a picture from the camera or a file, as a draft. */
  async add(file: File): Promise<Photo | Rejected> {
    if (file.type && !file.type.startsWith("image/")) return "bad-photo";
    if (file.size > max_photo_bytes) return "too-large";
    const bytes = await file.arrayBuffer();
    const media_type = file.type || "application/octet-stream";
    const photo: KeptPhoto = {
      id: newId(),
      bytes,
      media_type,
      taken_at: Date.now(),
      state: "draft",
    };
    await this.#disk?.put(photo).catch(() => {});
    return this.#show(photo);
  }

  /** Their tip is sent: so are they, from now on. */
  async release(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#set(id, "waiting");
    this.go();
  }

  /** Their tip is being changed again. */
  async hold(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#set(id, "draft");
  }

  async remove(id: string): Promise<void> {
    const photo = this.#photos[id];
    if (photo) URL.revokeObjectURL(photo.url);
    delete this.#photos[id];
    this.#kept.delete(id);
    await this.#disk?.delete(id).catch(() => {});
  }

  /** Drafts that no tip names any more. */
  async sweep(used: ReadonlySet<string>): Promise<void> {
    for (const photo of [...this.#kept.values()]) {
      if (photo.state === "draft" && !used.has(photo.id)) await this.remove(photo.id);
    }
  }

  async clear(): Promise<void> {
    clearTimeout(this.#timer);
    for (const id of Object.keys(this.#photos)) await this.remove(id);
    await this.#disk?.clear();
  }

  /** There may be a connection now: no waiting. */
  go(): void {
    clearTimeout(this.#timer);
    this.#attempt = 0;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (;;) {
        const next = [...this.#kept.values()].find((photo) => photo.state === "waiting");
        const token = this.#token();
        if (!next || !token) return;
        const wait = uploadBackoffMs(this.#attempt, Math.random());
        const result = await upload(next.id, next.bytes, next.media_type, token, wait);
        if (result.then === "sign-in") return;
        if (result.then === "again") {
          this.#attempt += 1;
          this.#timer = setTimeout(() => void this.#run(), result.after_ms);
          return;
        }
        this.#attempt = 0;
        if (result.then === "refused") await this.#set(next.id, "refused", result.code);
        else await this.#sent(next.id);
      }
    } finally {
      this.#running = false;
    }
  }

  /** Its picture stays on the screen until the page is left; its bytes needn't stay on the device. */
  async #sent(id: string): Promise<void> {
    const photo = this.#photos[id];
    if (photo) photo.state = "sent";
    this.#kept.delete(id);
    await this.#disk?.delete(id).catch(() => {});
  }

  async #set(id: string, state: KeptPhoto["state"], code = ""): Promise<void> {
    const kept = this.#kept.get(id);
    const photo = this.#photos[id];
    if (!kept || !photo) return;
    kept.state = photo.state = state;
    kept.code = photo.code = code;
    await this.#disk?.put(kept).catch(() => {});
  }

  #show(photo: KeptPhoto): Photo {
    this.#kept.set(photo.id, photo);
    const url = URL.createObjectURL(new Blob([photo.bytes], { type: photo.media_type }));
    const { id, state, code = "" } = photo;
    this.#photos[id] = { id, url, size: photo.bytes.byteLength, state, code };
    return this.#photos[id];
  }
}
