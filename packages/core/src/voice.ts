import type { Adjustment } from "./adjustment.ts";
import type { PlannedPart } from "./parts.ts";
import type { NormalRequest } from "./request.ts";

/** A request with the voice of one link of the chain. */
export interface ChosenVoice {
  readonly request: NormalRequest;
  readonly warnings: readonly string[];
  /** The caller's voices by provider; nothing when he gave none. */
  readonly voiceIds: NormalRequest["voiceIds"];
  /** The request's own voice, which the chosen one may take the place of. */
  readonly voiceId: string | undefined;
  /** Whether `voiceIds` names a voice for this link. */
  readonly named: boolean;
}

/** Picks a link's voice: the one under its name or its provider's, else the request's `voiceId`. */
export function chooseVoice(given: NormalRequest, names: readonly string[]): ChosenVoice {
  const { voiceIds, ...rest } = given;
  const { voiceId } = given;
  if (!voiceIds) return { request: given, warnings: [], voiceIds, voiceId, named: false };
  const name = names.find((each) => Object.hasOwn(voiceIds, each));
  const chosen = name === undefined ? voiceId : voiceIds[name];
  const request = Object.freeze(chosen === undefined ? rest : { ...rest, voiceId: chosen });
  const [provider] = names;
  const lost = chosen === undefined;
  const warnings = lost ? [`voiceIds names no voice for ${provider}: the model's own is used`] : [];
  return { request, warnings, voiceIds, voiceId, named: name !== undefined };
}

/** Accounts for `voiceIds`, and for a `voiceId` that one of them took the place of. */
export function withVoiceAdjustments(
  parts: readonly [PlannedPart, ...PlannedPart[]],
  { voiceIds, voiceId, named, request }: ChosenVoice,
): readonly [PlannedPart, ...PlannedPart[]] {
  if (!voiceIds) return parts;
  const [first, ...rest] = parts;
  const sent = first.mapped.adjustments.find(({ field }) => field === "voiceId");
  const others = first.mapped.adjustments.filter((adjustment) => adjustment !== sent);
  const unused = (field: string, requested: unknown, reason: string): Adjustment => ({
    field,
    requested,
    kind: "dropped",
    reason,
  });
  const voices: Adjustment =
    named && sent
      ? {
          ...sent,
          field: "voiceIds",
          requested: voiceIds,
          ...(sent.kind === "exact" ? { kind: "converted" } : {}),
        }
      : unused("voiceIds", voiceIds, "it names no voice for this provider");
  const voice = named
    ? voiceId === undefined
      ? []
      : [unused("voiceId", voiceId, `voiceIds names ${request.voiceId} for this provider`)]
    : sent
      ? [sent]
      : [];
  const adjustments = [...others, voices, ...voice];
  return [{ ...first, mapped: { ...first.mapped, adjustments } }, ...rest];
}
