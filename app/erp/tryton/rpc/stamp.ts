/** When a record was last changed: Tryton leaves the change date empty until the first one. */
export const stampOf = (row: { create_date: string; write_date: string | null }): string =>
  row.write_date ?? row.create_date;
