import type { Price, Retirement } from "@tarash/core/provider";

/** Where the names of parameters come from. Values that an SDK leaves open are from the vendor's pages as others probed them. */
export const source = "types of @google/genai 3.1.0 (2026-11-10)";

/** US dollars for a second of video; `by` for settings that change it, the first that fits. */
export function perSecond(amount: number, by: NonNullable<Price["by"]>): Price {
  return {
    currency: "USD",
    unit: "second",
    amount,
    by,
    asOf: "2026-08-22",
    source: "list prices of Vercel AI Gateway and OpenRouter",
  };
}

/** Google's own word. */
export function retired(date: string, replacement: string, where: string): Retirement {
  return { date, replacement, evidence: "vendor", source: where };
}

/** What others say. */
export function reported(date: string, replacement: string, where: string): Retirement {
  return { date, replacement, evidence: "reported", source: where };
}
