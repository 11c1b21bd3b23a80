import type { GenerationConfig } from "./config.ts";
import type { Preview } from "./generate.ts";
import type { GenerateOptions } from "./generate-options.ts";
import type { Job } from "./job-handle.ts";
import type { ImageRequest, StsRequest, TtsRequest, VideoRequest } from "./request.ts";
import type {
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

/**
 * Generates video: validates, maps, submits once, waits, and falls back as the config says.
 * @throws TarashError with the execution metadata and, once one was accepted, the job.
 */
export async function generateVideo(
  config: GenerationConfig,
  request: VideoRequest,
  options?: GenerateOptions<VideoGenerationResponse>,
): Promise<VideoGenerationResponse> {
  return (await engine()).generate(
    "video",
    config,
    request,
    options,
  ) as Promise<VideoGenerationResponse>;
}

/** Submits a video and resolves as soon as one provider has accepted it. */
export async function submitVideo(
  config: GenerationConfig,
  request: VideoRequest,
  options?: GenerateOptions<VideoGenerationResponse>,
): Promise<Job<VideoGenerationResponse>> {
  return (await engine()).submit("video", config, request, options) as Promise<
    Job<VideoGenerationResponse>
  >;
}

/** Says what would be sent for a video, what becomes of each field, and what it may cost. Opens no socket. */
export async function previewVideo(
  config: GenerationConfig,
  request: VideoRequest,
): Promise<Preview> {
  return (await engine()).preview("video", config, request);
}

/** Generates images; see {@link generateVideo}. */
export async function generateImage(
  config: GenerationConfig,
  request: ImageRequest,
  options?: GenerateOptions<ImageGenerationResponse>,
): Promise<ImageGenerationResponse> {
  return (await engine()).generate(
    "image",
    config,
    request,
    options,
  ) as Promise<ImageGenerationResponse>;
}

/** Submits an image; see {@link submitVideo}. */
export async function submitImage(
  config: GenerationConfig,
  request: ImageRequest,
  options?: GenerateOptions<ImageGenerationResponse>,
): Promise<Job<ImageGenerationResponse>> {
  return (await engine()).submit("image", config, request, options) as Promise<
    Job<ImageGenerationResponse>
  >;
}

/** Says what would be sent for an image; see {@link previewVideo}. */
export async function previewImage(
  config: GenerationConfig,
  request: ImageRequest,
): Promise<Preview> {
  return (await engine()).preview("image", config, request);
}

/** Makes speech of text; see {@link generateVideo}. */
export async function generateTts(
  config: GenerationConfig,
  request: TtsRequest,
  options?: GenerateOptions<TtsResponse>,
): Promise<TtsResponse> {
  return (await engine()).generate("tts", config, request, options) as Promise<TtsResponse>;
}

/** Submits speech; see {@link submitVideo}. */
export async function submitTts(
  config: GenerationConfig,
  request: TtsRequest,
  options?: GenerateOptions<TtsResponse>,
): Promise<Job<TtsResponse>> {
  return (await engine()).submit("tts", config, request, options) as Promise<Job<TtsResponse>>;
}

/** Says what would be sent for speech; see {@link previewVideo}. */
export async function previewTts(config: GenerationConfig, request: TtsRequest): Promise<Preview> {
  return (await engine()).preview("tts", config, request);
}

/** Speaks a recording again in another voice; see {@link generateVideo}. */
export async function generateSts(
  config: GenerationConfig,
  request: StsRequest,
  options?: GenerateOptions<StsResponse>,
): Promise<StsResponse> {
  return (await engine()).generate("sts", config, request, options) as Promise<StsResponse>;
}

/** Submits speech in another voice; see {@link submitVideo}. */
export async function submitSts(
  config: GenerationConfig,
  request: StsRequest,
  options?: GenerateOptions<StsResponse>,
): Promise<Job<StsResponse>> {
  return (await engine()).submit("sts", config, request, options) as Promise<Job<StsResponse>>;
}

/** Says what would be sent for speech in another voice; see {@link previewVideo}. */
export async function previewSts(config: GenerationConfig, request: StsRequest): Promise<Preview> {
  return (await engine()).preview("sts", config, request);
}
