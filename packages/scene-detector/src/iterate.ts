import { detectScenes } from "./detect.ts";
import type { DetectOptions } from "./options.ts";
import type { Detection, Scene } from "./result.ts";
import type { VideoInput } from "./source.ts";

/**
 * Scenes as they become certain: `for await (const scene of iterateScenes("film.mp4"))`.
 * Leaving the loop ends ffmpeg. The generator's return value is the whole detection.
 */
export async function* iterateScenes(
  input: VideoInput | readonly VideoInput[],
  options: Omit<DetectOptions, "onScene"> = {},
): AsyncGenerator<Scene, Detection, void> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const ready: Scene[] = [];
  let wake: () => void = () => undefined;
  const detection = detectScenes(input, {
    ...options,
    signal,
    onScene(scene) {
      ready.push(scene);
      wake();
    },
  });
  const over = new AbortController();
  const end = (): void => {
    over.abort();
    wake();
  };
  const settled = detection.then(end, end);
  try {
    while (!over.signal.aborted || ready.length > 0) {
      const scene = ready.shift();
      if (scene) {
        yield scene;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return await detection;
  } finally {
    stop.abort();
    await settled;
  }
}
