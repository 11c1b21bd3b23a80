import type { Model } from "@tarash/core/provider";
import {
  anyResolution,
  anySeconds,
  choice,
  digits,
  enhancePrompt,
  firstFrame,
  flag,
  fps,
  frame,
  generateAudio,
  inputVideo,
  lastFrame,
  list,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  ratio,
  references,
  required,
  resolution,
  seconds,
  seed,
  span,
  text,
  video,
  whole,
} from "../fields.ts";
import { vanished } from "../facts.ts";

const veo2ImageToVideo = {
  prompt,
  image_url: required(frame),
  duration: seconds(span(5, 8)),
};

const veo2Base = {
  prompt,
  aspect_ratio: ratio(["9:16", "16:9", "1:1"]),
  duration: seconds(span(5, 8)),
  negative_prompt: negativePrompt,
  seed,
  auto_fix: flag,
  enhance_prompt: flag,
};

const veo3 = {
  prompt,
  resolution: resolution(["720p", "1080p"]),
  duration: seconds([4, 6, 8]),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
  seed,
  auto_fix: flag,
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
};

const veo3ImageToVideo = {
  ...veo3,
  image_url: required(frame),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
};

const veo3Base = {
  ...veo3,
  aspect_ratio: ratio(["16:9", "9:16"]),
};

const sora2ImageToVideo = {
  prompt,
  image_url: required(frame),
  aspect_ratio: ratio(["auto", "9:16", "16:9"]),
  resolution: resolution(["auto", "720p"]),
  duration: whole([4, 8, 12, 16, 20]),
  character_ids: list,
  delete_video: flag,
  detect_and_block_ip: flag,
  model: choice(["sora-2", "sora-2-2025-12-08", "sora-2-2025-10-06"]),
};

const sora2ImageToVideoPro = {
  prompt,
  image_url: required(frame),
  aspect_ratio: ratio(["auto", "9:16", "16:9"]),
  resolution: resolution(["auto", "720p", "1080p", "true_1080p"]),
  duration: whole([4, 8, 12, 16, 20]),
  character_ids: list,
  delete_video: flag,
  detect_and_block_ip: flag,
};

const sora2VideoToVideoRemix = {
  prompt,
  delete_video: flag,
  video_id: required(text),
};

const sora2TextToVideo = {
  prompt,
  aspect_ratio: ratio(["9:16", "16:9"]),
  resolution: anyResolution,
  duration: whole([4, 8, 12, 16, 20]),
  character_ids: list,
  delete_video: flag,
  detect_and_block_ip: flag,
  model: choice(["sora-2", "sora-2-2025-12-08", "sora-2-2025-10-06"]),
};

const sora2TextToVideoPro = {
  prompt,
  aspect_ratio: ratio(["9:16", "16:9"]),
  resolution: resolution(["720p", "1080p", "true_1080p"]),
  duration: whole([4, 8, 12, 16, 20]),
  character_ids: list,
  delete_video: flag,
  detect_and_block_ip: flag,
};

const ltx2ImageToVideo = {
  prompt,
  image_url: required(frame),
  resolution: resolution(["1080p", "1440p", "2160p"]),
  duration: whole([6, 8, 10]),
  fps: fps([25, 50]),
  generate_audio: generateAudio,
};

const ltx2RetakeVideo = {
  prompt,
  video_url: required(inputVideo),
  duration: anySeconds,
  retake_mode: choice(["replace_audio", "replace_video", "replace_audio_and_video"]),
  start_time: number,
};

const ltx2TextToVideo = {
  prompt,
  resolution: resolution(["1080p", "1440p", "2160p"]),
  duration: whole([6, 8, 10]),
  fps: fps([25, 50]),
  generate_audio: generateAudio,
};

const ltx2ExtendVideo = {
  prompt: optionalPrompt,
  video_url: required(inputVideo),
  duration: anySeconds,
  context: number,
  mode: choice(["start", "end"]),
};

const ltx2AudioToVideo = {
  prompt: optionalPrompt,
  image_url: frame,
  audio_url: required(text),
  guidance_scale: number,
};

const seedanceLite = {
  prompt,
  duration: digits(span(2, 12)),
  num_frames: number,
  seed,
  camera_fixed: flag,
  enable_safety_checker: flag,
};

const seedanceLiteImageToVideo = {
  ...seedanceLite,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "auto"]),
  resolution: resolution(["480p", "720p", "1080p"]),
};

const seedanceLiteReferenceToVideo = {
  ...seedanceLite,
  reference_image_urls: required(references),
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "auto"]),
  resolution: resolution(["480p", "720p"]),
};

