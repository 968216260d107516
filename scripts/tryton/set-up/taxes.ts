import type { TrytonClient } from "../client.ts";
import { decimal } from "../client.ts";
import { TAXES } from "../books.ts";
import type { Accounts } from "./accounting.ts";
import { companyId } from "./company.ts";

export async function setUpTaxes(erp: TrytonClient, accounts: Accounts): Promise<void> {
  const company = await companyId(erp);
  await erp.create(
    "account.tax",
    TAXES.map(({ name, rate }) => ({
      name,
      description: name,
      type: "percentage",
      rate: decimal(rate),
      company,
      invoice_account: accounts.tax,
      credit_note_account: accounts.tax,
    })),
  );
}
