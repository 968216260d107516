/** An id of Tryton: a positive whole number of at most nine digits. Anything else names nothing there. */
export const recordId = (id: string): number | undefined =>
  /^[1-9]\d{0,8}$/.test(id) ? Number(id) : undefined;
