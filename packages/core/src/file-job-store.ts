import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ValidationError } from "./errors.ts";
import { lockFile } from "./file-lock.ts";
import type { JobStore, StoredRecord } from "./job-store.ts";
import { boundLog } from "./log.ts";

/**
 * Keeps jobs in a folder, one JSON file a record: atomic and durable (written to a temporary name, flushed,
 * renamed), for several processes at once. A record that cannot be read is set aside in `broken/` and reported.
 */
export class FileJobStore implements JobStore {
  readonly folder: string;
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    if (typeof folder !== "string" || folder === "" || folder.includes("\0"))
      throw new ValidationError("the folder of a FileJobStore must be a path");
    this.folder = folder;
  }

  async read(id: string): Promise<StoredRecord | undefined> {
    const path = this.#path(id);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const record = parse(text, id);
    if (!record) await this.#setAside(id, path);
    return record;
  }

  update(
    id: string,
    change: (current: StoredRecord | undefined) => StoredRecord | undefined,
  ): Promise<StoredRecord | undefined> {
    const before = this.#queues.get(id) ?? Promise.resolve();
    const turn = before.then(() => this.#locked(id, change));
    const settled = turn
      .catch(() => undefined)
      .finally(() => this.#queues.get(id) === settled && this.#queues.delete(id));
    this.#queues.set(id, settled);
    return turn;
  }

  async *list(): AsyncIterable<StoredRecord> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    for (const name of names) {
      if (!name.endsWith(".json")) continue;
      const record = await this.read(name.slice(0, -".json".length));
      if (record) yield record;
    }
  }

  #path(id: string): string {
    if (!/^[\w-]{1,128}$/.test(id))
      throw new ValidationError(`${JSON.stringify(id)} is no id of a job record`);
    return join(this.folder, `${id}.json`);
  }

  async #locked(
    id: string,
    change: (current: StoredRecord | undefined) => StoredRecord | undefined,
  ): Promise<StoredRecord | undefined> {
    const path = this.#path(id);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unlock = await lockFile(`${path}.lock`);
    try {
      const next = change(await this.read(id));
      if (next === undefined) await rm(path, { force: true });
      else await writeDurably(path, JSON.stringify(next));
      await flushFolder(this.folder);
      return next;
    } finally {
      await unlock();
    }
  }

  async #setAside(id: string, path: string): Promise<void> {
    const broken = join(this.folder, "broken");
    await mkdir(broken, { recursive: true });
    const target = join(broken, `${id}.${randomUUID()}.json`);
    await rename(path, target).catch(() => undefined);
    boundLog().error({ id, target }, "a job record could not be read and was set aside");
  }
}

/** A record, or nothing when the text is torn or is another's. */
function parse(text: string, id: string): StoredRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<StoredRecord> | null;
    return record && record.id === id && typeof record.state === "string"
      ? (record as StoredRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A rename is durable when its folder is; some platforms cannot flush a folder and need not. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
