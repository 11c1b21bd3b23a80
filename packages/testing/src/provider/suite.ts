import { describe, expect, test } from "vitest";
import { callCases } from "./calls.ts";
import type { Case, Trial } from "./case.ts";
import { neighbourCases } from "./neighbours.ts";
import { testFaults } from "./fault-matrix.ts";
import { jobCases } from "./jobs.ts";
import { secretCases } from "./secrets.ts";
import { operationsOf, type ProviderSubject } from "./subject.ts";

/** All cases, in the order in which they run. */
export const cases: readonly Case[] = [
  ...callCases,
  ...jobCases,
  ...secretCases,
  ...neighbourCases,
];

/** Time for one case, in milliseconds; each takes a small part of it. */
const caseTimeoutMs = 20_000;

/**
 * Registers, with vitest, everything that every provider must do. Call it once in a test file of the provider.
 * What a provider need not do follows from its adapter; what does not apply is listed with its reason.
 */
export function testProvider(given: ProviderSubject): void {
  describe(`${given.provider.definition.name} as a provider`, () => {
    for (const trial of trialsOf(given)) {
      describe(`${trial.operation}`, () => {
        for (const each of cases) testCase(each, trial);
      });
    }
    testFaults(given);
  });
}

/** The operations of a provider, each as a trial. */
export function trialsOf(given: ProviderSubject): readonly Trial[] {
  return operationsOf(given).map((operation) => {
    const subject = given.operations[operation];
    const adapter = given.provider.definition.operations[operation];
    if (!subject || !adapter) {
      throw new Error(`${given.provider.definition.name} declares no ${operation}`);
    }
    return { given, operation, subject, adapter };
  });
}

function testCase(each: Case, trial: Trial): void {
  const reason = each.exempt?.(trial);
  const title = reason === undefined ? each.name : `${each.name} (does not apply: ${reason})`;
  test.skipIf(reason !== undefined)(`${title}`, { timeout: caseTimeoutMs }, async () => {
    expect.hasAssertions();
    await each.run(trial);
  });
}
