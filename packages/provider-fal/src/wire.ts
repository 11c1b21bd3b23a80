import type { QueueStatus } from "@fal-ai/client";
import {
  type CancelOutcome,
  isTarashError,
  type JobCall,
  type JobState,
  type OperationAdapter,
  type SubmitCall,
  type Submitted,
} from "@tarash/core/provider";
import { asked, clientOf, upload } from "./client.ts";
import { failureOf } from "./failure.ts";
import { outputOf } from "./output.ts";

/** How every operation of fal works: a queue. */
export const queue: OperationAdapter = { submit, check, cancel, watch, upload };

async function submit(call: SubmitCall): Promise<Submitted> {
  const { queue } = await clientOf(call);
  const answer = await asked(
    queue.submit(call.endpoint, {
      input: call.parameters,
      abortSignal: call.signal,
      ...(call.webhookUrl === undefined ? {} : { webhookUrl: call.webhookUrl }),
    }),
  );
  const { request_id: accepted, status_url, response_url, cancel_url } = answer;
  if (typeof accepted !== "string")
    throw new Error("fal's answer to the submit names no request_id");
  return {
    accepted,
    urls: {
      ...(status_url ? { status: status_url } : {}),
      ...(response_url ? { result: response_url } : {}),
      ...(cancel_url ? { cancel: cancel_url } : {}),
    },
    now: { status: "queued", ...placeOf(answer), raw: answer },
    raw: answer,
  };
}

async function check(call: JobCall): Promise<JobState> {
  return stateOf(call, await statusOf(call));
}

async function statusOf(call: JobCall): Promise<QueueStatus> {
  const { queue } = await clientOf(call);
  const { endpoint, remoteId } = call.job;
  return asked(
    queue.status(endpoint, { requestId: remoteId, logs: true, abortSignal: call.signal }),
  );
}

/** fal's states know no failure: COMPLETED may mean either, and only the result tells. */
async function stateOf(call: JobCall, status: QueueStatus): Promise<JobState> {
  if (status.status !== "COMPLETED") {
    const queued = status.status === "IN_QUEUE";
    return {
      status: queued ? "queued" : "processing",
      ...placeOf(status),
      ...logsOf(status),
      raw: status,
    };
  }
  const { queue } = await clientOf(call);
  const { endpoint, remoteId, adjustments } = call.job;
  try {
    const { data } = await asked(
      queue.result(endpoint, { requestId: remoteId, abortSignal: call.signal }),
    );
    const prompt = adjustments?.find(({ field }) => field === "prompt")?.sent;
    return {
      status: "completed",
      output: outputOf(data, call.operation, prompt),
      ...logsOf(status),
      raw: status,
    };
  } catch (error) {
    const code = statusIn(error);
    if (!isFinal(code)) throw error;
    const { rawResponse } = error as { rawResponse?: unknown };
    return { status: "failed", error: failureOf(code, rawResponse), raw: status };
  }
}

function statusIn(error: unknown): number | undefined {
  return isTarashError(error) ? error.statusCode : undefined;
}

/** 401, 403 and 404 are about key and address, 408, 409, 425, 429 and 5xx about the moment: none of them is about the job. */
function isFinal(status: number | undefined): status is number {
  const other = [401, 403, 404, 408, 409, 425, 429];
  return status !== undefined && status >= 400 && status < 500 && !other.includes(status);
}

/**
 * fal takes a waiting job out of its queue. To a running one it only passes the wish on, so the cancel counts as
 * confirmed when the job is over without a result.
 */
async function cancel(call: JobCall): Promise<CancelOutcome> {
  const { queue } = await clientOf(call);
  const { endpoint, remoteId } = call.job;
  try {
    await asked(queue.cancel(endpoint, { requestId: remoteId, abortSignal: call.signal }));
  } catch (error) {
    if (statusIn(error) === 400) return "already-finished";
    throw error;
  }
  try {
    const after = await check(call);
    if (after.status === "completed") return "already-finished";
    return after.status === "processing" ? "not-supported" : "cancelled";
  } catch (error) {
    return statusIn(error) === 404 ? "cancelled" : "not-supported";
  }
}

/** The status as fal streams it. The SDK's own stream takes no signal and looks for news every 16 ms. */
async function* watch(call: JobCall): AsyncGenerator<JobState> {
  const { endpoint, remoteId } = call.job;
  const url = `https://queue.fal.run/${appOf(endpoint)}/requests/${remoteId}/status/stream?logs=1`;
  const { body } = await call.http.response(url, { headers: { accept: "text/event-stream" } });
  let rest = "";
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (rest + text).split(/\r?\n\r?\n/);
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: ?(.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const state = await stateOf(call, JSON.parse(data) as QueueStatus);
      yield state;
      if (state.status === "completed" || state.status === "failed") return;
    }
  }
}

/** Jobs are looked at under the app, without the path of the endpoint. */
function appOf(endpoint: string): string {
  const parts = endpoint.split("/");
  return parts.slice(0, parts[0] === "workflows" || parts[0] === "comfy" ? 3 : 2).join("/");
}

function placeOf(status: object): { queuePosition?: number } {
  const { queue_position: position } = status as { queue_position?: unknown };
  return typeof position === "number" ? { queuePosition: position } : {};
}

function logsOf(status: object): { logs?: readonly string[] } {
  const { logs } = status as { logs?: unknown };
  if (!Array.isArray(logs) || logs.length === 0) return {};
  return { logs: logs.map((entry: { message?: unknown }) => String(entry.message ?? "")) };
}
