import { afterEach, expect, test, vi } from "vitest";
import type { GenerationConfig } from "../src/config.ts";
import { flattenChain } from "../src/config-schema.ts";
import { ProviderNotFoundError, ValidationError } from "../src/errors.ts";
import { nearMiss } from "../src/near-miss.ts";
import { defineProvider } from "../src/provider.ts";
import { registerProvider } from "../src/registry.ts";

const vendor = defineProvider({
  name: "vendor",
  env: ["VENDOR_KEY", "VENDOR_TOKEN"],
  hosts: [],
  models: {},
  operations: {},
});
registerProvider("vendor", vendor);
const flatten = (config: unknown) => flattenChain("video", config as GenerationConfig);
const link = (model: string, more: object = {}): GenerationConfig => ({
  provider: "vendor",
  model,
  ...more,
});

afterEach(() => vi.unstubAllEnvs());

test("a chain is flattened depth-first", () => {
  const chain = flatten(
    link("a", { fallbackConfigs: [link("b", { fallbackConfigs: [link("c")] }), link("d")] }),
  );
  expect(chain.map(({ config }) => config.model)).toEqual(["a", "b", "c", "d"]);
});

test("a config that is its own fallback is refused, however far down; the same one twice is fine", () => {
  const fallbackConfigs: GenerationConfig[] = [];
  const config = link("a", { fallbackConfigs });
  fallbackConfigs.push(link("b", { fallbackConfigs: [config] }));
  expect(() => flatten(config)).toThrow(
    /config\.fallbackConfigs\[0\]\.fallbackConfigs\[0\] is a chain that contains itself/,
  );
  const twice = link("b");
  expect(flatten(link("a", { fallbackConfigs: [twice, twice] }))).toHaveLength(3);
});

test("what a link will use is a frozen copy with the defaults filled in", () => {
  const given = link("a", { apiKey: "secret-key" });
  const [first] = flatten(given);
  expect(Object.isFrozen(first?.config)).toBe(true);
  expect(first?.config).toMatchObject({ timeoutMs: 600_000, pollIntervalMs: 5_000 });
  expect(flattenChain("image", given)[0]?.config.timeoutMs).toBe(120_000);
  expect(flattenChain("tts", given)[0]?.config.timeoutMs).toBe(240_000);
  expect(flattenChain("sts", given)[0]?.config.timeoutMs).toBe(240_000);
  expect(given).toEqual({ provider: "vendor", model: "a", apiKey: "secret-key" });
});

test("links take over fallbackOn and whenUnsure, and neither key nor mock", () => {
  const chain = flatten(
    link("a", {
      fallbackOn: ["HTTPError"],
      whenUnsure: "fallback",
      apiKey: "secret-key",
      mock: {},
      fallbackConfigs: [link("b"), link("c", { whenUnsure: "stop" })],
    }),
  );
  expect(chain[1]?.config).toMatchObject({ fallbackOn: ["HTTPError"], whenUnsure: "fallback" });
  expect(chain[1]?.config.apiKey).toBeUndefined();
  expect(chain[1]?.config.mock).toBeUndefined();
  expect(chain[2]?.config.whenUnsure).toBe("stop");
});

test("the key comes from the config, the named variable, or the vendor's usual ones in order", () => {
  const keyOf = (more: object): unknown => {
    const { apiKey, apiKeyEnv } = flatten(link("a", more))[0]?.config ?? {};
    return [apiKey, apiKeyEnv];
  };
  expect(keyOf({})).toEqual([undefined, undefined]);
  vi.stubEnv("VENDOR_TOKEN", "key-number-two");
  expect(keyOf({})).toEqual(["key-number-two", "VENDOR_TOKEN"]);
  vi.stubEnv("VENDOR_KEY", "key-number-one");
  expect(keyOf({})).toEqual(["key-number-one", "VENDOR_KEY"]);
  vi.stubEnv("MINE", "third");
  expect(keyOf({ apiKeyEnv: "MINE" })).toEqual(["third", "MINE"]);
  expect(keyOf({ apiKeyEnv: "NOT_SET" })).toEqual([undefined, "NOT_SET"]);
  expect(keyOf({ apiKey: "given", apiKeyEnv: "MINE" })).toEqual(["given", undefined]);
  vi.stubEnv("VENDOR_KEY", "");
  expect(keyOf({})).toEqual(["key-number-two", "VENDOR_TOKEN"]);
});

