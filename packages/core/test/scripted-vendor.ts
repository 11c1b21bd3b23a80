import type { GenerationConfig } from "../src/config.ts";
import { passthroughField } from "../src/fields.ts";
import { video } from "../src/model.ts";
import { type JobState, defineProvider } from "../src/provider.ts";

/** What one kind of request is answered with, for ever: a status with JSON, or an error that `fetch` throws. */
type Scripted = readonly [status: number, json?: unknown] | Error;

/** How a vendor behaves. Whatever is left out works. */
export interface VendorScript {
  readonly submit?: Scripted;
  /** What the first submits are answered with, each its own; `undefined` works. */
  readonly submits?: readonly (Scripted | undefined)[];
  readonly poll?: Scripted;
  /** How long a job takes, in seconds of the call's clock. @default 0 */
  readonly seconds?: number;
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
  /** The most jobs that were not over, as far as its checks told, at any moment. */
  mostAtOnce(): number;
}

/** Makes a vendor under a name, and a config that leads to it. */
export function scriptedVendor(name: string, script: VendorScript = {}): ScriptedVendor {
  let submits = 0;
  let accepted = 0;
  let cancels = 0;
  let most = 0;
  const running = new Set<string>();
  const endsAt = new Map<string, number>();
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
          endsAt.set(id, call.clock.now() + (script.seconds ?? 0) * 1_000);
          running.add(id);
          most = Math.max(most, running.size);
          return { accepted: id };
        },
        async check(call) {
          const state = await call.http.json<JobState>(`/jobs/${call.job.remoteId}`);
          if (call.clock.now() < (endsAt.get(call.job.remoteId) ?? 0))
            return { status: "processing" };
          running.delete(call.job.remoteId);
          return state;
        },
        ...(script.cancel
          ? {
              async cancel(call) {
                const path = `/jobs/${call.job.remoteId}`;
                const { status } = await call.http
                  .response(path, { method: "DELETE" })
                  .catch((error: { statusCode?: number }) => {
                    if (error.statusCode !== 409) throw error;
                    return { status: 409 };
                  });
                return status === 409 ? "already-finished" : "cancelled";
              },
            }
          : {}),
      },
    },
  });
  const send: typeof fetch = (_, init) => {
    if (init?.method === "POST") {
      const scripted = script.submits?.[submits] ?? script.submit;
      submits++;
      if (scripted) return answer(scripted);
      accepted++;
      return answer([200, { id: `${name}-${accepted}` }]);
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
    mostAtOnce: () => most,
  };
}
