declare global {
  var processWide: Map<string, unknown> | undefined;
}

/**
 * What is dear to make and never changes, kept for all test files that a process serves: they load every module anew. Only for values that
 * hold nothing of such a module.
 */
export function processWide<T>(name: string, make: () => T): T {
  const kept = (globalThis.processWide ??= new Map());
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as T;
}
