import type { Model } from "@tarash/core/provider";
import {
  anySeconds,
  digits,
  enhancePrompt,
  firstFrame,
  frame,
  inputVideos,
  lastFrame,
  list,
  prompt,
  ratio,
  reference,
  references,
  required,
  resolution,
  video,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const hailuo02StandardImageToVideo = {
  prompt,
  image_url: required(frame),
  end_image_url: lastFrame,
  resolution: resolution(["512P", "768P"]),
  duration: digits([6, 10]),
  prompt_optimizer: enhancePrompt,
};

const hailuo02StandardTextToVideo = {
  prompt,
  duration: digits([6, 10]),
  prompt_optimizer: enhancePrompt,
};

const hailuo02ProImageToVideo = {
  prompt,
  image_url: required(frame),
  end_image_url: lastFrame,
  prompt_optimizer: enhancePrompt,
};

const hailuo02ProTextToVideo = {
  prompt,
  prompt_optimizer: enhancePrompt,
};

const hailuo02Hailuo02FastImageToVideo = {
  prompt,
  image_url: required(frame),
  duration: digits([6, 10]),
  prompt_optimizer: enhancePrompt,
};

const hailuo23StandardImageToVideo = {
  prompt,
  image_url: required(frame),
  duration: digits([6, 10]),
  prompt_optimizer: enhancePrompt,
};

const hailuo23StandardTextToVideo = {
  prompt,
  duration: digits([6, 10]),
  prompt_optimizer: enhancePrompt,
};

const hailuo23ProImageToVideo = {
  prompt,
  image_url: required(frame),
  prompt_optimizer: enhancePrompt,
};

const hailuo23ProTextToVideo = {
  prompt,
  prompt_optimizer: enhancePrompt,
};

const video01Video01ImageToVideo = {
  prompt,
  image_url: required(frame),
  prompt_optimizer: enhancePrompt,
};

const video01Video01Base = {
  prompt,
  prompt_optimizer: enhancePrompt,
};

const video01Video01SubjectReference = {
  prompt,
  prompt_optimizer: enhancePrompt,
  subject_reference_image_url: required(reference),
};

const h3 = {
  prompt,
  resolution: resolution(["768P", "2K"]),
  duration: anySeconds,
};

const h3ImageToVideo = {
  ...h3,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
};

const h3TextToVideo = {
  ...h3,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const h3ReferenceToVideo = {
  ...h3,
  reference_image_urls: references,
  reference_video_urls: inputVideos,
  aspect_ratio: ratio(["adaptive", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]),
  reference_audio_urls: list,
};

/** MiniMax Hailuo 02, 2.3 and 3 (H3), and the older Video-01, on fal. */
export const hailuo: Readonly<Record<string, Model>> = {
  "fal-ai/minimax/hailuo-02/standard": video([
    {
      endpoint: "fal-ai/minimax/hailuo-02/standard/image-to-video",
      fields: hailuo02StandardImageToVideo,
    },
    {
      endpoint: "fal-ai/minimax/hailuo-02/standard/text-to-video",
      fields: hailuo02StandardTextToVideo,
    },
  ]),
  "fal-ai/minimax/hailuo-02/pro": video([
    { endpoint: "fal-ai/minimax/hailuo-02/pro/image-to-video", fields: hailuo02ProImageToVideo },
    { endpoint: "fal-ai/minimax/hailuo-02/pro/text-to-video", fields: hailuo02ProTextToVideo },
  ]),
  "fal-ai/minimax/hailuo-02-fast": video([
    {
      endpoint: "fal-ai/minimax/hailuo-02-fast/image-to-video",
      fields: hailuo02Hailuo02FastImageToVideo,
    },
  ]),
  "fal-ai/minimax/hailuo-2.3/standard": video(
    [
      {
        endpoint: "fal-ai/minimax/hailuo-2.3/standard/image-to-video",
        fields: hailuo23StandardImageToVideo,
      },
      {
        endpoint: "fal-ai/minimax/hailuo-2.3/standard/text-to-video",
        fields: hailuo23StandardTextToVideo,
      },
    ],
    { price: perSecond(0.0817) },
  ),
  "fal-ai/minimax/hailuo-2.3/pro": video([
    { endpoint: "fal-ai/minimax/hailuo-2.3/pro/image-to-video", fields: hailuo23ProImageToVideo },
    { endpoint: "fal-ai/minimax/hailuo-2.3/pro/text-to-video", fields: hailuo23ProTextToVideo },
  ]),
  "fal-ai/minimax/hailuo-2.3-fast/standard": video([
    {
      endpoint: "fal-ai/minimax/hailuo-2.3-fast/standard/image-to-video",
      fields: hailuo23StandardImageToVideo,
    },
  ]),
  "fal-ai/minimax/hailuo-2.3-fast/pro": video([
    {
      endpoint: "fal-ai/minimax/hailuo-2.3-fast/pro/image-to-video",
      fields: hailuo23ProImageToVideo,
    },
  ]),
  "fal-ai/minimax/video-01": video([
    { endpoint: "fal-ai/minimax/video-01/image-to-video", fields: video01Video01ImageToVideo },
    { endpoint: "fal-ai/minimax/video-01", fields: video01Video01Base },
  ]),
  "fal-ai/minimax/video-01-live": video([
    { endpoint: "fal-ai/minimax/video-01-live/image-to-video", fields: video01Video01ImageToVideo },
    { endpoint: "fal-ai/minimax/video-01-live", fields: video01Video01Base },
  ]),
  "fal-ai/minimax/video-01-director": video([
    {
      endpoint: "fal-ai/minimax/video-01-director/image-to-video",
      fields: video01Video01ImageToVideo,
    },
    { endpoint: "fal-ai/minimax/video-01-director", fields: video01Video01Base },
  ]),
  "fal-ai/minimax/video-01-subject-reference": video(video01Video01SubjectReference),
  "minimax/h3": video(
    [
      { endpoint: "minimax/h3/image-to-video", fields: h3ImageToVideo },
      { endpoint: "minimax/h3/text-to-video", fields: h3TextToVideo },
      { endpoint: "minimax/h3/reference-to-video", fields: h3ReferenceToVideo },
    ],
    { price: perSecond(0.13) },
  ),
};
