import {
  countField,
  defineField,
  durationField,
  extraParamField,
  type FieldMapper,
  findAllowed,
  imageListField,
  invalidValue,
  maskField,
  passthroughField,
  qualityField,
  type RequestField,
  singleImageField,
  sizeField,
  typedField,
  videoField,
} from "@tarash/core/provider";

// Handed on to the families: looking the package up once is quicker than reading most of their files.
export { image, requiredField as required, video } from "@tarash/core/provider";

// fal's vocabulary: the parameters that its models share, under the names that the families use.

/** The whole numbers from `first` to `last`. */
export function span(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export const optionalPrompt: FieldMapper = passthroughField("prompt");
export const negativePrompt: FieldMapper = passthroughField("negativePrompt");
export const seed: FieldMapper = passthroughField("seed");
export const generateAudio: FieldMapper = passthroughField("generateAudio");
export const enhancePrompt: FieldMapper = passthroughField("enhancePrompt");
/** PixVerse's switch for prompt rewriting; its third value, `auto`, is what happens when nothing is sent. */
export const thinking: FieldMapper = passthroughField("enhancePrompt", {
  allowed: { true: "enabled", false: "disabled" },
});

export const anyRatio: FieldMapper = passthroughField("aspectRatio");
export function ratio(allowed: readonly string[]): FieldMapper {
  return passthroughField("aspectRatio", { allowed });
}
export const anyResolution: FieldMapper = passthroughField("resolution");
export function resolution(allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}

/** `"5"` */
export function digits(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed, format: "digits" });
}
/** `"8s"` */
export function seconds(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed, format: "seconds" });
}
/** `5` */
export function whole(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed });
}
export function secondsWithin(minimum: number, maximum: number): FieldMapper {
  return durationField({ minimum, maximum });
}
/** Whole seconds whose limits fal does not publish. */
export const anySeconds: FieldMapper = durationField();

/** Wan 2.2 counts 4n + 1 frames, 17 to 161 of them. `framesPerSecond` is the model's own rate. */
export function frames(framesPerSecond: number): FieldMapper {
  return durationField({
    format: "frames",
    framesPerSecond,
    plusFrames: 1,
    frames: { minimum: 17, maximum: 161 },
  });
}
/** Wan 2.2 speech-to-video: 40 to 120 frames, 16 a second unless `fps` says otherwise; fal wants multiples of 4. */
export const speechFrames: FieldMapper = durationField({
  format: "frames",
  framesPerSecond: 16,
  frames: { minimum: 40, maximum: 120 },
});
export const framesPerSecond: FieldMapper = passthroughField("fps", {
  minimum: 4,
  maximum: 60,
  integer: true,
});
export function fps(allowed: readonly number[]): FieldMapper {
  return passthroughField("fps", { allowed });
}

export const firstFrame: FieldMapper = singleImageField("first_frame");
export const lastFrame: FieldMapper = singleImageField("last_frame");
/** The only image of a model without references: a reference is understood as its first frame. */
export const frame: FieldMapper = singleImageField(["first_frame", "reference"]);
export const reference: FieldMapper = singleImageField("reference");
export const references: FieldMapper = imageListField("reference");
/** What should appear in a picture that is itself given: further references, or what is called an asset. */
export const asset: FieldMapper = singleImageField(["asset", "reference"]);
export const assets: FieldMapper = imageListField(["asset", "reference"]);
export const styles: FieldMapper = imageListField("style");
export const inputVideo: FieldMapper = videoField();
export const inputVideos: FieldMapper = videoField({ list: true });
export const mask: FieldMapper = maskField();

