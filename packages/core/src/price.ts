import type { Price } from "./model.ts";
import type { NormalRequest } from "./request.ts";
import { parseSize } from "./values.ts";

/** What a call will probably cost. `unknown` is said, and never shown as 0. */
export type CostEstimate =
  | {
      readonly known: true;
      readonly minimum: number;
      readonly maximum: number;
      readonly currency: "USD";
      readonly unit: Price["unit"];
      /** ISO 8601 day of the price. */
      readonly asOf: string;
      readonly source: string;
    }
  | { readonly known: false; readonly reason: string };

/** Estimates `jobs` outputs of a model from its price data and the parameters that decide the price. */
export function estimateCost(
  price: Price | undefined,
  request: NormalRequest,
  parameters: Readonly<Record<string, unknown>>,
  outputs: number,
): CostEstimate {
  if (!price) return { known: false, reason: "no price is known for this model" };
  const count = amountOf(price, request, parameters, outputs);
  if (count === undefined) {
    return {
      known: false,
      reason: `the price is per ${price.unit}, and the request does not say how many`,
    };
  }
  const matched = price.by?.find(({ when }) =>
    Object.entries(when).every(([name, value]) => String(parameters[name]) === String(value)),
  );
  const amounts = matched
    ? [matched.amount]
    : [
        price.amount,
        price.maximum ?? price.amount,
        ...(price.by ?? []).map(({ amount }) => amount),
      ];
  const { currency, unit, asOf, source } = price;
  return {
    known: true,
    minimum: round(Math.min(...amounts) * count),
    maximum: round(Math.max(...amounts) * count),
    currency,
    unit,
    asOf,
    source,
  };
}

function amountOf(
  price: Price,
  request: NormalRequest,
  parameters: Readonly<Record<string, unknown>>,
  outputs: number,
): number | undefined {
  switch (price.unit) {
    case "video":
    case "image":
      return outputs;
    case "second": {
      // What is sent decides: an extra parameter or the nearest allowed value may differ from what was asked for.
      const sent = Number.parseFloat(String(parameters["duration"]));
      const seconds = Number.isFinite(sent) ? sent : request.durationSeconds;
      return seconds === undefined ? undefined : seconds * outputs;
    }
    case "character":
      return request.text === undefined ? undefined : request.text.length;
    case "megapixel": {
      const size = request.size === undefined ? undefined : parseSize(request.size);
      return size && ((size[0] * size[1]) / 1_000_000) * outputs;
    }
    default:
      return undefined;
  }
}

/** Prices have fractions of a cent; floating point has more. */
function round(amount: number): number {
  return Math.round(amount * 1_000_000) / 1_000_000;
}

/** The sum of estimates: unknown as soon as one of them is. */
export function sumCosts(costs: readonly CostEstimate[]): CostEstimate {
  const [first] = costs;
  if (!first) return { known: false, reason: "nothing is bought" };
  if (!first.known) return first;
  let { minimum, maximum } = first;
  for (const cost of costs.slice(1)) {
    if (!cost.known) return cost;
    minimum += cost.minimum;
    maximum += cost.maximum;
  }
  return { ...first, minimum: round(minimum), maximum: round(maximum) };
}
