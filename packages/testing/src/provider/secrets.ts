import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { type JobRef, mediaBytes, resumeJob, setLogger } from "@tarash/core";
import { expect } from "vitest";
import type { Fault } from "../fault.ts";
import { answersAtOnce, type Case, type Trial } from "./case.ts";
import { openBench, outputsOf } from "./subject.ts";

/** Everything of a value that anybody could print: hidden fields, causes, getters, nested to the end. */
function everything(value: unknown): string {
  const shown = inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
    maxArrayLength: null,
    maxStringLength: null,
  });
  return `${shown}\n${JSON.stringify(value) ?? ""}\n${value instanceof Error ? value.stack : ""}`;
}

/** Ways to fail, some of which put the key into the vendor's own answer, with no word near it that betrays it. */
function leakyFaults(key: string): readonly (Fault | undefined)[] {
  const text = `we do not know “${key}”, sorry`;
  return [
    undefined,
    {
      kind: "status",
      status: 400,
      json: { detail: text, message: text, error: { message: text } },
    },
    { kind: "status", status: 401, json: { detail: text, message: text, seen: [key] } },
    { kind: "status", status: 500, text },
    { kind: "status", status: 429, json: { message: text } },
    { kind: "reset-after" },
    { kind: "refused" },
    { kind: "html" },
    { kind: "truncated" },
  ];
}

async function printed({ given, operation, adapter }: Trial): Promise<readonly string[]> {
  const lines: string[] = [];
  const write = (facts: Record<string, unknown>, message: string): void => {
    lines.push(everything(facts), message);
  };
  setLogger({ debug: write, info: write, warn: write, error: write });
  const key = `canary-${crypto.randomUUID()}`;
  const fake = await given.fake({ apiKey: key });
  await fake.close();
  try {
    for (const step of ["submit", ...(adapter.check ? (["poll"] as const) : [])] as const) {
      for (const fault of leakyFaults(key)) {
        await using bench = await openBench(
          { ...given, fake: (options) => given.fake({ ...options, apiKey: key }) },
          operation,
        );
        if (step === "poll")
          bench.fake.fault("stream", { kind: "status", status: 404 }, { times: 9_999 });
        if (fault) bench.fake.fault(step, fault, { times: Number.POSITIVE_INFINITY });
        const ended = await bench
          .generate({
            config: { headers: { "x-extra": `Bearer ${key}` } },
            onProgress: (update) => lines.push(everything(update)),
            onAccepted: (ref) => lines.push(everything(ref)),
          })
          .catch((error: unknown) => error);
        lines.push(everything(ended));
        for await (const record of bench.store.list()) lines.push(everything(record));
      }
    }
  } finally {
    setLogger(undefined);
  }
  return lines.filter((line) => line.includes(key));
}

/** A server of somebody else, and what he was told. */
async function eavesdropper(): Promise<{ url: string; heard(): string; close(): Promise<void> }> {
  let heard = "";
  const server = createServer((request, response) => {
    heard += `${request.method} ${request.url} ${JSON.stringify(request.headers)}\n`;
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => heard,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** All addresses in a ref, and its endpoint and base URL, led elsewhere. */
function forgeries(ref: JobRef, url: string): readonly JobRef[] {
  const led = JSON.parse(JSON.stringify(ref).replaceAll(/https?:\/\/[^/"\\]+/g, url)) as JobRef;
  return [
    led,
    { ...ref, urls: { status: `${url}/s`, result: `${url}/r`, cancel: `${url}/c` } },
    { ...ref, baseUrl: url },
    { ...ref, endpoint: `${url}/endpoint` },
    { ...ref, endpoint: `//${url.slice("http://".length)}/endpoint` },
    { ...ref, remoteId: `${url}/job` },
    { ...ref, remoteId: `../../${url}/job` },
  ];
}

/** Where keys go, and where they must not. */
export const secretCases: readonly Case[] = [
  {
    name: "shows its key in no error, event, ref, record or line of the log",
    async run(trial) {
      expect(await printed(trial)).toEqual([]);
    },
  },
  {
    name: "gives the key to nobody that only a forged ref names",
    exempt: answersAtOnce,
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const { ref } = await bench.submit({ throughHosts: !given.needsBaseUrl });
      const stranger = await eavesdropper();
      const take = (taken: JobRef): ReturnType<typeof resumeJob> =>
        resumeJob(taken, {
          provider: given.provider,
          apiKey: bench.fake.apiKey,
          ...(given.needsBaseUrl ? { baseUrl: bench.fake.url } : {}),
          fetch: bench.fake.fetch,
          clock: bench.clock,
          retry: { pollFailures: 1 },
          ...(given.config?.providerConfig === undefined
            ? {}
            : { providerConfig: given.config.providerConfig }),
        });
      try {
        for (const forged of forgeries(ref, stranger.url)) {
          const job = await take(forged).catch(() => undefined);
          await job?.wait({ timeoutMs: 120_000 }).catch(() => undefined);
          await job?.cancel().catch(() => undefined);
        }
        expect(stranger.heard()).not.toContain(bench.fake.apiKey);
        const genuine = await take(ref);
        expect(await genuine.status()).toHaveProperty("status");
      } finally {
        await stranger.close();
      }
    },
  },
  {
    name: "takes up no job whose ref leads to a host that is not the vendor's",
    exempt: answersAtOnce,
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const { ref } = await bench.submit();
      for (const name of ["status", "result", "cancel"] as const) {
        const forged = { ...ref, urls: { ...ref.urls, [name]: "https://stranger.example/job" } };
        await expect(bench.resume(forged)).rejects.toMatchObject({ name: "ValidationError" });
      }
    },
  },
  {
    name: "gives the key to no host that serves an output unless it is the vendor's own",
    exempt: ({ subject }) => (subject.output === "bytes" ? "results come as bytes" : undefined),
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const response = await bench.generate();
      const stranger = await eavesdropper();
      try {
        for (const output of outputsOf(response)) {
          const elsewhere = { ...output, url: `${stranger.url}/out` };
          await mediaBytes(elsewhere, { allowPrivateAddresses: true });
        }
        expect(stranger.heard()).toContain("GET /out");
        expect(stranger.heard()).not.toContain(bench.fake.apiKey);
      } finally {
        await stranger.close();
      }
    },
  },
];
