import { listModels, type ModelDescription } from "@tarash/core";
import type { Provider, ProviderDefinition } from "@tarash/core/provider";

const marks = ["<!-- models -->", "<!-- /models -->"] as const;

/** A README whose table of models, between its two marks, follows from the provider's data. */
export function withModelTable(
  readme: string,
  provider: Provider & { readonly definition: ProviderDefinition },
): string {
  const [start, end] = marks.map((mark) => readme.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`the README lacks ${marks.join(" … ")}`);
  const rows = listModels({ provider, includeRetired: true }).map(row);
  const head = "| Model | Makes | Tasks | Images | US$ |\n| --- | --- | --- | --- | --- |";
  const table = [head, ...rows].join("\n");
  return `${readme.slice(0, start + marks[0].length)}\n\n${table}\n\n${readme.slice(end)}`;
}

function row(model: ModelDescription): string {
  const { retired, price } = model;
  const name = `\`${model.model}\`${retired ? ` (gone by ${retired.date})` : ""}`;
  const cells = [
    name,
    model.operation,
    model.tasks.join(", "),
    model.roles.join(", "),
    price ? priceOf(price) : "unknown",
  ];
  return `| ${cells.join(" | ")} |`;
}

function priceOf({
  amount,
  maximum,
  by = [],
  unit,
}: NonNullable<ModelDescription["price"]>): string {
  const amounts = [amount, maximum ?? amount, ...by.map((entry) => entry.amount)];
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return `${least === most ? least : `${least}–${most}`} per ${unit}`;
}

/** A README as its formatter would leave it: the cells of tables are padded. */
export function unpadded(readme: string): string {
  return readme.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
}
