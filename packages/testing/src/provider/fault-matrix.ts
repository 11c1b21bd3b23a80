import { type GenerationConfig, mediaBytes, type Operation, unfinishedJobs } from "@tarash/core";
import type { OperationAdapter } from "@tarash/core/provider";
import { describe, expect, test } from "vitest";
import {
  expectedFaults,
  type FaultName,
  faultNames,
  type FaultOutcome,
  type FaultRow,
  type FaultStep,
  faultSteps,
  type SubmitKind,
} from "../expected-faults.ts";
import type { Fault } from "../fault.ts";
import { sampleMedia } from "../file-book.ts";
import {
  type AnyResponse,
  type Bench,
  endless,
  type Failure,
  openBench,
  operationsOf,
  outputsOf,
  type ProviderSubject,
} from "./subject.ts";

/** Every fault at every step, for each way in which the provider works. */
export function testFaults(given: ProviderSubject): void {
  const seen = new Set<OperationAdapter>();
  for (const operation of operationsOf(given)) {
    const adapter = given.provider.definition.operations[operation];
    if (!adapter || seen.has(adapter)) continue;
    seen.add(adapter);
    describe(`faults of ${operation}`, () => {
      testMatrix(given, operation, adapter);
    });
  }
}

function testMatrix(given: ProviderSubject, operation: Operation, adapter: OperationAdapter): void {
  const kind = kindOf(adapter);
  for (const step of faultSteps) {
    const missing = whyNot(given, operation, adapter, step);
    if (missing !== undefined) testAbsence(given, operation, step, missing);
    for (const name of missing === undefined ? faultNames : []) {
      const cells = (["once", "always"] as const).flatMap((times) => {
        const expected = expectedOutcome(given, kind, step, name, times);
        return expected ? [{ times, expected }] : [];
      });
      if (cells.length === 0) continue;
      test(`${step}, ${name}: as docs/reliability.md says`, async () => {
        for (const { times, expected } of cells) {
          const seen = await runCell(given, operation, step, name, times);
          const outcome =
            expected.cancel === "as the vendor says" ? { ...seen, cancel: expected.cancel } : seen;
          expect({ times, ...outcome }).toEqual({ times, ...expected });
        }
      });
    }
  }
}

function testAbsence(
  given: ProviderSubject,
  operation: Operation,
  step: FaultStep,
  missing: string,
): void {
  test(`${step} does not apply: ${missing}`, async () => {
    expect(await timesTaken(given, operation, step)).toBe(0);
  });
}

/** How a vendor submits, as its adapter declares it. */
function kindOf(adapter: OperationAdapter): SubmitKind {
  if (!adapter.check) return "at once";
  return adapter.find ? "findable" : "job";
}

/** What must come of a cell; nothing where the fault cannot happen. */
export function expectedOutcome(
  given: Pick<ProviderSubject, "differs">,
  kind: SubmitKind,
  step: FaultStep,
  name: FaultName,
  times: "once" | "always",
): FaultOutcome | undefined {
  const fits = (row: FaultRow): boolean =>
    row.step === step &&
    row.faults.includes(name) &&
    row.times.includes(times) &&
    (row.submits?.includes(kind) ?? true);
  return (given.differs?.find(fits) ?? expectedFaults.find(fits))?.outcome;
}

/** Why a step is none of this provider's: only what its adapter declares counts. */
function whyNot(
  given: ProviderSubject,
  operation: Operation,
  adapter: OperationAdapter,
  step: FaultStep,
): string | undefined {
  const subject = given.operations[operation];
  if (step === "submit") return undefined;
  if (step === "download") return subject?.output === "bytes" ? "results come as bytes" : undefined;
  if (step === "result" && subject?.checkReadsResult) return undefined;
  const name = step === "poll" ? "check" : step;
  if (adapter[name]) return undefined;
  return `the adapter has no ${name}`;
}

/** A step that is said not to exist must really not be taken. */
async function timesTaken(
  given: ProviderSubject,
  operation: Operation,
  step: FaultStep,
): Promise<number> {
  await using bench = await openBench(given, operation);
  const response = await bench.generate();
  const urls = outputsOf(response).filter(({ url }) => url !== undefined).length;
  return step === "download" ? urls : bench.fake.count(step);
}

