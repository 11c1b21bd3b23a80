import type { Random } from "./random.ts";

const pentatonic: readonly [number, ...number[]] = [0, 3, 5, 7, 10, 12];
const beatSeconds = 0.5;
const ringSeconds = 1.2;

/**
 * A soft melody of plucked notes, two a second, in one channel from -1 to 1. Each scene has a key of
 * its own; `sceneStarts` are in seconds.
 */
export function chime(
  sampleCount: number,
  sampleRate: number,
  sceneStarts: readonly number[],
  random: Random,
): Float32Array {
  const samples = new Float32Array(sampleCount);
  const root = random.between(170, 260);
  for (const [scene, start] of sceneStarts.entries()) {
    const end = sceneStarts[scene + 1] ?? sampleCount / sampleRate;
    const key = root * 2 ** (((scene * 5) % 12) / 12);
    for (let beat = start; beat < end; beat += beatSeconds) {
      const frequency = key * 2 ** (random.pick(pentatonic) / 12);
      pluck(samples, Math.round(beat * sampleRate), frequency, sampleRate);
    }
  }
  return samples;
}

function pluck(samples: Float32Array, first: number, frequency: number, sampleRate: number): void {
  const last = Math.min(samples.length, first + Math.round(ringSeconds * sampleRate));
  const step = (2 * Math.PI * frequency) / sampleRate;
  for (let index = first; index < last; index++) {
    const age = (index - first) / sampleRate;
    const loudness = 0.16 * Math.min(1, age / 0.01) * Math.exp(-4 * age) * (1 - age / ringSeconds);
    const phase = step * (index - first);
    samples[index]! += loudness * (Math.sin(phase) + 0.3 * Math.sin(2 * phase));
  }
}
