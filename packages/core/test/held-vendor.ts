import { type DefinedProvider, type JobState, defineProvider } from "../src/provider.ts";
import { passthroughField } from "../src/fields.ts";
import { video } from "../src/model.ts";

/** What happened at a vendor that a test holds in its hand. */
export interface HeldVendor {
  readonly provider: DefinedProvider;
  submits: number;
  checks: number;
  readonly cancelled: string[];
  readonly idempotencyKeys: string[];
  /** States that checks tell, in order; the last one stays. */
  states: JobState[];
  /** What a submit waits for. */
  beforeAccepting: () => Promise<void>;
}

export const done: JobState = {
  status: "completed",
  output: { media: [{ url: "https://cdn.vendor.test/v.mp4" }] },
};

/** A vendor with jobs, without a network. `cancellable: false` has no cancel. */
export function heldVendor(options: { cancellable?: boolean } = {}): HeldVendor {
  const cancelled: string[] = [];
  const vendor: HeldVendor = {
    submits: 0,
    checks: 0,
    cancelled,
    idempotencyKeys: [],
    states: [{ status: "queued" }, { status: "processing", percent: 50 }, done],
    beforeAccepting: () => Promise.resolve(),
    provider: defineProvider({
      name: "vendor",
      env: [],
      hosts: ["https://api.vendor.test"],
      models: { video: { m: video({ prompt: passthroughField("prompt") }) } },
      operations: {
        video: {
          async submit(call) {
            vendor.submits++;
            vendor.idempotencyKeys.push(call.idempotencyKey);
            const accepted = `job-${vendor.submits}`;
            await vendor.beforeAccepting();
            return { accepted };
          },
          async check() {
            const state = vendor.states[Math.min(vendor.checks, vendor.states.length - 1)];
            vendor.checks++;
            if (!state) throw new Error("no state");
            return state;
          },
          ...(options.cancellable === false
            ? {}
            : {
                async cancel(call) {
                  cancelled.push(call.job.remoteId);
                  return "cancelled" as const;
                },
              }),
        },
      },
    }),
  };
  return vendor;
}

/** A promise that a test settles. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Lets everything that is due in this turn of the event loop happen. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
