import * as z from "zod/mini";
import type { GenerateOptions } from "./generate-options.ts";
import { checkSettings } from "./strict-object.ts";

const anyFunction = z.custom((value) => typeof value === "function", {
  error: "must be a function",
});
const words = z.string().check(z.minLength(1, "must not be empty"));

const fields: Record<keyof GenerateOptions, z.ZodMiniType> = {
  onProgress: anyFunction,
  onAccepted: anyFunction,
  signal: z.custom(
    (value) => has(value, ["addEventListener", "removeEventListener"]) && "aborted" in value,
    { error: "must be an AbortSignal" },
  ),
  timeoutMs: z.number().check(z.positive("must be more than 0 milliseconds")),
  jobStore: z.custom((value) => has(value, ["read", "update", "list"]), {
    error: "must be a job store: an object with the functions read, update and list",
  }),
  webhookUrl: z.custom(
    (value) => typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value),
    {
      error: "must be an http or https URL",
    },
  ),
  idempotencyKey: words,
  maxCostUsd: z.number().check(z.positive("must be more than 0")),
  clock: z.custom((value) => has(value, ["now", "wait", "after", "random"]), {
    error: "must be a clock: an object with the functions now, wait, after and random",
  }),
};

/**
 * Checks the options of a call: what is misspelt here would be found out only when it is missed.
 * @throws ValidationError that names the option, what is allowed and what was given.
 */
export function checkOptions(options: unknown): void {
  checkSettings("options", options, fields);
}

function has(value: unknown, methods: readonly string[]): value is object {
  if (typeof value !== "object" || value === null) return false;
  return methods.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}