test.each([
  [{ timeoutMS: 5 }, "config has an unknown key timeoutMS; did you mean timeoutMs?"],
  [{ api_key: "x" }, "config has an unknown key api_key; did you mean apiKey?"],
  [
    { fallbackConfig: [] },
    "config has an unknown key fallbackConfig; did you mean fallbackConfigs?",
  ],
  [{ colour: 1 }, /config has an unknown key colour \(known: provider, model, /],
  [{ constructor: 1 }, /config has an unknown key constructor/],
  [{ model: "" }, 'config.model must not be empty (got "")'],
  [{ model: undefined }, "config.model is required"],
  [{ provider: undefined }, "config.provider is required"],
  [{ provider: 3 }, "config.provider must be a registered name or a provider (got 3)"],
  [{ timeoutMs: 0 }, "config.timeoutMs must be more than 0 milliseconds (got 0)"],
  [{ timeoutMs: "5s" }, 'config.timeoutMs must be a number (got "5s")'],
  [{ pollIntervalMs: -1 }, "config.pollIntervalMs must be more than 0 milliseconds (got -1)"],
  [{ maxPollAttempts: 1.5 }, "config.maxPollAttempts must be a whole number (got 1.5)"],
  [{ whenUnsure: "maybe" }, 'config.whenUnsure must be one of stop, fallback (got "maybe")'],
  [
    { onInvalidValue: "clamp" },
    'config.onInvalidValue must be one of error, nearest (got "clamp")',
  ],
  [{ retry: { limit: -1 } }, "config.retry.limit must be at least 0 (got -1)"],
  [{ retry: { limits: 1 } }, "config.retry has an unknown key limits (got an object)"],
  [{ limits: { concurrency: 0 } }, "config.limits.concurrency must be at least 1 (got 0)"],
  [{ maxCostUsd: 0 }, "config.maxCostUsd must be more than 0 (got 0)"],
  [{ fetch: "fetch" }, 'config.fetch must be a function (got "fetch")'],
  [{ fallbackConfigs: {} }, "config.fallbackConfigs must be a list (got an object)"],
  [{ fallbackConfigs: [null] }, "config.fallbackConfigs[0] must be an object (got null)"],
  [
    { fallbackOn: [true] },
    "config.fallbackOn[0] must be a status from 100 to 599 or one of TarashError, ValidationError",
  ],
  [
    { fallbackOn: ["RateLimit"] },
    /config\.fallbackOn\[0\] must be .*RateLimitError.*\(got "RateLimit"\)/,
  ],
  [{ fallbackOn: [42] }, /config\.fallbackOn\[0\] must be a status from 100 to 599 .*\(got 42\)/],
  [{ headers: { "a b": "x" } }, /config\.headers\.a b is no name of a header/],
  [{ baseUrl: "localhost:3000" }, /config\.baseUrl must be an http or https URL/],
  [{ baseUrl: "gateway" }, /config\.baseUrl must be an http or https URL.*\(got "gateway"\)/],
  [{ apiKey: null }, "config.apiKey must be a string (got null)"],
  [{ apiKey: 12 }, "config.apiKey must be a string (got a number)"],
  [{ mock: true }, "config.mock must be an object (got true)"],
] as [object, string | RegExp][])("%j: %s", (more, message) => {
  expect(() => flatten(link("a", more))).toThrow(ValidationError);
  expect(() => flatten(link("a", more))).toThrow(message);
});

test("a wrong fallback is named by its place", () => {
  const config = link("a", { fallbackConfigs: [link("b"), { provider: "vendor" }] });
  expect(() => flatten(config)).toThrow("config.fallbackConfigs[1].model is required");
});

test("a key loses the line break of its file; one with a break inside is refused by its variable's name", () => {
  const keyOf = (more: object): unknown => flatten(link("a", more))[0]?.config.apiKey;
  expect(keyOf({ apiKey: "secret-key\n" })).toBe("secret-key");
  vi.stubEnv("VENDOR_KEY", "key-number-one\n");
  expect(keyOf({})).toBe("key-number-one");
  vi.stubEnv("VENDOR_KEY", "key-number\none");
  expect(() => keyOf({})).toThrow(/^the environment variable VENDOR_KEY must hold nothing that/);
});

test.each([undefined, null, "fal", 3, []])("%j is no config", (config) => {
  expect(() => flatten(config)).toThrow(/^config must be an object \(got /);
});

test.each([
  { apiKey: { nested: "canary-5b1" } },
  { headers: { "x-secret": 5, other: "canary-5b1" } },
  { headers: ["canary-5b1"] },
  { providerConfig: "canary-5b1" },
  { apiKey: "first-line\ncanary-5b1" },
  { headers: { "x-secret": "first-line\r\ncanary-5b1" } },
  { baseUrl: "https://ada:canary-5b1@gateway.test" },
  { baseUrl: "https://gateway.test/v1?api_key=canary-5b1" },
])("a wrong secret is not repeated: %#", (more) => {
  let message = "";
  try {
    flatten(link("a", more));
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toMatch(/^config\./);
  expect(message).not.toContain("canary-5b1");
});

test("an unknown provider is told by package, by likeness, or by what there is", () => {
  const unknown = (provider: string) => () => flatten({ provider, model: "a" });
  expect(unknown("luma")).toThrow(ProviderNotFoundError);
  expect(unknown("luma")).toThrow(
    'install @tarash/provider-luma, then import { luma } from "@tarash/provider-luma" and call registerProvider("luma", luma)',
  );
  expect(unknown("vendr")).toThrow(/did you mean vendor\?/);
  expect(unknown("something-else")).toThrow(/\(registered: .*vendor.*\)/);
  expect(unknown("constructor")).toThrow(/provider constructor is not registered/);
});

test.each([
  ["durationSecond", ["durationSeconds"], "durationSeconds"],
  ["duration_seconds", ["durationSeconds"], "durationSeconds"],
  ["sed", ["seed"], "seed"],
  ["n", ["m"], "m"],
  ["prompt", ["seed"], undefined],
  ["abcdefgh", ["abcdxxxx"], undefined],
  ["ab", ["abcdef"], undefined],
  ["abcdef", ["abcxyz"], undefined],
  ["abcd", ["abxy"], undefined],
])("near misses: %s among %j is %s", (name, known, expected) => {
  expect(nearMiss(name, known)).toBe(expected);
});

test.each(["../../other", "a/../b", "veo?x=1", "veo#1", "a\\b", " veo", "a\nb", ""])(
  "a model id that would lead elsewhere is none: %j",
  async (model) => {
    const { previewVideo } = await import("../src/generators.ts");
    const provider = { generateVideo: async () => ({ video: "https://a.test/a.mp4" }) };
    await expect(previewVideo({ provider, model }, { prompt: "a" })).rejects.toThrow(
      /config\.model must (be a model id|not be empty)/,
    );
  },
);
