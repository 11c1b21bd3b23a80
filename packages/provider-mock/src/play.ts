import {
  AuthenticationError,
  ContentModerationError,
  GenerationFailedError,
  HTTPConnectionError,
  HTTPError,
  isTarashError,
  type JobCall,
  type JobState,
  type OperationAdapter,
  RateLimitError,
  type SubmitCall,
  TarashError,
  TimeoutError,
  ValidationError,
} from "@tarash/core/provider";
import type { MockConfig, MockFailure, MockResponse } from "@tarash/core";
import { drawOutput, type OutputOrder, orderOf } from "./output.ts";
import { createRandom } from "./random.ts";
import { checkMock } from "./check.ts";
import { givenOutput } from "./given.ts";

/** All that a mocked job is; it stands in the job ref, so that any process can play on. */
interface MockJob {
  readonly order: OutputOrder;
  readonly sequence: readonly JobState["status"][];
  readonly percentages: readonly (number | null)[];
  readonly delayMs: number;
  readonly tiny: boolean;
  /** Which of the config's responses it answers with. */
  readonly response: number;
  readonly failure: MockFailure | null;
}

const usualSequence = ["queued", "processing", "completed"] as const;
const usualPercent: Partial<Record<JobState["status"], number>> = {
  queued: 0,
  processing: 50,
  completed: 100,
};

/** Plays a job of any operation. */
export const played: OperationAdapter = {
  async submit(call) {
    const config = checkMock(call.mock ?? {}, call.model);
    const order = orderOf(call, await seedOf(call, config));
    const random = createRandom(order.seed, "choice");
    const { index, response } = choose(config.responses ?? [{}], random.next());
    const failure = failureOf(response);
    if (failure && (failure.phase === "submit" || response.error instanceof Error))
      throw errorOf(call, failure, response);
    const sequence = sequenceOf(config, failure !== null);
    const job: MockJob = {
      order,
      sequence,
      percentages: sequence.map(
        (status, at) => config.polling?.progressPercentages?.[at] ?? usualPercent[status] ?? null,
      ),
      delayMs: config.polling?.delayMs ?? 0,
      tiny: config.media === "tiny",
      response: index,
      failure,
    };
    return { accepted: `mock_${hex(random.next())}${hex(random.next())}`, state: { job } };
  },

  async *watch(call) {
    const { sequence, delayMs } = jobOf(call);
    for (const at of sequence.keys()) {
      if (at > 0 && delayMs > 0) await call.clock.wait(delayMs, call.signal);
      positions.set(call.job.id, at);
      yield await stateAt(call, at);
    }
  },

  async check(call) {
    const job = jobOf(call);
    const at = Math.min((positions.get(call.job.id) ?? -1) + 1, job.sequence.length - 1);
    remember(call.job.id, at);
    return stateAt(call, at);
  },

  async cancel(call) {
    const job = jobOf(call);
    const at = positions.get(call.job.id) ?? 0;
    return at >= job.sequence.length - 1 ? "already-finished" : "cancelled";
  },
};

/** How far each job is; a process that does not know begins again. */
const positions = new Map<string, number>();
const mostPositions = 1_000;

function remember(id: string, at: number): void {
  positions.set(id, at);
  const [oldest] = positions.keys();
  if (positions.size > mostPositions && oldest !== undefined) positions.delete(oldest);
}

function jobOf(call: JobCall): MockJob {
  const job = call.job.state?.["job"];
  if (job) return job as MockJob;
  throw new ValidationError(`mock ${call.model}: the job ref holds no mocked job`);
}

async function stateAt(call: JobCall, at: number): Promise<JobState> {
  const job = jobOf(call);
  const status = job.sequence[at] ?? "completed";
  const percent = job.percentages[at] ?? undefined;
  const raw = call.mock?.polling?.customUpdates?.[at] ?? { mock: true, status };
  const known = { status, raw, ...(percent === undefined ? {} : { percent }) };
  if (status === "failed") return { ...known, error: factsOf(job.failure) };
  if (status !== "completed") return known;
  const given = call.mock?.responses?.[job.response]?.output;
  const media =
    given === undefined ? await drawOutput(job.order, job.tiny, call.signal) : givenOutput(given);
  return {
    ...known,
    output: {
      media,
      ...(typeof job.order.seed === "number" ? { seed: job.order.seed } : {}),
      raw: { mock: true, order: job.order },
    },
  };
}

/** The same request and seed play the same job: chosen by the mock's seed, the request's, or the request itself. */
async function seedOf(call: SubmitCall, config: MockConfig): Promise<number | string> {
  if (config.seed !== undefined) return config.seed;
  if (call.request.seed !== undefined) return call.request.seed;
  return JSON.stringify([
    call.operation,
    call.request.prompt ?? call.request.text ?? "",
    call.model,
  ]);
}

function choose(
  responses: readonly MockResponse[],
  chance: number,
): { index: number; response: MockResponse } {
  const total = responses.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let left = chance * total;
  for (const [index, response] of responses.entries()) {
    left -= response.weight ?? 1;
    if (left < 0) return { index, response };
  }
  return { index: 0, response: responses[0] ?? {} };
}

function sequenceOf(config: MockConfig, fails: boolean): readonly JobState["status"][] {
  const sequence = config.polling?.statusSequence ?? usualSequence;
  const last = fails ? "failed" : "completed";
  return sequence.at(-1) === last ? sequence : [...sequence.slice(0, -1), last];
}

function failureOf({ error }: MockResponse): MockFailure | null {
  if (error === undefined) return null;
  if (!(error instanceof Error)) return error;
  return { phase: "submit", message: error.message };
}

function factsOf(failure: MockFailure | null): NonNullable<JobState["error"]> {
  const { name, message } = failure ?? {};
  return {
    message: message ?? "the mock was told to fail",
    moderated: name === "ContentModerationError",
    invalid: name === "ValidationError",
  };
}

const classes = {
  AuthenticationError,
  ContentModerationError,
  GenerationFailedError,
  HTTPConnectionError,
  HTTPError,
  RateLimitError,
  TimeoutError,
  ValidationError,
} as const;

const usualStatus: Partial<Record<NonNullable<MockFailure["name"]>, number>> = {
  AuthenticationError: 401,
  HTTPError: 500,
  RateLimitError: 429,
  ValidationError: 422,
  ContentModerationError: 422,
};

function errorOf(call: SubmitCall, failure: MockFailure, response: MockResponse): TarashError {
  if (isTarashError(response.error)) return response.error;
  const { name = "GenerationFailedError", message = "the mock was told to fail" } = failure;
  const statusCode = failure.statusCode ?? usualStatus[name];
  const cause = response.error instanceof Error ? response.error : undefined;
  const unsent = name === "HTTPConnectionError" || name === "TimeoutError";
  return new classes[name](`${call.provider} ${call.model}: ${message}`, {
    delivery: unsent ? "unsent" : "refused",
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(cause ? { cause } : {}),
  });
}

function hex(chance: number): string {
  return Math.floor(chance * 0xffff_ffff)
    .toString(16)
    .padStart(8, "0");
}
