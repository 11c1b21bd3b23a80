export { createFrameMeter, type FrameMeter, type MeterOptions } from "./meter.ts";
export { redetect } from "./redetect.ts";
export type { DecisionOptions } from "./detector.ts";
export type { Blend, FrameStats, Rational, Return } from "./stats.ts";
export type { Cut, Position, Scene } from "./result.ts";
