/** A list's view in the address: all, active or blocked. */
export const blockedFilter = (view: string | null): { blocked?: boolean } =>
  view === "active" ? { blocked: false } : view === "blocked" ? { blocked: true } : {};
