/** What kind of media a call makes: `video`, `image`, `tts` (text to speech) or `sts` (speech to speech). */
export type Operation = "video" | "image" | "tts" | "sts";

export const operations: readonly Operation[] = ["video", "image", "tts", "sts"];

/** What is done to the inputs of a request. `generate` is plain generation, with or without input images. */
export type Task =
  | "generate"
  | "edit"
  | "extend"
  | "remix"
  | "inpaint"
  | "outpaint"
  | "upscale"
  | "remove-background"
  | "reframe";

export const tasks: readonly Task[] = [
  "generate",
  "edit",
  "extend",
  "remix",
  "inpaint",
  "outpaint",
  "upscale",
  "remove-background",
  "reframe",
];
