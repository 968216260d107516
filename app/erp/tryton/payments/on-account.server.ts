import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { conflict, refusal } from "#app/erp/refusals.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, negate } from "#app/money/decimal.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { day, decimal } from "../rpc/codec.ts";
import { decimalText, flag, id, ids } from "../rpc/shapes.ts";

export interface Credit {
  invoice: number;
  /** The key of the payment, by which its entry is found again. */
  description: string;
  amount: Decimal;
  method: number;
  date: string;
}

const invoiceRow = z.object({
  company: id,
  party: id,
  currency: id,
  "company.": z.object({ currency: id }),
  "account.": z.object({ id, party_required: flag }),
});
const methodRow = z.object({ journal: id, debit_account: id });

/**
 * Books money that no invoice takes: from the payment method's account to the customer's receivable,
 * as Tryton's own payment of an invoice does with what is paid over, but for the reconciliation. Its
 * line stays open with the customer. Posted by the caller.
 */
export async function bookOnAccount(
  tryton: Tryton,
  { invoice: invoiceId, description, amount, method: methodId, date }: Credit,
  options: CallOptions,
): Promise<void> {
  const only = async <T>(model: string, record: number, fields: string[], shape: z.ZodType<T>) =>
    (await tryton.search({ model, domain: [["id", "=", record]], fields }, shape, options))[0];
  const invoice = await only(
    "account.invoice",
    invoiceId,
    ["company", "party", "currency", "company.currency", "account.id", "account.party_required"],
    invoiceRow,
  );
  const method = await only(
    "account.invoice.payment.method",
    methodId,
    ["journal", "debit_account"],
    methodRow,
  );
  if (!invoice || !method)
    throw conflict(refusal("trytonPayment.nothingBooked", { invoice: String(invoiceId) }));
  const foreign = invoice.currency !== invoice["company."].currency;
  const booked = foreign ? await inCompanyCurrency() : amount;
  const side = (received: boolean): Record<string, Wire> => ({
    debit: decimal(received ? booked : "0"),
    credit: decimal(received ? "0" : booked),
    ...(foreign
      ? {
          second_currency: invoice.currency,
          amount_second_currency: decimal(received ? abs(amount) : negate(abs(amount))),
        }
      : {}),
  });
  await tryton.create(
    "account.move",
    [
      {
        company: invoice.company,
        journal: method.journal,
        period: await periodOf(tryton, invoice.company, date, options),
        date: day(date),
        description,
        origin: `account.invoice,${invoiceId}`,
        lines: [
          [
            "create",
            [
              { account: method.debit_account, ...side(true) },
              {
                account: invoice["account."].id,
                ...(invoice["account."].party_required ? { party: invoice.party } : {}),
                ...side(false),
              },
            ],
          ],
        ],
      },
    ],
    options,
  );

  function inCompanyCurrency(): Promise<Decimal> {
    return tryton.read(
      {
        method: "model.currency.currency.compute",
        params: [invoice?.currency ?? 0, decimal(amount), invoice?.["company."].currency ?? 0],
        context: { date: day(date) },
      },
      decimalText,
      options,
    );
  }
}

/** The open period that Tryton itself would book in on this day. */
async function periodOf(
  tryton: Tryton,
  company: number,
  date: string,
  options: CallOptions,
): Promise<number> {
  const [found] = await tryton.read(
    {
      method: "model.account.period.search",
      params: [
        [
          ["start_date", "<=", day(date)],
          ["end_date", ">=", day(date)],
          ["fiscalyear.company", "=", company],
          ["state", "=", "open"],
          ["type", "=", "standard"],
        ],
        0,
        1,
        [["start_date", "DESC"]],
      ],
    },
    ids,
    options,
  );
  if (found === undefined) throw conflict(refusal("trytonPayment.noPeriod", { date }));
  return found;
}
