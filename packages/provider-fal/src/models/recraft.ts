import type { Model } from "@tarash/core/provider";
import {
  flag,
  image,
  imageSize,
  list,
  negativePrompt,
  object,
  prompt,
  reference,
  required,
  strength,
  style,
  text,
} from "../fields.ts";
import { perImage } from "../facts.ts";

const styleNames = [
  "any",
  "realistic_image",
  "digital_illustration",
  "vector_illustration",
  "realistic_image/b_and_w",
  "realistic_image/hard_flash",
  "realistic_image/hdr",
  "realistic_image/natural_light",
  "realistic_image/studio_portrait",
  "realistic_image/enterprise",
  "realistic_image/motion_blur",
  "realistic_image/evening_light",
  "realistic_image/faded_nostalgia",
  "realistic_image/forest_life",
  "realistic_image/mystic_naturalism",
  "realistic_image/natural_tones",
  "realistic_image/organic_calm",
  "realistic_image/real_life_glow",
  "realistic_image/retro_realism",
  "realistic_image/retro_snapshot",
  "realistic_image/urban_drama",
  "realistic_image/village_realism",
  "realistic_image/warm_folk",
  "digital_illustration/pixel_art",
  "digital_illustration/hand_drawn",
  "digital_illustration/grain",
  "digital_illustration/infantile_sketch",
  "digital_illustration/2d_art_poster",
  "digital_illustration/handmade_3d",
  "digital_illustration/hand_drawn_outline",
  "digital_illustration/engraving_color",
  "digital_illustration/2d_art_poster_2",
  "digital_illustration/antiquarian",
  "digital_illustration/bold_fantasy",
  "digital_illustration/child_book",
  "digital_illustration/child_books",
  "digital_illustration/cover",
  "digital_illustration/crosshatch",
  "digital_illustration/digital_engraving",
  "digital_illustration/expressionism",
  "digital_illustration/freehand_details",
  "digital_illustration/grain_20",
  "digital_illustration/graphic_intensity",
  "digital_illustration/hard_comics",
  "digital_illustration/long_shadow",
  "digital_illustration/modern_folk",
  "digital_illustration/multicolor",
  "digital_illustration/neon_calm",
  "digital_illustration/noir",
  "digital_illustration/nostalgic_pastel",
  "digital_illustration/outline_details",
  "digital_illustration/pastel_gradient",
  "digital_illustration/pastel_sketch",
  "digital_illustration/pop_art",
  "digital_illustration/pop_renaissance",
  "digital_illustration/street_art",
  "digital_illustration/tablet_sketch",
  "digital_illustration/urban_glow",
  "digital_illustration/urban_sketching",
  "digital_illustration/vanilla_dreams",
  "digital_illustration/young_adult_book",
  "digital_illustration/young_adult_book_2",
  "vector_illustration/bold_stroke",
  "vector_illustration/chemistry",
  "vector_illustration/colored_stencil",
  "vector_illustration/contour_pop_art",
  "vector_illustration/cosmics",
  "vector_illustration/cutout",
  "vector_illustration/depressive",
  "vector_illustration/editorial",
  "vector_illustration/emotional_flat",
  "vector_illustration/infographical",
  "vector_illustration/marker_outline",
  "vector_illustration/mosaic",
  "vector_illustration/naivector",
  "vector_illustration/roundish_flat",
  "vector_illustration/segmented_colors",
  "vector_illustration/sharp_contrast",
  "vector_illustration/thin",
  "vector_illustration/vector_photo",
  "vector_illustration/vivid_shapes",
  "vector_illustration/engraving",
  "vector_illustration/line_art",
  "vector_illustration/line_circuit",
  "vector_illustration/linocut",
];

const styleNames2 = [
  "any",
  "realistic_image",
  "digital_illustration",
  "vector_illustration",
  "realistic_image/b_and_w",
  "realistic_image/enterprise",
  "realistic_image/hard_flash",
  "realistic_image/hdr",
  "realistic_image/motion_blur",
  "realistic_image/natural_light",
  "realistic_image/studio_portrait",
  "digital_illustration/2d_art_poster",
  "digital_illustration/2d_art_poster_2",
  "digital_illustration/3d",
  "digital_illustration/80s",
  "digital_illustration/engraving_color",
  "digital_illustration/glow",
  "digital_illustration/grain",
  "digital_illustration/hand_drawn",
  "digital_illustration/hand_drawn_outline",
  "digital_illustration/handmade_3d",
  "digital_illustration/infantile_sketch",
  "digital_illustration/kawaii",
  "digital_illustration/pixel_art",
  "digital_illustration/psychedelic",
  "digital_illustration/seamless",
  "digital_illustration/voxel",
  "digital_illustration/watercolor",
  "vector_illustration/cartoon",
  "vector_illustration/doodle_line_art",
  "vector_illustration/engraving",
  "vector_illustration/flat_2",
  "vector_illustration/kawaii",
  "vector_illustration/line_art",
  "vector_illustration/line_circuit",
  "vector_illustration/linocut",
  "vector_illustration/seamless",
];

