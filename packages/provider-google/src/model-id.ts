/** Google's models, as editors offer them. */
export type GoogleModel =
  | "veo-3.1-generate-001"
  | "veo-3.1-fast-generate-001"
  | "veo-3.1-lite-generate-001"
  | "gemini-omni-1.2-flash"
  | "gemini-omni-1.1-flash"
  | "gemini-nano-banana-2.1"
  | "gemini-3-pro-image"
  | "nano-banana-pro-preview"
  | "gemini-3.1-flash-image"
  | "gemini-3.1-flash-lite-image"
  | "gemini-2.5-flash-image"
  | "imagen-4.0-generate-001"
  | "imagen-4.0-fast-generate-001"
  | "imagen-4.0-ultra-generate-001"
  | "imagen-3.0-generate-002"
  | "imagen-3.0-capability-001"
  | "imagen-4.0-upscale-preview";
