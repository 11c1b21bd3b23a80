import type { JobRecord, JobStore, KeyRecord, StoredRecord } from "@tarash/core";
import { describe, expect, test } from "vitest";

/** What a store is tried with. */
export interface JobStoreSubject<Store extends JobStore = JobStore> {
  /** Makes a store that is empty. */
  make(): Store | Promise<Store>;
  /** Opens, a second time and apart from the first, what a store of `make` holds: as another process would. */
  reopen?(store: Store): Store | Promise<Store>;
  /** Called with each store at the end of its test. */
  close?(store: Store): unknown;
}

/**
 * Registers, with vitest, what every job store must do. `subject` may be just the function that makes an empty one.
 */
export function testJobStore<Store extends JobStore>(
  name: string,
  subject: JobStoreSubject<Store> | JobStoreSubject<Store>["make"],
): void {
  const given: JobStoreSubject<Store> = typeof subject === "function" ? { make: subject } : subject;
  const withStore = async (run: (store: Store) => Promise<void>): Promise<void> => {
    const store = await given.make();
    try {
      await run(store);
    } finally {
      await given.close?.(store);
    }
  };
  describe(`${name} as a job store`, () => {
    test.each(cases)("%s", async (_, run) => {
      expect.hasAssertions();
      await withStore(run);
    });
    const { reopen } = given;
    const alone = reopen === undefined ? " (does not apply: it cannot be opened twice)" : "";
    test.skipIf(reopen === undefined)(
      `shows and keeps, opened twice, what the other wrote${alone}`,
      () =>
        withStore(async (store) => {
          const other = (await reopen?.(store)) ?? store;
          await store.update("job-1", () => record("job-1"));
          expect(await other.read("job-1")).toEqual(record("job-1"));
          await Promise.all(
            Array.from({ length: 40 }, (_, index) =>
              (index % 2 === 0 ? store : other).update("job-1", countUp),
            ),
          );
          expect(attemptOf(await store.read("job-1"))).toBe(41);
          expect(await all(other)).toEqual(await all(store));
        }),
    );
  });
}

