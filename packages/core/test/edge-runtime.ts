import { readFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SourceTextModule, type Module } from "node:vm";
import { EdgeVM } from "@edge-runtime/vm";

/**
 * Loads core in an edge runtime, where there is neither Node nor a bundler, generates a video there through the
 * runtime's own web classes and a `fetch` that answers by itself, and prints what came of it. Run with
 * `--experimental-vm-modules`.
 */
const { context } = new EdgeVM();
const modules = new Map<string, Promise<Module>>();

function load(path: string): Promise<Module> {
  const known = modules.get(path) ?? make(path);
  modules.set(path, known);
  return known;
}

async function make(path: string): Promise<Module> {
  const text = await readFile(path, "utf8");
  return new SourceTextModule(path.endsWith(".ts") ? stripTypeScriptTypes(text) : text, {
    context,
    identifier: path,
    importModuleDynamically: async (specifier: string) => evaluated(find(specifier, path)),
  });
}

function find(specifier: string, from: string): string {
  if (specifier.startsWith("node:")) throw new Error(`${from} imports ${specifier}`);
  if (specifier.startsWith(".")) return resolve(dirname(from), specifier);
  const found = createRequire(pathToFileURL(from)).resolve(specifier);
  return found.replace(/\.cjs$/, ".js");
}

async function evaluated(path: string): Promise<Module> {
  const module = await load(path);
  if (module.status === "unlinked")
    await module.link((specifier, from) => load(find(specifier, from.identifier)));
  await module.evaluate();
  return module;
}

const program = new SourceTextModule(
  `
  import * as core from "./index.ts";
  import * as authoring from "./authoring.ts";
  export async function run() {
    const asked = [];
    const fetch = async (url, init) => {
      asked.push([init.method, String(url), new Headers(init.headers).get("authorization")]);
      const body = String(url).endsWith("/jobs")
        ? { id: "j1" }
        : { status: "done", video: "https://cdn.vendor.test/v.mp4" };
      return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
    };
    const vendor = authoring.defineProvider({
      name: "vendor",
      env: ["VENDOR_KEY"],
      hosts: ["https://api.vendor.test"],
      authorization: (key) => ({ authorization: "Key " + key }),
      models: { video: { m: authoring.video({
        prompt: authoring.passthroughField("prompt"),
        image: authoring.singleImageField("first_frame", { accepts: ["data-url"] }),
      }) } },
      operations: { video: {
        async submit(call) {
          const { id } = await call.http.json("/jobs", { json: call.parameters });
          return { accepted: id };
        },
        async check(call) {
          const { status, video } = await call.http.json("/jobs/" + call.job.remoteId);
          return { status: status === "done" ? "completed" : "processing", output: { media: [{ url: video }] } };
        },
      } },
    });
    core.registerProvider("vendor", vendor);
    const gif = new TextEncoder().encode("GIF89a");
    const config = { provider: "vendor", model: "m", apiKey: "edge-key-1", fetch };
    const request = { prompt: "a", imageList: [{ image: gif, type: "first_frame" }] };
    const preview = await core.previewVideo(config, request);
    const store = new core.MemoryJobStore();
    const made = await core.generateVideo(config, request, { jobStore: store, idempotencyKey: "k" });
    const missing = await core.generateVideo({ ...config, model: "x" }, request).catch((error) => error);
    const bytes = await core.mediaBytes(new Blob([gif]));
    return JSON.stringify({
      asked,
      sha256: preview.parameters.image.sha256,
      url: made.video.url,
      error: [missing.name, core.isTarashError(missing)],
      bytes: bytes.byteLength,
      names: [typeof process, typeof Buffer, typeof require],
    });
  }`,
  {
    context,
    identifier: resolve(fileURLToPath(import.meta.url), "../../src/edge-program.js"),
    importModuleDynamically: () => {
      throw new Error("the program imports nothing later");
    },
  },
);
await program.link((specifier, from) => load(find(specifier, from.identifier)));
await program.evaluate();
const { run } = program.namespace as { run(): Promise<string> };
console.log(await run());
