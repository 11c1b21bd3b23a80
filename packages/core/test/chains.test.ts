import { describe, expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import type { TarashError } from "../src/errors.ts";
import { generateVideo, submitVideo } from "../src/generators.ts";
import { MemoryJobStore } from "../src/job-store.ts";
import { type Failure, failures } from "./chain-failures.ts";
import { scriptedVendor, type VendorScript } from "./scripted-vendor.ts";

const policies = ["left out", "names the class", "names the status", "names another"] as const;
const unsures = ["stop", "fallback"] as const;

const table = failures.flatMap((failure) =>
  policies
    .filter((policy) => policy !== "names the status" || failure.status !== undefined)
    .flatMap((policy) => unsures.map((whenUnsure) => ({ failure, policy, whenUnsure }))),
);

/** The rule of the design, in one place: the phase first, then the class. */
function movesOn({ failure, policy, whenUnsure }: (typeof table)[number]): boolean {
  if (failure.fate === "unsure") return whenUnsure === "fallback";
  if (policy === "left out") return failure.movesByDefault;
  return policy !== "names another";
}

function listOf(failure: Failure, policy: (typeof policies)[number]): readonly (string | number)[] {
  if (policy === "names the class") return [failure.error];
  return policy === "names the status" ? [failure.status ?? 0] : ["ProviderNotFoundError"];
}

describe("a chain of two links whose first fails", () => {
  test.each(table)("$failure.name, fallbackOn $policy, whenUnsure $whenUnsure", async (row) => {
    const { failure, policy, whenUnsure } = row;
    const moved = movesOn(row);
    const first = scriptedVendor("first", failure.script);
    const second = scriptedVendor("second");
    const store = new MemoryJobStore();
    const fallbackOn = policy === "left out" ? {} : { fallbackOn: listOf(failure, policy) };
    const { attempts, error } = await generateVideo(
      { ...first.config, ...fallbackOn, whenUnsure, fallbackConfigs: [second.config] },
      { prompt: "a cat" },
      { clock: virtualClock(), jobStore: store },
    ).then(
      ({ executionMetadata }) => ({ attempts: executionMetadata.attempts, error: undefined }),
      (thrown: TarashError) => ({ attempts: thrown.executionMetadata?.attempts, error: thrown }),
    );
    expect({
      error: error?.name,
      submits: [first.submits(), second.submits()],
      accepted: [first.accepted(), second.accepted()],
      attempts: attempts?.map(({ status, errorType, billing }) => ({ status, errorType, billing })),
    }).toEqual({
      error: moved ? undefined : failure.error,
      submits: [failure.submits, moved ? 1 : 0],
      accepted: [failure.accepted, moved ? 1 : 0],
      attempts: [
        { status: "failed", errorType: failure.error, billing: failure.billing },
        moved
          ? { status: "success", errorType: undefined, billing: "billed" }
          : { status: "skipped", errorType: undefined, billing: "none" },
      ],
    });
    expect(attempts?.[0]?.job?.remoteId).toBe(failure.accepted === 1 ? "first-1" : undefined);
    expect(await stateOf(store, "first")).toBe(storedState(failure, moved));
  });
});

async function stateOf(store: MemoryJobStore, provider: string): Promise<string | undefined> {
  for await (const record of store.list()) {
    if (record.ref?.provider === provider) return record.state;
  }
  return undefined;
}

/** What the store says afterwards, so that nothing that may be running is forgotten. */
function storedState({ fate, billing, accepted, error }: Failure, moved: boolean): string {
  if (fate === "unsure" && moved) return "abandoned";
  if (fate === "unsure") return accepted === 1 ? "accepted" : "unknown";
  if (billing === "none") return "refused";
  return error === "TimeoutError" ? "cancelled" : "failed";
}

describe("a chain of three links", () => {
  const overloaded: VendorScript = { submit: [503] };
  const prudish: VendorScript = { submit: [400, { moderated: true, message: "not this" }] };

  test("goes past a 503 and a policy refusal that fallbackOn lists", async () => {
    const links = [
      scriptedVendor("a", overloaded),
      scriptedVendor("b", prudish),
      scriptedVendor("c"),
    ];
    const [a, b, c] = links.map(({ config }) => config);
    const response = await generateVideo(
      { ...a!, fallbackOn: [503, "ContentModerationError"], fallbackConfigs: [b!, c!] },
      { prompt: "a cat" },
      { clock: virtualClock() },
    );
    expect(response.provider).toBe("c");
    expect(response.executionMetadata).toMatchObject({
      totalAttempts: 3,
      successfulAttempt: 3,
      fallbackTriggered: true,
      configsInChain: 3,
      attempts: [
        { provider: "a", attempt: 1, status: "failed", errorType: "HTTPError", billing: "none" },
        {
          provider: "b",
          attempt: 2,
          status: "failed",
          errorType: "ContentModerationError",
          billing: "none",
        },
        { provider: "c", attempt: 3, status: "success", billing: "billed" },
      ],
    });
    expect(links.map((link) => link.accepted())).toEqual([0, 0, 1]);
  });

  test("is stopped by the policy refusal where fallbackOn is left out", async () => {
    const links = [
      scriptedVendor("a", overloaded),
      scriptedVendor("b", prudish),
      scriptedVendor("c"),
    ];
    const [a, b, c] = links.map(({ config }) => config);
    const error = (await generateVideo(
      { ...a!, fallbackConfigs: [b!, c!] },
      { prompt: "a cat" },
      { clock: virtualClock() },
    ).catch((thrown: unknown) => thrown)) as TarashError;
    expect(error.name).toBe("ContentModerationError");
    expect(error.executionMetadata?.attempts.map(({ status }) => status)).toEqual([
      "failed",
      "failed",
      "skipped",
    ]);
    expect(links.map((link) => link.submits())).toEqual([4, 1, 0]);
  });

  test("is flattened depth first, so that a link's own fallbacks come before its neighbours", async () => {
    const links = ["a", "b", "c", "d"].map((name) =>
      scriptedVendor(name, name === "d" ? {} : overloaded),
    );
    const [a, b, c, d] = links.map(({ config }) => config);
    const response = await generateVideo(
      { ...a!, fallbackConfigs: [{ ...b!, fallbackConfigs: [c!] }, d!] },
      { prompt: "a cat" },
      { clock: virtualClock() },
    );
    expect(response.executionMetadata.attempts.map(({ provider }) => provider)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });
});

describe("a submit with a chain", () => {
  test("walks the chain until one has accepted", async () => {
    const [first, second] = [scriptedVendor("first", { submit: [503] }), scriptedVendor("second")];
    const job = await submitVideo(
      { ...first.config, fallbackConfigs: [second.config] },
      { prompt: "a cat" },
      { clock: virtualClock() },
    );
    expect(job.ref.provider).toBe("second");
    const { executionMetadata } = await job.wait();
    expect(executionMetadata.attempts.map(({ status }) => status)).toEqual(["failed", "success"]);
  });

  test("never changes the provider of a job that was accepted", async () => {
    const first = scriptedVendor("first", { poll: [200, { status: "failed" }] });
    const second = scriptedVendor("second");
    const job = await submitVideo(
      { ...first.config, fallbackConfigs: [second.config] },
      { prompt: "a cat" },
      { clock: virtualClock() },
    );
    await expect(job.wait()).rejects.toMatchObject({ name: "GenerationFailedError" });
    await expect(job.wait()).rejects.toMatchObject({ name: "GenerationFailedError" });
    expect([first.accepted(), second.submits()]).toEqual([1, 0]);
  });
});

test("a callback that throws, or rejects, moves no chain and ends no job", async () => {
  const [first, second] = [scriptedVendor("first"), scriptedVendor("second")];
  const response = await generateVideo(
    { ...first.config, fallbackConfigs: [second.config] },
    { prompt: "a cat" },
    {
      clock: virtualClock(),
      onProgress() {
        throw new Error("a bug of the caller's");
      },
      onAccepted: () => Promise.reject(new Error("another")),
    },
  );
  expect(response.provider).toBe("first");
  expect(second.submits()).toBe(0);
});

test("a store that breaks before the submit stops the chain before anything is bought", async () => {
  const [first, second] = [scriptedVendor("first"), scriptedVendor("second")];
  const store = new MemoryJobStore();
  store.update = () => Promise.reject(new Error("the disk is full"));
  const error = (await generateVideo(
    { ...first.config, fallbackConfigs: [second.config] },
    { prompt: "a cat" },
    { clock: virtualClock(), jobStore: store },
  ).catch((thrown: unknown) => thrown)) as TarashError;
  expect(error.message).toContain("the disk is full");
  expect([first.submits(), second.submits()]).toEqual([0, 0]);
});
