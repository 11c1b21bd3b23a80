import type { ImageGenerationRequest, Preview, VideoGenerationRequest } from "@tarash/core";
import { previewImage, previewVideo } from "@tarash/core";
import {
  defineProvider,
  type FieldMapper,
  type ModelCatalogue,
  type ModelVariant,
} from "@tarash/core/provider";
import { runway } from "../src/index.ts";
import type { Page, Spec } from "./schema.ts";

/** A request as a caller writes it. */
export type Given = Record<string, unknown>;

const media = {
  image: "https://media.test/in.png",
  video: "https://media.test/in.mp4",
  audio: "https://media.test/in.mp3",
};

/** What would be sent, with the models given. */
export function preview(
  { operation, model }: Pick<Page, "operation" | "model">,
  request: Given,
  models: ModelCatalogue,
  onInvalidValue: "error" | "nearest" = "error",
): Promise<Preview> {
  const provider = defineProvider({ ...runway.definition, models });
  const config = { provider, model, apiKey: "key", onInvalidValue, allowRetired: true };
  return operation === "video"
    ? previewVideo(config, request as VideoGenerationRequest)
    : previewImage(config, request as ImageGenerationRequest);
}

/** A value that the schema allows. */
export function valueFor(spec: Spec): unknown {
  if (spec.anyOf) return valueFor(spec.anyOf[0] ?? {});
  if (spec.e) return spec.e[0];
  if (spec.t === "s") return "https://media.test/any";
  if (spec.t === "n") return 2;
  if (spec.t === "b") return true;
  if (spec.t === "a") return [valueFor(spec.i ?? {})];
  return Object.fromEntries(
    Object.entries(spec.p ?? {}).map(([name, inner]) => [name, valueFor(inner)]),
  );
}

/** The request that fills the parameters of one variant: the required ones, or all. */
export function requestFor(
  { fields, task }: ModelVariant,
  specs: Readonly<Record<string, Spec>>,
  which: "minimal" | "full",
): Given {
  const given: Given = { task: task ?? "generate" };
  for (const [parameter, mapper] of Object.entries(fields)) {
    if (which === "full" || mapper.required) fill(given, parameter, mapper, specs[parameter] ?? {});
  }
  return given;
}

function fill(given: Given, parameter: string, mapper: FieldMapper, spec: Spec): void {
  const [source] = mapper.sources;
  if (source === undefined) return;
  if (source === "extraParams") {
    const [allowed] = mapper.shape.allowed ?? [];
    given[source] = {
      ...(given[source] as object | undefined),
      [mapper.name ?? parameter]: allowed ?? valueFor(spec),
    };
    return;
  }
  const roles = mapper.media?.roles;
  if (roles) {
    const images = (given["imageList"] ?? []) as readonly object[];
    given["imageList"] = [...images, { image: media.image, type: roles[0] }];
    return;
  }
  if (source === "resolution" || source === "size") {
    if (mapper.sources.includes("aspectRatio")) {
      given["aspectRatio"] ??= mapper.shape.allowed?.at(-1);
      return;
    }
  }
  given[source] ??= mapper.media ? media[mapper.media.sort] : plainValue(source, mapper);
}

/** What a caller writes in a field so that its parameter gets a value of the schema. */
function plainValue(source: string, { shape }: FieldMapper): unknown {
  const [first] = shape.allowed ?? [];
  switch (source) {
    case "prompt":
    case "negativePrompt":
      return "a fox in the snow";
    case "durationSeconds":
      return first ?? 5;
    case "fps":
      return Number.parseFloat(String(first));
    case "generateAudio":
      return true;
    case "n":
      return shape.maximum;
    case "seed":
    case "scale":
      return 2;
    default:
      return first;
  }
}
