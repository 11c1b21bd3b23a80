import { detectScenes, redetect, type Detector } from "@tarash/scene-detector";

/** Finds where the brightest corner changes: the place for a neural network. */
const corners: Detector = {
  name: "corners",
  frameSize: { width: 2, height: 2 },
  start() {
    let before = -1;
    const found: number[] = [];
    return {
      push({ index, rgb }) {
        const lights = [0, 3, 6, 9].map(
          (offset) => rgb[offset]! + rgb[offset + 1]! + rgb[offset + 2]!,
        );
        const brightest = lights.indexOf(Math.max(...lights));
        if (before !== -1 && brightest !== before) found.push(index);
        before = brightest;
      },
      finish: () => found.map((index) => ({ index, kind: "cut", score: 1, confidence: 0.5 })),
    };
  },
};

const path = process.argv[2] ?? "clip.mp4";
const { cuts, stats } = await detectScenes(path, { method: corners });
console.log("by its corners:", cuts.map(({ frame }) => frame).join(", "));
// What was measured on the way is enough for the built-in methods: no second decode.
console.log(
  "by its changes:",
  redetect(stats)
    .cuts.map(({ frame }) => frame)
    .join(", "),
);
