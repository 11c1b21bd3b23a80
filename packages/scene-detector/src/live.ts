import type { Decision } from "./cut.ts";
import type { Position, Scene } from "./result.ts";
import { positionOf, toScene } from "./scenes.ts";
import type { FrameStats } from "./stats.ts";

/** Hands out scenes while frames are still coming. */
export interface LiveScenes {
  /** To be called after each frame; now and then it decides anew and reports what became certain. */
  frame(measured: number, stats: () => FrameStats): void;
  /** Reports what is left of the final list, and waits for callbacks that are still busy. */
  finish(scenes: readonly Scene[]): Promise<void>;
}

/** A callback's error is the caller's affair and must not cost a decoded film: it goes to `onError`. */
export function liveScenes(
  decide: ((stats: FrameStats) => Decision) | undefined,
  onScene: (scene: Scene) => void | Promise<void>,
  onError: (error: unknown) => void,
): LiveScenes {
  let reported = 0;
  let next = 50;
  let start: Position | undefined;
  let busy: Promise<void> = Promise.resolve();

  const report = (scene: Scene): void => {
    reported++;
    busy = busy.then(() => onScene(scene)).catch(onError);
  };

  return {
    frame(measured, stats) {
      if (!decide || measured < next) return;
      // Deciding costs in proportion to the film so far; rarer decisions keep the sum small.
      next = measured + Math.max(50, Math.floor(measured / 50));
      const now = stats();
      const { boundaries, settledBefore } = decide(now);
      start ??= positionOf(now, 0);
      for (const { index } of boundaries.slice(reported)) {
        if (index >= settledBefore) return;
        const end = positionOf(now, index);
        report(toScene(reported, start, end));
        start = end;
      }
    },
    async finish(scenes) {
      for (const scene of scenes.slice(reported)) report(scene);
      await busy;
    },
  };
}
