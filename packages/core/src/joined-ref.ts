import type { AttemptFailure } from "./attempt-failure.ts";
import type { JobRef } from "./job-ref.ts";
import type { PlannedLink } from "./plan.ts";

/** One ref for several jobs: the first one's, with all of them in `parts`. */
export function joinRefs(refs: readonly JobRef[], plan: PlannedLink): JobRef {
  const [first] = refs as readonly [JobRef];
  const { adjustments } = plan.parts[0].mapped;
  return plan.parts.length === 1 ? first : { ...first, adjustments, parts: refs };
}

/**
 * Of several failures the one that decides: what may have been bought counts for more than what was not. Its error
 * names all jobs that may have been, so that none is lost with the others.
 */
export function worst(failures: readonly AttemptFailure[], plan: PlannedLink): AttemptFailure {
  const order = ["unsure", "reported", "cancelled", "not-bought"];
  const [decisive] = failures.toSorted(
    (left, right) => order.indexOf(left.certainty) - order.indexOf(right.certainty),
  ) as [AttemptFailure];
  const jobs = failures.flatMap(({ certainty, error }) =>
    certainty === "not-bought" || !error.job ? [] : [error.job],
  );
  if (jobs.length > 1) decisive.error.job = joinRefs(jobs, plan);
  return decisive;
}
