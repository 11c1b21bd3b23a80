import type { Random } from "./random.ts";

/** Red, green and blue, each 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** The colours of one scene. */
export interface Palette {
  readonly dark: boolean;
  readonly skyTop: Color;
  readonly skyBottom: Color;
  /** The moon at night, the sun by day. */
  readonly orb: Color;
  /** From the farthest ridge to the nearest one. */
  readonly hills: readonly [Color, Color, Color];
  readonly text: Color;
  /** For small print on the sky. */
  readonly label: Color;
  /** For small print on the nearest hill. */
  readonly footer: Color;
  /** The filled part of the progress bar. */
  readonly accent: Color;
}

/** A colour of the OKLCH space (lightness 0-1, chroma about 0-0.3, hue in degrees) as sRGB. */
function oklch(lightness: number, chroma: number, hue: number): Color {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    companded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    companded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    companded(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

function companded(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

/**
 * The palette of the scene with this number. Night and day alternate and the hue moves by the golden
 * angle, so that two neighbouring scenes differ in brightness and in colour: every cut is a hard one. Nights keep to blue, violet and red,
 * since a dark yellow is mud.
 */
export function scenePalette(random: Random, scene: number, firstIsDark: boolean): Palette {
  const start = random.between(0, 360);
  const turn = random.between(35, 60);
  const dark = firstIsDark === (scene % 2 === 0);
  const wheel = (start + scene * 137.508) % 360;
  const hue = dark ? 175 + (wheel * 190) / 360 : wheel;
  if (dark) {
    return {
      dark,
      skyTop: oklch(0.22, 0.075, hue),
      skyBottom: oklch(0.42, 0.12, hue + turn),
      orb: oklch(0.58, 0.15, hue + 2 * turn),
      hills: [oklch(0.34, 0.095, hue), oklch(0.27, 0.08, hue - 10), oklch(0.2, 0.06, hue - 20)],
      text: oklch(0.98, 0.012, hue),
      label: oklch(0.82, 0.06, hue),
      footer: oklch(0.85, 0.05, hue),
      accent: oklch(0.8, 0.15, hue + 2 * turn),
    };
  }
  return {
    dark,
    skyTop: oklch(0.9, 0.055, hue),
    skyBottom: oklch(0.96, 0.035, hue + turn),
    orb: oklch(0.83, 0.14, 20 + turn),
    hills: [oklch(0.84, 0.08, hue), oklch(0.76, 0.1, hue - 10), oklch(0.66, 0.11, hue - 20)],
    text: oklch(0.26, 0.07, hue),
    label: oklch(0.45, 0.09, hue),
    footer: oklch(0.22, 0.06, hue),
    accent: oklch(0.98, 0.02, hue),
  };
}