const recraft3 = {
  prompt,
  colors: list,
  style: style(styleNames),
  style_id: text,
};

const recraft3ImageToImage = {
  ...recraft3,
  image_url: required(reference),
  negative_prompt: negativePrompt,
  strength,
  sync_mode: flag,
};

const recraft3TextToImage = {
  ...recraft3,
  image_size: imageSize,
  enable_safety_checker: flag,
};

const recraft4TextToImage = {
  prompt,
  image_size: imageSize,
  background_color: object,
  colors: list,
  enable_safety_checker: flag,
};

const recraft20bFields = {
  prompt,
  image_size: imageSize,
  colors: list,
  enable_safety_checker: flag,
  style: style(styleNames2),
  style_id: text,
};

const recraftToolsCreative = {
  image_url: required(reference),
  enable_safety_checker: flag,
  sync_mode: flag,
};

const recraftToolsVectorize = {
  image_url: required(reference),
};

/** Recraft 3 to 4.1 on fal. */
export const recraft: Readonly<Record<string, Model>> = {
  "fal-ai/recraft/v3": image(
    [
      { endpoint: "fal-ai/recraft/v3/image-to-image", task: "edit", fields: recraft3ImageToImage },
      { endpoint: "fal-ai/recraft/v3/text-to-image", fields: recraft3TextToImage },
    ],
    { price: perImage(0.04, [{ when: { style: "vector_illustration" }, amount: 0.08 }]) },
  ),
  "fal-ai/recraft/v4": image(
    [
      { endpoint: "fal-ai/recraft/v4/text-to-image", fields: recraft4TextToImage },
      { endpoint: "fal-ai/recraft/v4/text-to-vector", fields: recraft4TextToImage },
    ],
    { price: perImage(0.04) },
  ),
  "fal-ai/recraft/v4/pro": image(
    [
      { endpoint: "fal-ai/recraft/v4/pro/text-to-image", fields: recraft4TextToImage },
      { endpoint: "fal-ai/recraft/v4/pro/text-to-vector", fields: recraft4TextToImage },
    ],
    { price: perImage(0.25) },
  ),
  "fal-ai/recraft/v4.1": image(
    [
      { endpoint: "fal-ai/recraft/v4.1/text-to-image", fields: recraft4TextToImage },
      { endpoint: "fal-ai/recraft/v4.1/text-to-vector", fields: recraft4TextToImage },
    ],
    { price: perImage(0.035) },
  ),
  "fal-ai/recraft/v4.1/pro": image(
    [
      { endpoint: "fal-ai/recraft/v4.1/pro/text-to-image", fields: recraft4TextToImage },
      { endpoint: "fal-ai/recraft/v4.1/pro/text-to-vector", fields: recraft4TextToImage },
    ],
    { price: perImage(0.21) },
  ),
  "fal-ai/recraft/v4.1/utility": image(
    [{ endpoint: "fal-ai/recraft/v4.1/utility/text-to-image", fields: recraft4TextToImage }],
    { price: perImage(0.035) },
  ),
  "fal-ai/recraft/v4.1/utility/pro": image(
    [{ endpoint: "fal-ai/recraft/v4.1/utility/pro/text-to-image", fields: recraft4TextToImage }],
    { price: perImage(0.21) },
  ),
  "fal-ai/recraft-20b": image(recraft20bFields),
  "fal-ai/recraft/upscale/creative": image([
    { endpoint: "fal-ai/recraft/upscale/creative", task: "upscale", fields: recraftToolsCreative },
  ]),
  "fal-ai/recraft/upscale/crisp": image([
    { endpoint: "fal-ai/recraft/upscale/crisp", task: "upscale", fields: recraftToolsCreative },
  ]),
  "fal-ai/recraft/vectorize": image([
    { endpoint: "fal-ai/recraft/vectorize", task: "edit", fields: recraftToolsVectorize },
  ]),
};
