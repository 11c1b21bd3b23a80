import {
  expectedFaults,
  type FaultName,
  faultNames,
  type FaultOutcome,
  type FaultStep,
  faultSteps,
  type SubmitKind,
} from "./expected-faults.ts";

/** `docs/reliability.md`: the fault matrix as people read it, made from the table that the kit compares with. */
export function reliabilityPage(): string {
  return [head, ...faultSteps.map(section), foot].join("\n\n").concat("\n");
}

const head = `# What happens when something goes wrong

This page is made from \`packages/testing/src/expected-faults.ts\` (\`node packages/testing/test/write-reliability.ts\`
writes it, a test compares it). The conformance kit provokes every cell, for every provider, with the vendor's real
client over real HTTP against a fake of the vendor: a chain of two links, \`fallbackOn\` and \`whenUnsure\` at their
defaults, a deadline of ten minutes.

How to read a cell: what the call ends with · how many submits the vendor took · what the attempt may have cost ·
whether the next link was asked · what the error or response holds (the vendor's job, or the intent alone). “once”:
the next request is fine again; “always”: none ever is. A step applies to a provider when its adapter has the
function for it; nothing else is left out.

The faults: **refused** nobody listens · **reset before** the connection ends before the vendor's code runs ·
**reset after** it ends when that has run · **stall** no answer ever comes · a status without the vendor's code having
run · **truncated** the connection ends within the body · **malformed** the JSON ends too early · **HTML** a page with
status 200 · **slow drip** the body takes 45 seconds.`;

const titles: Readonly<Record<FaultStep, string>> = {
  submit: "Submit: the request that costs money",
  poll: "Poll: how does the job stand",
  result: "Result: what did it make",
  download: "Download: the bytes of an output",
  cancel: "Cancel: the caller aborts a running job",
  upload: "Upload: input media, before the submit",
};

const notes: Readonly<Partial<Record<FaultStep, string>>> = {
  submit:
    "A vendor that answers at once has no job to look at. A vendor that can be asked for a job by its idempotency key is asked before anybody gives up.",
  poll: "A failed check says nothing about the job. Eight in a row end the wait, never the job: the error holds its ref, and `resumeJob` goes on.",
  download: "The response is there, the job is billed; the download may be called again.",
  cancel:
    "`cancelOutcome` says what came of it. “As the vendor says”: a status of 2xx with a spoilt body confirms the cancel where the vendor says nothing in the body.",
};

function section(step: FaultStep): string {
  const lines = kindsOf(step).map((kind) => table(step, kind));
  return [`## ${titles[step]}`, ...(notes[step] ? [notes[step]] : []), ...lines].join("\n\n");
}

/** Only a submit differs between kinds of vendors. */
function kindsOf(step: FaultStep): readonly SubmitKind[] {
  return step === "submit" ? ["job", "at once", "findable"] : ["job"];
}

const kindTitles: Readonly<Record<SubmitKind, string>> = {
  job: "Vendors with jobs",
  "at once": "Vendors that answer at once",
  findable: "Vendors with jobs that can be found by an idempotency key",
};

function table(step: FaultStep, kind: SubmitKind): string {
  const rows = faultNames.flatMap((name) => {
    const [once, always] = [
      outcomeOf(step, kind, name, "once"),
      outcomeOf(step, kind, name, "always"),
    ];
    if (!once || !always) return [];
    return [`| ${name} | ${words(once)} | ${words(always)} |`];
  });
  const title = step === "submit" ? [`### ${kindTitles[kind]}`, ""] : [];
  return [...title, "| Fault | once | always |", "|---|---|---|", ...rows].join("\n");
}

function outcomeOf(
  step: FaultStep,
  kind: SubmitKind,
  name: FaultName,
  times: "once" | "always",
): FaultOutcome | undefined {
  return expectedFaults.find(
    (row) =>
      row.step === step &&
      row.faults.includes(name) &&
      row.times.includes(times) &&
      (row.submits?.includes(kind) ?? true),
  )?.outcome;
}

function words({ error, accepted, billing, movedOn, ref, cancel }: FaultOutcome): string {
  return [
    error === undefined ? "succeeds" : `\`${error}\``,
    `${accepted} accepted`,
    billing === "none" ? "costs nothing" : billing === "billed" ? "billed" : "**may be billed**",
    movedOn ? "**next link**" : "stays",
    ref,
    ...(cancel === undefined ? [] : [`cancel: ${cancel}`]),
  ].join(" · ");
}

const foot = `## The rules behind the cells

- A submit is sent again only when it surely was not taken: nobody listened, or the vendor said 425, 429 or 503.
- A submit whose fate nobody can know is never sent again, and the next link is not paid for unless
  \`whenUnsure: "fallback"\` says so. Its intent stays in the job store for \`unfinishedJobs\`.
- After acceptance only the vendor's own word that the job failed, or a cancel that it confirms, moves the chain on.
- Checks, results, uploads and cancels buy nothing and are repeated; each with a limit.`;