/** Provokes one cell and says what is seen. */
async function runCell(
  given: ProviderSubject,
  operation: Operation,
  step: FaultStep,
  name: FaultName,
  times: "once" | "always",
): Promise<FaultOutcome> {
  const { upload } = given.operations[operation] ?? {};
  if (step === "upload" && !upload) {
    throw new Error(`the adapter uploads: give operations.${operation}.upload to the kit`);
  }
  await using bench = await openBench(given, operation, step === "upload" ? upload : undefined);
  const { fake, adapter } = bench;
  // Polls are the safety net under a stream: without it they carry the job alone.
  fake.fault("stream", { kind: "status", status: 404 }, { times: Number.POSITIVE_INFINITY });
  fake.fault(step, faultOf(name), { times: times === "once" ? 1 : Number.POSITIVE_INFINITY });
  if (step === "cancel") fake.script(endless);

  const stop = new AbortController();
  if (step === "cancel") void fake.arrival("poll").then(() => stop.abort());
  const config = { fallbackConfigs: [backup] };
  const ended = await bench.generate({ config, signal: stop.signal }).then(
    (response) => ({ response, failure: undefined }),
    (failure: Failure) => ({ response: undefined, failure }),
  );
  const cancel = await ended.failure?.cancelOutcome;
  const failed =
    ended.failure ?? (step === "download" ? await download(bench, ended.response) : undefined);
  const [first, second] = (ended.response ?? ended.failure)?.executionMetadata?.attempts ?? [];
  const error = failed?.name ?? first?.errorType;
  const taken =
    first?.job?.remoteId !== undefined || (!adapter.check && first?.status === "success");
  if (!first?.job) throw new Error(`neither job nor intent stands in the metadata (${error})`);
  const movedOn = second !== undefined && second.status !== "skipped";
  const unsure = first.billing === "possible" && cancel !== "cancelled" && !movedOn;
  expect(await unfinishedJobs(bench.store), "jobs left to look after").toHaveLength(unsure ? 1 : 0);
  return {
    accepted: fake.accepted,
    ...(error === undefined ? {} : { error }),
    movedOn,
    billing: first.billing,
    ref: taken ? "job" : "intent",
    ...(cancel === "cancelled" || cancel === "not-supported" ? { cancel } : {}),
  };
}

/** Downloads the first output; after a failure a second call, without the fault, must bring it. */
async function download(
  { fake }: Bench,
  response: AnyResponse | undefined,
): Promise<Failure | undefined> {
  const [output] = response ? outputsOf(response) : [];
  if (!output) throw new Error("there is no output to download");
  try {
    await mediaBytes(output);
    return undefined;
  } catch (error) {
    fake.clearFaults();
    expect((await mediaBytes(output)).byteLength).toBeGreaterThan(0);
    return error as Failure;
  }
}

/** A provider that always succeeds, at the end of each chain. */
const made = sampleMedia("image", "backup").content;
const backup: GenerationConfig = {
  provider: {
    generateVideo: () => Promise.resolve({ video: made }),
    generateImage: () => Promise.resolve({ image: made }),
    generateTts: () => Promise.resolve({ audio: made }),
    generateSts: () => Promise.resolve({ audio: made }),
  },
  model: "backup",
};

/** Shorter than any request may take but a cancel. */
const dripMs = 45_000;

function faultOf(name: FaultName): Fault {
  switch (name) {
    case "refused":
      return { kind: "refused" };
    case "reset before":
      return { kind: "reset-before" };
    case "reset after":
      return { kind: "reset-after" };
    case "stall":
      return { kind: "stall" };
    case "truncated":
      return { kind: "truncated" };
    case "malformed":
      return { kind: "malformed" };
    case "HTML":
      return { kind: "html" };
    case "slow drip":
      return { kind: "drip", overMs: dripMs };
    default:
      return {
        kind: "status",
        status: Number(name),
        json: { message: `the fault script answers ${name}` },
      };
  }
}
