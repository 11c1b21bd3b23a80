import type { ImageInput, Media } from "./media.ts";
import type { JobRef } from "./job-ref.ts";
import type { Task } from "./operation.ts";

/** Editors offer the known values; any other string is allowed, since models differ. */
type OpenString<Known extends string> = Known | (string & {});

export type AspectRatio = OpenString<
  "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | "9:21" | "4:5" | "5:4"
>;
export type Resolution = OpenString<"360p" | "480p" | "720p" | "1080p" | "1440p" | "4k">;

/** Parameters of one vendor or model, by their names on the wire. Added last, they win over mapped fields. */
export type ExtraParams = Record<string, unknown>;

interface Common {
  /** What is done to the inputs. Left out, it is inferred when only one task fits the inputs. */
  task?: Task;
  /** The same seed asks for the same result, where the model promises that. A whole number. */
  seed?: number;
  extraParams?: ExtraParams;
}

/** What a video is made from. Keys that are not listed here go to `extraParams`. */
export interface VideoRequest extends Common {
  prompt?: string;
  /** Length of the video. Models allow different values: see `describeModel`. */
  durationSeconds?: number;
  resolution?: Resolution;
  aspectRatio?: AspectRatio;
  /** Frames per second. */
  fps?: number;
  /** Whether the model makes sound. Changes the price of many models, whose defaults differ. */
  generateAudio?: boolean;
  imageList?: readonly ImageInput[];
  /** Input clip, for tasks such as edit, extend, reframe and upscale. */
  video?: Media;
  /** A job (its ref, or the vendor's own id) whose output is extended, remixed or reframed. */
  sourceJob?: JobRef | string;
  /** How many videos. Each is its own job where the vendor makes one at a time. @default 1 */
  numberOfVideos?: number;
  /** Another name of `numberOfVideos`. */
  n?: number;
  /** What should not be seen. */
  negativePrompt?: string;
  /** Whether the vendor may rewrite the prompt. */
  enhancePrompt?: boolean;
}

/** What an image is made from. Keys that are not listed here go to `extraParams`. */
export interface ImageRequest extends Common {
  prompt?: string;
  negativePrompt?: string;
  /** `WIDTHxHEIGHT` in pixels, or a name that the model knows (`square_hd`, `2K`). */
  size?: string;
  aspectRatio?: AspectRatio;
  quality?: string;
  style?: string;
  /** How many images. @default 1 */
  n?: number;
  imageList?: readonly ImageInput[];
  /** Which part of the image is changed; vendors differ in what white and transparent mean. */
  maskImage?: Media;
  /** How far the result may go from the input image, from 0 (the same) to 1. */
  strength?: number;
  /** How many times larger, for `upscale`. */
  scale?: number;
  /** Number of diffusion steps. */
  steps?: number;
  /** How closely the prompt is followed. */
  guidance?: number;
  /** `png`, `jpeg`, `webp`. */
  outputFormat?: OpenString<"png" | "jpeg" | "webp">;
  background?: OpenString<"transparent" | "opaque" | "auto">;
}

/** Numbers and switches of a voice, by the vendor's names (`stability`, `similarity_boost`, …). */
export type VoiceSettings = Record<string, number | boolean | string>;

/** What speech is made from. Keys that are not listed here go to `extraParams`. */
export interface TtsRequest extends Omit<Common, "task"> {
  text: string;
  /** The provider's id of a voice. */
  voiceId?: string;
  /** A voice for each provider, for chains whose links do not share voices. */
  voiceIds?: Record<string, string>;
  /** For example `mp3_44100_128`, `wav`, `pcm_16000`. */
  outputFormat?: string;
  /** ISO 639-1, for example `en`. */
  languageCode?: string;
  voiceSettings?: VoiceSettings;
  /** 1 is the voice's own speed. */
  speed?: number;
  /** How it is to be spoken, in words. */
  instructions?: string;
  /** Text spoken before, for continuity. */
  previousText?: string;
  /** Text spoken after, for continuity. */
  nextText?: string;
}

/** What speech in another voice is made from. Keys that are not listed here go to `extraParams`. */
export interface StsRequest extends Omit<Common, "task"> {
  audio: Media;
  voiceId?: string;
  voiceIds?: Record<string, string>;
  outputFormat?: string;
  voiceSettings?: VoiceSettings;
  removeBackgroundNoise?: boolean;
}

/** The request of each operation. */
export interface RequestOf {
  video: VideoRequest;
  image: ImageRequest;
  tts: TtsRequest;
  sts: StsRequest;
}

/** Every field that a mapper can read, of all operations together. */
export type RequestField =
  | Exclude<keyof VideoRequest, "n" | "extraParams" | "task">
  | Exclude<keyof ImageRequest, "extraParams" | "task">
  | Exclude<keyof TtsRequest, "extraParams" | "voiceIds">
  | Exclude<keyof StsRequest, "extraParams" | "voiceIds">;

/** A request after validation: frozen, unknown keys moved to `extraParams`, aliases resolved. */
export type NormalRequest = Readonly<
  Partial<Omit<VideoRequest & ImageRequest & TtsRequest & StsRequest, "extraParams" | "task">>
> & { readonly task?: Task; readonly extraParams: Readonly<ExtraParams> };
