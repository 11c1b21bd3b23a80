import { createFalClient } from "@fal-ai/client";
import { generateVideo } from "@tarash/core";
import { fal } from "@tarash/provider-fal";
import { moved } from "./lateness.ts";
import { median, row, type Row } from "./measure.ts";
import type { QueueServer } from "./queue-server.ts";

const request = { prompt: "a cat" };
const endpoint = "fal-ai/veo3.1";
const rounds = 300;

/**
 * What one call costs when the job is over at once: submit, status, result. Taken in turn with the vendor's own
 * client and bare `fetch` against the same server.
 */
export async function overhead(queue: QueueServer): Promise<readonly Row[]> {
  queue.reset(0, true);
  const { url } = queue;
  const vendor = createFalClient({
    credentials: "key",
    fetch: (input, init) => fetch(moved(url, input), init),
  });
  const config = fal(endpoint, { apiKey: "key", baseUrl: url });
  const subjects = {
    tarash: () => generateVideo(config, request),
    client: () => vendor.subscribe(endpoint, { input: request }),
    fetch: () => bare(url),
  };
  const times: Record<keyof typeof subjects, number[]> = { tarash: [], client: [], fetch: [] };
  for (let round = -30; round < rounds; round++) {
    for (const name of Object.keys(subjects) as (keyof typeof subjects)[]) {
      const started = performance.now();
      await subjects[name]();
      if (round >= 0) times[name].push(performance.now() - started);
    }
  }
  const ratio = (name: "client" | "fetch"): number =>
    median(times.tarash.map((time, round) => time / (times[name][round] ?? time)));
  const [client, plain] = [ratio("client"), ratio("fetch")];
  return [
    row(
      "per call beside `@fal-ai/client`",
      `${client.toFixed(2)} × (${median(times.tarash).toFixed(2)} ms)`,
      "≤ 1.10 ×",
      client <= 1.1,
    ),
    row("… beside bare `fetch` (3 requests)", `${plain.toFixed(2)} ×`, "–", true),
  ];
}

async function bare(url: string): Promise<unknown> {
  const ask = async (path: string, init?: RequestInit): Promise<Record<string, string>> =>
    (await fetch(url + path, init)).json() as Promise<Record<string, string>>;
  const { request_id: id } = await ask(`/${endpoint}`, {
    method: "POST",
    body: JSON.stringify(request),
  });
  await ask(`/${endpoint}/requests/${id}/status`);
  return ask(`/${endpoint}/requests/${id}`);
}
