import {
  type ChainRun,
  type OpenAttempt,
  recordFailure,
  sourceOf,
  withMetadata,
} from "./chain-run.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import type { HandleParts, RelayReporter } from "./job-handle.ts";
import { finishAttempt } from "./orchestrator.ts";

/** An attempt that was accepted, as a job. Each wait writes the end into its own copy of the metadata. */
export function handleOf(
  chainRun: ChainRun,
  attempt: OpenAttempt,
  relay: RelayReporter,
  deadline: number | undefined = attempt.startedAt + attempt.plan.link.config.timeoutMs,
): HandleParts {
  const { ref, plan, number } = attempt;
  return {
    ref,
    parts: attempt.parts,
    relay,
    source: { ...sourceOf(plan, number, ref), job: ref },
    deadline,
    async finish(wait) {
      const once: ChainRun = { ...chainRun, attempts: [...chainRun.attempts] };
      try {
        return await finishAttempt(once, attempt, wait);
      } catch (error) {
        if (!(error instanceof AttemptFailure)) throw error;
        recordFailure(once, attempt, error);
        throw withMetadata(once, error.error);
      }
    },
  };
}