const cases: readonly (readonly [string, (store: JobStore) => Promise<void>])[] = [
  [
    "has nothing under an id that nobody wrote",
    async (store) => {
      expect(await store.read("nobody")).toBeUndefined();
      expect(await all(store)).toEqual([]);
    },
  ],
  [
    "keeps a record as it was given, and says what it keeps",
    async (store) => {
      const kept = await store.update("job-1", (current) => current ?? record("job-1"));
      expect(kept).toEqual(record("job-1"));
      expect(await store.read("job-1")).toEqual(record("job-1"));
    },
  ],
  [
    "hands the record as it is now to whoever changes it",
    async (store) => {
      await store.update("job-1", () => record("job-1"));
      let seen: StoredRecord | undefined;
      await store.update("job-1", (current) => {
        seen = current;
        return current && ({ ...current, state: "accepted" } as StoredRecord);
      });
      expect(seen).toEqual(record("job-1"));
      expect((await store.read("job-1"))?.state).toBe("accepted");
    },
  ],
  [
    "removes a record when the change says so, and knows nothing of it any more",
    async (store) => {
      await store.update("job-1", () => record("job-1"));
      expect(await store.update("job-1", () => undefined)).toBeUndefined();
      expect(await store.read("job-1")).toBeUndefined();
      expect(await store.update("job-1", () => undefined)).toBeUndefined();
      expect(await all(store)).toEqual([]);
    },
  ],
  [
    "leaves a record alone when its change throws, and passes the error on",
    async (store) => {
      await store.update("job-1", () => record("job-1"));
      const broken = store.update("job-1", () => {
        throw new Error("the change is broken");
      });
      await expect(broken).rejects.toThrow("the change is broken");
      await store.update("job-1", countUp);
      expect(attemptOf(await store.read("job-1"))).toBe(2);
    },
  ],
  [
    "loses none of many changes of one record that are made at once",
    async (store) => {
      await store.update("job-1", () => record("job-1"));
      await Promise.all(Array.from({ length: 50 }, () => store.update("job-1", countUp)));
      expect(attemptOf(await store.read("job-1"))).toBe(51);
    },
  ],
  [
    "lets one of many win who write a record at once that was not there",
    async (store) => {
      const claims = Array.from({ length: 20 }, (_, index) => `claim-${index}`);
      const kept = await Promise.all(
        claims.map((claim) => store.update("key-1", (current) => current ?? keyRecord(claim))),
      );
      const winners = new Set(kept.map((found) => (found as KeyRecord).claim));
      expect(winners.size).toBe(1);
      expect(await store.read("key-1")).toEqual(kept[0]);
    },
  ],
  [
    "keeps records apart and lists all of them",
    async (store) => {
      const ids = Array.from({ length: 30 }, (_, index) => `job-${index}`);
      await Promise.all(ids.map((id) => store.update(id, () => record(id))));
      await store.update("key-1", () => keyRecord("mine"));
      expect((await all(store)).map(({ id }) => id)).toEqual([...ids, "key-1"].toSorted());
    },
  ],
  [
    "gives out copies: nobody changes what is kept by changing what he read",
    async (store) => {
      const mine = record("job-1");
      await store.update("job-1", () => mine);
      (mine as { attempt: number }).attempt = 99;
      const read = (await store.read("job-1")) as { attempt: number };
      read.attempt = 98;
      expect(attemptOf(await store.read("job-1"))).toBe(1);
    },
  ],
  [
    "keeps text of any alphabet, and a record of a megabyte",
    async (store) => {
      const odd = record("job-1", `„Füchse“ 狐 🦊 \u0000 \n ${"x".repeat(1_000_000)}`);
      await store.update("job-1", () => odd);
      expect(await store.read("job-1")).toEqual(odd);
    },
  ],
  [
    "tells a listener of each change of its record, and of no other, where it can tell",
    async (store) => {
      const told: string[] = [];
      const stop = store.subscribe?.("job-1", () => told.push("changed"));
      const heard = async (change: () => Promise<unknown>): Promise<boolean> => {
        await change();
        for (let turn = 0; turn < 50 && told.length === 0; turn++) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        return told.splice(0).length > 0;
      };
      const can = stop !== undefined;
      expect(await heard(() => store.update("job-1", () => record("job-1")))).toBe(can);
      expect(await heard(() => store.update("job-2", () => record("job-2")))).toBe(false);
      stop?.();
      expect(await heard(() => store.update("job-1", countUp))).toBe(false);
    },
  ],
];

async function all(store: JobStore): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  for await (const each of store.list()) found.push(each);
  return found.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

const at = "2026-01-01T00:00:00.000Z";

function record(id: string, endpoint = "shop/model"): JobRecord {
  return {
    version: 1,
    id,
    state: "intent",
    ref: {
      version: 1,
      id,
      operation: "video",
      provider: "shop",
      model: "shop-1",
      endpoint,
      digest: "0".repeat(64),
      submittedAt: at,
      deadline: at,
      resumable: true,
      requestId: `request-of-${id}`,
    },
    attempt: 1,
    idempotencyKey: `key-of-${id}`,
    createdAt: at,
    updatedAt: at,
  };
}

function keyRecord(claim: string): KeyRecord {
  const digest = "1".repeat(64);
  return { version: 1, id: "key-1", state: "key", digest, claim, createdAt: at, updatedAt: at };
}

/** A change that shows whether another was lost. */
function countUp(current: StoredRecord | undefined): StoredRecord | undefined {
  return current && ({ ...current, attempt: attemptOf(current) + 1 } as StoredRecord);
}

function attemptOf(found: StoredRecord | undefined): number {
  return (found as JobRecord | undefined)?.attempt ?? 0;
}
