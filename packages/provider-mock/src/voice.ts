import type { Random } from "./random.ts";

/** The three resonances of the mouth, in hertz. */
type Formants = readonly [number, number, number];

interface Sound {
  /** Its share of the whole length, compared with other sounds. */
  readonly weight: number;
  readonly formants: Formants;
  /** Loudness of the vocal cords and of the breath, 0 to 1. */
  readonly voiced: number;
  readonly breath: number;
}

const vowels: Readonly<Record<string, Formants>> = {
  a: [750, 1250, 2600],
  e: [500, 1800, 2550],
  i: [310, 2150, 2900],
  o: [480, 900, 2400],
  u: [340, 800, 2300],
  y: [300, 1900, 2400],
};
const otherVowels: readonly [Formants, ...Formants[]] = [
  [650, 1150, 2500],
  [420, 1950, 2600],
  [460, 1000, 2400],
];
const closed: Formants = [260, 1200, 2300];
const hissing = "sfxczhj";
const plosive = "ptkqbdg";
const frameSeconds = 0.004;

function soundOf(character: string): Sound {
  const letter = character.normalize("NFD").charAt(0).toLowerCase();
  if (/\s/u.test(letter)) return { weight: 0.7, formants: closed, voiced: 0, breath: 0 };
  if (/[.!?。！？]/u.test(letter)) return { weight: 4.5, formants: closed, voiced: 0, breath: 0 };
  if (/\p{P}/u.test(letter)) return { weight: 2.2, formants: closed, voiced: 0, breath: 0 };
  if (hissing.includes(letter)) return { weight: 0.9, formants: closed, voiced: 0, breath: 0.5 };
  if (plosive.includes(letter)) return { weight: 0.6, formants: closed, voiced: 0.1, breath: 0.25 };
  if (/[a-z]/u.test(letter) && !Object.hasOwn(vowels, letter)) {
    return { weight: 0.8, formants: closed, voiced: 0.5, breath: 0 };
  }
  const formants = vowels[letter] ?? otherVowels[letter.charCodeAt(0) % otherVowels.length];
  return { weight: 1.3, formants: formants ?? otherVowels[0], voiced: 1, breath: 0.02 };
}

/**
 * Babbles a text: a pulse for the vocal cords and noise for the breath, shaped by three resonances
 * that glide from letter to letter. Nobody will understand it, but it has the rhythm, the pauses and
 * the melody of speech. Samples from -1 to 1 in one channel.
 */
export function babble(
  text: string,
  sampleCount: number,
  sampleRate: number,
  random: Random,
): Float32Array {
  const sounds = Array.from(text, soundOf);
  const whole = sounds.reduce((sum, sound) => sum + sound.weight, 0);
  const pitch = random.between(95, 210);
  const mouth = 0.92 + (pitch - 95) / 600;
  const samples = new Float32Array(sampleCount);
  const resonances = [0, 1, 2].map(() => ({ near: 0, far: 0, a: 0, b: 0, c: 0, at: 0 }));
  const frame = Math.max(1, Math.round(frameSeconds * sampleRate));
  let reached = 0;
  let phase = 0;
  let voiced = 0;
  let breath = 0;
  let lastNoise = 0;
  let current = 0;
  for (let index = 0; index < sampleCount; index++) {
    const place = (index / sampleCount) * whole;
    while (current < sounds.length - 1 && place >= reached + sounds[current]!.weight) {
      reached += sounds[current]!.weight;
      current++;
    }
    const sound = sounds[current] ?? soundOf(" ");
    if (index % frame === 0) {
      for (const [number, resonance] of resonances.entries()) {
        const aim = sound.formants[number]! * mouth;
        resonance.at = resonance.at === 0 ? aim : resonance.at + (aim - resonance.at) * 0.22;
        tune(resonance, Math.min(resonance.at, sampleRate * 0.45), sampleRate);
      }
    }
    const glide = Math.min(1, 150 / sampleRate);
    voiced += (sound.voiced - voiced) * glide;
    breath += (sound.breath - breath) * glide;
    const melody = 1 + 0.12 * Math.sin(place * 0.31) + 0.06 * Math.sin(place * 1.7);
    phase += (pitch * melody) / sampleRate;
    if (phase >= 1) phase -= 1;
    const noise = random.next() - 0.5;
    let value = voiced * (phase < 0.6 ? phase * phase * (0.6 - phase) * 12 : 0);
    for (const resonance of resonances) {
      value = resonance.a * value + resonance.b * resonance.near + resonance.c * resonance.far;
      resonance.far = resonance.near;
      resonance.near = value;
    }
    samples[index] = value + breath * 0.35 * (noise - lastNoise);
    lastNoise = noise;
  }
  return levelled(samples);
}

/** Sets a two-pole filter that lets zero hertz pass unchanged. */
function tune(
  resonance: { a: number; b: number; c: number },
  frequency: number,
  sampleRate: number,
): void {
  const bandwidth = 60 + frequency * 0.05;
  const decay = Math.exp((-Math.PI * bandwidth) / sampleRate);
  resonance.c = -decay * decay;
  resonance.b = 2 * decay * Math.cos((2 * Math.PI * frequency) / sampleRate);
  resonance.a = 1 - resonance.b - resonance.c;
}

/** Takes out the resting level and brings the loudest sample to 0.8. */
function levelled(samples: Float32Array): Float32Array {
  let slow = 0;
  let loudest = 1e-6;
  for (let index = 0; index < samples.length; index++) {
    slow += (samples[index]! - slow) * 0.01;
    samples[index]! -= slow;
    loudest = Math.max(loudest, Math.abs(samples[index]!));
  }
  for (let index = 0; index < samples.length; index++) samples[index]! *= 0.8 / loudest;
  return samples;
}
