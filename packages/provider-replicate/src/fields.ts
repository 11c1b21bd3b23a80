import {
  countField,
  defineField,
  durationField,
  extraParamField,
  type FieldMapper,
  imageListField,
  invalidValue,
  maskField,
  passthroughField,
  qualityField,
  singleImageField,
  sizeField,
  styleField,
  textField,
  typedField,
  videoField,
} from "@tarash/core/provider";

// Replicate's vocabulary: the parameters that its models share. What is named `any…` has values that no schema tells.

export { requiredField as required } from "@tarash/core/provider";

export const optionalPrompt: FieldMapper = passthroughField("prompt");
export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export function optionalPromptUpTo(maximumLength: number): FieldMapper {
  return textField("prompt", { maximumLength });
}
export function promptUpTo(maximumLength: number): FieldMapper {
  return textField("prompt", { maximumLength, required: true });
}
export const negativePrompt: FieldMapper = passthroughField("negativePrompt");
export const enhancePrompt: FieldMapper = passthroughField("enhancePrompt");
/** PixVerse's switch for prompt rewriting; its third value, `auto`, is what happens when nothing is sent. */
export const thinking: FieldMapper = passthroughField("enhancePrompt", {
  allowed: { true: "enabled", false: "disabled" },
});
export const generateAudio: FieldMapper = passthroughField("generateAudio");
export const seed: FieldMapper = passthroughField("seed");
export function seedUpTo(maximum: number): FieldMapper {
  return passthroughField("seed", { maximum, integer: true });
}

export const anyRatio: FieldMapper = passthroughField("aspectRatio");
export function ratio(allowed: readonly string[]): FieldMapper {
  return passthroughField("aspectRatio", { allowed });
}
/** The ratio, or `custom` where the size is given in pixels. */
export function customRatio(allowed: readonly string[]): FieldMapper {
  return besidePixels(ratio(allowed));
}
export const anyCustomRatio: FieldMapper = besidePixels(anyRatio);
function besidePixels(named: FieldMapper): FieldMapper {
  return {
    ...named,
    sources: ["size", "aspectRatio"],
    convert(given, request, context) {
      const { size, aspectRatio } = given as { size?: string; aspectRatio?: string };
      if (size !== undefined && isPixels(size)) {
        return { value: "custom", kind: "converted", used: ["size"] };
      }
      if (aspectRatio === undefined) return undefined;
      const converted = named.convert(aspectRatio, request, { ...context, field: "aspectRatio" });
      return converted && { ...converted, used: ["aspectRatio"] };
    },
  };
}
/** Sora's words for 9:16 and 16:9. */
export const orientation: FieldMapper = passthroughField("aspectRatio", {
  allowed: { "9:16": "portrait", "16:9": "landscape" },
});

export const anyResolution: FieldMapper = passthroughField("resolution");
export function resolution(allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}
/** Sora's words for 1280×720 and 1792×1024. */
export const soraResolution: FieldMapper = passthroughField("resolution", {
  allowed: { "720p": "standard", "1024p": "high" },
});

const starSizes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "720p": { "16:9": "1280*720", "9:16": "720*1280" },
  "1080p": { "16:9": "1920*1080", "9:16": "1080*1920" },
};
/** Wan's one size for resolution and ratio; 720p and 16:9 where the request names only the other. */
export const starSize: FieldMapper = {
  sources: ["resolution", "aspectRatio"],
  required: false,
  shape: { allowed: Object.values(starSizes).flatMap((sizes) => Object.values(sizes)) },
  convert(given, request, context) {
    const fields = { resolution: "720p", aspectRatio: "16:9", ...(given as object) };
    const [wanted, shape] = (["resolution", "aspectRatio"] as const).map((field) => {
      const allowed = field === "resolution" ? Object.keys(starSizes) : ["16:9", "9:16"];
      const choice = passthroughField(field, { allowed });
      return choice.convert(fields[field], request, { ...context, field });
    });
    const value = starSizes[String(wanted?.value)]?.[String(shape?.value)];
    const nearest = [wanted, shape].find((choice) => choice?.kind === "nearest");
    return nearest ? { ...nearest, value } : { value, kind: "converted" };
  },
};

/** `1K`, `2K`, …: how large, while the aspect ratio is a parameter of its own. */
export function sizeName(allowed: readonly string[]): FieldMapper {
  return sizeField({ allowed });
}
export const anySize: FieldMapper = passthroughField("size");
/** A few sizes in pixels. */
export function pixelSize(allowed: readonly string[]): FieldMapper {
  return sizeField({ allowed });
}
export const anyPixelSize: FieldMapper = sizeField();
/** A name of a size; pixels are sent as width and height, with `custom` as the ratio. */
export function sizeUnlessPixels(allowed: readonly string[]): FieldMapper {
  return pixelsAs(undefined, sizeName(allowed));
}
export const anySizeUnlessPixels: FieldMapper = pixelsAs(undefined, anySize);
/** A name of a size, or `custom` beside width and height in pixels. */
export function sizeOrCustom(allowed: readonly string[]): FieldMapper {
  return pixelsAs("custom", sizeName(allowed));
}
function pixelsAs(value: string | undefined, named: FieldMapper): FieldMapper {
  return {
    ...named,
    convert(size, request, context) {
      if (!isPixels(String(size))) return named.convert(size, request, context);
      return value === undefined ? undefined : { value, kind: "converted" };
    },
  };
}
/** One side of a size in pixels. Names of sizes go to another parameter: one of `names`, or whatever it may be. */
export function side(
  which: "width" | "height",
  minimum: number,
  maximum: number,
  names: readonly string[] | "any" = [],
): FieldMapper {
  return defineField({
    source: "size",
    shape: { minimum, maximum, integer: true },
    convert(size: string, _request, context) {
      const pixels = sidesOf(size);
      if (!pixels && (names === "any" || names.includes(size))) return undefined;
      const value = pixels?.[which];
      if (value !== undefined && value >= minimum && value <= maximum) return value;
      const known = names === "any" || names.length === 0 ? "" : `one of ${names.join(", ")}, or `;
      throw invalidValue(
        context,
        size,
        `${known}WIDTHxHEIGHT with sides from ${minimum} to ${maximum} pixels`,
      );
    },
  });
}
function sidesOf(size: string): { width: number; height: number } | undefined {
  const [, width, height] = /^\s*(\d{2,5})\s*[x*×]\s*(\d{2,5})\s*$/i.exec(size) ?? [];
  return width === undefined ? undefined : { width: Number(width), height: Number(height) };
}
function isPixels(size: string): boolean {
  return sidesOf(size) !== undefined;
}

