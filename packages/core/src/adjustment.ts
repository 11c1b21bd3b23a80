/**
 * What became of one field that the caller set. `exact`: sent as given. `converted`: the same meaning in the
 * vendor's spelling. `nearest`: another value, because the config allowed it. `dropped`: not sent.
 */
export interface Adjustment {
  readonly field: string;
  readonly requested: unknown;
  /** What went to the wire; for several parameters, an object of them. Media are described, not repeated. */
  readonly sent?: unknown;
  /** Names on the wire, separated by commas. */
  readonly parameter?: string;
  readonly kind: "exact" | "converted" | "nearest" | "dropped";
  readonly reason?: string;
}
