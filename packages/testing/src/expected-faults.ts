import type { Step } from "./route.ts";

/** Faults of the matrix, by the names that people read. */
export const faultNames = [
  "refused",
  "reset before",
  "reset after",
  "stall",
  "408",
  "409",
  "425",
  "429",
  "500",
  "502",
  "503",
  "504",
  "truncated",
  "malformed",
  "HTML",
  "slow drip",
] as const;
export type FaultName = (typeof faultNames)[number];

export type FaultStep = Extract<
  Step,
  "submit" | "poll" | "result" | "download" | "cancel" | "upload"
>;
export const faultSteps: readonly FaultStep[] = [
  "submit",
  "poll",
  "result",
  "download",
  "cancel",
  "upload",
];

/**
 * How a vendor submits. `job`: a job that is looked at later. `findable`: such a job that the vendor can be asked
 * for when its submit went astray. `at once`: the answer of the submit is the result.
 */
export type SubmitKind = "job" | "findable" | "at once";

/** What is seen of one cell. */
export interface FaultOutcome {
  /** Submits that the vendor's code took. */
  readonly accepted: number;
  /** Class of the error of the first link, of the download, or of the aborted call; nothing when it succeeds. */
  readonly error?: string;
  /** Whether the next link of the chain was asked. */
  readonly movedOn: boolean;
  readonly billing: "none" | "possible" | "billed";
  /** What the error or response holds: a job with the vendor's id, or the intent alone. */
  readonly ref: "job" | "intent";
  /**
   * What came of the cancel that the abort asked for. `as the vendor says`: a status of 2xx whose body is spoilt
   * confirms it where the vendor has nothing to say in the body.
   */
  readonly cancel?: "cancelled" | "not-supported" | "as the vendor says";
}

/** Cells of the matrix that come out the same. `once`: the next request is fine again. `always`: none ever is. */
export interface FaultRow {
  readonly step: FaultStep;
  readonly faults: readonly FaultName[];
  readonly times: readonly ("once" | "always")[];
  /** Kinds of vendors that the row holds for. @default all */
  readonly submits?: readonly SubmitKind[];
  readonly outcome: FaultOutcome;
}

const both = ["once", "always"] as const;
const fine = { accepted: 1, movedOn: false, billing: "billed", ref: "job" } as const;
const lost = { accepted: 1, movedOn: false, billing: "possible", ref: "job" } as const;
const notSent = { accepted: 0, billing: "none", ref: "intent" } as const;
const fateless = { movedOn: false, billing: "possible", ref: "intent" } as const;

/**
 * What must come of each fault at each step, with a chain of two links, `fallbackOn` and `whenUnsure` left at their
 * defaults, and a deadline of ten minutes. Rows stand in the order of the rules: refused, unknown, lost.
 */
