import { image, type ModelCatalogue, type ModelVariant, video } from "@tarash/core/provider";
import {
  addAudio,
  choice,
  editGuides,
  endFrame,
  firstKeyframe,
  flag,
  format,
  frameIndexes,
  generation,
  generationKeyframe,
  generationRef,
  guides,
  identity,
  imageMedia,
  imageRefs,
  jpgFormat,
  lastKeyframe,
  media,
  modifyFirstFrame,
  negativePrompt,
  number,
  object,
  objects,
  optionalPrompt,
  prompt,
  ratio,
  required,
  resolution,
  seconds,
  sourceImage,
  sourceVideo,
  startFrame,
  style,
  styleRefs,
  text,
} from "./fields.ts";

const dreamMachine = "types of Luma's SDK lumaai 1.19.1, 2026-04-04";
const agents = "types of Luma's SDK luma-agents, autumn 2026";

const anyShape = ratio(["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]);
const modes = [
  "adhere_1",
  "adhere_2",
  "adhere_3",
  "flex_1",
  "flex_2",
  "flex_3",
  "reimagine_1",
  "reimagine_2",
  "reimagine_3",
];

// The Dream Machine API: Ray 2 and Photon.

const rayShared = {
  prompt: optionalPrompt,
  aspect_ratio: anyShape,
  duration: seconds([5, 9]),
  resolution: resolution(["540p", "720p", "1080p", "4k"]),
  loop: flag("loop"),
  concepts: objects("concepts"),
};

const ray = {
  ...rayShared,
  "keyframes.frame0": firstKeyframe,
  "keyframes.frame1": lastKeyframe,
};

const rayExtend = {
  ...rayShared,
  "keyframes.frame0": required(generationKeyframe),
  "keyframes.frame1": lastKeyframe,
};

const rayModify = {
  media: required(media),
  prompt: optionalPrompt,
  first_frame: modifyFirstFrame,
  mode: choice("mode", modes),
};

const crop = {
  grid_position_x: number("grid_position_x"),
  grid_position_y: number("grid_position_y"),
  resized_height: number("resized_height"),
  resized_width: number("resized_width"),
  x_start: number("x_start"),
  x_end: number("x_end"),
  y_start: number("y_start"),
  y_end: number("y_end"),
};

const rayReframe = {
  media: required(media),
  aspect_ratio: required(anyShape),
  prompt: optionalPrompt,
  first_frame: modifyFirstFrame,
  ...crop,
};

/** What can be done to a generation that exists, whatever model made it. */
const rayAfterwards: readonly ModelVariant[] = [
  {
    endpoint: "/dream-machine/v1/generations/{id}/upscale",
    task: "upscale",
    fields: {
      id: required(generation),
      resolution: resolution(["540p", "720p", "1080p", "4k"]),
    },
    fixed: { generation_type: "upscale_video" },
  },
  {
    endpoint: "/dream-machine/v1/generations/{id}/audio",
    task: "edit",
    fields: {
      id: required(generation),
      generation_type: required(addAudio),
      prompt: optionalPrompt,
      negative_prompt: negativePrompt,
    },
  },
];

const photon = {
  prompt: optionalPrompt,
  aspect_ratio: anyShape,
  format: jpgFormat,
  image_ref: imageRefs,
  style_ref: styleRefs,
  "character_ref.identity0.images": identity,
  sync: flag("sync"),
  sync_timeout: number("sync_timeout"),
};

const photonEdit = {
  ...photon,
  image_ref: objects("image_ref"),
  modify_image_ref: required(imageMedia),
};

const photonReframe = {
  media: required(imageMedia),
  aspect_ratio: required(anyShape),
  prompt: optionalPrompt,
  format: jpgFormat,
  ...crop,
};

// The Agents API: Ray 3.2 and Uni.

const agentsEndpoint = "https://agents.lumalabs.ai/v1/generations";
const agentsShape = ratio(["9:16", "3:4", "1:1", "4:3", "16:9", "21:9"]);
const agentsResolution = resolution(["360p", "540p", "720p", "1080p"]);

const ray3Shared = {
  prompt,
  user_id: text("user_id"),
  "video.resolution": agentsResolution,
};

const highDynamicRange = {
  "video.hdr": flag("hdr"),
  "video.exr_export": flag("exr_export"),
};

const ray3 = {
  ...ray3Shared,
  ...highDynamicRange,
  aspect_ratio: agentsShape,
  "video.duration": seconds([5, 10]),
  "video.loop": flag("loop"),
  "video.keyframes": objects("keyframes"),
  "video.keyframe_indexes": frameIndexes("keyframe_indexes"),
};

/** With a first or last frame a video is five seconds long. */
const ray3Frames = {
  ...ray3Shared,
  ...highDynamicRange,
  aspect_ratio: agentsShape,
  "video.duration": seconds([5]),
  "video.loop": flag("loop"),
  "video.start_frame": startFrame,
  "video.end_frame": endFrame,
};

const ray3Extend = {
  ...ray3Shared,
  aspect_ratio: agentsShape,
  "video.duration": seconds([5]),
  "video.loop": flag("loop"),
  "video.start_frame": required(generationRef),
  "video.end_frame": endFrame,
};

const ray3Edit = {
  ...ray3Shared,
  ...highDynamicRange,
  "video.edit.auto_controls": flag("auto_controls"),
  "video.edit.strength": choice("strength", modes),
  "video.edit.controls": object("controls"),
  "video.edit.keyframes": objects("keyframes"),
  "video.edit.keyframe_indexes": frameIndexes("keyframe_indexes"),
};

const ray3Reframe = {
  ...ray3Shared,
  aspect_ratio: required(agentsShape),
  "video.source_position": object("source_position"),
};

const uniShared = {
  prompt,
  output_format: format(["png", "jpeg"]),
  style: style(["auto", "manga"]),
  web_search: flag("web_search"),
  user_id: text("user_id"),
};

const uni = {
  ...uniShared,
  aspect_ratio: ratio(["3:1", "2:1", "16:9", "3:2", "1:1", "2:3", "9:16", "1:2", "1:3"]),
  image_ref: guides,
};

const uniEdit = {
  ...uniShared,
  source: required(sourceImage),
  image_ref: editGuides,
};

/** Luma's models, those of both of its APIs. */
export const models: ModelCatalogue = {
  video: {
    "ray-2": video(
      [
        {
          endpoint: "/dream-machine/v1/generations/video",
          fields: ray,
          fixed: { model: "ray-2" },
        },
        {
          endpoint: "/dream-machine/v1/generations/video",
          task: "extend",
          fields: rayExtend,
          fixed: { model: "ray-2" },
        },
        {
          endpoint: "/dream-machine/v1/generations/video/modify",
          task: "edit",
          fields: rayModify,
          fixed: { model: "ray-2", generation_type: "modify_video", mode: "flex_1" },
        },
        {
          endpoint: "/dream-machine/v1/generations/video/reframe",
          task: "reframe",
          fields: rayReframe,
          fixed: { model: "ray-2", generation_type: "reframe_video" },
        },
        ...rayAfterwards,
      ],
      { source: dreamMachine },
    ),
    "ray-flash-2": video(
      [
        {
          endpoint: "/dream-machine/v1/generations/video",
          fields: ray,
          fixed: { model: "ray-flash-2" },
        },
        {
          endpoint: "/dream-machine/v1/generations/video",
          task: "extend",
          fields: rayExtend,
          fixed: { model: "ray-flash-2" },
        },
        {
          endpoint: "/dream-machine/v1/generations/video/modify",
          task: "edit",
          fields: rayModify,
          fixed: { model: "ray-flash-2", generation_type: "modify_video", mode: "flex_1" },
        },
        {
          endpoint: "/dream-machine/v1/generations/video/reframe",
          task: "reframe",
          fields: rayReframe,
          fixed: { model: "ray-flash-2", generation_type: "reframe_video" },
        },
        ...rayAfterwards,
      ],
      { source: dreamMachine },
    ),
    "ray-3.2": video(
      [
        {
          endpoint: agentsEndpoint,
          fields: ray3,
          fixed: { model: "ray-3.2", type: "video" },
        },
        {
          endpoint: agentsEndpoint,
          fields: ray3Frames,
          fixed: { model: "ray-3.2", type: "video" },
        },
        {
          endpoint: agentsEndpoint,
          task: "extend",
          fields: ray3Extend,
          fixed: { model: "ray-3.2", type: "video" },
        },
        {
          endpoint: agentsEndpoint,
          task: "edit",
          fields: { ...ray3Edit, source: required(sourceVideo) },
          fixed: { model: "ray-3.2", type: "video_edit" },
        },
        {
          endpoint: agentsEndpoint,
          task: "edit",
          fields: { ...ray3Edit, source: required(generationRef) },
          fixed: { model: "ray-3.2", type: "video_edit" },
        },
        {
          endpoint: agentsEndpoint,
          task: "reframe",
          fields: { ...ray3Reframe, source: required(sourceVideo) },
          fixed: { model: "ray-3.2", type: "video_reframe" },
        },
        {
          endpoint: agentsEndpoint,
          task: "reframe",
          fields: { ...ray3Reframe, source: required(generationRef) },
          fixed: { model: "ray-3.2", type: "video_reframe" },
        },
      ],
      { source: agents },
    ),
  },
  image: {
    "photon-1": image(
      [
        {
          endpoint: "/dream-machine/v1/generations/image",
          fields: photon,
          fixed: { model: "photon-1" },
        },
        {
          endpoint: "/dream-machine/v1/generations/image",
          task: "edit",
          fields: photonEdit,
          fixed: { model: "photon-1" },
        },
        {
          endpoint: "/dream-machine/v1/generations/image/reframe",
          task: "reframe",
          fields: photonReframe,
          fixed: { model: "photon-1", generation_type: "reframe_image" },
        },
      ],
      { source: dreamMachine },
    ),
    "photon-flash-1": image(
      [
        {
          endpoint: "/dream-machine/v1/generations/image",
          fields: photon,
          fixed: { model: "photon-flash-1" },
        },
        {
          endpoint: "/dream-machine/v1/generations/image",
          task: "edit",
          fields: photonEdit,
          fixed: { model: "photon-flash-1" },
        },
        {
          endpoint: "/dream-machine/v1/generations/image/reframe",
          task: "reframe",
          fields: photonReframe,
          fixed: { model: "photon-flash-1", generation_type: "reframe_image" },
        },
      ],
      { source: dreamMachine },
    ),
    "uni-1": image(
      [
        { endpoint: agentsEndpoint, fields: uni, fixed: { model: "uni-1", type: "image" } },
        {
          endpoint: agentsEndpoint,
          task: "edit",
          fields: uniEdit,
          fixed: { model: "uni-1", type: "image_edit" },
        },
      ],
      { source: agents },
    ),
    "uni-1-max": image(
      [
        { endpoint: agentsEndpoint, fields: uni, fixed: { model: "uni-1-max", type: "image" } },
        {
          endpoint: agentsEndpoint,
          task: "edit",
          fields: uniEdit,
          fixed: { model: "uni-1-max", type: "image_edit" },
        },
      ],
      { source: agents },
    ),
  },
};
