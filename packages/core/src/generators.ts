import type { GenerationConfig } from "./config.ts";
import type { Preview } from "./generate.ts";
import type { GenerateOptions } from "./generate-options.ts";
import type { Job } from "./job-handle.ts";
import type { Operation } from "./operation.ts";
import type { ImageRequest, StsRequest, TtsRequest, VideoRequest } from "./request.ts";
import type {
  AnyResponse,
  ImageGenerationResponse,
  StsResponse,
  TtsResponse,
  VideoGenerationResponse,
} from "./response.ts";

/**
 * What runs a call, zod among it, is loaded with the first call: an import of Tarash stays quick.
 */
function engine(): Promise<typeof import("./generate.ts")> {
  return import("./generate.ts");
}

/** The caller may use his object again before the engine is loaded. */
function snapshot(request: unknown): unknown {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return request;
  return { ...request };
}

async function generate(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never> | undefined,
): Promise<AnyResponse> {
  const given = snapshot(request);
  return (await engine()).generate(operation, config, given, options);
}

async function submit(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never> | undefined,
): Promise<Job> {
  const given = snapshot(request);
  return (await engine()).submit(operation, config, given, options);
}

async function preview(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
): Promise<Preview> {
  const given = snapshot(request);
  return (await engine()).preview(operation, config, given);
}

/**
 * Generates video: validates, maps, submits once, waits, and falls back as the config says.
 * @throws TarashError with the execution metadata and, once one was accepted, the job.
 */
export function generateVideo(
  config: GenerationConfig,
  request: VideoRequest,
  options?: GenerateOptions<VideoGenerationResponse>,
): Promise<VideoGenerationResponse> {
  return generate("video", config, request, options) as Promise<VideoGenerationResponse>;
}

/** Submits a video and resolves as soon as one provider has accepted it. */
export function submitVideo(
  config: GenerationConfig,
  request: VideoRequest,
  options?: GenerateOptions<VideoGenerationResponse>,
): Promise<Job<VideoGenerationResponse>> {
  return submit("video", config, request, options) as Promise<Job<VideoGenerationResponse>>;
}

/** Says what would be sent for a video, what becomes of each field, and what it may cost. Opens no socket. */
export function previewVideo(config: GenerationConfig, request: VideoRequest): Promise<Preview> {
  return preview("video", config, request);
}

/** Generates images; see {@link generateVideo}. */
export function generateImage(
  config: GenerationConfig,
  request: ImageRequest,
  options?: GenerateOptions<ImageGenerationResponse>,
): Promise<ImageGenerationResponse> {
  return generate("image", config, request, options) as Promise<ImageGenerationResponse>;
}

/** Submits an image; see {@link submitVideo}. */
export function submitImage(
  config: GenerationConfig,
  request: ImageRequest,
  options?: GenerateOptions<ImageGenerationResponse>,
): Promise<Job<ImageGenerationResponse>> {
  return submit("image", config, request, options) as Promise<Job<ImageGenerationResponse>>;
}

/** Says what would be sent for an image; see {@link previewVideo}. */
export function previewImage(config: GenerationConfig, request: ImageRequest): Promise<Preview> {
  return preview("image", config, request);
}

/** Makes speech of text; see {@link generateVideo}. */
export function generateTts(
  config: GenerationConfig,
  request: TtsRequest,
  options?: GenerateOptions<TtsResponse>,
): Promise<TtsResponse> {
  return generate("tts", config, request, options) as Promise<TtsResponse>;
}

/** Submits speech; see {@link submitVideo}. */
export function submitTts(
  config: GenerationConfig,
  request: TtsRequest,
  options?: GenerateOptions<TtsResponse>,
): Promise<Job<TtsResponse>> {
  return submit("tts", config, request, options) as Promise<Job<TtsResponse>>;
}

/** Says what would be sent for speech; see {@link previewVideo}. */
export function previewTts(config: GenerationConfig, request: TtsRequest): Promise<Preview> {
  return preview("tts", config, request);
}

/** Speaks a recording again in another voice; see {@link generateVideo}. */
export function generateSts(
  config: GenerationConfig,
  request: StsRequest,
  options?: GenerateOptions<StsResponse>,
): Promise<StsResponse> {
  return generate("sts", config, request, options) as Promise<StsResponse>;
}

/** Submits speech in another voice; see {@link submitVideo}. */
export function submitSts(
  config: GenerationConfig,
  request: StsRequest,
  options?: GenerateOptions<StsResponse>,
): Promise<Job<StsResponse>> {
  return submit("sts", config, request, options) as Promise<Job<StsResponse>>;
}

/** Says what would be sent for speech in another voice; see {@link previewVideo}. */
export function previewSts(config: GenerationConfig, request: StsRequest): Promise<Preview> {
  return preview("sts", config, request);
}