export const expectedFaults: readonly FaultRow[] = [
  // A submit that surely was not taken is sent again, and only then the chain moves on.
  {
    step: "submit",
    faults: ["refused", "425", "429", "503", "slow drip"],
    times: ["once"],
    outcome: fine,
  },
  { step: "submit", faults: ["slow drip"], times: ["always"], outcome: fine },
  {
    step: "submit",
    faults: ["refused"],
    times: ["always"],
    outcome: { ...notSent, error: "HTTPConnectionError", movedOn: true },
  },
  {
    step: "submit",
    faults: ["429"],
    times: ["always"],
    outcome: { ...notSent, error: "RateLimitError", movedOn: true },
  },
  {
    step: "submit",
    faults: ["503"],
    times: ["always"],
    outcome: { ...notSent, error: "HTTPError", movedOn: true },
  },
  {
    step: "submit",
    faults: ["425"],
    times: ["always"],
    outcome: { ...notSent, error: "HTTPError", movedOn: false },
  },
  // A refusal that waiting does not change is final, and no other vendor is asked unless `fallbackOn` says so.
  {
    step: "submit",
    faults: ["409"],
    times: both,
    outcome: { ...notSent, error: "HTTPError", movedOn: false },
  },
  // A submit whose fate nobody knows is never sent again, and nobody else is paid for it unasked.
  {
    step: "submit",
    faults: ["reset before", "408", "500", "502", "504"],
    times: both,
    outcome: { ...fateless, accepted: 0, error: "SubmitUnknownError" },
  },
  {
    step: "submit",
    faults: ["reset after", "truncated", "malformed", "HTML"],
    times: both,
    submits: ["job", "at once"],
    outcome: { ...fateless, accepted: 1, error: "SubmitUnknownError" },
  },
  {
    step: "submit",
    faults: ["stall"],
    times: both,
    submits: ["job"],
    outcome: { ...fateless, accepted: 1, error: "SubmitUnknownError" },
  },
  {
    step: "submit",
    faults: ["stall"],
    times: both,
    submits: ["at once"],
    outcome: { ...fateless, accepted: 1, error: "TimeoutError" },
  },
  // Where the vendor can be asked what became of it, it is.
  {
    step: "submit",
    faults: ["reset after", "truncated", "malformed", "HTML"],
    times: both,
    submits: ["findable"],
    outcome: fine,
  },
  // A stalled submit ends with the deadline; the job that is found then is cancelled, which the vendor confirms.
  {
    step: "submit",
    faults: ["stall"],
    times: both,
    submits: ["findable"],
    outcome: { ...lost, error: "TimeoutError", movedOn: true },
  },
  // A check costs nothing: it is repeated until it works, or until contact counts as lost.
  { step: "poll", faults: faultNames, times: ["once"], outcome: fine },
  {
    step: "poll",
    faults: ["refused", "reset before", "reset after", "truncated", "malformed", "HTML"],
    times: ["always"],
    outcome: { ...lost, error: "HTTPConnectionError" },
  },
  {
    step: "poll",
    faults: ["408", "409", "425", "500", "502", "503", "504"],
    times: ["always"],
    outcome: { ...lost, error: "HTTPError" },
  },
  {
    step: "poll",
    faults: ["429"],
    times: ["always"],
    outcome: { ...lost, error: "RateLimitError" },
  },
  {
    step: "poll",
    faults: ["stall"],
    times: ["always"],
    outcome: { ...lost, error: "TimeoutError" },
  },
  { step: "poll", faults: ["slow drip"], times: ["always"], outcome: fine },
  // So is reading the result of a job that is paid for.
  { step: "result", faults: faultNames, times: ["once"], outcome: fine },
  {
    step: "result",
    faults: ["refused", "reset before", "reset after", "truncated", "malformed", "HTML"],
    times: ["always"],
    outcome: { ...lost, error: "HTTPConnectionError" },
  },
  {
    step: "result",
    faults: ["408", "409", "425", "500", "502", "503", "504"],
    times: ["always"],
    outcome: { ...lost, error: "HTTPError" },
  },
  {
    step: "result",
    faults: ["429"],
    times: ["always"],
    outcome: { ...lost, error: "RateLimitError" },
  },
  {
    step: "result",
    faults: ["stall"],
    times: ["always"],
    outcome: { ...lost, error: "TimeoutError" },
  },
  { step: "result", faults: ["slow drip"], times: ["always"], outcome: fine },
  // A download is the caller's own call: it tells what went wrong, the response stays, and it may be called again.
  { step: "download", faults: ["slow drip"], times: both, outcome: fine },
  {
    step: "download",
    faults: ["refused", "reset before", "reset after", "truncated", "HTML"],
    times: both,
    outcome: { ...fine, error: "HTTPConnectionError" },
  },
  {
    step: "download",
    faults: ["408", "409", "425", "429", "500", "502", "503", "504"],
    times: both,
    outcome: { ...fine, error: "HTTPError" },
  },
  { step: "download", faults: ["stall"], times: both, outcome: { ...fine, error: "TimeoutError" } },
  // A cancel that is not confirmed leaves a job that may go on.
  {
    step: "cancel",
    faults: faultNames,
    times: ["once"],
    outcome: { ...lost, error: "CancelledError", cancel: "cancelled" },
  },
  {
    step: "cancel",
    faults: [
      "refused",
      "reset before",
      "reset after",
      "stall",
      "408",
      "409",
      "425",
      "429",
      "500",
      "502",
      "503",
      "504",
    ],
    times: ["always"],
    outcome: { ...lost, error: "CancelledError", cancel: "not-supported" },
  },
  {
    step: "cancel",
    faults: ["truncated", "malformed", "HTML", "slow drip"],
    times: ["always"],
    outcome: { ...lost, error: "CancelledError", cancel: "as the vendor says" },
  },
  // Nothing is bought before the media are there.
  { step: "upload", faults: faultNames, times: ["once"], outcome: fine },
  { step: "upload", faults: ["slow drip"], times: ["always"], outcome: fine },
  {
    step: "upload",
    faults: ["refused", "reset before", "reset after", "truncated", "malformed", "HTML"],
    times: ["always"],
    outcome: { ...notSent, error: "HTTPConnectionError", movedOn: true },
  },
  {
    step: "upload",
    faults: ["stall"],
    times: ["always"],
    outcome: { ...notSent, error: "TimeoutError", movedOn: true },
  },
  {
    step: "upload",
    faults: ["408", "409", "425"],
    times: ["always"],
    outcome: { ...notSent, error: "HTTPError", movedOn: false },
  },
  {
    step: "upload",
    faults: ["429"],
    times: ["always"],
    outcome: { ...notSent, error: "RateLimitError", movedOn: true },
  },
  {
    step: "upload",
    faults: ["500", "502", "503", "504"],
    times: ["always"],
    outcome: { ...notSent, error: "HTTPError", movedOn: true },
  },
];
