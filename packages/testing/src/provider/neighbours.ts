import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type GenerationConfig, mediaBytes, type Operation } from "@tarash/core";
import type { GenerateResult, Provider } from "@tarash/core/provider";
import { expect } from "vitest";
import { sampleMedia } from "../file-book.ts";
import type { Case } from "./case.ts";
import { openBench, outputsOf } from "./subject.ts";

type Core = typeof import("@tarash/core");

/** What the kit reads of the core's package.json. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: { readonly ".": string | { readonly default: string } };
}

/** A second copy of the core, as two versions in one tree would bring it. */
async function copyOfCore(): Promise<{ core: Core; remove(): Promise<void> }> {
  const manifestPath = createRequire(import.meta.url).resolve("@tarash/core/package.json");
  const from = dirname(manifestPath);
  const load = createRequire(manifestPath);
  const { dependencies = {}, exports } = load(manifestPath) as Manifest;
  const folder = await mkdtemp(join(tmpdir(), "tarash-core-"));
  await cp(from, folder, {
    recursive: true,
    filter: (path) => !/^[/\\](node_modules|test|examples)\b/.test(path.slice(from.length)),
  });
  for (const name of Object.keys(dependencies)) {
    const target = join(folder, "node_modules", name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(dirname(load.resolve(`${name}/package.json`)), target, "junction");
  }
  const door = exports["."];
  const path = join(folder, typeof door === "string" ? door : door.default);
  return {
    core: (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Core,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What somebody writes who has an API and twenty lines. */
function handmade(say: (prompt: unknown) => void): Provider {
  const make =
    (sort: "video" | "image" | "audio") =>
    (_config: unknown, request: object): Promise<GenerateResult> => {
      say("prompt" in request ? request.prompt : undefined);
      return Promise.resolve({ [sort]: sampleMedia(sort, "handmade").content });
    };
  return {
    generateVideo: make("video"),
    generateImage: make("image"),
    generateTts: make("audio"),
    generateSts: make("audio"),
  };
}

function errorNames(core: Core): readonly string[] {
  return Object.keys(core).filter((name) => name.endsWith("Error") && /^[A-Z]/.test(name));
}

/** How the provider lives beside others: providers by hand, and another copy of the core. */
export const neighbourCases: readonly Case[] = [
  {
    name: "gives way in a chain to a provider of twenty lines",
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      let asked = 0;
      const backup: GenerationConfig = { provider: handmade(() => asked++), model: "handmade" };
      bench.fake.fault("submit", { kind: "status", status: 503 }, { times: 1_000 });
      const response = await bench.generate({ config: { fallbackConfigs: [backup] } });
      const [output] = outputsOf(response);
      expect(output && (await mediaBytes(output))).toEqual(
        sampleMedia(sortOf(operation), "handmade").content,
      );
      expect(asked).toBe(1);
      expect(bench.fake.accepted).toBe(0);
      expect(response.executionMetadata).toMatchObject({
        totalAttempts: 2,
        successfulAttempt: 2,
        fallbackTriggered: true,
      });
    },
  },
  {
    name: "works under another copy of the core, whose errors and registry this copy understands",
    async run({ given, operation }) {
      const own = (await import("@tarash/core")) as Core;
      const { core: other, remove } = await copyOfCore();
      try {
        expect(other.TarashError).not.toBe(own.TarashError);
        expect(errorNames(other)).toEqual(errorNames(own));
        await using bench = await openBench(given, operation);
        other.registerProvider("kit-subject", given.provider);
        expect(own.getProvider("kit-subject")).toBe(given.provider);
        const calls = {
          video: other.generateVideo,
          image: other.generateImage,
          tts: other.generateTts,
          sts: other.generateSts,
        };
        const generate = calls[operation] as (
          config: GenerationConfig,
          request: object,
          options: object,
        ) => Promise<Parameters<typeof outputsOf>[0]>;
        const config = bench.config({ provider: "kit-subject" });
        const options = { clock: bench.clock, jobStore: bench.store };
        const response = await generate(config, bench.subject.request, options);
        expect(outputsOf(response).length).toBeGreaterThan(0);
        bench.fake.fault("submit", { kind: "refuse", reason: "invalid" });
        const error: unknown = await generate(config, bench.subject.request, options).catch(
          (reason: unknown) => reason,
        );
        expect(own.isTarashError(error)).toBe(true);
        expect((error as Error).name).toBe("ValidationError");
      } finally {
        await remove();
      }
    },
  },
];

function sortOf(operation: Operation): "video" | "image" | "audio" {
  return operation === "video" || operation === "image" ? operation : "audio";
}
