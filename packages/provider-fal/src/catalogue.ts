// Every endpoint that fal types, also those without a page of their own. An entry point of its own, so that it costs
// nothing to those who do not import it.
import {
  audioField,
  countField,
  type DefinedProvider,
  defineProvider,
  durationField,
  type FieldMapper,
  type FieldMapping,
  type Model,
  type ModelCatalogue,
  type Operation,
  passthroughField,
  type ProviderDefinition,
  type Task,
} from "@tarash/core/provider";
import type { CatalogueData, Makes, Spec } from "./catalogue-data.ts";
import { readCatalogue } from "./catalogue.generated.ts";
import * as field from "./fields.ts";
import { fal } from "./provider.ts";
import { queue } from "./wire.ts";

export type { Makes, Spec } from "./catalogue-data.ts";

/** An endpoint of fal and its parameters, as fal types them. */
export interface CatalogueEndpoint {
  readonly id: string;
  readonly makes: Makes;
  readonly parameters: Readonly<Record<string, Spec>>;
}

let kept: CatalogueData | undefined;

function data(): CatalogueData {
  return (kept ??= readCatalogue());
}

/** The ids of all endpoints, in alphabetical order. */
export function catalogueEndpoints(): readonly string[] {
  return Object.keys(data().endpoints);
}

/** What is known of an endpoint; nothing when fal's types did not list it. */
export function catalogueEndpoint(id: string): CatalogueEndpoint | undefined {
  const { endpoints, parameters, specs } = data();
  const entry = Object.hasOwn(endpoints, id) ? endpoints[id] : undefined;
  if (!entry) return undefined;
  const [makes, ...indexes] = entry;
  const named = (indexes as number[]).map((index) => {
    const [name, spec] = parameters[index] as readonly [string, number];
    return [name, specs[spec] ?? {}] as const;
  });
  return { id, makes, parameters: Object.fromEntries(named) };
}

const operationOf: Readonly<Record<Makes, Operation | undefined>> = {
  v: "video",
  i: "image",
  t: "tts",
  s: "sts",
  o: undefined,
};

/** A model made of an endpoint's types: nothing when it makes neither video nor image nor sound. */
export function catalogueModel(id: string): Model | undefined {
  const endpoint = catalogueEndpoint(id);
  const operation = endpoint && operationOf[endpoint.makes];
  if (!operation) return undefined;
  const task = operation === "video" || operation === "image" ? taskOf(id) : undefined;
  const variant = {
    endpoint: id,
    ...(task ? { task } : {}),
    fields: fieldsOf(operation, endpoint.parameters),
  };
  return { operation, variants: [variant], source: data().source };
}

/** What ids say of the task; anything else generates. */
const tasks: readonly (readonly [RegExp, Task])[] = [
  [/(^|\/)(extend(-video)?|video-extension)(\/|$)/, "extend"],
  [/reframe/, "reframe"],
  [/outpaint|\/expand$/, "outpaint"],
  [/remove-background|background\/remove|background-removal|birefnet|rembg/, "remove-background"],
  [/upscal|esrgan|super-resolution|increase-resolution/, "upscale"],
  [/inpaint|\/fill(\/|$)|eras(e|er)(\/|$)|object-removal/, "inpaint"],
  [/redux|\/remix(\/|$)/, "remix"],
  [/(^|\/)(edit(-image|-video)?|video-edit|modify|image-to-image|video-to-video)(\/|$)/, "edit"],
];

function taskOf(id: string): Task | undefined {
  return tasks.find(([sign]) => sign.test(id))?.[1];
}

/** A page for each endpoint's parameters: those that a request has a field for, and the model's own. */
function fieldsOf(operation: Operation, specs: Readonly<Record<string, Spec>>): FieldMapping {
  const names = new Set(Object.keys(specs));
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const mapper = unified(operation, name, spec, names) ?? ownField(spec);
      return [name, spec.r ? field.required(mapper) : mapper];
    }),
  );
}

function unified(
  operation: Operation,
  name: string,
  spec: Spec,
  names: ReadonlySet<string>,
): FieldMapper | undefined {
  if (name === "seed" && spec.t === "n") return field.seed;
  switch (operation) {
    case "video":
      return visual(name, spec, names) ?? ofVideo(name, spec);
    case "image":
      return visual(name, spec, names) ?? ofImage(name, spec, names);
    case "tts":
      return ofSpeech(name, spec, names);
    default:
      return name === "audio_url" || name === "source_audio_url" ? audioField() : undefined;
  }
}

function visual(name: string, spec: Spec, names: ReadonlySet<string>): FieldMapper | undefined {
  if (spec.t === "a") return spec.i?.t === "s" ? pictures(name, names) : undefined;
  if (spec.t !== "s") return undefined;
  if (name === "prompt") return field.optionalPrompt;
  if (name === "negative_prompt") return field.negativePrompt;
  if (name === "aspect_ratio") return choice("aspectRatio", spec);
  if (/^(start_image|first_(frame|image))_url$/.test(name)) return field.firstFrame;
  if (/^(end_image|last_(frame|image)|tail_image)_url$/.test(name)) return field.lastFrame;
  if (!/^(subject_)?reference_image_url$/.test(name)) return undefined;
  return names.has("image_url") ? field.asset : field.reference;
}

function pictures(name: string, names: ReadonlySet<string>): FieldMapper | undefined {
  if (!/^(((input|reference)_)?image|ref_image)_urls$/.test(name)) return undefined;
  if (name === "image_urls" && names.has("reference_image_urls")) return field.styles;
  return names.has("image_url") ? field.assets : field.references;
}

