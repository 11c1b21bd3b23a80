import type { FieldMapper } from "@tarash/core/provider";
import type { GivenRequest, Page, PageOptions } from "./page.ts";
import { schemaAt, valueFor, valuesOf } from "./schema.ts";

const media = {
  image: "https://media.test/in.png",
  video: "https://media.test/in.mp4",
  audio: "https://media.test/in.mp3",
};

/** The request that fills the parameters of a page: the required ones, or all. */
export function requestFor(
  options: PageOptions,
  page: Page,
  which: "minimal" | "full",
): GivenRequest {
  const fields = Object.entries(page.variant.fields);
  const wanted = fields.filter(([, { required }]) => which === "full" || required);
  return wanted.reduce(
    (given, [parameter]) => withParameter(options, page, given, parameter),
    baseOf(options, page),
  );
}

function baseOf({ operation }: PageOptions, { variant }: Page): GivenRequest {
  if (operation === "tts") return { text: "a fox in the snow" };
  if (operation === "sts") return { audio: media.audio };
  return { task: variant.task ?? "generate" };
}

/** A request with what has one more parameter sent. What the request says already stays. */
export function withParameter(
  options: PageOptions,
  page: Page,
  given: GivenRequest,
  parameter: string,
): GivenRequest {
  const mapper = page.variant.fields[parameter];
  const [source] = mapper?.sources ?? [];
  if (!mapper || source === undefined) return given;
  const sample = options.sample?.(parameter, page);
  if (sample) return { ...sample, ...given };
  const schema = schemaAt(page.schema, parameter) ?? {};
  if (source === "extraParams") {
    const extra = given["extraParams"] as object | undefined;
    const value = mapper.shape.allowed?.[0] ?? mapper.shape.minimum ?? valueFor(schema);
    return { ...given, extraParams: { [mapper.name ?? parameter]: value, ...extra } };
  }
  if (mapper.media?.roles) return withImages(given, mapper.media);
  if (mapper.media) return { [source]: media[mapper.media.sort], ...given };
  const value = [...(mapper.shape.allowed ?? []), ...valuesOf(schema)].find(
    (each) => !options.onlyByName?.(parameter, each),
  );
  const [spelling] = options.spellings?.(source, value, parameter) ?? [];
  if (spelling) return { ...spelling, ...given };
  return { [source]: fieldValue(source, value, mapper), ...given };
}

/** Adds the images of one parameter: two where it takes a list, but never two first or last frames. */
function withImages(
  given: GivenRequest,
  { roles = [], list, maximum }: NonNullable<FieldMapper["media"]>,
): GivenRequest {
  const images = (given["imageList"] ?? []) as readonly { type: string }[];
  const taken = new Set(images.map(({ type }) => type));
  const free = roles.find((role) => !taken.has(role)) ?? roles[0];
  const second = free?.endsWith("_frame") ? roles.find((role) => role !== free) : free;
  const added = (list && maximum > 1 ? [free, second] : [free]).flatMap((type) =>
    type === undefined ? [] : [{ image: media.image, type }],
  );
  return { ...given, imageList: [...images, ...added] };
}

/** What a caller writes in a field; `value` is one that the wire takes, if only some are taken. */
function fieldValue(source: string, value: unknown, { shape, sources }: FieldMapper): unknown {
  switch (source) {
    case "prompt":
    case "negativePrompt":
    case "text":
      return "a fox in the snow";
    case "sourceJob":
      return "an-earlier-job";
    case "generateAudio":
    case "enhancePrompt":
      return true;
    case "n":
    case "numberOfVideos":
      return shape.maximum;
    case "strength":
      return 0.5;
    case "durationSeconds":
      // Frames are made of seconds and rate: their limits are not those of seconds.
      if (sources.includes("fps")) return 5;
      return value === undefined ? (shape.minimum ?? 5) : Number.parseFloat(String(value));
    case "fps":
      return shape.allowed ? Number.parseFloat(String(value)) : Math.max(16, shape.minimum ?? 16);
    case "seed":
    case "scale":
    case "guidance":
    case "speed":
    case "steps":
      return value ?? shape.minimum ?? 2;
    case "resolution":
      return value ?? "720p";
    case "size":
      return value ?? "1024x1024";
    default:
      return value ?? "16:9";
  }
}

/** What a caller may write to have a parameter be a value. */
export function spellingsOf(
  options: PageOptions,
  parameter: string,
  { sources: [source = "extraParams"], name = parameter }: Pick<FieldMapper, "sources" | "name">,
  value: unknown,
): readonly GivenRequest[] {
  if (source === "extraParams" || options.onlyByName?.(parameter, value)) {
    return [{ extraParams: { [name]: value } }];
  }
  const number = Number.parseFloat(String(value));
  const numbers = /^(durationSeconds|fps)$/.test(source) && !Number.isNaN(number);
  return [
    ...(options.spellings?.(source, value, parameter) ?? []),
    { [source]: value },
    ...(numbers ? [{ [source]: number }] : []),
  ];
}
