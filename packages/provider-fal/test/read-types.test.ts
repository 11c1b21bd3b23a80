import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readTypes } from "../scripts/read-types.ts";
import { catalogueEndpoint } from "../src/catalogue.ts";

test("types are read as names, types, enumerations and what is required", () => {
  const types = readTypes(`
/** A size. */
export type ImageSize = { width?: number; height?: number; };
export type Size = "square" | ImageSize;
export type ThingInput = {
    /**
     * A comment with a "quote"; and a brace }.
     */
    prompt: string;
    image_url?: string | Blob | File;
    image_size?: Size;
    duration?: 5 | 10;
    loras?: Array<{ path: string; scale?: number }>;
    anything?: unknown;
    flags?: Record<string, boolean>;
    mixed?: string | number;
};
export type ThingOutput = { video: File; seed?: number };
export type EndpointTypeMap = {
    "fal-ai/thing": {
        input: ThingInput;
        output: ThingOutput;
    };
};
`);
  expect(types.get("fal-ai/thing")).toEqual({
    parameters: {
      prompt: { t: "s", r: 1 },
      image_url: { t: "s" },
      image_size: {
        anyOf: [
          { t: "s", e: ["square"] },
          { t: "o", p: { width: { t: "n" }, height: { t: "n" } } },
        ],
      },
      duration: { t: "n", e: [5, 10] },
      loras: { t: "a", i: { t: "o", p: { path: { t: "s", r: 1 }, scale: { t: "n" } } } },
      anything: {},
      flags: { t: "o" },
      mixed: { anyOf: [{ t: "s" }, { t: "n" }] },
    },
    outputs: ["video", "seed"],
  });
  expect(() => readTypes("export type A = string;")).toThrow("no EndpointTypeMap");
});

test("the installed client's types can be read, and mostly say what the catalogue says", () => {
  const entry = createRequire(import.meta.url).resolve("@fal-ai/client");
  const text = readFileSync(join(dirname(entry), "types/endpoints.d.ts"), "utf8");
  const types = readTypes(text);
  expect(types.size).toBeGreaterThan(1_000);
  const both = [...types].filter(([id]) => catalogueEndpoint(id));
  const same = both.filter(([id, { parameters }]) => {
    const names = Object.keys(catalogueEndpoint(id)?.parameters ?? {});
    return names.toSorted().join() === Object.keys(parameters).toSorted().join();
  });
  console.log(
    `fal types: ${types.size} endpoints in the client, ${both.length} in both, ${same.length} with the same names`,
  );
  expect(same.length / both.length).toBeGreaterThan(0.9);
});