function ofVideo(name: string, spec: Spec): FieldMapper | undefined {
  if (name === "image_url" && spec.t === "s") return field.frame;
  if (name === "video_url" && spec.t === "s") return field.inputVideo;
  if (/^(reference_)?video_urls$/.test(name) && spec.i?.t === "s") return field.inputVideos;
  if (/^generate_audio(_switch)?$/.test(name) && spec.t === "b") return field.generateAudio;
  if (/^(enable_prompt_expansion|prompt_optimizer|enhance_prompt)$/.test(name) && spec.t === "b")
    return field.enhancePrompt;
  if (name === "resolution" && spec.t === "s") return choice("resolution", spec);
  if (name === "fps" || name === "frames_per_second") return choice("fps", spec);
  return name === "duration" ? duration(spec) : undefined;
}

function ofImage(name: string, spec: Spec, names: ReadonlySet<string>): FieldMapper | undefined {
  if (name === "image_url" && spec.t === "s") return field.reference;
  if (/^mask(_image)?_url$/.test(name) && spec.t === "s") return field.mask;
  if (name === "num_images" && !spec.e) return countField("n", { maximum: 4 });
  if (spec.t === "n" && !spec.e) {
    if (name === "num_inference_steps") return field.steps;
    if (name === "guidance_scale") return field.guidance;
    if (name === "strength") return field.strength;
  }
  if (/^(upscale_factor|scale)$/.test(name) && spec.t === "n") return choice("scale", spec);
  if (/^(quality|style|background)$/.test(name) && spec.t === "s")
    return choice(name as "quality", spec);
  if (name === "output_format" && spec.t === "s") return choice("outputFormat", spec);
  if (name !== "image_size") return undefined;
  const named = spec.e ?? spec.anyOf?.find(({ e }) => e)?.e;
  if (spec.anyOf?.some(({ t }) => t === "o")) {
    const sizes = names.has("aspect_ratio") ? field.imageSizeBesideRatio : field.imageSizeWith;
    return sizes((named ?? []).map(String));
  }
  return spec.e ? field.sizeName(spec.e.map(String)) : undefined;
}

const spoken = ["text", "transcript", "gen_text", "prompt", "lyrics", "tags"];

function ofSpeech(name: string, spec: Spec, names: ReadonlySet<string>): FieldMapper | undefined {
  if (name === spoken.find((word) => names.has(word)) && spec.t === "s")
    return passthroughField("text");
  if (/^voice(_id)?$/.test(name) && spec.t === "s") return choice("voiceId", spec);
  if (/^language(_code)?$/.test(name) && spec.t === "s") return choice("languageCode", spec);
  return name === "speed" && spec.t === "n" ? passthroughField("speed") : undefined;
}

function choice(
  source: Parameters<typeof passthroughField>[0],
  { e, t }: Spec,
): FieldMapper | undefined {
  if (e) return field.oneOf(source, e);
  return t === "s" || t === "n" ? passthroughField(source) : undefined;
}

/** Seconds as the type spells them: 5, `"5"` or `"5s"`; `"auto"` is left to `extraParams`. */
function duration({ e, t }: Spec): FieldMapper | undefined {
  if (!e) return t === "n" ? durationField({ integer: false }) : undefined;
  const seconds = e.map((value) => Number.parseFloat(String(value)));
  const allowed = seconds.filter((value) => value > 0);
  if (allowed.length === 0) return undefined;
  if (t === "n") return durationField({ allowed });
  return durationField({
    allowed,
    format: e.some((value) => /\ds$/.test(String(value))) ? "seconds" : "digits",
  });
}

function ownField({ t, e, anyOf }: Spec): FieldMapper {
  if (anyOf) return field.either(anyOf.map(ownField));
  if (e) return field.choice(e);
  if (t === "b") return field.flag;
  if (t === "n") return field.number;
  if (t === "s") return field.text;
  if (t === "a") return field.list;
  return t === "o" ? field.object : field.anything;
}

/**
 * A provider that also knows every endpoint of the catalogue that makes video, images or sound. The pages of the
 * families stay as they are. Sound joins as `tts` and `sts`.
 */
export function withCatalogue({ definition }: { definition: ProviderDefinition }): DefinedProvider {
  const models: Record<Operation, Record<string, Model>> = {
    video: {},
    image: {},
    tts: {},
    sts: {},
  };
  const pages = endpointsOf(definition.models);
  for (const id of catalogueEndpoints()) {
    const model = pages.has(id) ? undefined : catalogueModel(id);
    if (model) models[model.operation][id] = model;
  }
  for (const operation of ["video", "image", "tts", "sts"] as const) {
    Object.assign(models[operation], definition.models[operation]);
  }
  return defineProvider({
    ...definition,
    models,
    operations: { ...definition.operations, tts: queue, sts: queue },
  });
}

function endpointsOf(models: ModelCatalogue): ReadonlySet<string> {
  const families = Object.values(models);
  const variants = families
    .flatMap((family) => Object.values(family))
    .flatMap((model) => model.variants);
  const keys = families.flatMap((family) => Object.keys(family));
  return new Set([...keys, ...variants.flatMap(({ endpoint }) => endpoint ?? [])]);
}

/** fal with every endpoint of the catalogue. */
export const falWithCatalogue: DefinedProvider = withCatalogue(fal);
