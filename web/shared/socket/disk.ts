import type { Command, Cursor } from "./session-types.ts";

/** What outlives the page: unanswered commands, the cursor, and a page's own small values. */
export interface Disk {
  commands(): Promise<Command[]>;
  remember(command: Command): Promise<void>;
  forget(id: string): Promise<void>;
  get<T>(key: string): Promise<T | undefined>;
  put(key: string, value: unknown): Promise<void>;
  /** All of it, as at sign-out. */
  clear(): Promise<void>;
  /** False when this browser keeps nothing beyond the page. */
  readonly lasting: boolean;
}

export const cursorKey = "cursor";
export const personKey = "person";
export type KeptCursor = Cursor | null;

/** For tests, and for browsers that refuse IndexedDB. */
export class MemoryDisk implements Disk {
  readonly lasting = false;
  readonly #commands = new Map<string, Command>();
  readonly #values = new Map<string, unknown>();

  async commands(): Promise<Command[]> {
    return [...this.#commands.values()];
  }
  async remember(command: Command): Promise<void> {
    this.#commands.set(command.id, command);
  }
  async forget(id: string): Promise<void> {
    this.#commands.delete(id);
  }
  async get<T>(key: string): Promise<T | undefined> {
    return this.#values.get(key) as T | undefined;
  }
  async put(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
  }
  async clear(): Promise<void> {
    this.#commands.clear();
    this.#values.clear();
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

class IndexedDisk implements Disk {
  readonly lasting = true;
  readonly #base: IDBDatabase;

  constructor(base: IDBDatabase) {
    this.#base = base;
  }

  /** Resolves when the transaction is on disk, not when the request was taken. */
  #write(store: string, change: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const act = this.#base.transaction(store, "readwrite", { durability: "strict" });
      act.oncomplete = () => resolve();
      act.onerror = act.onabort = () => reject(act.error ?? new Error("IndexedDB"));
      change(act.objectStore(store));
    });
  }

  async commands(): Promise<Command[]> {
    const rows = await done(this.#base.transaction("commands").objectStore("commands").getAll());
    return (rows as { at: number; command: Command }[])
      .sort((a, b) => a.at - b.at)
      .map((row) => row.command);
  }

  remember(command: Command): Promise<void> {
    const row = { id: command.id, at: Date.parse(command.made_at), command };
    return this.#write("commands", (store) => store.put(row));
  }

  forget(id: string): Promise<void> {
    return this.#write("commands", (store) => store.delete(id));
  }

  async get<T>(key: string): Promise<T | undefined> {
    return done(this.#base.transaction("values").objectStore("values").get(key));
  }

  put(key: string, value: unknown): Promise<void> {
    return this.#write("values", (store) => store.put(value, key));
  }

  async clear(): Promise<void> {
    await this.#write("commands", (store) => store.clear());
    await this.#write("values", (store) => store.clear());
  }
}

/** The disk of one kind of client; in memory when the browser refuses. */
export async function openDisk(client: string): Promise<Disk> {
  try {
    const request = indexedDB.open(`dageng-${client}`, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("commands", { keyPath: "id" });
      request.result.createObjectStore("values");
    };
    return new IndexedDisk(await done(request));
  } catch {
    return new MemoryDisk();
  }
}
