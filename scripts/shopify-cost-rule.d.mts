export declare const FREE_TYPES: ReadonlySet<string>;
export declare const FREE_FIELDS: ReadonlySet<string>;
export declare const OWN_COST: Readonly<Record<string, number>>;
export declare const MUTATION_COST: number;
export declare const ROOT_COUNT_COST: number;
export declare const CONNECTION_COST: number;
export declare const CHARGED_BY_VARIANT: ReadonlySet<string>;
export declare const pageFactor: (n: number) => number;
