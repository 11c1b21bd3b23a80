import type { MockFailure, MockResponse } from "@tarash/core";
import {
  AuthenticationError,
  ContentModerationError,
  GenerationFailedError,
  HTTPConnectionError,
  HTTPError,
  isTarashError,
  type JobState,
  RateLimitError,
  type SubmitCall,
  type TarashError,
  TimeoutError,
  ValidationError,
} from "@tarash/core/provider";

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

/** Names of the errors that a mock can be told to fail with. */
export const failureNames: readonly string[] = Object.keys(classes);

/** Errors that a job can end with; the others can only meet a submit. */
export const jobFailureNames: readonly string[] = [
  "GenerationFailedError",
  "ContentModerationError",
  "ValidationError",
];

/** The failure of a response, its phase settled; nothing when it succeeds. */
export function failureOf({ error }: MockResponse): MockFailure | null {
  if (error === undefined) return null;
  if (error instanceof Error) return { phase: "submit", message: error.message };
  const { name = "GenerationFailedError" } = error;
  return { phase: jobFailureNames.includes(name) ? "job" : "submit", ...error };
}

/** A job's failure in the vendor's words. */
export function factsOf(failure: MockFailure | null): NonNullable<JobState["error"]> {
  const { name, message } = failure ?? {};
  return {
    message: message ?? "the mock was told to fail",
    moderated: name === "ContentModerationError",
    invalid: name === "ValidationError",
  };
}

const usualStatus: Partial<Record<NonNullable<MockFailure["name"]>, number>> = {
  AuthenticationError: 401,
  HTTPError: 500,
  RateLimitError: 429,
  ValidationError: 422,
  ContentModerationError: 422,
};

/** The error of a submit. An error of the caller's own is copied: core writes into what is thrown. */
export function errorOf(
  call: SubmitCall,
  failure: MockFailure,
  { error }: MockResponse,
): TarashError {
  if (isTarashError(error)) {
    const descriptors = Object.getOwnPropertyDescriptors(error);
    return Object.create(Object.getPrototypeOf(error) as object, descriptors) as TarashError;
  }
  const { name = "GenerationFailedError", message = "the mock was told to fail" } = failure;
  const statusCode = failure.statusCode ?? usualStatus[name];
  const unsent = name === "HTTPConnectionError" || name === "TimeoutError";
  return new classes[name](`${call.provider} ${call.model}: ${message}`, {
    delivery: unsent ? "unsent" : "refused",
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(error instanceof Error ? { cause: error } : {}),
  });
}
