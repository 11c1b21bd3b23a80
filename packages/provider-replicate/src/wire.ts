import type {
  Call,
  CancelOutcome,
  JobCall,
  JobState,
  OperationAdapter,
  SubmitCall,
  Submitted,
  UploadCall,
} from "@tarash/core/provider";
import type Replicate from "replicate";
import type { Prediction } from "replicate";
import { stateOf } from "./state.ts";

/** How every operation of Replicate works: a prediction. */
export const predictions: OperationAdapter = { submit, check, cancel, upload };

/**
 * Seconds that a submit may hold for the result, where that is allowed. Many images are made in less, and a submit
 * that is torn meanwhile is one of unknown fate.
 */
const holdSeconds = 5;

async function submit(call: SubmitCall): Promise<Submitted> {
  const client = await clientOf(call);
  const prediction = await create(client, call.endpoint, {
    input: call.parameters,
    signal: call.signal,
    ...(call.mayBlock ? { wait: holdSeconds } : {}),
    ...(call.webhookUrl === undefined
      ? {}
      : { webhook: call.webhookUrl, webhook_events_filter: ["completed"] }),
  });
  const { id, urls } = prediction;
  if (typeof id !== "string") throw new Error("Replicate's answer to the submit names no id");
  return {
    accepted: id,
    urls: {
      ...(urls?.get ? { status: urls.get } : {}),
      ...(urls?.cancel ? { cancel: urls.cancel } : {}),
    },
    now: stateOf(prediction, call.operation),
  };
}

type Order = Parameters<Replicate["deployments"]["predictions"]["create"]>[2];

/** `owner/name` runs a model, `owner/name:version` (or a bare version) one of its versions, `deployments/owner/name` a deployment. */
function create(client: Replicate, endpoint: string, order: Order): Promise<Prediction> {
  const [, owner, name] = /^deployments\/([^/]+)\/([^/]+)$/.exec(endpoint) ?? [];
  if (owner !== undefined && name !== undefined) {
    return client.deployments.predictions.create(owner, name, order);
  }
  const version = endpoint.includes("/") ? endpoint.split(":")[1] : endpoint;
  return version === undefined
    ? client.predictions.create({ model: endpoint, ...order })
    : client.predictions.create({ version, ...order });
}

async function check(call: JobCall): Promise<JobState> {
  const client = await clientOf(call);
  const { remoteId } = call.job;
  return stateOf(await client.predictions.get(remoteId, { signal: call.signal }), call.operation);
}

/** Only a prediction that is seen canceled counts as cancelled: a running one may still finish. */
async function cancel(call: JobCall): Promise<CancelOutcome> {
  const client = await clientOf(call);
  const asked = await client.predictions.cancel(call.job.remoteId, { signal: call.signal });
  const answered = stateOf(asked, call.operation).status;
  const running = answered === "queued" || answered === "processing";
  const status = running ? (await check(call)).status : answered;
  if (status === "cancelled") return "cancelled";
  return status === "completed" || status === "failed" ? "already-finished" : "not-supported";
}

async function upload(call: UploadCall): Promise<string> {
  const client = await clientOf(call);
  const { content, contentType, fileName } = call.media;
  const file = new File([content], fileName, { type: contentType });
  const { urls } = await client.files.create(file, {}, { signal: call.signal });
  return urls.get;
}

function clientOf(call: Call): Promise<Replicate> {
  return call.client(async (fetch) => {
    const { default: Client } = await import("replicate");
    return new Client({ auth: call.config.apiKey ?? "", fetch, useFileOutput: false });
  });
}
