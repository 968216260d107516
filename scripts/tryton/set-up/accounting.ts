import type { TrytonClient } from "../client.ts";
import { day } from "../client.ts";
import { PAYMENT_METHODS, PAYMENT_TERMS } from "../books.ts";
import { companyId } from "./company.ts";

export interface Accounts {
  receivable: number;
  payable: number;
  revenue: number;
  expense: number;
  tax: number;
  cash: number;
}

/** The minimal chart, the years around `year` with their periods, payment terms and payment methods. */
export async function setUpAccounting(erp: TrytonClient, year: number): Promise<Accounts> {
  const company = await companyId(erp);
  const template = await erp.idOf("account.account.template", [["parent", "=", null]]);
  const [session] = await erp.call<[number]>("wizard.account.create_chart.create");
  const step = (view: string, values: Record<string, unknown>, button: string): Promise<unknown> =>
    erp.call("wizard.account.create_chart.execute", session, { [view]: values }, button);
  await step("start", {}, "account");
  await step("account", { account_template: template, company }, "create_account");
  const account = (name: string): Promise<number> =>
    erp.idOf("account.account", [["name", "=", `Main ${name}`]]);
  const accounts: Accounts = {
    receivable: await account("Receivable"),
    payable: await account("Payable"),
    revenue: await account("Revenue"),
    expense: await account("Expense"),
    tax: await account("Tax"),
    cash: await account("Cash"),
  };
  await step(
    "properties",
    { company, account_receivable: accounts.receivable, account_payable: accounts.payable },
    "create_properties",
  );
  await erp.call("wizard.account.create_chart.delete", session);

  for (const each of [year - 1, year, year + 1]) await fiscalYear(erp, company, each);
  await erp.create(
    "account.invoice.payment_term",
    PAYMENT_TERMS.map(({ name, days }) => ({
      name,
      lines: [["create", [{ type: "remainder", relativedeltas: [["create", [{ days }]]] }]]],
    })),
  );
  const journal = await erp.idOf("account.journal", [["type", "=", "cash"]]);
  await erp.create(
    "account.invoice.payment.method",
    PAYMENT_METHODS.map((name) => ({
      name,
      company,
      journal,
      credit_account: accounts.cash,
      debit_account: accounts.cash,
    })),
  );
  return accounts;
}

async function fiscalYear(erp: TrytonClient, company: number, year: number): Promise<void> {
  const [moves, invoices] = [
    await erp.idOf("ir.sequence.type", [["name", "=", "Account Move"]]),
    await erp.idOf("ir.sequence.type", [["name", "=", "Invoice"]]),
  ];
  const post = await erp.one("ir.sequence", {
    name: `Moves ${year}`,
    sequence_type: moves,
    company,
  });
  const [out, credit] = await erp.create("ir.sequence.strict", [
    {
      name: `Invoices ${year}`,
      sequence_type: invoices,
      company,
      prefix: `INV-${year}-`,
      padding: 5,
    },
    {
      name: `Credit notes ${year}`,
      sequence_type: invoices,
      company,
      prefix: `CN-${year}-`,
      padding: 5,
    },
  ]);
  const id = await erp.one("account.fiscalyear", {
    name: String(year),
    company,
    start_date: day(`${year}-01-01`),
    end_date: day(`${year}-12-31`),
    post_move_sequence: post,
    invoice_sequences: [
      [
        "create",
        [
          {
            company,
            out_invoice_sequence: out,
            in_invoice_sequence: out,
            out_credit_note_sequence: credit,
            in_credit_note_sequence: credit,
          },
        ],
      ],
    ],
  });
  await erp.call("model.account.fiscalyear.create_period", [id]);
}
