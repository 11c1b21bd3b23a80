import type { MockConfig, MockFailure, MockResponse } from "@tarash/core";
import {
  type JobCall,
  type JobState,
  type OperationAdapter,
  type OutputMedium,
  type SubmitCall,
  ValidationError,
} from "@tarash/core/provider";
import { checkMock } from "./check.ts";
import { errorOf, factsOf, failureOf } from "./failure.ts";
import { givenOutput, keptOutput, type KeptOutput } from "./given.ts";
import { drawOutput, type OutputOrder, orderOf } from "./output.ts";
import { cancelPlace, isCancelled, nextPlace, type Pace, placeOf, walkPlaces } from "./place.ts";
import { createRandom } from "./random.ts";

/** All that a mocked job is; it stands in the job ref, so that any process can play on. */
interface MockJob {
  readonly order: OutputOrder;
  readonly sequence: readonly JobState["status"][];
  readonly percentages: readonly (number | null)[];
  readonly delayMs: number;
  readonly tiny: boolean;
  /** Which of the config's responses it answers with. */
  readonly response: number;
  /** Media that it was told to answer with, as far as a ref can hold them. */
  readonly given: KeptOutput | null;
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
    const order = orderOf(call, seedOf(call, config));
    const random = createRandom(order.seed, "choice");
    const { index, response } = choose(config.responses ?? [{}], random.next());
    const failure = failureOf(response);
    if (failure?.phase === "submit") throw errorOf(call, failure, response);
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
      given: response.output === undefined ? null : keptOutput(response.output),
      failure,
    };
    return { accepted: `mock_${hex(random.next())}${hex(random.next())}`, state: { job } };
  },

  async *watch(call) {
    for await (const place of walkPlaces(call, paceOf(call))) yield await stateAt(call, place);
    if (isCancelled(call)) yield { status: "cancelled" };
  },

  async check(call) {
    if (isCancelled(call)) return { status: "cancelled" };
    return stateAt(call, nextPlace(call, paceOf(call)));
  },

  async cancel(call) {
    const pace = paceOf(call);
    if (placeOf(call, pace) >= pace.states - 1) return "already-finished";
    cancelPlace(call);
    return "cancelled";
  },
};

function paceOf(call: JobCall): Pace {
  const { sequence, delayMs } = jobOf(call);
  return { states: sequence.length, delayMs };
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
  return {
    ...known,
    output: {
      media: await mediaOf(call, job),
      ...(typeof job.order.seed === "number" ? { seed: job.order.seed } : {}),
      raw: { mock: true, order: job.order },
    },
  };
}

async function mediaOf(call: JobCall, job: MockJob): Promise<readonly OutputMedium[]> {
  const given = call.mock?.responses?.[job.response]?.output;
  if (given !== undefined) return givenOutput(given);
  if (job.given === null) return drawOutput(job.order, job.tiny, call.signal);
  if (job.given !== "bytes") return job.given;
  throw new ValidationError(
    `mock ${call.model}: this job answers with bytes of its config, which a ref does not hold; wait for it where it was submitted`,
  );
}

/** The same request and seed play the same job: chosen by the mock's seed, the request's, or the request itself. */
function seedOf(call: SubmitCall, config: MockConfig): number | string {
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

/** The last state is what comes of the job: an end that the sequence names otherwise gives way to it. */
function sequenceOf({ polling }: MockConfig, fails: boolean): readonly JobState["status"][] {
  const sequence = polling?.statusSequence ?? usualSequence;
  const last = sequence.at(-1);
  if (last === "failed") return sequence;
  const end = fails ? "failed" : "completed";
  return last === "completed" ? [...sequence.slice(0, -1), end] : [...sequence, end];
}

function hex(chance: number): string {
  return Math.floor(chance * 0xffff_ffff)
    .toString(16)
    .padStart(8, "0");
}
