import { adaptiveDefaults, decideAdaptive, type AdaptiveParameters } from "../src/adaptive.ts";
import { detectScenes, type DetectOptions, type Detection } from "../src/index.ts";
import { compare, f1, pooled, type LabelledClip, type Score } from "./truth.ts";

/** A clip with what was detected in it. */
export interface Measured {
  clip: LabelledClip;
  detection: Detection;
}

export async function measureClips(
  clips: readonly LabelledClip[],
  options: DetectOptions,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const clip of clips)
    measured.push({ clip, detection: await detectScenes(clip.path, options) });
  return measured;
}

function scoreOf({ clip, detection }: Measured): Score {
  return compare(
    detection.cuts.map(({ frame }) => frame),
    clip.labels,
  );
}

/** One line of the table: real and synthetic clips, pooled. */
export function line(name: string, measured: readonly Measured[]): string {
  const part = (synthetic: boolean): string => {
    const score = pooled(measured.filter(({ clip }) => clip.synthetic === synthetic).map(scoreOf));
    const precision = (100 * score.hits) / Math.max(1, score.hits + score.falseCuts);
    const recall = (100 * score.hits) / Math.max(1, score.hits + score.misses);
    return `${precision.toFixed(1)} | ${recall.toFixed(1)} | **${f1(score).toFixed(1)}** | ${score.gradualFound}/${score.gradual}`;
  };
  const all = pooled(measured.map(scoreOf));
  return `| ${name} | ${part(false)} | ${part(true)} | ${((100 * all.exact) / Math.max(1, all.hits)).toFixed(1)} |`;
}

/** False cuts on the clip of flashes. */
export function flashCuts(measured: readonly Measured[]): number | undefined {
  const flashes = measured.find(({ clip }) => clip.name === "synth_flash");
  return flashes && scoreOf(flashes).falseCuts;
}

/** Detections of `preview` are right where a true change lies between the keyframe before and theirs. */
export function previewScore(measured: readonly Measured[]): { right: number; wrong: number } {
  let right = 0;
  let wrong = 0;
  for (const { clip, detection } of measured) {
    const keyframes = detection.stats.frameNumbers ?? new Uint32Array();
    for (const { frame } of detection.cuts) {
      const before = keyframes[keyframes.indexOf(frame) - 1] ?? 0;
      if (clip.labels.some(({ start, end }) => end > before && start <= frame)) right++;
      else wrong++;
    }
  }
  return { right, wrong };
}

const grid = {
  floor: [6, 8, 10, 12, 15],
  ratio: [2, 2.5, 3, 3.5, 4],
  minSceneLengthSeconds: [0.2, 0.3, 0.4, 0.5],
  residual: [0.2, 0.25, 0.3, 0.35],
};

function cells(): AdaptiveParameters[] {
  return grid.floor.flatMap((floor) =>
    grid.ratio.flatMap((ratio) =>
      grid.minSceneLengthSeconds.flatMap((minSceneLengthSeconds) =>
        grid.residual.map((residual) => ({
          ...adaptiveDefaults,
          floor,
          quietFloor: floor * 0.7,
          ratio,
          isolated: ratio * 2,
          minSceneLengthSeconds,
          dissolve: { ...adaptiveDefaults.dissolve, residual },
        })),
      ),
    ),
  );
}

/** Errors of all kinds: what a choice of parameters is judged by. */
function faults({ misses, falseCuts, gradual, gradualFound }: Score): number {
  return misses + falseCuts + (gradual - gradualFound);
}

/**
 * Chooses the parameters on all clips but one, by the fewest faults, and judges that one; for each in turn.
 * Among equal cells the one in the middle of them is taken, so that no edge is preferred.
 */
export function leaveOneOut(measured: readonly Measured[]): string[] {
  const parameters = cells();
  const scores = parameters.map((cell) =>
    measured.map(({ clip, detection: { stats } }) => {
      const { boundaries } = decideAdaptive(stats, cell);
      return compare(
        boundaries.map(({ index }) => stats.firstFrame + index),
        clip.labels,
      );
    }),
  );
  const totals = scores.map((row) => row.reduce((sum, score) => sum + faults(score), 0));
  const judged = measured.map((_, left) => {
    const without = totals.map((total, cell) => total - faults(scores[cell]![left]!));
    const fewest = Math.min(...without);
    const best = without.flatMap((total, cell) => (total === fewest ? [cell] : []));
    return scores[best[best.length >> 1]!]![left]!;
  });
  const kind = (synthetic: boolean): Score =>
    pooled(judged.filter((_, index) => measured[index]!.clip.synthetic === synthetic));
  const values = scores.map((row) => f1(pooled(row))).sort((a, b) => a - b);
  const [real, synthetic] = [kind(false), kind(true)];
  return [
    `Leave-one-out over ${parameters.length} cells (floor ${grid.floor.join("/")}, ratio ${grid.ratio.join("/")}, least scene ${grid.minSceneLengthSeconds.join("/")} s, residual ${grid.residual.join("/")}):`,
    `real F1 ${f1(real).toFixed(1)} (gradual ${real.gradualFound}/${real.gradual}), synthetic F1 ${f1(synthetic).toFixed(1)} (gradual ${synthetic.gradualFound}/${synthetic.gradual});`,
    `all cells on all clips: lowest ${values[0]!.toFixed(1)}, median ${values[values.length >> 1]!.toFixed(1)}, highest ${values.at(-1)!.toFixed(1)}; the defaults ${f1(pooled(measured.map(scoreOf))).toFixed(1)}.`,
  ];
}
