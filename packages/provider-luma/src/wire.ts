import {
  contentTypeOfName,
  type JobCall,
  type JobState,
  type OperationAdapter,
  type SubmitCall,
  type Submitted,
  type WebhookDelivery,
} from "@tarash/core/provider";
import { type Generation, stateOf } from "./state.ts";

/** How every operation of Luma works: a generation. Luma can delete one, but says nowhere that this cancels it. */
export const generations: OperationAdapter = { submit, check };

const agentsHost = "https://agents.lumalabs.ai";

async function submit(call: SubmitCall): Promise<Submitted> {
  const { id, ...parameters } = call.parameters;
  const path = call.endpoint.replace("{id}", encodeURIComponent(String(id)));
  const generation = await call.http.json<Generation>(path, {
    json: isAgents(call.endpoint) ? agentsBody(parameters) : withCallback(parameters, call),
  });
  if (typeof generation.id !== "string") {
    throw new Error("Luma's answer to the submit names no id");
  }
  return {
    accepted: generation.id,
    now: stateOf(generation, call.operation, call.clock.now()),
  };
}

async function check(call: JobCall): Promise<JobState> {
  const base = isAgents(call.job.endpoint) ? `${agentsHost}/v1` : "/dream-machine/v1";
  const path = `${base}/generations/${encodeURIComponent(call.job.remoteId)}`;
  const generation = await call.http.json<Generation>(path);
  return stateOf(generation, call.operation, call.clock.now());
}

/** Reads what the Dream Machine API posts to a `callback_url`: the generation, unsigned. */
export function readWebhook(body: unknown): WebhookDelivery | undefined {
  const { id, state } = (body ?? {}) as Partial<Generation>;
  if (typeof id !== "string" || typeof state !== "string") return undefined;
  const generation = body as Generation;
  const operation = generation.assets?.video ? "video" : "image";
  return { remoteId: id, state: stateOf(generation, operation, 0) };
}

function isAgents(endpoint: string): boolean {
  return endpoint.startsWith(agentsHost);
}

type Parameters = Readonly<Record<string, unknown>>;

function withCallback(parameters: Parameters, { webhookUrl }: SubmitCall): Parameters {
  return webhookUrl === undefined ? parameters : { ...parameters, callback_url: webhookUrl };
}

/** Bytes go inline with their type, and a clip that is edited must say its type even when it is a URL. */
function agentsBody(parameters: Parameters): unknown {
  const body = withInlineData(parameters) as Record<string, unknown>;
  const { source } = body as { source?: { url?: unknown; media_type?: unknown } };
  const clip = String(body["type"]).startsWith("video") && typeof source?.url === "string";
  if (!clip || source.media_type !== undefined) return body;
  const type = contentTypeOfName(String(source.url));
  const mediaType = type?.startsWith("video/") ? type : "video/mp4";
  return { ...body, source: { ...source, media_type: mediaType } };
}

function withInlineData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withInlineData);
  if (typeof value !== "object" || value === null) return value;
  const { url } = value as { url?: unknown };
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(String(url)) ?? [];
  if (type !== undefined && data !== undefined) return { data, media_type: type };
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, withInlineData(entry)]),
  );
}
