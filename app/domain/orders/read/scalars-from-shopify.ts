/** A moment as Shopify's DateTime writes it, and as a timestamp column takes it. */
const MOMENT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export const isMoment = (value: unknown): value is string =>
  typeof value === "string" && MOMENT.test(value) && !Number.isNaN(Date.parse(value));

/** ISO 4217, as every currency code of Shopify. */
const isCurrency = (value: unknown): value is string =>
  typeof value === "string" && /^[A-Z]{3}$/.test(value);

/** A whole number that an integer column takes. */
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

/** A value as an error names it: short, whatever Shopify sent. */
export const quoted = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);

/** The moment, or an error that names the field: an order that cannot be read must say so. */
export function moment(value: string, field: string): string {
  if (!isMoment(value)) throw new Error(`${field} ${quoted(value)}`);
  return value;
}

export function currency(value: string): string {
  if (!isCurrency(value)) throw new Error(`currency ${quoted(value)}`);
  return value;
}

export function count(value: number, field: string): number {
  if (!isCount(value)) throw new Error(`${field} ${quoted(value)}`);
  return value;
}

export const momentOrNull = (value: string | null, field: string): string | null =>
  value === null ? null : moment(value, field);
