import type { FieldMapper, ModelVariant, Operation } from "@tarash/core/provider";
import type { Spec } from "../src/catalogue-data.ts";

/** A request as a caller writes it. */
export type Given = Record<string, unknown>;

const media = {
  image: "https://media.test/in.png",
  video: "https://media.test/in.mp4",
  audio: "https://media.test/in.mp3",
};

/** A value that the schema allows. */
export function valueFor(spec: Spec): unknown {
  if (spec.anyOf) return valueFor(spec.anyOf[0] ?? {});
  if (spec.e) return spec.e[0];
  if (spec.t === "s") return "https://media.test/any";
  if (spec.t === "n") return 1;
  if (spec.t === "b") return true;
  if (spec.t === "a") return [valueFor(spec.i ?? {})];
  return Object.fromEntries(
    Object.entries(spec.p ?? {}).map(([name, inner]) => [name, valueFor(inner)]),
  );
}

/** The request that fills the parameters of one variant: the required ones, or all. */
export function requestFor(
  operation: Operation,
  { fields, task }: ModelVariant,
  specs: Readonly<Record<string, Spec>>,
  which: "minimal" | "full",
): Given {
  const given: Given = {};
  const visual = operation === "video" || operation === "image";
  if (task) given["task"] = task;
  if (which === "full" && visual) given["task"] ??= "generate";
  if (operation === "tts") given["text"] = "a fox in the snow";
  if (operation === "sts") given["audio"] = media.audio;
  for (const [parameter, mapper] of Object.entries(fields)) {
    if (which === "full" || mapper.required) fill(given, parameter, mapper, specs[parameter] ?? {});
  }
  return given;
}

function fill(given: Given, parameter: string, mapper: FieldMapper, spec: Spec): void {
  const [source] = mapper.sources;
  if (source === undefined) return;
  if (source === "extraParams") {
    given[source] = {
      ...(given[source] as object | undefined),
      [mapper.name ?? parameter]: valueFor(spec),
    };
    return;
  }
  const roles = mapper.media?.roles;
  if (roles) {
    const images = (given["imageList"] ?? []) as readonly { type: string }[];
    const free = roles.find((role) => !images.some(({ type }) => type === role));
    given["imageList"] = [...images, { image: media.image, type: free ?? roles[0] }];
    return;
  }
  given[source] ??= mapper.media ? media[mapper.media.sort] : plainValue(source, mapper, spec);
}

/** What a caller writes in a field so that its parameter gets a value of the schema. */
function plainValue(source: string, mapper: FieldMapper, spec: Spec): unknown {
  const [first] = mapper.shape.allowed ?? [];
  const named = spec.e?.[0] ?? spec.anyOf?.[0]?.e?.[0];
  switch (source) {
    case "prompt":
    case "negativePrompt":
      return "a fox in the snow";
    case "durationSeconds":
      return first === undefined ? 5 : Number.parseFloat(String(first));
    case "fps":
      return first ?? 16;
    case "generateAudio":
    case "enhancePrompt":
      return true;
    case "n":
      return mapper.shape.maximum;
    case "strength":
      return 0.5;
    case "seed":
    case "scale":
    case "guidance":
    case "speed":
    case "steps":
      return 2;
    default:
      return named ?? first ?? "16:9";
  }
}

/** Each endpoint's own way to be called. */
export function variantsByEndpoint(
  models: Readonly<Record<string, { variants: readonly ModelVariant[] }>> = {},
): ReadonlyMap<string, ModelVariant> {
  return new Map(
    Object.entries(models).flatMap(([key, { variants }]) =>
      variants.map((variant): [string, ModelVariant] => [variant.endpoint ?? key, variant]),
    ),
  );
}
