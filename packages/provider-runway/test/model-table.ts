import { type Model, type ModelCatalogue, type ModelVariant } from "@tarash/core/provider";

/** The models as a Markdown table, for the README. */
export function modelTable(models: ModelCatalogue): string {
  const rows = (["video", "image"] as const).flatMap((operation) =>
    Object.entries(models[operation] ?? {}).map(([id, model]) => rowOf(operation, id, model)),
  );
  return ["| Model | Makes | From | Notes |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function rowOf(operation: string, id: string, { variants, price, retired }: Model): string {
  const ways = [...new Set(variants.map(wayOf))].join("; ");
  const notes = [
    price && `about ${price.amount} USD a ${price.unit} (${price.asOf})`,
    retired && `gone since ${retired.date} as far as is known: ${retired.replacement}`,
  ];
  return `| \`${id}\` | ${operation} | ${ways} | ${notes.filter(Boolean).join("; ")} |`;
}

function wayOf({ fields, task }: ModelVariant): string {
  const inputs = Object.entries(fields).flatMap(([parameter, { media, sources, required }]) => {
    if (required && sources[0] === "extraParams") return [`extraParams.${parameter}`];
    const name = media?.roles?.join(" or ") ?? (media ? sources[0] : undefined);
    if (name !== undefined) return [required ? name : `${name}?`];
    return sources[0] === "prompt" ? [required ? "prompt" : "prompt?"] : [];
  });
  const what = inputs.toSorted().join(" + ");
  return task ? `${task}: ${what}` : what;
}
