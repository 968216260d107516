/** Builds every extension's bundles into `outdir`, which is emptied first. */
export function buildExtensions(outdir?: string): Promise<void>;
