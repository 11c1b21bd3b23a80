import type { JobState, Operation, OutputMedium, ProviderOutput } from "@tarash/core/provider";
import { failureOf } from "./failure.ts";

/** A generation as either API tells it: `assets` in the Dream Machine API, `output` in the Agents API. */
export interface Generation {
  readonly id: string;
  readonly state?: string;
  readonly failure_reason?: string | null;
  readonly failure_code?: string | null;
  readonly assets?: { readonly video?: string | null; readonly image?: string | null } | null;
  readonly request?: unknown;
  readonly output?: readonly { readonly type?: string; readonly url?: string }[] | null;
}

/** URLs of the Agents API are signed for an hour. */
const signedMs = 60 * 60 * 1_000;

/** How a generation stands. `now`, in milliseconds, is when it was looked at. */
export function stateOf(generation: Generation, operation: Operation, now: number): JobState {
  // Luma repeats the request, the token of a webhook among it.
  const { request: _request, ...raw } = generation;
  const { state, failure_reason: reason, failure_code: code } = raw;
  switch (state) {
    case "queued":
      return { status: "queued", raw };
    case "completed":
      return {
        status: "completed",
        output: outputOf(raw, operation, now),
        raw,
      };
    case "failed":
      return { status: "failed", error: failureOf(reason, code, raw), raw };
    default:
      return { status: "processing", raw };
  }
}

function outputOf(generation: Generation, operation: Operation, now: number): ProviderOutput {
  const sort = operation === "image" ? "image" : "video";
  const asset = generation.assets?.[sort];
  const outputs = (generation.output ?? []).filter(({ type = sort }) => type === sort);
  const expiresAt = new Date(now + signedMs).toISOString();
  const media: readonly OutputMedium[] = asset
    ? [{ url: asset }]
    : outputs.flatMap(({ url }) => (url ? [{ url, expiresAt }] : []));
  return { media, raw: generation };
}
