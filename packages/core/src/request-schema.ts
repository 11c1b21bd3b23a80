import * as z from "zod/mini";
import { ValidationError } from "./errors.ts";
import { type ImageInput, imageRoles } from "./media.ts";
import { nearMiss } from "./near-miss.ts";
import { type Operation, operations, tasks } from "./operation.ts";
import type { NormalRequest } from "./request.ts";
import { show } from "./values.ts";

const text = z.string();
const words = z.string().check(z.minLength(1, "must not be empty"));
const amount = z.number().check(z.positive("must be more than 0"));
const whole = z.number().check(z.int("must be a whole number"));
const count = whole.check(
  z.minimum(1, "must be at least 1"),
  z.maximum(100, "must be at most 100"),
);
const flag = z.boolean();
const media = z.custom(
  (value) => value !== null && (typeof value === "object" || typeof value === "string"),
  {
    error: "must be a URL, a data URL, base64, bytes, a Blob or { content, contentType }",
  },
);
const images = z.array(
  z.strictObject({ image: media, type: z.enum(imageRoles as ImageInput["type"][]) }),
);
const record = z.record(z.string(), z.unknown());
const voice = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]));

const common = {
  task: z.enum(tasks as (typeof tasks)[number][]),
  seed: whole,
  extraParams: record,
};

/** The fields of each request. A prompt may be empty: whether a model wants one is the model's data. */
const fieldsOf = {
  video: {
    ...common,
    prompt: text,
    durationSeconds: amount,
    resolution: words,
    aspectRatio: words,
    fps: amount,
    generateAudio: flag,
    imageList: images,
    video: media,
    sourceJob: z.union([words, record]),
    numberOfVideos: count,
    n: count,
    negativePrompt: text,
    enhancePrompt: flag,
  },
  image: {
    ...common,
    prompt: text,
    negativePrompt: text,
    size: words,
    aspectRatio: words,
    quality: words,
    style: words,
    n: count,
    imageList: images,
    maskImage: media,
    strength: z
      .number()
      .check(z.minimum(0, "must be at least 0"), z.maximum(1, "must be at most 1")),
    scale: amount,
    steps: count,
    guidance: z.number(),
    outputFormat: words,
    background: words,
  },
  tts: {
    seed: whole,
    extraParams: record,
    text: words,
    voiceId: words,
    voiceIds: z.record(z.string(), words),
    outputFormat: words,
    languageCode: words,
    voiceSettings: voice,
    speed: amount,
    instructions: text,
    previousText: text,
    nextText: text,
  },
  sts: {
    seed: whole,
    extraParams: record,
    audio: media,
    voiceId: words,
    voiceIds: z.record(z.string(), words),
    outputFormat: words,
    voiceSettings: voice,
    removeBackgroundNoise: flag,
  },
} satisfies Record<Operation, Record<string, z.ZodMiniType>>;

const required: Record<Operation, readonly string[]> = {
  video: [],
  image: [],
  tts: ["text"],
  sts: ["audio"],
};

/** A request after validation, and what is worth telling about it. */
export interface CheckedRequest {
  readonly request: NormalRequest;
  readonly warnings: readonly string[];
}

/**
 * Checks a request and brings it into one shape: unknown keys move to `extraParams` (which win over the explicit
 * ones), `n` of a video becomes `numberOfVideos`. The caller's objects are not changed.
 * @throws ValidationError that names the field, what is allowed and what was given.
 */
export function checkRequest(operation: Operation, given: unknown): CheckedRequest {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ValidationError(`the ${operation} request must be an object (got ${show(given)})`);
  }
  const fields: Record<string, z.ZodMiniType> = fieldsOf[operation];
  const known: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  const warnings: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!schema) {
      refusePrototype(name);
      unknown[name] = value;
      const similar = nearMiss(name, Object.keys(fields));
      const other = operations.find((each) => Object.hasOwn(fieldsOf[each], name));
      if (other) {
        warnings.push(
          `${name} is a field of a ${other} request, not of a ${operation} one; it is sent as it is`,
        );
      } else if (similar)
        warnings.push(`${name} is not a field of a ${operation} request; did you mean ${similar}?`);
      continue;
    }
    const checked = z.safeParse(schema, value);
    if (!checked.success) throw new ValidationError(problemOf(name, value, checked.error));
    known[name] = value;
  }
  for (const name of Object.keys((known["extraParams"] as object | undefined) ?? {})) {
    refusePrototype(name);
  }
  const missing = required[operation].find((name) => known[name] === undefined);
  if (missing) throw new ValidationError(`${missing} is required in a ${operation} request`);
  const extraParams = { ...(known["extraParams"] as object | undefined), ...unknown };
  if (operation === "video") joinCounts(known);
  return {
    request: Object.freeze({ ...known, extraParams: Object.freeze(extraParams) }),
    warnings,
  };
}

/** A parameter of this name would change what objects are, not what is sent. */
function refusePrototype(name: string): void {
  if (!name.split(".").includes("__proto__")) return;
  throw new ValidationError(`${show(name)} cannot be a parameter; leave it out`);
}

function joinCounts(known: Record<string, unknown>): void {
  const { n, numberOfVideos } = known;
  if (n === undefined) return;
  if (numberOfVideos !== undefined && numberOfVideos !== n) {
    throw new ValidationError(
      `n and numberOfVideos are the same field (got ${show(n)} and ${show(numberOfVideos)})`,
    );
  }
  known["numberOfVideos"] = n;
  delete known["n"];
}

/** `imageList[0].type must be one of … (got "cover")`: where, what is allowed, what was given. */
export function problemOf(
  name: string,
  value: unknown,
  error: z.core.$ZodError,
  shown: (value: unknown) => string = show,
): string {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const field = path.reduce<string>(
    (at, part) => (typeof part === "number" ? `${at}[${part}]` : `${at}.${String(part)}`),
    name,
  );
  const inner = path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part],
    value,
  );
  return `${field} ${expected(issue)} (got ${shown(inner)})`;
}

/** What a zod issue asks for, as half a sentence. */
function expected(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return "is not valid";
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int" ? issue.message : `must be ${article(issue.expected)}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `has an unknown key ${issue.keys.join(", ")}`;
    case "invalid_key":
      return expected(issue.issues[0]);
    case "invalid_union": {
      const ways = issue.errors.map(([first]) => expected(first).replace(/^must be /, ""));
      return `must be ${[...new Set(ways)].join(" or ")}`;
    }
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  record: "an object",
};

function article(type: string): string {
  return kinds[type] ?? `a ${type}`;
}
