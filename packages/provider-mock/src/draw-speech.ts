import { runFfmpeg } from "./ffmpeg.ts";
import { createRandom } from "./random.ts";
import { babble } from "./voice.ts";
import { encodePcm, encodeWav } from "./wav.ts";

/** The sound formats that can be made. `pcm` is bare 16-bit little-endian samples; `opus` comes in Ogg. */
export type SpeechFormat = "wav" | "pcm" | "mp3" | "opus" | "aac" | "flac";

/** What to say, and how. */
export interface SpeechDrawing {
  /** At most 20 000 characters. */
  readonly text: string;
  /** The same seed and text give the same bytes; the seed also chooses the voice. */
  readonly seed: number | string;
  readonly format: SpeechFormat;
  /**
   * Samples a second, 8000 to 48000. MP3 and Opus know only some rates; ffmpeg takes the next one that
   * they know.
   */
  readonly sampleRate: number;
  /** 0.25 to 4; 1 unless given. Twice the speed is half the length. */
  readonly speed?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Speech in one channel. */
export interface DrawnSpeech {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly durationSeconds: number;
}

const charactersPerSecond = 15;
const shortestSeconds = 0.3;
const mostCharacters = 20_000;
const contentTypes: Readonly<Record<SpeechFormat, string>> = {
  wav: "audio/wav",
  pcm: "audio/pcm",
  mp3: "audio/mpeg",
  opus: "audio/ogg",
  aac: "audio/aac",
  flac: "audio/flac",
};
const encoders: Readonly<Record<Exclude<SpeechFormat, "wav" | "pcm">, string>> = {
  mp3: "-c:a libmp3lame -b:a 64k -id3v2_version 0 -f mp3",
  opus: "-c:a libopus -b:a 32k -f ogg",
  aac: "-c:a aac -b:a 64k -f adts",
  flac: "-c:a flac -f flac",
};

/**
 * Makes sound with the length, rhythm and melody of the spoken text: 15 characters a second, at least
 * 0.3 s. WAV and PCM are written here and need no ffmpeg; the others are converted by it. Throws when
 * an argument is out of range or ffmpeg fails.
 */
export async function drawSpeech(drawing: SpeechDrawing): Promise<DrawnSpeech> {
  const { text, seed, format, sampleRate, speed = 1, signal } = drawing;
  requireRange("text length", text.length, 0, mostCharacters);
  requireRange("sampleRate", sampleRate, 8000, 48_000);
  requireRange("speed", speed, 0.25, 4);
  signal?.throwIfAborted();
  const spoken = text.trim();
  const seconds = Math.max(shortestSeconds, spoken.length / charactersPerSecond / speed);
  const sampleCount = Math.round(seconds * sampleRate);
  const samples = babble(spoken, sampleCount, sampleRate, createRandom("voice", seed));
  return {
    bytes: await encode(samples, format, sampleRate, signal),
    contentType: contentTypes[format],
    durationSeconds: sampleCount / sampleRate,
  };
}

async function encode(
  samples: Float32Array,
  format: SpeechFormat,
  sampleRate: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (format === "wav") return encodeWav(samples, sampleRate);
  if (format === "pcm") return encodePcm(samples);
  return runFfmpeg({
    arguments: [
      ...`-f s16le -ar ${sampleRate} -ac 1 -i pipe:0 -map_metadata -1 -threads 1`.split(" "),
      ..."-fflags +bitexact -flags:a +bitexact".split(" "),
      ...encoders[format].split(" "),
    ],
    input: [encodePcm(samples)],
    output: `speech.${format}`,
    signal,
  });
}

function requireRange(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new Error(`${name} must be from ${least} to ${most} (got ${value}).`);
}
