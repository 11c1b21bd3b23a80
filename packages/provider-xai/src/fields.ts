import {
  countField,
  defineField,
  durationField,
  extraParamField,
  type FieldMapper,
  imageListField,
  parseSize,
  passthroughField,
  qualityField,
  singleImageField,
  typedField,
  videoField,
} from "@tarash/core/provider";

// xAI's vocabulary. Neither a seed nor a negative prompt is known to it.

export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export const optionalPrompt: FieldMapper = passthroughField("prompt");
/** The caller's own end user, for xAI's abuse watch. */
export const user: FieldMapper = typedField("text");

/** Whole seconds. */
export const duration: FieldMapper = durationField({ minimum: 1, maximum: 15, integer: true });
export const anyDuration: FieldMapper = durationField({ integer: true });
export const videoRatio: FieldMapper = passthroughField("aspectRatio", {
  allowed: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"],
});
export function resolution(...allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}

export const firstFrame: FieldMapper = singleImageField("first_frame", {
  required: true,
  wrap: "url",
});
export const references: FieldMapper = imageListField(["reference", "asset", "style"], {
  required: true,
  wrap: "url",
  maximum: 7,
});
/** Ids of xAI's preset voices, three at the most. */
export const voices: FieldMapper = extraParamField();
/** A clip by its address; nothing says that xAI reads one sent inline. */
export const clip: FieldMapper = videoField({ required: true, wrap: "url", accepts: ["url"] });

const commonRatios = ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "2:1", "1:2"];

/** The ratio, or the one of a square `size` in pixels. */
function ratioOrSquare(allowed: readonly string[]): FieldMapper {
  const ratio = passthroughField("aspectRatio", { allowed });
  return defineField({
    source: ["aspectRatio", "size"],
    shape: ratio.shape,
    convert(
      { aspectRatio, size: given }: { aspectRatio?: string; size?: string },
      request,
      context,
    ) {
      if (aspectRatio !== undefined) {
        const converted = ratio.convert(aspectRatio, request, { ...context, field: "aspectRatio" });
        return converted && { ...converted, used: ["aspectRatio"] };
      }
      const sides = parseSize(given ?? "");
      if (!sides || sides[0] !== sides[1]) return undefined;
      return { value: "1:1", kind: "converted", used: ["size"] };
    },
  });
}

export const imageRatio: FieldMapper = ratioOrSquare([
  ...commonRatios,
  "19.5:9",
  "9:19.5",
  "20:9",
  "9:20",
  "auto",
]);
export const editRatio: FieldMapper = ratioOrSquare([...commonRatios, "auto"]);
/** xAI's only sizes are `1k` and `2k`; two squares in pixels are known by their sides. */
export const size: FieldMapper = {
  ...passthroughField("size", {
    allowed: { "1k": "1k", "2k": "2k", "1024x1024": "1k", "2048x2048": "2k" },
  }),
  shape: { allowed: ["1k", "2k"] },
};
export const quality: FieldMapper = qualityField({ allowed: ["low", "medium"] });
export const count: FieldMapper = countField("n", { maximum: 10 });
export const responseFormat: FieldMapper = extraParamField(undefined, {
  allowed: ["url", "b64_json"],
});

export const image: FieldMapper = singleImageField("reference", { required: true, wrap: "url" });
export const severalImages: FieldMapper = imageListField("reference", {
  required: true,
  wrap: "url",
  maximum: 5,
});
