import type { MappedRequest } from "./mapping.ts";
import type { FoundModel } from "./model.ts";
import type { Operation } from "./operation.ts";
import type { NormalRequest } from "./request.ts";
import { chooseVariant } from "./variant.ts";

/** One job of a link. */
export interface PlannedPart {
  readonly request: NormalRequest;
  readonly mapped: MappedRequest;
}

/** How many outputs a request wants. */
export function countOf(operation: Operation, request: NormalRequest): number {
  return (operation === "video" ? request.numberOfVideos : request.n) ?? 1;
}

/**
 * Splits a request for several outputs into jobs: as many outputs a job as the vendor makes at once, and a seed for
 * each, counted up from the caller's.
 */
export function splitRequest(
  operation: Operation,
  request: NormalRequest,
  provider: string,
  found: FoundModel,
): readonly NormalRequest[] {
  const wanted = countOf(operation, request);
  if (wanted <= 1) return [request];
  const field = operation === "video" ? "numberOfVideos" : "n";
  const { variant } = chooseVariant(provider, found, request);
  const counter = Object.values(variant.fields).find(({ sources }) => sources.includes(field));
  const most = Math.max(1, counter?.shape.maximum ?? 1);
  const parts: NormalRequest[] = [];
  for (let done = 0; done < wanted; done += most) {
    const size = Math.min(most, wanted - done);
    const seed = request.seed === undefined ? {} : { seed: request.seed + done };
    parts.push(Object.freeze({ ...request, ...seed, [field]: size }));
  }
  return parts;
}

/** Says of several jobs what the caller set: the whole count, and that the seed counts up. */
export function withPartAdjustments(
  parts: readonly [PlannedPart, ...PlannedPart[]],
  request: NormalRequest,
): readonly [PlannedPart, ...PlannedPart[]] {
  if (parts.length === 1) return parts;
  const [first, ...rest] = parts;
  const adjustments = first.mapped.adjustments.map((adjustment) => {
    if (adjustment.field === "n" || adjustment.field === "numberOfVideos") {
      const requested = request[adjustment.field];
      return {
        ...adjustment,
        requested,
        kind: "converted" as const,
        reason: `made by ${parts.length} jobs`,
      };
    }
    if (adjustment.field !== "seed" || adjustment.kind === "dropped") return adjustment;
    return {
      ...adjustment,
      kind: "converted" as const,
      reason: "each further job counts the seed up",
    };
  });
  return [{ ...first, mapped: { ...first.mapped, adjustments } }, ...rest];
}
