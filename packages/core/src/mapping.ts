import type { Adjustment } from "./adjustment.ts";
import { ValidationError } from "./errors.ts";
import type { Converted, FieldMapper, FieldMapping, MediaForm } from "./fields.ts";
import { lookAtMedia, type Media } from "./media.ts";
import { describeSlot, MediaSlot } from "./media-slot.ts";
import type { FoundModel } from "./model.ts";
import { nearMiss } from "./near-miss.ts";
import type { Task } from "./operation.ts";
import type { NormalRequest, RequestField } from "./request.ts";
import { type ChosenVariant, chooseVariant } from "./variant.ts";

/** How the caller wants fields and values to be treated that a model does not know. */
export interface MappingPolicy {
  readonly provider: string;
  readonly onUnsupported: "warn" | "error";
  readonly onInvalidValue: "error" | "nearest";
  /** How media are sent where a parameter does not say. */
  readonly accepts: readonly MediaForm[];
}

/** A request in the words of one model: what will be called, with what, and what became of each field. */
export interface MappedRequest {
  readonly endpoint: string;
  readonly task: Task;
  /** By wire name; media stand as {@link MediaSlot} until they are prepared. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly adjustments: readonly Adjustment[];
  readonly warnings: readonly string[];
}

/** What one caller's field was turned into, while the mapping goes on. */
interface Trace {
  readonly parameter: string;
  readonly sent: unknown;
  readonly kind: Converted["kind"];
  readonly reason?: string | undefined;
}

/**
 * Maps a request to a model's parameters. Every field that the caller set is accounted for exactly once.
 * @throws ValidationError for values that the model does not allow, inputs that it does not take, and, with
 * `onUnsupported: "error"`, fields that it has no parameter for.
 */
export function mapRequest(
  found: FoundModel,
  request: NormalRequest,
  policy: MappingPolicy,
): MappedRequest {
  const chosen = chooseVariant(policy.provider, found, request);
  const { variant } = chosen;
  const parameters: Record<string, unknown> = {};
  const traces = new Map<string, Trace[]>();
  for (const [parameter, mapper] of Object.entries(variant.fields)) {
    const value = valueFor(parameter, mapper, request, chosen, policy);
    if (value === undefined) continue;
    const converted = convert(parameter, mapper, value, request, found, policy);
    if (converted === undefined) continue;
    setParameter(parameters, parameter, converted.value);
    for (const field of sourcesOf(parameter, mapper, request, converted)) {
      const sent = {
        parameter,
        sent: converted.value,
        kind: converted.kind,
        reason: converted.reason,
      };
      traces.set(field, [...(traces.get(field) ?? []), sent]);
    }
  }
  const extras = addExtras(parameters, variant.fields, request, traces, policy);
  for (const [name, value] of Object.entries(variant.fixed ?? {})) {
    if (readParameter(parameters, name) === undefined) setParameter(parameters, name, value);
  }
  const adjustments = settle(request, traces, extras.overridden, found, policy);
  const dropped = adjustments
    .filter((adjustment) => adjustment.kind === "dropped")
    .map(
      ({ field, reason }) =>
        `${policy.provider} ${found.id}: ${field} was not sent: ${reason ?? "no parameter for it"}`,
    );
  return {
    endpoint: variant.endpoint ?? found.id,
    task: chosen.task,
    parameters,
    adjustments,
    warnings: [...dropped, ...extras.warnings],
  };
}

function valueFor(
  parameter: string,
  mapper: FieldMapper,
  request: NormalRequest,
  chosen: ChosenVariant,
  policy: MappingPolicy,
): unknown {
  const { media } = mapper;
  if (media?.roles) {
    const indexes = chosen.images.get(parameter) ?? [];
    const slots = indexes.flatMap((index) => {
      const input = request.imageList?.[index];
      return input ? [slotFor(input.image, `imageList[${index}]`, mapper, policy)] : [];
    });
    if (slots.length === 0) return undefined;
    return media.list ? slots : slots[0];
  }
  const [first] = mapper.sources;
  if (media && first && first !== "extraParams") {
    const given = request[first] as Media | undefined;
    if (given === undefined) return undefined;
    const slot = slotFor(given, first, mapper, policy);
    return media.list ? [slot] : slot;
  }
  if (first === "extraParams") return request.extraParams[mapper.name ?? parameter];
  if (mapper.sources.length === 1) return request[first as RequestField];
  const given = Object.fromEntries(
    mapper.sources.flatMap((source) => {
      const value = source === "extraParams" ? undefined : request[source];
      return value === undefined ? [] : [[source, value]];
    }),
  );
  return Object.keys(given).length > 0 ? given : undefined;
}

function slotFor(
  media: Media,
  field: string,
  mapper: FieldMapper,
  policy: MappingPolicy,
): MediaSlot {
  const sort = mapper.media?.sort ?? "image";
  const accepts = mapper.media?.accepts ?? policy.accepts;
  return new MediaSlot(lookAtMedia(media, field, sort), field, accepts, mapper.media?.wrap);
}

function convert(
  parameter: string,
  mapper: FieldMapper,
  value: unknown,
  request: NormalRequest,
  found: FoundModel,
  policy: MappingPolicy,
): Converted | undefined {
  const [source] = mapper.sources;
  const field =
    source === "extraParams" ? `extraParams.${mapper.name ?? parameter}` : (source ?? parameter);
  if (value === "" && mapper.required) {
    throw new ValidationError(`${policy.provider} ${found.id}: ${field} must not be empty`, {
      provider: policy.provider,
      model: found.id,
    });
  }
  return mapper.convert(value, request, {
    provider: policy.provider,
    model: found.id,
    field,
    parameter,
    nearest: policy.onInvalidValue === "nearest",
  });
}

function sourcesOf(
  parameter: string,
  mapper: FieldMapper,
  request: NormalRequest,
  converted: Converted,
): readonly string[] {
  if (mapper.sources[0] === "extraParams") return [`extraParams.${mapper.name ?? parameter}`];
  const used = converted.used ?? (mapper.sources as readonly RequestField[]);
  return used.filter((source) => request[source] !== undefined);
}

/** The one merge rule for `extraParams`: what no mapper reads is added last, under its own name, and wins. */
function addExtras(
  parameters: Record<string, unknown>,
  fields: FieldMapping,
  request: NormalRequest,
  traces: Map<string, Trace[]>,
  policy: MappingPolicy,
): { overridden: ReadonlySet<string>; warnings: readonly string[] } {
  const overridden = new Set<string>();
  const warnings: string[] = [];
  const known = Object.keys(fields);
  for (const [name, value] of Object.entries(request.extraParams)) {
    const field = `extraParams.${name}`;
    if (traces.has(field) || value === undefined) continue;
    const won = Object.hasOwn(fields, name) && readParameter(parameters, name) !== undefined;
    if (won) overridden.add(name);
    const similar = known.includes(name) ? undefined : nearMiss(name, known);
    if (similar !== undefined) warnings.push(`${field} is sent as it is; did you mean ${similar}?`);
    setParameter(parameters, name, withSlots(value, field, policy));
    const reason = won ? "sent as given; it wins over the mapped value" : undefined;
    traces.set(field, [{ parameter: name, sent: value, kind: "exact", reason }]);
  }
  return { overridden, warnings };
}

/** Bytes inside `extraParams` are media too; JSON would turn them into a list of numbers. */
function withSlots(value: unknown, field: string, policy: MappingPolicy): unknown {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer || value instanceof Blob) {
    const blob = value instanceof Blob ? value : new Blob([value as Uint8Array<ArrayBuffer>]);
    const known = lookAtAny(value, blob);
    return new MediaSlot(known, field, policy.accepts, undefined);
  }
  if (Array.isArray(value)) return value.map((entry) => withSlots(entry, field, policy));
  if (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        withSlots(entry, `${field}.${name}`, policy),
      ]),
    );
  }
  return value;
}

