import { anySignal } from "./clock.ts";
import { type JobContext, type RemoteRef, jobCall } from "./job-context.ts";
import { storedDelivery } from "./job-record.ts";
import type { JobState } from "./provider.ts";
import { requestTimeoutMs, runStep } from "./step.ts";

/** States that come by themselves: from the vendor's stream, or from a webhook through the store. */
export interface Inbox {
  /** The next state, or nothing after `wait` milliseconds. */
  next(wait: number): Promise<JobState | undefined>;
  streaming(): boolean;
  close(): void;
}

/** Opens what the vendor's stream and webhooks put states into, until `signal` is aborted. */
export function openInbox(context: JobContext, ref: RemoteRef, signal: AbortSignal): Inbox {
  const states: JobState[] = [];
  let wake = new AbortController();
  let streaming = false;
  let lastDelivery: string | undefined;
  const push = (state: JobState): void => {
    states.push(state);
    wake.abort(woken);
  };
  const readDelivery = async (): Promise<void> => {
    const delivery = await storedDelivery(context.store, ref.id);
    const text = JSON.stringify(delivery);
    if (!delivery || text === lastDelivery) return;
    lastDelivery = text;
    push(delivery.state);
  };
  const unsubscribe = context.store?.subscribe?.(
    ref.id,
    () => void readDelivery().catch(() => undefined),
  );
  void readDelivery().catch(() => undefined);
  const watch = context.adapter.watch?.bind(context.adapter);
  if (watch) {
    streaming = true;
    void runStep(
      context,
      { signal, timeoutMs: Math.max(context.config.timeoutMs, requestTimeoutMs) },
      async (call) => {
        for await (const state of watch(jobCall(context, ref, call))) push(state);
      },
    )
      .catch((error: unknown) =>
        context.log.debug({ error }, "the vendor's stream ended; checking instead"),
      )
      .finally(() => {
        streaming = false;
        wake.abort(woken);
      });
  }
  return {
    streaming: () => streaming,
    close: () => unsubscribe?.(),
    async next(wait) {
      if (context.store && !context.store.subscribe) await readDelivery().catch(() => undefined);
      if (states.length === 0 && wait > 0) {
        await context.clock
          .wait(wait, anySignal([wake.signal, signal]))
          .catch((reason: unknown) => {
            if (reason !== woken) throw reason;
          });
      }
      wake = new AbortController();
      return states.shift();
    },
  };
}

const woken = new Error("a state came by itself");
