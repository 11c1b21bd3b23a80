import { UnsupportedOperationError, ValidationError } from "./errors.ts";
import type { FieldMapper, FieldMapping } from "./field-mapper.ts";
import type { ImageInput } from "./media.ts";
import type { FoundModel, ModelVariant } from "./model.ts";
import type { Task } from "./operation.ts";
import type { NormalRequest, RequestField } from "./request.ts";

/** Which mapper takes which input image: each image goes to exactly one parameter. */
type ImageAssignment = ReadonlyMap<string, readonly number[]>;

/** The variant that is called, and how the inputs are spread over its parameters. */
export interface ChosenVariant {
  readonly variant: ModelVariant;
  readonly task: Task;
  readonly images: ImageAssignment;
}

/** Inputs that are never dropped, whatever the config says: without them the result is another one. */
const inputFields: readonly RequestField[] = ["video", "maskImage", "audio", "sourceJob"];

/**
 * Picks the variant of a model that takes all inputs of the request and has all that it requires.
 * @throws ValidationError that says what is missing or not taken, or which tasks fit when several do.
 */
export function chooseVariant(
  provider: string,
  found: FoundModel,
  request: NormalRequest,
): ChosenVariant {
  const who = `${provider} ${found.id}`;
  const facts = { provider, model: found.id };
  const { variants } = found.model;
  const offered = [...new Set(variants.map(taskOf))];
  if (request.task !== undefined && !offered.includes(request.task)) {
    throw new UnsupportedOperationError(
      `${who}: task ${request.task} is not offered (this model does ${offered.join(", ")})`,
      facts,
    );
  }
  const asked = variants.filter(
    (variant) => request.task === undefined || taskOf(variant) === request.task,
  );
  const tried = asked.map((variant) => ({ variant, ...fit(variant.fields, request, asked) }));
  const fitting = tried.filter(({ problems }) => problems.length === 0);
  const tasks = [...new Set(fitting.map(({ variant }) => taskOf(variant)))];
  if (tasks.length > 1) {
    throw new ValidationError(
      `${who}: task must be named, since the inputs fit several: one of ${tasks.join(", ")}`,
      facts,
    );
  }
  const [first] = fitting;
  if (first) return { variant: first.variant, task: taskOf(first.variant), images: first.images };
  const closest = tried.toSorted((left, right) => left.problems.length - right.problems.length)[0];
  const ways = asked.length > 1 ? `. It takes: ${asked.map(inputsOf).join("; ")}` : "";
  throw new ValidationError(
    `${who}: ${closest?.problems.join("; ") ?? "no way to call it"}${ways}`,
    facts,
  );
}

function taskOf(variant: ModelVariant): Task {
  return variant.task ?? "generate";
}

function fit(
  fields: FieldMapping,
  request: NormalRequest,
  siblings: readonly ModelVariant[],
): { problems: readonly string[]; images: ImageAssignment } {
  const { images, refused } = assignImages(fields, request.imageList ?? [], siblings);
  const problems = [...refused];
  const sources = new Set(Object.values(fields).flatMap((mapper) => mapper.sources));
  for (const field of inputFields) {
    if (request[field] !== undefined && !sources.has(field)) {
      const elsewhere = mappersOf(siblings).some(({ sources }) => sources.includes(field));
      problems.push(
        elsewhere
          ? `${field} is not taken by this model with these inputs`
          : `${field} is not taken by this model`,
      );
    }
  }
  for (const [parameter, mapper] of Object.entries(fields)) {
    if (mapper.required && !isGiven(parameter, mapper, request, images)) {
      problems.push(`${nameOf(parameter, mapper)} is required`);
    }
  }
  return { problems, images };
}

/** What the caller calls the source of a parameter. */
function nameOf(parameter: string, mapper: FieldMapper): string {
  if (mapper.sources[0] === "extraParams") return `extraParams.${mapper.name ?? parameter}`;
  const roles = mapper.media?.roles;
  if (roles) return `imageList with ${roles.join(" or ")}`;
  return mapper.sources.join(" or ");
}

