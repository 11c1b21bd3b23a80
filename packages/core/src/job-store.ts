import type { JobRef } from "./job-ref.ts";
import type { JobState } from "./provider.ts";

/**
 * Where an intent stands. `intent`: written, not known to be sent. `accepted`: the vendor works on it.
 * `refused`: surely not taken. `unknown`: sent, fate not known. `abandoned`: the chain went on without it, it may
 * still be running. `completed`, `failed`, `cancelled`: over.
 */
export type JobRecordState =
  | "intent"
  | "accepted"
  | "refused"
  | "unknown"
  | "abandoned"
  | "completed"
  | "failed"
  | "cancelled";

/** States in which somebody should still look after a job. */
export const unfinishedStates: readonly JobRecordState[] = [
  "intent",
  "accepted",
  "unknown",
  "abandoned",
];

/** What a store keeps of one paid job. Plain JSON without a secret. */
export interface JobRecord {
  readonly version: 1;
  /** The id of the intent. */
  readonly id: string;
  readonly state: JobRecordState;
  readonly ref: JobRef;
  /** Number of the attempt in its chain, from 1. */
  readonly attempt: number;
  /** Number of the output, from 0, where several jobs make them. */
  readonly part?: number;
  /** What the vendor got as idempotency key, where it takes one. */
  readonly idempotencyKey: string;
  /** sha256 of the token that a webhook carries; the token itself is not kept. */
  readonly tokenDigest?: string;
  /** What a webhook said, before or after anybody asked. */
  readonly delivery?: { readonly remoteId: string; readonly state: JobState };
  readonly error?: { readonly name: string; readonly message: string };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** Who works under a caller's idempotency key. */
export interface KeyRecord {
  readonly version: 1;
  readonly id: string;
  readonly state: "key";
  /** sha256 of the request and the chain: the same key with another request is an error. */
  readonly digest: string;
  /** Who wrote it: of two that try at once, one finds the other's. */
  readonly claim: string;
  /** The job, as soon as one was accepted. */
  readonly ref?: JobRef;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type StoredRecord = JobRecord | KeyRecord;

/**
 * Keeps paid jobs across restarts. An implementation must be durable when `update` resolves, and atomic: of two
 * processes that update one record at once, each sees what the other left or is seen by it.
 * `testJobStore` of `@tarash/testing` proves an implementation.
 */
export interface JobStore {
  read(id: string): Promise<StoredRecord | undefined>;
  /**
   * Reads a record, hands it to `change`, and keeps what that returns (`undefined` removes it), as one step.
   * `change` may be called more than once. Resolves to what is kept now.
   */
  update(
    id: string,
    change: (current: StoredRecord | undefined) => StoredRecord | undefined,
  ): Promise<StoredRecord | undefined>;
  /** All records, in no order. */
  list(): AsyncIterable<StoredRecord>;
  /** Calls `listener` after each change of a record by anybody, where the store can tell. Returns how to stop. */
  subscribe?(id: string, listener: () => void): () => void;
}

/** A record of a job, or nothing. */
export function asJob(record: StoredRecord | undefined): JobRecord | undefined {
  return record && record.state !== "key" ? record : undefined;
}

/** Keeps jobs as long as the process lives: resuming within it, webhooks in it, tests. */
export class MemoryJobStore implements JobStore {
  readonly #records = new Map<string, string>();
  readonly #listeners = new Map<string, Set<() => void>>();

  async read(id: string): Promise<StoredRecord | undefined> {
    const text = this.#records.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as StoredRecord);
  }

  async update(
    id: string,
    change: (current: StoredRecord | undefined) => StoredRecord | undefined,
  ): Promise<StoredRecord | undefined> {
    const text = this.#records.get(id);
    const next = change(text === undefined ? undefined : (JSON.parse(text) as StoredRecord));
    if (next === undefined) this.#records.delete(id);
    else this.#records.set(id, JSON.stringify(next));
    for (const listener of this.#listeners.get(id) ?? []) listener();
    return next;
  }

  async *list(): AsyncIterable<StoredRecord> {
    for (const text of this.#records.values()) yield JSON.parse(text) as StoredRecord;
  }

  subscribe(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(id, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }
}
