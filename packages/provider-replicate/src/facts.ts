import type { Price, Retirement } from "@tarash/core/provider";

// Where the pages come from, prices and life cycles.

/** Names, types and ranges as Replicate served them; enumerations as far as they are known, some from April. */
export const synced = "Replicate's own input schema as of 2026-08-20";
/** Described by others; names and enumerations, but no ranges. */
export const described = "a third-party description of the model, spring 2026";
/** No schema was found: names as public code sends them. */
export const callers = "the parameters that public code sends, 2026; its own schema was not found";
/** No schema was found: the parameters follow the model's siblings. */
export const assumed = "the schemas of sibling models; its own was not found";

// Replicate prints prices on its model pages only; these are what gateways list for the same models, mostly the
// vendors' own list prices.
const asOf = "2026-08-22";
const source = "list prices of OpenRouter and Vercel AI Gateway";

function priced(unit: Price["unit"], amount: number, by: Price["by"]): Price {
  return { currency: "USD", unit, amount, ...(by ? { by } : {}), asOf, source };
}

/** US dollars for a second of video; `by` for settings that change it, the first that fits. */
export function perSecond(amount: number, by?: Price["by"]): Price {
  return priced("second", amount, by);
}

/** US dollars for an image. */
export function perImage(amount: number): Price {
  return priced("image", amount, undefined);
}

/** US dollars for a video token: width × height × frames / 1024. Not known before the job is done. */
export function perToken(amount: number): Price {
  return priced("token", amount, undefined);
}

/** OpenAI has shut the models down that Replicate only passes requests on to. */
export const soraEnded: Retirement = {
  date: "2026-09-24",
  evidence: "vendor",
  source: "deprecation note in OpenAI's SDK 7.55.0",
};

export const gptImage15Ends: Retirement = {
  date: "2026-12-01",
  replacement: "openai/gpt-image-2",
  evidence: "reported",
  source: "OpenAI's deprecations as reported on 2026-10-27; nothing is known of Replicate",
};

export const alephGone: Retirement = {
  date: "2026-09-29",
  replacement: "runwayml/gen-4.5",
  evidence: "reported",
  source: "no longer in Runway's SDK 4.20.1; nothing is known of Replicate",
};

/** Google ended the model in its own APIs; whether Replicate still serves it is not known. */
export function endedAtGoogle(date: string, replacement: string): Retirement {
  return {
    date,
    replacement,
    evidence: "reported",
    source: "Google's own deprecations; Replicate still listed it on 2026-08-20 or before",
  };
}

export const seedanceLiteEnded: Retirement = {
  date: "2026-05-13",
  replacement: "bytedance/seedance-1.5-pro",
  evidence: "reported",
  source: "deprecations at other vendors; nothing is known of Replicate",
};
