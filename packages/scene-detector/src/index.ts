export { detectScenes } from "./detect.ts";
export { iterateScenes } from "./iterate.ts";
export { redetect } from "./redetect.ts";
