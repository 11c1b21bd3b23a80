import type { Adjustment } from "./adjustment.ts";
import { ValidationError } from "./errors.ts";
import type { Converted } from "./field-mapper.ts";
import { MediaSlot, describeSlot } from "./media-slot.ts";
import type { MappingPolicy } from "./mapping-policy.ts";
import type { FoundModel } from "./model.ts";
import { isPlain } from "./parameter.ts";
import { redact } from "./redact.ts";
import type { NormalRequest } from "./request.ts";

/** What one caller's field was turned into, while the mapping goes on. */
export interface Trace {
  readonly parameter: string;
  readonly sent: unknown;
  readonly kind: Converted["kind"];
  readonly reason?: string | undefined;
}

/** Fields whose loss would change what is made, not how: never a mere warning. */
const undroppable = new Set<string>([
  "imageList",
  "video",
  "maskImage",
  "audio",
  "sourceJob",
  "n",
  "numberOfVideos",
]);

/** What the mapping did, by the caller's name of each field. */
interface Outcome {
  readonly traces: ReadonlyMap<string, readonly Trace[]>;
  /** Fields that a mapper reads and did not need, and why. */
  readonly passedOver: ReadonlyMap<string, string>;
  /** Parameters in whose place an extra one is sent. */
  readonly overridden: ReadonlyMap<string, string>;
}

/** One adjustment for each field that the caller set. */
export function adjustmentsOf(
  request: NormalRequest,
  { traces, passedOver, overridden }: Outcome,
  found: FoundModel,
  policy: MappingPolicy,
): readonly Adjustment[] {
  const { extraParams, task: _task, ...fields } = request;
  const set: [string, unknown][] = [
    ...Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !isEmptyList(name, value),
    ),
    ...Object.entries(extraParams)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, unknown] => [`extraParams.${name}`, value]),
  ];
  return set.map(([field, requested]) => {
    const all = traces.get(field) ?? [];
    const kept = all.filter(({ parameter }) => (overridden.get(parameter) ?? field) === field);
    if (kept.length > 0) return adjusted(field, requested, kept);
    if (isSingle(field, requested)) {
      return { field, requested, sent: 1, kind: "exact", reason: "a job makes one" };
    }
    const winner = all[0] && overridden.get(all[0].parameter);
    const reason =
      winner === undefined
        ? (passedOver.get(field) ?? missing(field, found))
        : `${winner} is sent in its place`;
    if (winner === undefined) refuseToDrop(field, requested, found, policy, reason);
    return { field, requested: described(requested, field), kind: "dropped", reason };
  });
}

function isSingle(field: string, requested: unknown): boolean {
  return (field === "n" || field === "numberOfVideos") && requested === 1;
}

function isEmptyList(name: string, value: unknown): boolean {
  return name === "imageList" && Array.isArray(value) && value.length === 0;
}

function missing(field: string, found: FoundModel): string {
  return `${found.key ?? found.id} has no parameter for ${field}`;
}

function refuseToDrop(
  field: string,
  requested: unknown,
  found: FoundModel,
  policy: MappingPolicy,
  reason: string,
): void {
  if (policy.onUnsupported === "warn" && !undroppable.has(field)) return;
  throw new ValidationError(
    `${policy.provider} ${found.id}: ${field} is not supported: ${reason}`,
    {
      provider: policy.provider,
      model: found.id,
    },
  );
}

const strength = { exact: 0, converted: 1, nearest: 2 } as const;

function adjusted(field: string, requested: unknown, traces: readonly Trace[]): Adjustment {
  const [first] = traces as readonly [Trace, ...Trace[]];
  const kind = traces.reduce(
    (worst, { kind }) => (strength[kind] > strength[worst] ? kind : worst),
    first.kind,
  );
  const reasons = traces.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  const sent =
    traces.length === 1
      ? described(first.sent, first.parameter)
      : Object.fromEntries(
          traces.map(({ parameter, sent }) => [parameter, described(sent, parameter)]),
        );
  return {
    field,
    requested: described(requested, field),
    sent,
    parameter: traces.map(({ parameter }) => parameter).join(", "),
    kind,
    ...(reasons.length > 0 ? { reason: reasons.join("; ") } : {}),
  };
}

/** A value for an adjustment: plain JSON without a secret, media described in a few words. It ends up in job refs. */
function described(value: unknown, name: string): unknown {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return (redact({ [last]: inWords(value) }) as Record<string, unknown>)[last];
}

function inWords(value: unknown): unknown {
  if (value instanceof MediaSlot) return describeSlot(value);
  if (value instanceof Uint8Array || value instanceof ArrayBuffer)
    return `${value.byteLength} bytes`;
  if (value instanceof Blob) return `${value.size} bytes`;
  if (typeof value === "string" && (value.startsWith("data:") || value.length > 2_000)) {
    return `${value.slice(0, 60)}… (${value.length} characters)`;
  }
  if (Array.isArray(value)) return value.map(inWords);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inWords(entry)]));
}
