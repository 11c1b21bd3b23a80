import type { Price, Retirement } from "@tarash/core/provider";

// Prices and life cycles. fal prints prices on its model pages only; these are what gateways list for the same
// models, mostly the vendors' own list prices.

const asOf = "2026-08-22";
const source = "list prices of OpenRouter and Vercel AI Gateway, fal.ai/pricing";

function priced(unit: Price["unit"], amount: number, by: Price["by"]): Price {
  return { currency: "USD", unit, amount, ...(by ? { by } : {}), asOf, source };
}

/** US dollars for a second of video; `by` for settings that change it, the first that fits. */
export function perSecond(amount: number, by?: Price["by"]): Price {
  return priced("second", amount, by);
}

/** US dollars for an image. */
export function perImage(amount: number, by?: Price["by"]): Price {
  return priced("image", amount, by);
}

/** US dollars for a megapixel of output. */
export function perMegapixel(amount: number): Price {
  return priced("megapixel", amount, undefined);
}

/** US dollars for a video token: width × height × frames / 1024. Not known before the job is done. */
export function perToken(amount: number): Price {
  return priced("token", amount, undefined);
}

/** A model that fal's types stopped listing by `date`. That suggests that it is gone and does not prove it. */
export function vanished(date: string, replacement?: string): Retirement {
  return {
    date,
    evidence: "reported",
    ...(replacement === undefined ? {} : { replacement }),
    source: "no longer in the endpoint types of fal-js (newest read: 2026-08-02)",
  };
}
