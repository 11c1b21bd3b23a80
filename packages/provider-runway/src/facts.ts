import type { Price, Retirement } from "@tarash/core/provider";

/** Where the parameters come from. */
export const source = "types of @runwayml/sdk 4.20.1 (2026-09-29)";

/** US dollars for a second of output, at 0.01 USD a credit. */
export function perSecond(amount: number): Price {
  return {
    currency: "USD",
    unit: "second",
    amount,
    asOf: "2026-08-22",
    source: "OpenRouter's list prices; Runway sells a credit for 0.01 USD",
  };
}

/** A model that the SDK's types list no longer. That suggests that it is gone and does not prove it. */
export function vanished(replacement: string): Retirement {
  return {
    date: "2026-09-29",
    replacement,
    evidence: "reported",
    source: "absent from @runwayml/sdk 4.20.1; no announcement was found",
  };
}
