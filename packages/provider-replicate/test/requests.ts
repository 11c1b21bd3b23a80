import type { FieldMapper, ModelVariant } from "@tarash/core/provider";
import type { Parameters, Spec } from "./schema.ts";

/** A request as a caller writes it. */
export type Given = Record<string, unknown>;

const media = {
  image: "https://media.test/in.png",
  video: "https://media.test/in.mp4",
  audio: "https://media.test/in.mp3",
};

/** A value that the schema allows. */
export function valueFor(spec: Spec): unknown {
  if (spec.enum) return spec.enum[0];
  if (spec.type === "boolean") return true;
  if (spec.type === "array") return [spec.items === "number" ? 1 : "https://media.test/any"];
  if (spec.type === "integer" || spec.type === "number") return spec.min ?? spec.max ?? 1;
  return "https://media.test/any";
}

/** The request that fills the parameters of one variant: the required ones, all, or all with a size in pixels. */
export function requestFor(
  { fields, task }: ModelVariant,
  specs: Parameters,
  which: "minimal" | "full" | "pixels",
): Given {
  const given: Given = { task: task ?? "generate" };
  for (const [parameter, mapper] of Object.entries(fields)) {
    if (which !== "minimal" || mapper.required) {
      fill(given, parameter, mapper, specs[parameter] ?? {}, which);
    }
  }
  return given;
}

function fill(
  given: Given,
  parameter: string,
  mapper: FieldMapper,
  spec: Spec,
  which: string,
): void {
  const [source] = mapper.sources;
  if (source === undefined) return;
  if (source === "extraParams") {
    given[source] = { ...(given[source] as object | undefined), [parameter]: valueFor(spec) };
    return;
  }
  const roles = mapper.media?.roles;
  if (roles) {
    const images = (given["imageList"] ?? []) as readonly { type: string }[];
    const free = roles.find((role) => !images.some(({ type }) => type === role));
    given["imageList"] = [...images, { image: media.image, type: free ?? roles[0] }];
    return;
  }
  for (const field of mapper.sources) {
    if (field === "size" && which === "pixels") given[field] = "1024x1024";
    else if (field === "size" && /^(width|height|aspect_ratio)$/.test(parameter)) continue;
    else if (field === "fps" && parameter === "num_frames") continue;
    else
      given[field] ??= mapper.media
        ? media[mapper.media.sort]
        : plainValue(field, parameter, mapper, spec);
  }
}

/** What a caller writes in a field so that its parameter gets a value of the schema. */
function plainValue(source: string, parameter: string, mapper: FieldMapper, spec: Spec): unknown {
  const { allowed, minimum, maximum } = mapper.shape;
  switch (source) {
    case "prompt":
    case "negativePrompt":
      return "a fox in the snow";
    case "durationSeconds":
      return allowed?.[0] ?? (spec.max === 121 ? 5 : (minimum ?? 5));
    case "generateAudio":
    case "enhancePrompt":
      return true;
    case "n":
      return maximum;
    case "strength":
      return 0.5;
    case "fps":
      return allowed?.[0] ?? 16;
    case "seed":
    case "scale":
    case "guidance":
    case "steps":
      return minimum ?? 2;
    case "aspectRatio":
      return oddly(allowed) ? "16:9" : (allowed?.[0] ?? "16:9");
    case "resolution":
      return oddly(allowed) ? "720p" : (allowed?.[0] ?? "720p");
    default:
      return spec.enum?.[0] ?? (parameter === "resolution" ? "1 MP" : "1024x1024");
  }
}

/** Whether the wire has words of its own, so that its values are not the caller's. */
function oddly(allowed: FieldMapper["shape"]["allowed"]): boolean {
  return /^(portrait|standard|\d+\*\d+)$/.test(String(allowed?.[0]));
}
