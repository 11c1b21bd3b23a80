import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seeded } from "../../testing/src/clock.ts";
import { FileJobStore } from "../src/file-job-store.ts";
import type { JobRecord } from "../src/job-store.ts";
import { setLogger } from "../src/log.ts";
import { unfinishedJobs } from "../src/resuming.ts";

const writer = fileURLToPath(new URL("children/count-up.ts", import.meta.url));

function startWriter(...words: string[]): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, [writer, ...words], { stdio: ["ignore", "pipe", "inherit"] });
}

describe("a FileJobStore", () => {
  let folder = "";
  let store = new FileJobStore("unused");
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tarash-jobs-"));
    store = new FileJobStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const attempt = async (): Promise<number> => ((await store.read("job-1")) as JobRecord).attempt;

  test("loses no change when four processes change one record at once", async () => {
    await store.update("job-1", () => record("job-1"));
    const writers = Array.from({ length: 4 }, () => startWriter(folder, "job-1", "40"));
    for (const child of writers) child.stdout.resume();
    await Promise.all(writers.map((child) => once(child, "exit")));
    expect(await attempt()).toBe(161);
    expect(await readdir(folder)).toEqual(["job-1.json"]);
  }, 30_000);

  test("keeps what was acknowledged, and stays whole, when its process is killed at any moment", async () => {
    const random = seeded(7);
    await store.update("job-1", () => record("job-1"));
    for (let round = 0; round < 8; round++) {
      const child = startWriter(
        folder,
        "job-1",
        "Infinity",
        String(Math.floor(random() * 200_000)),
      );
      const enough = Math.floor(random() * 12) + 1;
      let acknowledged = 0;
      let lines = 0;
      for await (const line of createInterface(child.stdout)) {
        acknowledged = Number(line);
        if (++lines === enough) child.kill("SIGKILL");
      }
      expect(await attempt()).toBeGreaterThanOrEqual(acknowledged);
      const kept = await store.update("job-1", (current) => current);
      expect(kept).toMatchObject({ id: "job-1", state: "accepted" });
      expect(await readdir(folder)).not.toContain("broken");
    }
  }, 60_000);

  test.each([
    ["a torn record", '{"version":1,"id":"job-1","state":"acc'],
    ["an empty file", ""],
    ["a record of another id", JSON.stringify({ ...record("job-2"), state: "accepted" })],
    ["something that is no record", "null"],
  ])("sets %s aside, says so, and goes on without it", async (_, text) => {
    const errors: unknown[] = [];
    const ignore = (): void => undefined;
    setLogger({ debug: ignore, info: ignore, warn: ignore, error: (facts) => errors.push(facts) });
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "job-1.json"), text);
      await store.update("job-3", () => record("job-3"));
      expect((await unfinishedJobs(store)).map(({ id }) => id)).toEqual(["job-3"]);
      expect(errors).toHaveLength(1);
      const [aside] = await readdir(join(folder, "broken"));
      expect(await readFile(join(folder, "broken", aside ?? ""), "utf8")).toBe(text);
      await store.update("job-1", () => record("job-1"));
      expect(await attempt()).toBe(1);
    } finally {
      setLogger(undefined);
    }
  });

  test("takes over the lock of a dead process at once, also a torn one when it is old", async () => {
    const child = startWriter(folder, "nobody", "0");
    child.stdout.resume();
    await once(child, "exit");
    await writeFile(join(folder, "job-1.json.lock"), `${child.pid} ${hostname()} some-id`);
    await Promise.all([
      store.update("job-1", () => record("job-1")),
      new FileJobStore(folder).update("job-1", () => record("job-1")),
    ]);
    await writeFile(join(folder, "job-1.json.lock"), "");
    const longAgo = Date.now() / 1_000 - 60;
    await utimes(join(folder, "job-1.json.lock"), longAgo, longAgo);
    await store.update("job-1", () => record("job-1"));
    expect(await readdir(folder)).toEqual(["job-1.json"]);
  });

  test.each(["../escape", "a/b", "", "a".repeat(129), "a\0b", "ü"])(
    "refuses %j as the id of a record",
    async (id) => {
      await expect(store.read(id)).rejects.toThrow("is no id of a job record");
      await expect(store.update(id, () => record("job-1"))).rejects.toThrow("is no id");
    },
  );

  test("has nothing, and makes no folder, before the first record", async () => {
    const nowhere = new FileJobStore(join(folder, "deep", "down"));
    expect(await unfinishedJobs(nowhere)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    await nowhere.update("job-1", () => record("job-1"));
    expect(await unfinishedJobs(nowhere)).toHaveLength(1);
  });

  test("lets only its owner read what it keeps", async () => {
    const own = new FileJobStore(join(folder, "own"));
    await own.update("job-1", () => record("job-1"));
    const modes = await Promise.all(
      [join(folder, "own"), join(folder, "own", "job-1.json")].map(async (path) =>
        ((await stat(path)).mode & 0o777).toString(8),
      ),
    );
    expect(modes).toEqual(["700", "600"]);
  });
});

function record(id: string): JobRecord {
  const at = "2026-01-01T00:00:00.000Z";
  return {
    version: 1,
    id,
    state: "accepted",
    ref: {
      version: 1,
      id,
      operation: "video",
      provider: "shop",
      model: "shop-1",
      endpoint: "shop-1",
      remoteId: `remote-${id}`,
      digest: "0".repeat(64),
      submittedAt: at,
      deadline: at,
      resumable: true,
      requestId: "request",
    },
    attempt: 1,
    idempotencyKey: "key",
    createdAt: at,
    updatedAt: at,
  };
}
