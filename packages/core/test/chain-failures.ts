import type { Billing } from "../src/response.ts";
import type { VendorScript } from "./scripted-vendor.ts";

/** A failure of the first link, and what is certain about it. */
export interface Failure {
  readonly name: string;
  readonly script: VendorScript;
  readonly error: string;
  readonly status?: number;
  /** `certain`: not bought, or over. `unsure`: something may be running that nobody can see. */
  readonly fate: "certain" | "unsure";
  /** Whether the chain goes on with `fallbackOn` left out; asked of certain failures only. */
  readonly movesByDefault: boolean;
  readonly billing: Billing;
  /** Submits that arrive with retries at their default: refused for now means sent again. */
  readonly submits: number;
  readonly accepted: 0 | 1;
}

const refused = Object.assign(new TypeError("fetch failed"), {
  cause: Object.assign(new Error("connect ECONNREFUSED"), {
    code: "ECONNREFUSED",
    syscall: "connect",
  }),
});
const reset = Object.assign(new TypeError("fetch failed"), {
  cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
});

const beforeAcceptance = { fate: "certain", billing: "none", submits: 1, accepted: 0 } as const;
const fateUnknown = {
  error: "SubmitUnknownError",
  fate: "unsure",
  movesByDefault: false,
  billing: "possible",
  submits: 1,
  accepted: 0,
} as const;
const reported = { fate: "certain", billing: "possible", submits: 1, accepted: 1 } as const;
const lost = {
  fate: "unsure",
  movesByDefault: false,
  billing: "possible",
  submits: 1,
  accepted: 1,
} as const;

const failed = (error: object): VendorScript => ({ poll: [200, { status: "failed", error }] });

/** Every class at every phase. */
export const failures: readonly Failure[] = [
  // Before acceptance: the class decides.
  {
    ...beforeAcceptance,
    name: "400",
    script: { submit: [400] },
    error: "ValidationError",
    status: 400,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "401",
    script: { submit: [401] },
    error: "AuthenticationError",
    status: 401,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "403",
    script: { submit: [403] },
    error: "AuthenticationError",
    status: 403,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "404",
    script: { submit: [404] },
    error: "HTTPError",
    status: 404,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "409",
    script: { submit: [409] },
    error: "HTTPError",
    status: 409,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "422",
    script: { submit: [422] },
    error: "ValidationError",
    status: 422,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "425",
    script: { submit: [425] },
    error: "HTTPError",
    status: 425,
    movesByDefault: false,
    submits: 4,
  },
  {
    ...beforeAcceptance,
    name: "429",
    script: { submit: [429] },
    error: "RateLimitError",
    status: 429,
    movesByDefault: true,
    submits: 4,
  },
  {
    ...beforeAcceptance,
    name: "503",
    script: { submit: [503] },
    error: "HTTPError",
    status: 503,
    movesByDefault: true,
    submits: 4,
  },
  {
    ...beforeAcceptance,
    name: "a policy refusal of the submit",
    script: { submit: [400, { moderated: true, message: "not this" }] },
    error: "ContentModerationError",
    status: 400,
    movesByDefault: false,
  },
  {
    ...beforeAcceptance,
    name: "a refused connection",
    script: { submit: refused },
    error: "HTTPConnectionError",
    movesByDefault: true,
    submits: 4,
  },
  // Sent, and nobody knows: only `whenUnsure` decides.
  { ...fateUnknown, name: "a reset connection", script: { submit: reset } },
  { ...fateUnknown, name: "408", script: { submit: [408] }, status: 408 },
  { ...fateUnknown, name: "500", script: { submit: [500] }, status: 500 },
  { ...fateUnknown, name: "502", script: { submit: [502] }, status: 502 },
  { ...fateUnknown, name: "504", script: { submit: [504] }, status: 504 },
  // After acceptance: what the vendor itself calls over.
  {
    ...reported,
    name: "a failed job",
    script: failed({ message: "no" }),
    error: "GenerationFailedError",
    movesByDefault: true,
  },
  {
    ...reported,
    name: "a job that the vendor cancelled",
    script: { poll: [200, { status: "cancelled" }] },
    error: "GenerationFailedError",
    movesByDefault: true,
  },
  {
    ...reported,
    name: "a job without an output",
    script: { poll: [200, { status: "completed" }] },
    error: "GenerationFailedError",
    movesByDefault: true,
  },
  {
    ...reported,
    name: "a policy refusal of the job",
    script: failed({ message: "no", moderated: true }),
    error: "ContentModerationError",
    movesByDefault: false,
  },
  {
    ...reported,
    name: "an input that the job refuses",
    script: failed({ message: "no", invalid: true }),
    error: "ValidationError",
    movesByDefault: false,
  },
  {
    ...reported,
    name: "a deadline with a cancel that is confirmed",
    script: { poll: [200, { status: "processing" }], cancel: [200] },
    error: "TimeoutError",
    movesByDefault: true,
  },
  // After acceptance, and nobody can see it: only `whenUnsure` decides.
  {
    ...lost,
    name: "a deadline without a cancel",
    script: { poll: [200, { status: "processing" }] },
    error: "TimeoutError",
  },
  {
    ...lost,
    name: "a deadline with a cancel that is not confirmed",
    script: { poll: [200, { status: "processing" }], cancel: [500] },
    error: "TimeoutError",
  },
  {
    ...lost,
    name: "checks that are always answered 503",
    script: { poll: [503] },
    error: "HTTPError",
    status: 503,
  },
  {
    ...lost,
    name: "checks that never connect",
    script: { poll: refused },
    error: "HTTPConnectionError",
  },
  {
    ...lost,
    name: "a check that is answered 400",
    script: { poll: [400] },
    error: "ValidationError",
    status: 400,
  },
  {
    ...lost,
    name: "a check that is answered 401",
    script: { poll: [401] },
    error: "AuthenticationError",
    status: 401,
  },
  {
    ...lost,
    name: "a check that is answered 404",
    script: { poll: [404] },
    error: "HTTPError",
    status: 404,
  },
];