const seedanceLiteTextToVideo = {
  ...seedanceLite,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "9:21"]),
  resolution: resolution(["480p", "720p", "1080p"]),
};

const dreamMachine = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]),
  loop: flag,
};

const dreamMachineImageToVideo = {
  ...dreamMachine,
  image_url: required(frame),
  end_image_url: lastFrame,
};

const dreamMachineBase = {
  ...dreamMachine,
};

const wan26Fields = {
  prompt,
  audio_url: text,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  resolution: resolution(["720p", "1080p"]),
  duration: digits([5, 10, 15]),
  negative_prompt: negativePrompt,
  enable_prompt_expansion: enhancePrompt,
  seed,
  enable_safety_checker: flag,
  multi_shots: flag,
};

/** Video models that fal's types no longer list. They are still asked, with a warning. */
export const retiredVideos: Readonly<Record<string, Model>> = {
  "fal-ai/veo2": video(
    [
      { endpoint: "fal-ai/veo2/image-to-video", fields: veo2ImageToVideo },
      { endpoint: "fal-ai/veo2", fields: veo2Base },
    ],
    { retired: vanished("2026-08-02", "fal-ai/veo3.1") },
  ),
  "fal-ai/veo3": video(
    [
      { endpoint: "fal-ai/veo3/image-to-video", fields: veo3ImageToVideo },
      { endpoint: "fal-ai/veo3", fields: veo3Base },
    ],
    { retired: vanished("2026-08-02", "fal-ai/veo3.1") },
  ),
  "fal-ai/veo3/fast": video(
    [
      { endpoint: "fal-ai/veo3/fast/image-to-video", fields: veo3ImageToVideo },
      { endpoint: "fal-ai/veo3/fast", fields: veo3Base },
    ],
    { retired: vanished("2026-08-02", "fal-ai/veo3.1/fast") },
  ),
  "fal-ai/sora-2": video(
    [
      { endpoint: "fal-ai/sora-2/image-to-video", fields: sora2ImageToVideo },
      { endpoint: "fal-ai/sora-2/image-to-video/pro", fields: sora2ImageToVideoPro },
      {
        endpoint: "fal-ai/sora-2/video-to-video/remix",
        task: "remix",
        fields: sora2VideoToVideoRemix,
      },
      { endpoint: "fal-ai/sora-2/text-to-video", fields: sora2TextToVideo },
      { endpoint: "fal-ai/sora-2/text-to-video/pro", fields: sora2TextToVideoPro },
    ],
    { retired: vanished("2026-08-02", "fal-ai/veo3.1") },
  ),
  "fal-ai/ltx-2": video(
    [
      { endpoint: "fal-ai/ltx-2/image-to-video", fields: ltx2ImageToVideo },
      { endpoint: "fal-ai/ltx-2/image-to-video/fast", fields: ltx2ImageToVideo },
      { endpoint: "fal-ai/ltx-2/retake-video", task: "edit", fields: ltx2RetakeVideo },
      { endpoint: "fal-ai/ltx-2/text-to-video", fields: ltx2TextToVideo },
      { endpoint: "fal-ai/ltx-2/text-to-video/fast", fields: ltx2TextToVideo },
      { endpoint: "fal-ai/ltx-2/extend-video", task: "extend", fields: ltx2ExtendVideo },
      { endpoint: "fal-ai/ltx-2/audio-to-video", fields: ltx2AudioToVideo },
    ],
    { retired: vanished("2026-08-02", "fal-ai/ltx-2.3") },
  ),
  "fal-ai/bytedance/seedance/v1/lite": video(
    [
      {
        endpoint: "fal-ai/bytedance/seedance/v1/lite/image-to-video",
        fields: seedanceLiteImageToVideo,
      },
      {
        endpoint: "fal-ai/bytedance/seedance/v1/lite/reference-to-video",
        fields: seedanceLiteReferenceToVideo,
      },
      {
        endpoint: "fal-ai/bytedance/seedance/v1/lite/text-to-video",
        fields: seedanceLiteTextToVideo,
      },
    ],
    { retired: vanished("2026-08-02", "fal-ai/bytedance/seedance/v1/pro/fast") },
  ),
  "fal-ai/luma-dream-machine": video(
    [
      { endpoint: "fal-ai/luma-dream-machine/image-to-video", fields: dreamMachineImageToVideo },
      { endpoint: "fal-ai/luma-dream-machine", fields: dreamMachineBase },
    ],
    { retired: vanished("2026-04-07", "fal-ai/luma-dream-machine/ray-2") },
  ),
  "wan/v2.6/text-to-video": video(wan26Fields, {
    retired: vanished("2026-08-02", "fal-ai/wan/v2.7"),
  }),
};
