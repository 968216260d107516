import type { Plugin } from "vite";

export function areasIn(code: string): string[];
export function textsInUse(): Plugin;
