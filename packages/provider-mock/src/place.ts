import type { JobCall } from "@tarash/core/provider";

/** How a mocked job goes on. */
export interface Pace {
  /** Number of states. */
  readonly states: number;
  /** Time between two states, in milliseconds; 0 goes on with each look. */
  readonly delayMs: number;
}

/** How far jobs without a delay are, and which were cancelled; another process begins again. */
const places = new Map<string, number | "cancelled">();
const mostPlaces = 1_000;

function remember(id: string, place: number | "cancelled"): void {
  places.set(id, place);
  const [oldest] = places.keys();
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
}

/** Whether somebody cancelled the job. */
export function isCancelled({ job }: JobCall): boolean {
  return places.get(job.id) === "cancelled";
}

export function cancelPlace({ job }: JobCall): void {
  remember(job.id, "cancelled");
}

/** Number of the state in which a job is: by the time since its submit, or by how often it was looked at. */
export function placeOf(call: JobCall, { states, delayMs }: Pace): number {
  if (delayMs === 0) {
    const known = places.get(call.job.id);
    return typeof known === "number" ? known : -1;
  }
  const passed = call.clock.now() - Date.parse(call.job.submittedAt);
  return Math.min(Math.max(0, Math.floor(passed / delayMs)), states - 1);
}

/** Goes on to the next state, where no time rules. */
export function nextPlace(call: JobCall, pace: Pace): number {
  if (pace.delayMs > 0) return placeOf(call, pace);
  const next = Math.min(placeOf(call, pace) + 1, pace.states - 1);
  remember(call.job.id, next);
  return next;
}

/** All states that are still to come, each at its time. */
export async function* walkPlaces(call: JobCall, pace: Pace): AsyncIterable<number> {
  const { states, delayMs } = pace;
  const start = delayMs > 0 ? placeOf(call, pace) : 0;
  for (let place = start; place < states; place++) {
    if (place > start && delayMs > 0) {
      const due = Date.parse(call.job.submittedAt) + place * delayMs;
      await call.clock.wait(Math.max(0, due - call.clock.now()), call.signal);
    }
    if (isCancelled(call)) return;
    if (delayMs === 0) remember(call.job.id, place);
    yield place;
  }
}