function isGiven(
  parameter: string,
  mapper: FieldMapper,
  request: NormalRequest,
  images: ImageAssignment,
): boolean {
  if (request.extraParams[mapper.name ?? parameter] !== undefined) return true;
  if (mapper.media?.roles) return (images.get(parameter)?.length ?? 0) > 0;
  return mapper.sources.some((source) => {
    if (source === "extraParams") return false;
    const value = request[source];
    return value !== undefined && value !== "";
  });
}

/**
 * Spreads images over parameters: each goes to the parameter that names its role earliest and still has room, those
 * first whose role a parameter names first. A parameter with one place never gets two images, and no image stands in
 * two parameters.
 */
function assignImages(
  fields: FieldMapping,
  images: readonly ImageInput[],
  siblings: readonly ModelVariant[],
): { images: ImageAssignment; refused: readonly string[] } {
  const takers = Object.entries(fields).filter(([, mapper]) => mapper.media?.roles);
  const taken = new Map<string, number[]>();
  const placed = new Set<number>();
  const ranks = Math.max(0, ...takers.map(([, { media }]) => media?.roles?.length ?? 0));
  for (let rank = 0; rank < ranks; rank++) {
    for (const [index, { type }] of images.entries()) {
      if (placed.has(index)) continue;
      const [name] =
        takers.find(
          ([name, { media }]) =>
            media?.roles?.[rank] === type && (taken.get(name)?.length ?? 0) < media.maximum,
        ) ?? [];
      if (name === undefined) continue;
      placed.add(index);
      taken.set(name, [...(taken.get(name) ?? []), index]);
    }
  }
  for (const indexes of taken.values()) indexes.sort((left, right) => left - right);
  const left = images.filter((_, index) => !placed.has(index)).map(({ type }) => type);
  return {
    images: taken,
    refused: [...new Set(left)].map((role) => refusal(takers, images, role, siblings)),
  };
}

function mappersOf(variants: readonly ModelVariant[]): FieldMapper[] {
  return variants.flatMap(({ fields }) => Object.values(fields));
}

function refusal(
  takers: readonly (readonly [string, FieldMapper])[],
  images: readonly ImageInput[],
  role: ImageInput["type"],
  siblings: readonly ModelVariant[],
): string {
  const rolesOf = ([, { media }]: readonly [string, FieldMapper]): readonly ImageInput["type"][] =>
    media?.roles ?? [];
  const fitting = takers.filter((taker) => rolesOf(taker).includes(role));
  if (fitting.length > 0) {
    const room = fitting.reduce((sum, [, { media }]) => sum + (media?.maximum ?? 0), 0);
    const alone = images.filter(({ type }) => type === role).length;
    const roles = alone > room ? [role] : [...new Set(fitting.flatMap(rolesOf))];
    const given = images.filter(({ type }) => roles.includes(type)).length;
    return `imageList takes at most ${room} ${roles.join(" or ")} image${room === 1 ? "" : "s"} (got ${given})`;
  }
  const roles = [...new Set(mappersOf(siblings).flatMap(({ media }) => media?.roles ?? []))];
  if (roles.includes(role)) {
    return `imageList with role ${role} is not taken by this model with these inputs`;
  }
  const allowed = roles.length > 0 ? `its roles are ${roles.join(", ")}` : "it takes no images";
  return `imageList with role ${role} is not taken by this model (${allowed})`;
}

/** The inputs of a variant in words, for errors and descriptions: `prompt + first_frame`. */
function inputsOf(variant: ModelVariant): string {
  const parts = Object.entries(variant.fields)
    .filter(
      ([, mapper]) =>
        mapper.media !== undefined ||
        mapper.sources.includes("sourceJob") ||
        mapper.sources.includes("prompt"),
    )
    .map(([parameter, mapper]) => {
      const name = mapper.media?.roles?.join("|") ?? nameOf(parameter, mapper);
      return mapper.required ? name : `${name}?`;
    });
  const what = parts.length > 0 ? parts.join(" + ") : "no inputs";
  return variant.task && variant.task !== "generate" ? `${variant.task}: ${what}` : what;
}
