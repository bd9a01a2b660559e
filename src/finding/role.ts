/** From least to most; each may do all that the ones before it may. */
export const roles = ['viewer', 'responder', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What somebody must be: the holder of a role, or just anybody who fully belongs to the workspace. */
export type Need = Role | 'member';