export function count(maximum: number): FieldMapper {
  return countField("n", { maximum });
}
export const steps: FieldMapper = passthroughField("steps", { minimum: 1, integer: true });
export const guidance: FieldMapper = passthroughField("guidance");
export const strength: FieldMapper = passthroughField("strength", { minimum: 0, maximum: 1 });
export const scale: FieldMapper = passthroughField("scale");
export function quality(allowed: readonly string[]): FieldMapper {
  return qualityField({ allowed });
}
export function style(allowed: readonly string[]): FieldMapper {
  return oneOf("style", allowed);
}
export function background(allowed: readonly string[]): FieldMapper {
  return passthroughField("background", { allowed });
}
export function format(allowed: readonly string[]): FieldMapper {
  return passthroughField("outputFormat", { allowed });
}
export const jpgFormat: FieldMapper = passthroughField("outputFormat", {
  allowed: { png: "png", jpeg: "jpg", jpg: "jpg", webp: "webp" },
});

/** A field whose allowed values may be many: an error shows the first of them. */
export function oneOf(source: RequestField, allowed: readonly (string | number)[]): FieldMapper {
  if (allowed.length <= shown) return passthroughField(source, { allowed });
  return defineField({
    source,
    shape: { allowed },
    convert(value: unknown, _request, context) {
      const found = findAllowed(value, allowed);
      if (!found) throw invalidValue(context, value, listed(allowed));
      return { value: found.value, kind: found.exact ? "exact" : "converted" };
    },
  });
}

/** How many allowed values an error names. */
const shown = 20;

function listed(allowed: readonly (string | number)[]): string {
  const more = allowed.length > shown ? `, … (${allowed.length} in all; see describeModel)` : "";
  return `one of ${allowed.slice(0, shown).join(", ")}${more}`;
}

const presets = [
  "square_hd",
  "square",
  "portrait_4_3",
  "portrait_16_9",
  "landscape_4_3",
  "landscape_16_9",
];
const presetRatios = {
  "1:1": "square_hd",
  "3:4": "portrait_4_3",
  "9:16": "portrait_16_9",
  "4:3": "landscape_4_3",
  "16:9": "landscape_16_9",
};
/** fal's preset names, or `{ width, height }`. */
export const imageSize: FieldMapper = imageSizeWith([]);
/** The presets, a model's own names, or `{ width, height }`. */
export function imageSizeWith(names: readonly string[]): FieldMapper {
  return sizeField({ allowed: presetsAnd(names), free: "object", ratios: presetRatios });
}
/** The same beside a ratio that is a parameter of its own. */
export function imageSizeBesideRatio(names: readonly string[] = []): FieldMapper {
  return sizeField({ allowed: presetsAnd(names), free: "object" });
}
function presetsAnd(names: readonly string[]): readonly string[] {
  return [...new Set([...presets, ...names])];
}
/** A few sizes in pixels, written `1024x1536`. */
export function pixelSize(allowed: readonly string[]): FieldMapper {
  return sizeField({
    allowed,
    ratios: { "1:1": "1024x1024", "3:2": "1536x1024", "2:3": "1024x1536" },
  });
}
/** `1K`, `2K`, …: how large, while the aspect ratio is a parameter of its own. */
export function sizeName(allowed: readonly string[]): FieldMapper {
  return sizeField({ allowed });
}

// The model's own parameters, from `extraParams`, held to a type.
export const flag: FieldMapper = typedField("boolean");
export const number: FieldMapper = typedField("number");
export const text: FieldMapper = typedField("text");
export const list: FieldMapper = typedField("list");
export const object: FieldMapper = typedField("object");
/** For parameters of several types. */
export const anything: FieldMapper = extraParamField();
/** What one of several takes. An error is that of the last. */
export function either(options: readonly FieldMapper[]): FieldMapper {
  return {
    ...anything,
    convert(value, request, context) {
      let problem: unknown;
      for (const option of options) {
        try {
          return option.convert(value, request, context);
        } catch (error) {
          problem = error;
        }
      }
      throw problem;
    },
  };
}
export function choice(allowed: readonly (string | number)[]): FieldMapper {
  return {
    ...extraParamField(undefined, { allowed }),
    convert(value, _request, context) {
      if (!allowed.includes(value as string)) throw invalidValue(context, value, listed(allowed));
      return { value, kind: "exact" };
    },
  };
}
