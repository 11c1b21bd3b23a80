import { type Trace, adjustmentsOf } from "./accounting.ts";
import type { Adjustment } from "./adjustment.ts";
import { ValidationError } from "./errors.ts";
import { addExtras, withSlots } from "./extra-params.ts";
import type { Converted, FieldMapper } from "./field-mapper.ts";
import type { MappingPolicy } from "./mapping-policy.ts";
import { type Media, lookAtMedia } from "./media.ts";
import { MediaSlot } from "./media-slot.ts";
import type { FoundModel } from "./model.ts";
import type { Task } from "./operation.ts";
import { readParameter, setParameter } from "./parameter.ts";
import type { NormalRequest, RequestField } from "./request.ts";
import { type ChosenVariant, chooseVariant } from "./variant.ts";

/** A request in the words of one model: what will be called, with what, and what became of each field. */
export interface MappedRequest {
  readonly endpoint: string;
  readonly task: Task;
  /** By wire name; media stand as {@link MediaSlot} until they are prepared. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly adjustments: readonly Adjustment[];
  readonly warnings: readonly string[];
  /** Whether the model's answer is its result, so that there is no job to come back to. */
  readonly answersAtOnce: boolean;
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
  const passedOver = new Map<string, string>();
  for (const [parameter, mapper] of Object.entries(variant.fields)) {
    const value = valueFor(parameter, mapper, request, chosen, policy);
    if (value === undefined) continue;
    const converted = convert(parameter, mapper, value, request, found, policy);
    if (converted === undefined) {
      if (!mapper.required) continue;
      throw new ValidationError(
        `${policy.provider} ${found.id}: ${mapper.sources.join(" and ")} make no ${parameter}, which is required`,
        { provider: policy.provider, model: found.id },
      );
    }
    setParameter(parameters, parameter, converted.value);
    for (const source of mapper.sources) {
      if (converted.used && !converted.used.includes(source as RequestField))
        passedOver.set(source, `${parameter} is made of ${converted.used.join(" and ")}`);
    }
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
  const adjustments = adjustmentsOf(request, { traces, passedOver, ...extras }, found, policy);
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
    answersAtOnce: found.model.answersAtOnce ?? false,
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
  if (first === "extraParams") {
    const name = mapper.name ?? parameter;
    return withSlots(request.extraParams[name], `extraParams.${name}`, policy);
  }
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
