import type { JobContext, JobOrder } from "./job-context.ts";
import type { JobRef } from "./job-ref.ts";
import { digestOf } from "./media-slot.ts";
import { prepareParameters } from "./prepare.ts";
import { mayRepeat, withRetries } from "./retry.ts";
import { requestTimeoutMs, runStep } from "./step.ts";

/** The ref of a job that is about to be bought. */
export async function newIntent(context: JobContext, order: JobOrder): Promise<JobRef> {
  const { config, operation, definition } = context;
  const { mapped } = order;
  return {
    version: 1,
    id: crypto.randomUUID(),
    operation,
    provider: config.providerName,
    model: config.model,
    endpoint: mapped.endpoint,
    ...(config.baseUrl === undefined ? {} : { baseUrl: config.baseUrl }),
    ...(config.apiVersion === undefined ? {} : { apiVersion: config.apiVersion }),
    ...(config.apiKeyEnv === undefined ? {} : { apiKeyEnv: config.apiKeyEnv }),
    digest: await digestOf([
      operation,
      definition.name,
      config.model,
      mapped.endpoint,
      mapped.parameters,
    ]),
    submittedAt: new Date(context.clock.now()).toISOString(),
    deadline: new Date(order.deadline).toISOString(),
    resumable: context.adapter.check !== undefined && !mapped.answersAtOnce,
    ...(context.mock ? { isMock: true } : {}),
    requestId: context.requestId,
    adjustments: mapped.adjustments,
  };
}

/** The parameters with their media in the forms that the vendor reads; uploads are retried on their own. */
export async function prepare(
  context: JobContext,
  order: JobOrder,
): Promise<Record<string, unknown>> {
  const { adapter, config, definition } = context;
  const retry = <Result>(step: () => Promise<Result>): Promise<Result> =>
    withRetries(step, {
      mayRetry: mayRepeat,
      config: config.retry,
      clock: context.clock,
      signal: order.signal,
    });
  const upload = context.mock ? undefined : adapter.upload?.bind(adapter);
  return prepareParameters(order.mapped.parameters, {
    provider: config.providerName,
    model: config.model,
    upload: context.mock
      ? async (_content, _type, fileName) => `https://mock.invalid/${fileName}`
      : upload &&
        ((content, contentType, fileName) =>
          retry(() =>
            runStep(
              context,
              {
                signal: order.signal,
                timeoutMs: Math.min(remaining(context, order.deadline), 5 * requestTimeoutMs),
              },
              (call) => upload({ ...call, media: { content, contentType, fileName } }),
            ),
          )),
    maximumInlineBytes: definition.media?.maximumInlineBytes,
    signal: order.signal,
    offline: context.mock !== undefined,
    fetch: config.fetch ?? fetch,
    trustedOrigins: config.baseUrl === undefined ? [] : [new URL(config.baseUrl).origin],
  });
}

/** What is left until a deadline, at least a second. */
export function remaining(context: JobContext, deadline: number): number {
  return Math.max(1_000, deadline - context.clock.now());
}
