/** How a job stands at one look. `unknown` is a word that the vendor's documents do not name. */
export interface ScriptedState {
  readonly status: "queued" | "processing" | "unknown";
  readonly queuePosition?: number;
  /** 0 to 100. */
  readonly percent?: number;
  readonly logs?: readonly string[];
}

/** How a job ends. `empty`: called completed, without an output. */
export type ScriptedEnd = "completed" | "failed" | "moderated" | "invalid" | "empty" | "cancelled";

/** What happens to a job. */
export interface JobScript {
  /** One a look, in order, before the job ends. @default queued at place 1, then processing at 50 % with a log line */
  readonly states?: readonly ScriptedState[];
  /** @default "completed" */
  readonly end?: ScriptedEnd;
  /** What the vendor says of a failure. @default "the script says that it fails" */
  readonly message?: string;
}

/** How a job stands now. */
export type FakeJobState = ScriptedState | { readonly status: ScriptedEnd };

/** A job of a fake vendor. */
export interface FakeJob {
  readonly id: string;
  /** What was submitted: the parsed body. */
  readonly input: unknown;
  /** Whatever the vendor wants to remember with it, for example the endpoint. */
  readonly facts: Readonly<Record<string, string>>;
  readonly message: string;
  /** The next state of the script, as a poll or an event of a stream sees it. */
  look(): FakeJobState;
  /** The state at the last look, without going on. */
  state(): FakeJobState;
  /** Whether the script has come to its end. */
  over(): boolean;
  /** Stops a job that is not over yet. */
  cancel(): "cancelled" | "already-finished";
  /** Brings a job to its end, whatever the script has left. */
  finish(): void;
}

const usualStates: readonly ScriptedState[] = [
  { status: "queued", queuePosition: 1 },
  { status: "processing", percent: 50, logs: ["half way"] },
];

/** The jobs of a fake vendor, and what is going to happen to them. */
export class JobBook {
  readonly #name: string;
  readonly #jobs = new Map<string, FakeJob>();
  readonly #coming: JobScript[] = [];
  #usual: JobScript = {};
  #open: readonly FakeJob[] = [];
  #mostAtOnce = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** All jobs, in the order in which they were opened. */
  get all(): readonly FakeJob[] {
    return [...this.#jobs.values()];
  }

  /** The most jobs that were open and not over at any moment. */
  get mostAtOnce(): number {
    return this.#mostAtOnce;
  }

  /** Says what happens to the next job, or to all that follow when `times` is left out. */
  script(script: JobScript, options: { times?: number } = {}): void {
    if (options.times === undefined) this.#usual = script;
    else this.#coming.push(...Array.from({ length: options.times }, () => script));
  }

  open(input: unknown, facts: Readonly<Record<string, string>> = {}): FakeJob {
    const script = this.#coming.shift() ?? this.#usual;
    const job = makeJob(`${this.#name}-job-${this.#jobs.size + 1}`, input, facts, script);
    this.#jobs.set(job.id, job);
    this.#open = [...this.#open.filter((each) => !each.over()), job];
    this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#open.length);
    return job;
  }

  get(id: string): FakeJob | undefined {
    return this.#jobs.get(id);
  }
}

function makeJob(
  id: string,
  input: unknown,
  facts: Readonly<Record<string, string>>,
  script: JobScript,
): FakeJob {
  const states = script.states ?? usualStates;
  let looks = 0;
  let cancelled = false;
  const at = (look: number): FakeJobState => {
    if (cancelled) return { status: "cancelled" };
    return states[look] ?? { status: script.end ?? "completed" };
  };
  const over = (): boolean => cancelled || looks > states.length;
  return {
    id,
    input,
    facts,
    message: script.message ?? "the script says that it fails",
    look() {
      const state = at(looks);
      looks = Math.min(looks + 1, states.length + 1);
      return state;
    },
    state: () => at(Math.max(0, looks - 1)),
    over,
    cancel() {
      if (over()) return cancelled ? "cancelled" : "already-finished";
      cancelled = true;
      return "cancelled";
    },
    finish() {
      looks = states.length + 1;
    },
  };
}
