import type { GenerationConfig } from "../src/config.ts";
import { passthroughField } from "../src/fields.ts";
import { video } from "../src/model.ts";
import { defineProvider, type JobState } from "../src/provider.ts";

/** What one kind of request is answered with, for ever: a status with JSON, or an error that `fetch` throws. */
export type Scripted = readonly [status: number, json?: unknown] | Error;

/** How a vendor behaves. Whatever is left out works. */
export interface VendorScript {
  readonly submit?: Scripted;
  readonly poll?: Scripted;
  /** Nothing: the vendor cannot cancel. */
  readonly cancel?: Scripted;
}

/** A vendor of jobs behind a `fetch` of its own, and what it took. */
export interface ScriptedVendor {
  readonly config: GenerationConfig;
  /** Submits that arrived. */
  submits(): number;
  /** Submits that were taken: what costs money. */
  accepted(): number;
  cancels(): number;
}

/** Makes a vendor under a name, and a config that leads to it. */
export function scriptedVendor(name: string, script: VendorScript = {}): ScriptedVendor {
  let submits = 0;
  let accepted = 0;
  let cancels = 0;
  const answer = (scripted: Scripted): Promise<Response> =>
    scripted instanceof Error
      ? Promise.reject(scripted)
      : Promise.resolve(Response.json(scripted[1] ?? {}, { status: scripted[0] }));
  const provider = defineProvider({
    name,
    env: [],
    hosts: [`https://${name}.example`],
    models: { video: { "model-1": video({ prompt: passthroughField("prompt") }) } },
    readFailure({ body }) {
      const { moderated, message = "no" } = body as { moderated?: boolean; message?: string };
      return { message, ...(moderated === undefined ? {} : { moderated }) };
    },
    operations: {
      video: {
        async submit(call) {
          const { id } = await call.http.json<{ id: string }>("/jobs", { json: call.parameters });
          return { accepted: id };
        },
        check: (call) => call.http.json<JobState>(`/jobs/${call.job.remoteId}`),
        ...(script.cancel
          ? {
              async cancel(call) {
                await call.http.text(`/jobs/${call.job.remoteId}`, { method: "DELETE" });
                return "cancelled";
              },
            }
          : {}),
      },
    },
  });
  const send: typeof fetch = (_, init) => {
    if (init?.method === "POST") {
      submits++;
      if (!script.submit || (!(script.submit instanceof Error) && script.submit[0] < 300))
        accepted++;
      return answer(script.submit ?? [200, { id: `${name}-1` }]);
    }
    if (init?.method === "DELETE") {
      cancels++;
      return answer(script.cancel ?? [404]);
    }
    const output = { media: [{ url: `https://${name}.example/out.mp4` }] };
    return answer(script.poll ?? [200, { status: "completed", output }]);
  };
  return {
    config: { provider, model: "model-1", fetch: send, timeoutMs: 60_000 },
    submits: () => submits,
    accepted: () => accepted,
    cancels: () => cancels,
  };
}
