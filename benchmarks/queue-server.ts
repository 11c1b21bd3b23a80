import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface TimedJob {
  readonly doneAt: number;
}

/** What every job makes: 1 MiB. */
const output = Buffer.alloc(1024 * 1024, 1);

/** A queue that speaks fal's protocol, whose jobs take real time. Knows nothing of whoever calls it. */
export interface QueueServer {
  readonly url: string;
  /** How many requests came since the last reset. */
  requests(): number;
  /** When a job was over, by id, in milliseconds since 1970. */
  doneAt(id: string): number;
  reset(jobMs: number, streams: boolean): void;
  close(): void;
}

export async function startQueue(): Promise<QueueServer> {
  const jobs = new Map<string, TimedJob>();
  let count = 0;
  let next = 1;
  let jobMs = 0;
  let streams = false;
  const server = createServer((request, response) => {
    count++;
    request.resume();
    request.on("end", () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? "/", url).pathname;
    const id = /\/requests\/([^/]+)/.exec(path)?.[1];
    const job = id === undefined ? undefined : jobs.get(id);
    if (path === "/out.mp4") {
      response.writeHead(200, { "content-type": "video/mp4", "content-length": output.byteLength });
      response.end(output);
      return;
    }
    if (request.method === "POST") return json(response, submit(path));
    if (!id || !job) return json(response, { detail: "not found" }, 404);
    const done = Date.now() >= job.doneAt;
    if (path.endsWith("/status/stream")) return stream(response, id, job);
    if (path.endsWith("/status")) return json(response, state(id, done), done ? 200 : 202);
    return json(response, { video: { url: `${url}/out.mp4`, content_type: "video/mp4" } });
  }

  function submit(path: string): object {
    const id = `job-${next++}`;
    jobs.set(id, { doneAt: Date.now() + jobMs });
    const base = `https://queue.fal.run${path}/requests/${id}`;
    return {
      request_id: id,
      status: "IN_QUEUE",
      response_url: base,
      status_url: `${base}/status`,
      cancel_url: `${base}/cancel`,
    };
  }

  function stream(response: ServerResponse, id: string, job: TimedJob): void {
    if (!streams) return json(response, { detail: "no stream" }, 404);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify(state(id, false))}\n\n`);
    if (Date.now() >= job.doneAt) {
      response.end(`data: ${JSON.stringify(state(id, true))}\n\n`);
      return;
    }
    setTimeout(
      () => response.end(`data: ${JSON.stringify(state(id, true))}\n\n`),
      job.doneAt - Date.now(),
    );
  }

  return {
    url,
    requests: () => count,
    doneAt: (id) => jobs.get(id)?.doneAt ?? 0,
    reset(milliseconds, withStream) {
      count = 0;
      jobMs = milliseconds;
      streams = withStream;
    },
    close: () => server.close(),
  };
}

function state(id: string, done: boolean): object {
  return { request_id: id, status: done ? "COMPLETED" : "IN_PROGRESS", logs: [] };
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
