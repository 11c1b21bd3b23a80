import * as z from "zod/mini";
import type { GenerationConfig } from "./config.ts";
import { ValidationError, errorNames } from "./errors.ts";
import type { Operation } from "./operation.ts";
import type { Provider, ResolvedConfig } from "./provider.ts";
import { redactText, rememberSecret } from "./redact.ts";
import { getProvider } from "./registry.ts";
import { checkSettings } from "./strict-object.ts";

const words = z.string().check(z.minLength(1, "must not be empty"));
/** Model ids become parts of addresses: one that leads elsewhere is none. */
const modelId = words.check(
  z.refine((id: string) => !/[?#\\\p{Cc}]|^\s|\s$|(^|\/)\.{1,2}(\/|$)/u.test(id), {
    error: "must be a model id, without ?, #, \\ or a path that leads upwards",
  }),
);
const milliseconds = z.number().check(z.positive("must be more than 0 milliseconds"));
const whole = z.number().check(z.int("must be a whole number"), z.minimum(1, "must be at least 1"));
const wholeOrNone = z
  .number()
  .check(z.int("must be a whole number"), z.minimum(0, "must be at least 0"));
const flag = z.boolean();
const amount = z.number().check(z.positive("must be more than 0"));
const anyFunction = z.custom((value) => typeof value === "function", {
  error: "must be a function",
});
const baseUrl = z.custom((value) => typeof value === "string" && isBaseUrl(value), {
  error: "must be an http or https URL with no password or key in it",
});

const object = z.custom((value) => typeof value === "object" && value !== null, {
  error: "must be an object",
});

const notInHeaders = "must hold nothing that a header cannot carry, such as a line break";

/** What `fetch` would refuse only when the job is on its way, and show in its error. */
function fitsHeader(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text.trim());
}

