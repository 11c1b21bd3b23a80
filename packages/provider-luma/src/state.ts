import type { JobState, Operation, OutputMedium, ProviderOutput } from "@tarash/core/provider";
import { failureOf } from "./failure.ts";

/** A generation as either API tells it: `assets` in the Dream Machine API, `output` in the Agents API. */
export interface Generation {
  readonly id: string;
  readonly state?: string;
  readonly failure_reason?: string | null;
  readonly failure_code?: string | null;
  readonly assets?: { readonly video?: string | null; readonly image?: string | null } | null;
  readonly output?: readonly { readonly type?: string; readonly url?: string }[] | null;
}

/** URLs of the Agents API are signed for an hour. */
const signedMs = 60 * 60 * 1_000;

/** How a generation stands. `now`, in milliseconds, is when it was looked at. */
export function stateOf(generation: Generation, operation: Operation, now: number): JobState {
  const { state, failure_reason: reason, failure_code: code } = generation;
  switch (state) {
    case "queued":
      return { status: "queued", raw: generation };
    case "completed":
      return {
        status: "completed",
        output: outputOf(generation, operation, now),
        raw: generation,
      };
    case "failed":
      return { status: "failed", error: failureOf(reason, code, generation), raw: generation };
    default:
      return { status: "processing", raw: generation };
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
