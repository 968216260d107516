import { expect, it } from "vitest";
import { mayAnswer } from "./warnings.ts";

it("answers only the questions it knows, by their whole name", () => {
  expect(
    ["invoice_payment_term_12", "shipment_out_no_carrier_stock.shipment.out,7"].map(mayAnswer),
  ).toEqual([true, true]);
  for (const name of [
    "",
    "invoice_payment_term_",
    "x_invoice_payment_term_12",
    "invoice_payment_term_12.more",
    "0cc175b9.effective_date_future",
    "shipment_out_no_carrier_",
  ])
    expect(mayAnswer(name)).toBe(false);
});
