import { video, type Model } from "@tarash/core/provider";
import { assumed, described, perSecond, synced } from "../facts.ts";
import {
  anyResolution,
  enhancePrompt,
  frame,
  lastFrame,
  prompt,
  required,
  resolution,
  seconds,
} from "../fields.ts";

const hailuoShared = {
  prompt,
  duration: seconds([6, 10]),
  prompt_optimizer: enhancePrompt,
};

const hailuo23Fast = {
  ...hailuoShared,
  resolution: resolution(["768p", "1080p"]),
  first_frame_image: required(frame),
};

const hailuo23 = {
  ...hailuo23Fast,
  first_frame_image: frame,
};

const hailuo02 = {
  ...hailuo23,
  resolution: resolution(["512p", "768p", "1080p"]),
  last_frame_image: lastFrame,
};

const hailuo02Fast = {
  ...hailuo23Fast,
  resolution: anyResolution,
};

export const hailuo: Readonly<Record<string, Model>> = {
  "minimax/hailuo-2.3-fast": video(hailuo23Fast, { source: synced }),
  "minimax/hailuo-2.3": video(hailuo23, { source: synced, price: perSecond(0.0817) }),
  "minimax/hailuo-02": video(hailuo02, { source: described }),
  "minimax/hailuo-02-fast": video(hailuo02Fast, { source: assumed, verified: false }),
};
