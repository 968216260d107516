/** Tryton's id in a reference; undefined for ids of another ERP. */
export function recordId(id: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}
