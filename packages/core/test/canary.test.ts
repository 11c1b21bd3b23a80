import type { IncomingMessage, ServerResponse } from "node:http";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import type { JobRef } from "../src/job-ref.ts";
import { passthroughField } from "../src/fields.ts";
import { generateVideo, previewVideo, submitVideo } from "../src/generators.ts";
import { MemoryJobStore } from "../src/job-store.ts";
import { setLogger } from "../src/log.ts";
import { video } from "../src/model.ts";
import { defineProvider, type JobState } from "../src/provider.ts";
import { closedPort, serve } from "./web-server.ts";

const canary = "canary/5d1f+secret=key";
afterEach(() => setLogger(undefined));

/** A vendor whose code is as careless with the key as vendors' SDKs are. */
const careless = defineProvider({
  name: "careless",
  env: ["CARELESS_KEY"],
  hosts: ["https://api.careless.test"],
  authorization: (key) => ({ authorization: `Key ${key}` }),
  models: { video: { m: video({ prompt: passthroughField("prompt") }) } },
  operations: {
    video: {
      async submit(call) {
        if (call.parameters["prompt"] === "throw") {
          throw Object.assign(new Error(`request failed: ${String(call.config.apiKey)}`), {
            request: { headers: { Authorization: `Key ${String(call.config.apiKey)}` } },
            config: call.config,
            cause: new AggregateError([new TypeError(`sent ${String(call.config.apiKey)}`)]),
          });
        }
        const { id } = await call.http.json<{ id: string }>("/jobs", { json: call.parameters });
        return { accepted: id };
      },
      check: (call) => call.http.json<JobState>(`/jobs/${call.job.remoteId}`),
      cancel: (call) => call.http.json(`/jobs/${call.job.remoteId}/cancel`, { method: "POST" }),
    },
  },
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

/** What the server makes of the request: it repeats the key wherever a vendor might. */
const echo = (request: IncomingMessage): object => {
  const given = String(request.headers.authorization);
  return {
    error: { message: `bad key: ${given.slice(4)}`, headers: request.headers },
    api_key: given,
  };
};

const failures: Record<string, Answer> = {
  "a refused key that is repeated": (request, response) => json(response, 401, echo(request)),
  "a bad request that is repeated": (request, response) => json(response, 422, echo(request)),
  "a limit": (request, response) => json(response, 429, echo(request)),
  "a server's error": (request, response) => json(response, 500, echo(request)),
  "a page": (request, response) =>
    void response.writeHead(502).end(`<html>${String(request.headers.authorization)}</html>`),
  "no JSON": (request, response) =>
    void response.end(`oops ${String(request.headers.authorization)}`),
  "a redirect": (request, response) =>
    void response
      .writeHead(302, {
        location: `/x?key=${encodeURIComponent(String(request.headers.authorization))}`,
      })
      .end(),
  "a reset": (request) => void request.socket.destroy(),
  "a failed job that repeats the key": (request, response) =>
    request.method === "POST"
      ? json(response, 200, { id: "j1" })
      : json(response, 200, {
          status: "failed",
          error: {
            message: `worker lost ${String(request.headers.authorization)}`,
            raw: echo(request),
          },
          raw: echo(request),
        }),
  "a job without a result": (request, response) =>
    request.method === "POST"
      ? json(response, 200, { id: "j1" })
      : json(response, 200, { status: "completed", raw: echo(request) }),
  "checks that fail": (request, response) =>
    request.method === "POST"
      ? json(response, 200, { id: "j1" })
      : json(response, 404, echo(request)),
};

/** Everything that a call printed, threw, told or stored. */
async function traces(
  config: object,
  request: { prompt: string },
): Promise<{ text: string; lines: number }> {
  const seen: unknown[] = [];
  let lines = 0;
  const write = (facts: unknown, message: string): void => {
    lines++;
    seen.push(facts, message);
  };
  setLogger({ debug: write, info: write, warn: write, error: write });
  const jobStore = new MemoryJobStore();
  const refs: JobRef[] = [];
  const options = {
    jobStore,
    clock: virtualClock(),
    onAccepted: (ref: JobRef) => refs.push(ref),
    onProgress: (told: { update?: unknown }) => seen.push({ ...told, update: undefined }),
    idempotencyKey: crypto.randomUUID(),
    webhookUrl: "https://mine.test/hook",
  };
  const link = careless("m", {
    apiKey: canary,
    headers: { "x-team": `team ${canary}` },
    ...config,
  });
  const chain = { ...link, fallbackConfigs: [link], whenUnsure: "fallback" as const };
  seen.push(await previewVideo(chain, request).catch((error: unknown) => error));
  seen.push(await generateVideo(chain, request, options).catch((error: unknown) => error));
  const job = await submitVideo(link, request, { ...options, idempotencyKey: "x" + lines }).catch(
    (error: unknown) => error,
  );
  seen.push(job, refs);
  for await (const record of jobStore.list()) seen.push(record);
  const shown = inspect(seen, {
    depth: 30,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });
  return { text: shown + JSON.stringify(refs), lines };
}

test.each(Object.entries(failures))("no secret comes out of %s", async (_, answer) => {
  const { url, requests } = await serve(answer);
  const { text, lines } = await traces({ baseUrl: url, retry: { limit: 1 } }, { prompt: "a" });
  expect(requests.length).toBeGreaterThan(0);
  expect(lines).toBeGreaterThan(0);
  expect(requests[0]?.headers.authorization).toBe(`Key ${canary}`);
  for (const spelling of [canary, encodeURIComponent(canary), "team canary"])
    expect(text).not.toContain(spelling);
});

test("no secret comes out of a connection that is refused, or of a provider's own careless error", async () => {
  const baseUrl = `http://127.0.0.1:${await closedPort()}`;
  const refused = await traces({ baseUrl, retry: { limit: 1 } }, { prompt: "a" });
  const thrown = await traces({ baseUrl }, { prompt: "throw" });
  for (const { text } of [refused, thrown]) expect(text).not.toContain(canary);
  expect(thrown.text).toContain("request failed: [redacted]");
});
