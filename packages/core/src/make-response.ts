import { place } from "./api-address.ts";
import type { DownloadContext } from "./download.ts";
import type { JobRef } from "./job-ref.ts";
import { type MediaOutput, lookAtMedia, unknownType } from "./media.ts";
import type { Operation } from "./operation.ts";
import type { OutputMedium, ProviderOutput } from "./provider.ts";
import type { AnyResponse, ExecutionMetadata, FailedPart } from "./response.ts";
import { contentTypeOf, contentTypeOfName } from "./sniff.ts";
import type { LinkContext } from "./step.ts";

/** What a response is made of. */
export interface ResponseFacts {
  readonly operation: Operation;
  readonly requestId: string;
  readonly job: JobRef;
  readonly outputs: readonly { readonly output: ProviderOutput; readonly link: LinkContext }[];
  readonly warnings: readonly string[];
  readonly failedParts: readonly FailedPart[];
  readonly executionMetadata: ExecutionMetadata;
}

const usualType: Record<Operation, string> = {
  video: "video/mp4",
  image: "image/png",
  tts: "audio/mpeg",
  sts: "audio/mpeg",
};

/** How an output is downloaded where the vendor wants the key for it; known only within the process. */
const access = new WeakMap<MediaOutput, DownloadContext>();

/** What core knows about downloading an output of this process. */
export function accessOf(media: object): DownloadContext {
  return access.get(media as MediaOutput) ?? {};
}

/** Makes the frozen response of a call. */
export function makeResponse(facts: ResponseFacts): AnyResponse {
  const { operation, job, outputs } = facts;
  const media = outputs.flatMap(({ output, link }) =>
    output.media.map((medium) => toMedia(medium, operation, link)),
  );
  const [first] = outputs;
  const output = first?.output;
  const costs = outputs.flatMap((part) => (part.output.cost ? [part.output.cost] : []));
  const common = {
    requestId: facts.requestId,
    ...(job.remoteId === undefined ? {} : { providerRequestId: job.remoteId }),
    provider: job.provider,
    model: job.model,
    job,
    status: "completed" as const,
    ...(output?.seed === undefined ? {} : { seed: output.seed }),
    ...(output?.revisedPrompt === undefined ? {} : { revisedPrompt: output.revisedPrompt }),
    adjustments: job.adjustments ?? [],
    warnings: [...facts.warnings, ...outputs.flatMap((part) => part.output.warnings ?? [])],
    ...(costs[0]
      ? {
          cost: { unit: costs[0].unit, amount: costs.reduce((sum, { amount }) => sum + amount, 0) },
        }
      : {}),
    ...(facts.failedParts.length > 0 ? { failedParts: facts.failedParts } : {}),
    isMock: job.isMock ?? false,
    rawResponse: withoutBytes(
      outputs.length === 1 ? output?.raw : outputs.map((part) => part.output.raw),
    ),
    executionMetadata: facts.executionMetadata,
  };
  return deepFreeze({ ...common, ...named(operation, media) } as unknown as AnyResponse);
}

function named(operation: Operation, media: readonly MediaOutput[]): object {
  if (operation === "video") return { video: media[0], videos: media };
  return operation === "image" ? { images: media } : { audio: media[0] };
}

/** A vendor's medium as an output: its type found out, a data URL unpacked. */
export function toMedia(
  medium: OutputMedium,
  operation: Operation,
  link: LinkContext,
): MediaOutput {
  const { config, definition } = link;
  const { needsKey, url: given, content, contentType, ...rest } = medium;
  // What only holders of the key may read lies behind the caller's `baseUrl`, as the API itself does.
  const url =
    needsKey && given !== undefined
      ? place(new URL(given), { hosts: definition.hosts, baseUrl: config.baseUrl }).url.href
      : given;
  const unpacked = url?.startsWith("data:") ? unpack(url) : undefined;
  const bytes = unpacked?.form === "bytes" ? unpacked.content : content;
  const type =
    (bytes && contentTypeOf(bytes)) ??
    plainType(contentType) ??
    (url && contentTypeOfName(url)) ??
    usualType[operation];
  const output: MediaOutput = Object.freeze({
    ...(url === undefined || unpacked ? {} : { url }),
    ...(bytes ? { content: bytes } : {}),
    contentType: type,
    ...rest,
  });
  const key =
    needsKey && config.apiKey !== undefined
      ? definition.authorization?.(config.apiKey, config)
      : undefined;
  const origins = config.baseUrl === undefined ? [] : [new URL(config.baseUrl).origin];
  access.set(output, {
    ...(config.fetch ? { fetch: config.fetch } : {}),
    clock: link.clock,
    headers: key ?? {},
    trustedOrigins: [...origins, ...definition.hosts.map((host) => new URL(host).origin)],
  });
  return output;
}

/** What was paid for is not thrown away for a broken data URL: the caller gets it as it came. */
function unpack(url: string): ReturnType<typeof lookAtMedia> | undefined {
  try {
    return lookAtMedia(url, "the output", "image", { anySort: true });
  } catch {
    return undefined;
  }
}

function plainType(contentType: string | undefined): string | undefined {
  const plain = contentType?.split(";")[0]?.trim().toLowerCase();
  return plain === "" || plain === unknownType ? undefined : plain;
}

const longestText = 4_096;
const deepest = 20;

/** A vendor's answer without the media in it: bytes and long base64 give way to their size. */
export function withoutBytes(value: unknown, above: readonly unknown[] = []): unknown {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer)
    return `[${value.byteLength} bytes]`;
  if (typeof value === "string") {
    const media = value.startsWith("data:") || /^[A-Za-z0-9+/_=-]+$/.test(value.slice(0, 512));
    return value.length > longestText && media ? `[base64, ${value.length} characters]` : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (above.includes(value)) return "[circular]";
  const path = [...above, value];
  if (path.length > deepest) return "[deeper]";
  if (Array.isArray(value)) return value.map((entry) => withoutBytes(entry, path));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, withoutBytes(entry, path)]),
  );
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value) || value instanceof Error) return value;
  Object.freeze(value);
  for (const entry of Object.values(value)) deepFreeze(entry);
  return value;
}
