import { AttemptFailure } from "./attempt-failure.ts";
import {
  ContentModerationError,
  GenerationFailedError,
  type TarashError,
  ValidationError,
} from "./errors.ts";
import type { RemoteRef } from "./job-context.ts";
import type { FailureFacts, JobState } from "./provider.ts";

/** A job that ended without an output failed, whatever the vendor calls it. */
export function emptyResult(ref: RemoteRef, raw: unknown): AttemptFailure {
  const error = new GenerationFailedError(
    `${ref.provider} ${ref.model}: the job is called completed and has no output`,
    {
      provider: ref.provider,
      model: ref.model,
      job: ref,
      rawResponse: raw,
      providerRequestId: ref.remoteId,
    },
  );
  return new AttemptFailure(error, "reported");
}

/** What a job's failed state means, in the vendor's words. */
export function failureError(ref: RemoteRef, state: JobState): TarashError {
  const facts: FailureFacts = state.error ?? {
    message:
      state.status === "cancelled"
        ? "the job was cancelled at the vendor"
        : "the job failed; no reason given",
  };
  const message = `${ref.provider} ${ref.model}: ${facts.message}`;
  const options = {
    provider: ref.provider,
    model: ref.model,
    job: ref,
    providerRequestId: ref.remoteId,
    rawResponse: facts.raw ?? state.raw,
  };
  if (facts.moderated) return new ContentModerationError(message, options);
  if (facts.invalid) return new ValidationError(message, options);
  return new GenerationFailedError(message, options);
}
