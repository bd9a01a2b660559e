/** The names of the roles, as the configuration writes them. */
export const roleNames = { viewer: 'viewer', responder: 'responder', approver: 'approver', admin: 'admin' };