export function seconds(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed });
}
export function secondsWithin(minimum: number, maximum: number): FieldMapper {
  return durationField({ minimum, maximum });
}
export const anySeconds: FieldMapper = durationField();
/** Wan 2.2 counts 4n + 1 frames, 16 a second unless told otherwise. */
export function frames(minimum: number, maximum: number): FieldMapper {
  return durationField({
    format: "frames",
    framesPerSecond: 16,
    plusFrames: 1,
    frames: { minimum, maximum },
  });
}
export const anyFrames: FieldMapper = durationField({
  format: "frames",
  framesPerSecond: 16,
  plusFrames: 1,
});
export function fps(allowed: readonly number[]): FieldMapper {
  return passthroughField("fps", { allowed });
}
export function fpsWithin(minimum: number, maximum: number): FieldMapper {
  return passthroughField("fps", { minimum, maximum, integer: true });
}
export const anyFps: FieldMapper = passthroughField("fps", { minimum: 1, integer: true });

export const firstFrame: FieldMapper = singleImageField("first_frame");
export const lastFrame: FieldMapper = singleImageField("last_frame");
/** The only image of a model without references: a reference is understood as its first frame. */
export const frame: FieldMapper = singleImageField(["first_frame", "reference"]);
export const reference: FieldMapper = singleImageField("reference");
export const references: FieldMapper = imageListField("reference");
/** What should appear in a picture that is itself given. */
export const asset: FieldMapper = singleImageField(["asset", "reference"]);
export const styles: FieldMapper = imageListField("style");
export const inputVideo: FieldMapper = videoField();
export const inputVideos: FieldMapper = videoField({ list: true });
export const mask: FieldMapper = maskField();

export function count(maximum: number): FieldMapper {
  return countField("n", { maximum });
}
export function steps(minimum: number, maximum: number): FieldMapper {
  return passthroughField("steps", { minimum, maximum, integer: true });
}
export const anySteps: FieldMapper = passthroughField("steps", { minimum: 1, integer: true });
export const guidance: FieldMapper = passthroughField("guidance");
export function guidanceWithin(minimum: number, maximum: number): FieldMapper {
  return passthroughField("guidance", { minimum, maximum });
}
export const strength: FieldMapper = passthroughField("strength", { minimum: 0, maximum: 1 });
/** Topaz writes `2x`. */
export const scaleFactor: FieldMapper = defineField({
  source: "scale",
  convert: (value: number) => `${value}x`,
});
export function quality(allowed: readonly string[]): FieldMapper {
  return qualityField({ allowed });
}
export const anyQuality: FieldMapper = qualityField();
export function style(allowed: readonly string[]): FieldMapper {
  return styleField({ allowed });
}
export function background(allowed: readonly string[]): FieldMapper {
  return passthroughField("background", { allowed });
}
export const anyBackground: FieldMapper = passthroughField("background");
/** Models that write `jpg` are told so when the request says `jpeg`. */
export function format(allowed: readonly string[]): FieldMapper {
  const names = allowed.map((name): [string, string] => [name, name]);
  const jpeg = allowed.includes("jpg") && !allowed.includes("jpeg");
  return passthroughField("outputFormat", {
    allowed: Object.fromEntries(jpeg ? [...names, ["jpeg", "jpg"]] : names),
  });
}
export const anyFormat: FieldMapper = passthroughField("outputFormat");
export const anyJpgFormat: FieldMapper = defineField({
  source: "outputFormat",
  convert: (value: string) => (value.toLowerCase() === "jpeg" ? "jpg" : value),
});

export const flag: FieldMapper = extraParamField(undefined, { allowed: [true, false] });
export const number: FieldMapper = typedField("number");
export const whole: FieldMapper = typedField("integer");
export const text: FieldMapper = typedField("text");
export const texts: FieldMapper = typedField("texts");
export const numbers: FieldMapper = typedField("numbers");
export function numberWithin(minimum: number, maximum: number): FieldMapper {
  return extraParamField(undefined, { minimum, maximum });
}
export function wholeWithin(minimum: number, maximum: number): FieldMapper {
  return extraParamField(undefined, { minimum, maximum, integer: true });
}
export function choice(allowed: readonly (string | number)[]): FieldMapper {
  return extraParamField(undefined, { allowed });
}
