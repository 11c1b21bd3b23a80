import type { TarashError } from "./errors.ts";
import type { Billing } from "./response.ts";

/**
 * How sure we are of what a failed attempt left behind. `not-bought`: the provider surely did not take it.
 * `reported`: it took the job and says itself that it failed. `cancelled`: it confirmed a cancel. `unsure`: a job
 * may be running, or finished, that nobody can see.
 */
export type Certainty = "not-bought" | "reported" | "cancelled" | "unsure";

/** A failed attempt on its way from a job to the orchestrator; callers only ever see `error`. */
export class AttemptFailure extends Error {
  override name = "AttemptFailure";
  readonly error: TarashError;
  readonly certainty: Certainty;

  constructor(error: TarashError, certainty: Certainty) {
    super(error.message);
    this.error = error;
    this.certainty = certainty;
  }

  /** A failed or cancelled job may have been billed in part: vendors differ, and few say so. */
  get billing(): Billing {
    return this.certainty === "not-bought" ? "none" : "possible";
  }
}
