import type { Progress } from "./options.ts";

/** Reports progress about four times a second. */
export interface ProgressReporter {
  /** @param done Share of the work that is done, 0 to 1, where it is known. */
  frame(frames: number, seconds: number, done: () => number | undefined): void;
  finish(frames: number, seconds: number): void;
}

export function progressReporter(
  onProgress: (progress: Progress) => void,
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): ProgressReporter {
  const began = now();
  let next = began + 250;
  const report = (frames: number, seconds: number, done: number | undefined): void => {
    const worked = Math.max(1e-3, (now() - began) / 1000);
    try {
      onProgress({
        percent: done === undefined ? undefined : Math.min(100, Math.round(done * 1000) / 10),
        frames,
        seconds,
        speed: Math.round((seconds / worked) * 100) / 100,
        framesPerSecond: Math.round(frames / worked),
        secondsLeft: done ? Math.max(0, worked / done - worked) : undefined,
      });
    } catch (error) {
      onError(error);
    }
  };
  return {
    frame(frames, seconds, done) {
      if (frames % 8 !== 0) return;
      const time = now();
      if (time < next) return;
      next = time + 250;
      report(frames, seconds, done());
    },
    finish: (frames, seconds) => report(frames, seconds, 1),
  };
}