function lookAtAny(value: Uint8Array | ArrayBuffer | Blob, blob: Blob): MediaSlot["known"] {
  return {
    form: "blob",
    blob,
    contentType: value instanceof Blob && value.type ? value.type : "application/octet-stream",
  };
}

/** Sets a parameter; a dot in its name stands for nesting. */
export function setParameter(
  parameters: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  const path = name.split(".");
  const last = path.pop() as string;
  let at = parameters;
  for (const part of path) {
    const next = at[part];
    at = at[part] = typeof next === "object" && next !== null ? { ...next } : {};
  }
  at[last] = value;
}

function readParameter(parameters: Record<string, unknown>, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], parameters);
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

/** One adjustment for each field that the caller set. */
function settle(
  request: NormalRequest,
  traces: ReadonlyMap<string, readonly Trace[]>,
  overridden: ReadonlySet<string>,
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
    const kept = field.startsWith("extraParams.")
      ? all
      : all.filter(({ parameter }) => !overridden.has(parameter));
    if (kept.length > 0) return adjusted(field, requested, kept);
    if (isSingle(field, requested)) {
      return { field, requested, sent: 1, kind: "exact", reason: "a job makes one" };
    }
    const winner = all[0]?.parameter;
    const reason =
      winner === undefined ? missing(field, found) : `extraParams.${winner} is sent in its place`;
    if (winner === undefined) refuseToDrop(field, requested, found, policy, reason);
    return { field, requested: described(requested), kind: "dropped", reason };
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
      ? described(first.sent)
      : Object.fromEntries(traces.map(({ parameter, sent }) => [parameter, described(sent)]));
  return {
    field,
    requested: described(requested),
    sent,
    parameter: traces.map(({ parameter }) => parameter).join(", "),
    kind,
    ...(reasons.length > 0 ? { reason: reasons.join("; ") } : {}),
  };
}

/** A value for an adjustment: plain JSON, media described in a few words. */
function described(value: unknown): unknown {
  if (value instanceof MediaSlot) return describeSlot(value);
  if (value instanceof Uint8Array || value instanceof ArrayBuffer)
    return `${value.byteLength} bytes`;
  if (value instanceof Blob) return `${value.size} bytes`;
  if (value instanceof URL) return value.href;
  if (typeof value === "string" && (value.startsWith("data:") || value.length > 2_000)) {
    return `${value.slice(0, 60)}… (${value.length} characters)`;
  }
  if (Array.isArray(value)) return value.map(described);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, described(entry)]),
    );
  }
  return value;
}
