import type { Operation } from "@tarash/core";
import type { OperationAdapter } from "@tarash/core/provider";
import type { OperationSubject, ProviderSubject } from "./subject.ts";

/** What a test is about: one operation of a provider. */
export interface Trial {
  readonly given: ProviderSubject;
  readonly operation: Operation;
  readonly subject: OperationSubject;
  readonly adapter: OperationAdapter;
}

/** Something that every provider must do. */
export interface Case {
  /** A sentence about the provider. */
  readonly name: string;
  /** Why a provider need not do it; nothing when it must. */
  exempt?(trial: Trial): string | undefined;
  run(trial: Trial): Promise<void>;
}

/** For cases about jobs that go on at the vendor. */
export function answersAtOnce({ adapter }: Trial): string | undefined {
  return adapter.check ? undefined : "it answers at once and has no check";
}
