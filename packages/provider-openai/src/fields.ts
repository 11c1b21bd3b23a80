import {
  closest,
  defineField,
  extraParamField,
  type FieldContext,
  type FieldMapper,
  type FieldMapping,
  imageListField,
  invalidValue,
  type NormalRequest,
  parseSize,
  passthroughField,
  sizeField,
  sourceJobField,
  typedField,
} from "@tarash/core/provider";

/** The prompt, which every endpoint wants. */
export const prompt: FieldMapper = passthroughField("prompt", { required: true });

/** One of the vendor's own parameters that takes one of a few words. */
export function choice(allowed: readonly string[]): FieldMapper {
  return extraParamField(undefined, { allowed });
}

/** One of the vendor's own parameters that takes a whole number. */
function whole(minimum: number, maximum?: number): FieldMapper {
  return extraParamField(undefined, {
    minimum,
    integer: true,
    ...(maximum === undefined ? {} : { maximum }),
  });
}

/** The pictures that are edited; the first one is what a mask is about. */
export const pictures: FieldMapper = imageListField("reference", { required: true, maximum: 16 });

/** `outputFormat`; `jpg` is what people call `jpeg`. */
export function format(allowed: readonly string[]): FieldMapper {
  return passthroughField("outputFormat", {
    allowed: { ...Object.fromEntries(allowed.map((name) => [name, name])), jpg: "jpeg" },
  });
}

/** The format that will be asked for; OpenAI's own default is PNG. */
function formatOf({ outputFormat = "png", extraParams }: NormalRequest): string {
  return String(extraParams["output_format"] ?? outputFormat).toLowerCase();
}

/** A mapper whose values, or those that `only` names, fit some formats only. */
function onlyFor(
  formats: readonly string[],
  mapper: FieldMapper,
  only: (value: unknown) => boolean = () => true,
): FieldMapper {
  return {
    ...mapper,
    convert(value, request, context) {
      const converted = mapper.convert(value, request, context);
      const format = formatOf(request);
      if (!converted || !only(converted.value) || formats.includes(format)) return converted;
      const allowed = `left out, or outputFormat one of ${formats.join(", ")} instead of ${format}`;
      throw invalidValue(context, value, allowed);
    },
  };
}

/** `background`; only PNG and WebP can be transparent. */
const background: FieldMapper = onlyFor(
  ["png", "webp"],
  passthroughField("background", { allowed: ["transparent", "opaque", "auto"] }),
  (value) => value === "transparent",
);

/** `output_compression`, in percent; only JPEG and WebP are compressed. */
const compression: FieldMapper = onlyFor(["jpeg", "jpg", "webp"], whole(0, 100));

/** How many previews are streamed; none of moving or drawn images. */
const previews: FieldMapper = onlyFor(["png", "jpeg", "jpg", "webp"], whole(0, 3));

/** Number of pictures in a GIF. */
export const frames: FieldMapper = onlyFor(["gif"], whole(2, 16));

/** Time between two pictures of a GIF, in milliseconds. */
export const frameDuration: FieldMapper = onlyFor(["gif"], whole(1, 655_350));

/** Which model writes an SVG, and how hard it thinks. */
export const drawing: FieldMapper = onlyFor(["svg"], typedField("object"));

const standardSizes = ["auto", "1024x1024", "1536x1024", "1024x1536"];

/** The three sizes of the older GPT image models, also by their ratios. */
export const standardSize: FieldMapper = sizeField({
  allowed: standardSizes,
  ratios: { "1:1": "1024x1024", "3:2": "1536x1024", "2:3": "1024x1536", auto: "auto" },
});

const longestSide = 3_840;
const mostPixels = longestSide * 2_160;

const freeSizes = sizeField({
  allowed: standardSizes,
  free: "text",
  multipleOf: 16,
  maximum: longestSide,
  maximumRatio: 3,
  ratios: {
    "1:1": "1024x1024",
    "3:2": "1536x1024",
    "2:3": "1024x1536",
    "16:9": "1536x864",
    "9:16": "864x1536",
    "4:3": "1536x1152",
    "3:4": "1152x1536",
    "5:4": "1280x1024",
    "4:5": "1024x1280",
    "2:1": "1536x768",
    "1:2": "768x1536",
    "21:9": "1680x720",
    "9:21": "720x1680",
    "3:1": "1536x512",
    "1:3": "512x1536",
    auto: "auto",
  },
});

/** Any size whose sides are multiples of 16, up to 3840x2160 and a ratio of 3:1. */
export const freeSize: FieldMapper = {
  ...freeSizes,
  convert(value, request, context) {
    const converted = freeSizes.convert(value, request, context);
    const pixels = parseSize(String(converted?.value));
    if (pixels && pixels[0] * pixels[1] > mostPixels) {
      throw invalidValue(context, converted?.value, `at most ${mostPixels} pixels in all`);
    }
    return converted;
  },
};

/** Sora's sizes by resolution and ratio. The higher one is a little less wide than 16:9. */
const soraSizes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "720p": { "16:9": "1280x720", "9:16": "720x1280" },
  "1024p": {
    "16:9": "1792x1024",
    "9:16": "1024x1792",
    "7:4": "1792x1024",
    "4:7": "1024x1792",
  },
};

/** Sora's `size`, out of `resolution` and `aspectRatio`; upright 720p where one of them is left open. */
export const soraSize: FieldMapper = defineField({
  source: ["resolution", "aspectRatio"],
  shape: { allowed: ["1280x720", "720x1280", "1792x1024", "1024x1792"] },
  convert(
    { resolution, aspectRatio = "9:16" }: { resolution?: string; aspectRatio?: string },
    _request,
    context,
  ) {
    const usual = /^(7:4|4:7)$/.test(aspectRatio) ? "1024p" : "720p";
    const height = pick(resolution ?? usual, soraSizes, { ...context, field: "resolution" });
    const size = pick(aspectRatio, height.value, { ...context, field: "aspectRatio" });
    const nearest = height.nearest || size.nearest;
    return { value: size.value, kind: nearest ? ("nearest" as const) : ("converted" as const) };
  },
});

/** An entry by its name, or the nearest one where the caller asks for that. */
function pick<Entry>(
  name: string,
  entries: Readonly<Record<string, Entry>>,
  context: FieldContext,
): { value: Entry; nearest: boolean } {
  const names = Object.keys(entries);
  const exact = names.find((each) => each === name.toLowerCase());
  const found = exact ?? (context.nearest ? closest(name, names) : undefined);
  const value = found === undefined ? undefined : entries[found];
  if (value === undefined) throw invalidValue(context, name, `one of ${names.join(", ")}`);
  return { value, nearest: exact === undefined };
}

/** The id of the video that another job of this vendor made, from its ref or as it is. */
export const sourceVideo: FieldMapper = sourceJobField({ required: true });

/** Parameters of every GPT image model, on both endpoints. */
export const everyImage: FieldMapping = {
  prompt,
  background,
  output_compression: compression,
  partial_images: previews,
  safety_identifier: typedField("text"),
  user: typedField("text"),
};
