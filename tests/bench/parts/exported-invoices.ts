import type { Ground } from "../ground.ts";
import { inScene } from "../ground.ts";
import type { ExportFound } from "../measures/exported-invoices.ts";
import type { Row } from "../table.ts";
import { atMost, told } from "../table.ts";

export async function measureExportedInvoices(ground: Ground, invoices: number): Promise<Row[]> {
  const { calls, points, twice } = await inScene<ExportFound>(ground, "exported-invoices", {
    invoices,
  });
  return [
    atMost(
      `calls per exported invoice, ${invoices} at once`,
      calls / invoices,
      2,
      "looked for, then made",
    ),
    told(`points per exported invoice, ${invoices} at once`, points / invoices, ""),
    atMost("orders beyond one of each invoice", twice, 0, "", 0),
  ];
}
