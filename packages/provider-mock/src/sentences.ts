const boundary =
  /(?<=(?<!\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|No|e\.g|i\.e|approx))[.!?…]["'”’)\]]*)\s+|(?<=[。！？])/u;

/**
 * Splits a prompt into its sentences. A sentence ends at `.`, `!`, `?` or `…` before white space, or
 * at a full-width `。！？`; a decimal point or the point of a title ("Dr. Lee") ends none. Pieces
 * without a letter or a digit join the sentence before them. An empty prompt is one empty sentence.
 */
export function sentences(prompt: string): [string, ...string[]] {
  const found: string[] = [];
  for (const piece of prompt.trim().split(boundary)) {
    if (found.length > 0 && !/[\p{L}\p{N}]/u.test(piece)) found[found.length - 1] += ` ${piece}`;
    else found.push(piece.trim());
  }
  const [first = "", ...rest] = found;
  return [first, ...rest.filter((sentence) => sentence !== "")];
}
