import type { Required } from "./choice.ts";
import type { FieldMapper } from "./field-mapper.ts";
import { defineField } from "./fields.ts";
import { type FieldContext, invalidValue } from "./values.ts";

/**
 * The request's `sourceJob`: the vendor's id of an earlier job, as it is or out of the ref of one that the same provider
 * has accepted. `place` says what the wire makes of the id.
 */
export function sourceJobField({
  required = false,
  place = (id) => id,
}: Required & { place?(id: string): unknown } = {}): FieldMapper {
  return defineField({
    source: "sourceJob",
    required,
    convert: (job: unknown, _request, context) => place(idOf(job, context)),
  });
}

function idOf(job: unknown, context: FieldContext): string {
  if (typeof job === "string") return job;
  const { provider, remoteId } = job as { provider?: unknown; remoteId?: unknown };
  if (provider === context.provider && typeof remoteId === "string") return remoteId;
  const allowed = `the ref of a job that ${context.provider} has accepted, or its id`;
  throw invalidValue(context, `a job of ${String(provider)}`, allowed);
}
