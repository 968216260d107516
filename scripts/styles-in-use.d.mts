export function byDirection(css: string): string;
export function rulesInUse(css: string, used: ReadonlySet<string>): string;
export function trimStyles(folder: string, builds: readonly string[]): void;
