/** From least to most; each may do all that the ones before it may. */
export const roles = ['viewer', 'responder', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];
