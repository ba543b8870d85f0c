// Wrong on purpose: check.mjs holds that the type checkers say so.
export const count: number = 'three';
