/** A photo of this device that the server may not have yet. */
export interface KeptPhoto {
  id: string;
  /** Its bytes, not as a Blob: some browsers lose those in private windows. */
  bytes: ArrayBuffer;
  media_type: string;
  taken_at: number;
  /** `draft`: not to be sent yet. `refused`: the server won't take it. */
  state: "draft" | "waiting" | "refused";
  /** Why it was refused. */
  code?: string;
}

/** Photos on disk until the server has them. */
export interface PhotoDisk {
  all(): Promise<KeptPhoto[]>;
  put(photo: KeptPhoto): Promise<void>;
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
}

export class MemoryPhotoDisk implements PhotoDisk {
  readonly #photos = new Map<string, KeptPhoto>();

  async all(): Promise<KeptPhoto[]> {
    return [...this.#photos.values()];
  }
  async put(photo: KeptPhoto): Promise<void> {
    this.#photos.set(photo.id, { ...photo });
  }
  async delete(id: string): Promise<void> {
    this.#photos.delete(id);
  }
  async clear(): Promise<void> {
    this.#photos.clear();
  }
}

class IndexedPhotoDisk implements PhotoDisk {
  readonly #base: IDBDatabase;

  constructor(base: IDBDatabase) {
    this.#base = base;
  }

  #write(change: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const act = this.#base.transaction("photos", "readwrite", { durability: "strict" });
      act.oncomplete = () => resolve();
      act.onerror = act.onabort = () => reject(act.error ?? new Error("IndexedDB"));
      change(act.objectStore("photos"));
    });
  }

  all(): Promise<KeptPhoto[]> {
    return new Promise((resolve, reject) => {
      const request = this.#base.transaction("photos").objectStore("photos").getAll();
      request.onsuccess = () => resolve(request.result as KeptPhoto[]);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  }

  put(photo: KeptPhoto): Promise<void> {
    return this.#write((store) => store.put(photo));
  }
  delete(id: string): Promise<void> {
    return this.#write((store) => store.delete(id));
  }
  clear(): Promise<void> {
    return this.#write((store) => store.clear());
  }
}

export function openPhotoDisk(): Promise<PhotoDisk> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("dageng-phone-photos", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("photos", { keyPath: "id" });
      request.onsuccess = () => resolve(new IndexedPhotoDisk(request.result));
      request.onerror = () => resolve(new MemoryPhotoDisk());
    } catch {
      resolve(new MemoryPhotoDisk());
    }
  });
}