function isStatus(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

const fields: Record<keyof GenerationConfig, z.ZodMiniType> = {
  provider: z.custom(
    (value) =>
      typeof value === "string" ||
      typeof value === "function" ||
      (typeof value === "object" && value !== null),
    {
      error: "must be a registered name or a provider",
    },
  ),
  model: modelId,
  apiKey: words.check(z.refine(fitsHeader, notInHeaders)),
  apiKeyEnv: words,
  baseUrl,
  apiVersion: words,
  fetch: anyFunction,
  headers: z.record(
    z
      .string()
      .check(z.refine((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name), "is no name of a header")),
    z.string().check(z.refine(fitsHeader, notInHeaders)),
  ),
  timeoutMs: milliseconds,
  pollIntervalMs: milliseconds,
  maxPollAttempts: whole,
  retry: z.strictObject({
    limit: z.optional(wholeOrNone),
    initialDelayMs: z.optional(milliseconds),
    maxDelayMs: z.optional(milliseconds),
    maxRetryAfterMs: z.optional(milliseconds),
    pollFailures: z.optional(whole),
  }),
  fallbackConfigs: z.array(object),
  fallbackOn: z.array(
    z.custom((value) => isStatus(value) || errorNames.some((name) => name === value), {
      error: `must be a status from 100 to 599 or one of ${errorNames.join(", ")}`,
    }),
  ),
  whenUnsure: z.enum(["stop", "fallback"]),
  onUnsupported: z.enum(["warn", "error"]),
  onInvalidValue: z.enum(["error", "nearest"]),
  allowRetired: flag,
  maxCostUsd: amount,
  allowUnknownCost: flag,
  price: object,
  limits: z.strictObject({
    concurrency: z.optional(whole),
    requestsPerSecond: z.optional(amount),
    breaker: z.optional(
      z.strictObject({ failures: z.optional(whole), coolDownMs: z.optional(milliseconds) }),
    ),
  }),
  mock: object,
  providerConfig: z.record(z.string(), z.unknown()),
};

const timeouts: Record<Operation, number> = {
  video: 600_000,
  image: 120_000,
  tts: 240_000,
  sts: 240_000,
};
const pollInterval = 5_000;

/** A password or key in it would be lost on the way, and kept in every job ref. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return /^https?:$/.test(new URL(text).protocol) && redactText(text) === text;
}

/** Settings that a link takes over from the head of its chain unless it has its own. Never the mock or a key. */
type Inherited = Pick<GenerationConfig, "fallbackOn" | "whenUnsure">;

/** A link of the chain as it will be used. */
export interface Link {
  readonly config: ResolvedConfig;
  readonly provider: Provider;
}

/**
 * Checks a config and flattens its chain depth-first: itself, then each fallback with its own fallbacks.
 * @throws ValidationError for wrong values, unknown keys (with a hint) and a chain that contains itself;
 * ProviderNotFoundError for a name that is not registered.
 */
export function flattenChain(operation: Operation, config: GenerationConfig): readonly Link[] {
  return flatten(operation, config, "config", [], {});
}

function flatten(
  operation: Operation,
  config: GenerationConfig,
  path: string,
  above: readonly GenerationConfig[],
  inherited: Inherited,
): readonly Link[] {
  if (above.includes(config)) {
    throw new ValidationError(
      `${path} is a chain that contains itself: a config is its own fallback`,
    );
  }
  checkConfig(config, path);
  const { fallbackOn = inherited.fallbackOn, whenUnsure = inherited.whenUnsure } = config;
  const passed: Inherited = {
    ...(fallbackOn ? { fallbackOn } : {}),
    ...(whenUnsure ? { whenUnsure } : {}),
  };
  const first = resolve(operation, { ...config, ...passed });
  const rest = (config.fallbackConfigs ?? []).flatMap((fallback, index) =>
    flatten(operation, fallback, `${path}.fallbackConfigs[${index}]`, [...above, config], passed),
  );
  return [first, ...rest];
}

function checkConfig(config: unknown, path: string): asserts config is GenerationConfig {
  checkSettings(path, config, fields, ["apiKey", "headers", "providerConfig"]);
  for (const name of ["provider", "model"] as const) {
    if ((config as GenerationConfig)[name] === undefined)
      throw new ValidationError(`${path}.${name} is required`);
  }
}

function resolve(operation: Operation, config: GenerationConfig): Link {
  const provider =
    typeof config.provider === "string" ? getProvider(config.provider) : config.provider;
  const definition = provider.definition;
  const providerName =
    typeof config.provider === "string" ? config.provider : (definition?.name ?? "custom");
  const key = findKey(config, definition?.env ?? []);
  rememberSecret(key.apiKey);
  for (const value of Object.values(config.headers ?? {})) rememberSecret(value);
  const { fallbackConfigs: _, ...own } = config;
  const resolved: ResolvedConfig = Object.freeze({
    ...own,
    provider,
    providerName,
    timeoutMs: config.timeoutMs ?? timeouts[operation],
    pollIntervalMs: config.pollIntervalMs ?? pollInterval,
    ...key,
  });
  return { config: resolved, provider };
}

/** The key, without the line break that files end with: given, from the named variable, or from the vendor's usual one. A missing key is found out later, by whoever needs it. */
function findKey(
  config: Pick<GenerationConfig, "apiKey" | "apiKeyEnv">,
  usual: readonly string[],
): { apiKey: string | undefined; apiKeyEnv: string | undefined } {
  if (config.apiKey !== undefined) return { apiKey: config.apiKey.trim(), apiKeyEnv: undefined };
  const names = config.apiKeyEnv === undefined ? usual : [config.apiKeyEnv];
  const found = names.find((name) => environment(name) !== undefined);
  if (found !== undefined && !fitsHeader(environment(found) ?? "")) {
    throw new ValidationError(`the environment variable ${found} ${notInHeaders}`);
  }
  return { apiKey: found && environment(found), apiKeyEnv: found ?? config.apiKeyEnv };
}

/** An environment variable; nothing where the platform has none. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name]?.trim() || undefined;
}
