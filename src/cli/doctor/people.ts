import type { Config } from '../../config/config.ts';
import { loadPagerSecrets } from '../../config/secrets.ts';
import { messageOf } from '../../shared/errors.ts';
import type { Check } from './check.ts';

/** Is there anybody who may act, who is called, and whose the accounts are? */
export function checkPeople(config: Config): Check[] {
  return [...checkRoles(config), ...checkOnCall(config), ...checkPager(config), ...checkOwners(config)];
}

/** Each role may do all that the ones before it may. */
function checkRoles({ roles: { responder, approver, admin } }: Config): Check[] {
  if (approver.length + admin.length > 0) return [];
  if (responder.length === 0) {
    const todo = 'Name people under roles.responder, or nobody can acknowledge a case or open a raw event.';
    return [{ state: 'warning', what: 'no acting role is bound to anybody', todo }];
  }
  const todo = 'Name people under roles.approver: what one asks for, another has to approve.';
  return [{ state: 'warning', what: 'nobody is an approver', todo }];
}

function checkOnCall({ onCall }: Config): Check[] {
  switch (onCall.kind) {
    case 'none': {
      const todo = 'Set onCall to a user group or a rotation, or escalations call nobody.';
      return [{ state: 'warning', what: 'nobody is on call', todo }];
    }
    case 'group':
      return [{ state: 'good', what: `on call: the user group ${onCall.group}` }];
    case 'rotation': {
      const people = onCall.people.length === 1 ? 'one person' : `${onCall.people.length} people in turn`;
      return [{ state: 'good', what: `on call: ${people}` }];
    }
  }
}

function checkPager({ pager }: Config): Check[] {
  if (pager === null) {
    const todo = 'Set pager.sns or pager.webhook: a mention in Slack wakes nobody.';
    return [{ state: 'warning', what: 'no pager outside Slack is set', todo }];
  }
  const what = pager.kind === 'sns' ? 'pager by SNS' : 'pager by webhook';
  try {
    loadPagerSecrets(pager);
    return [{ state: 'good', what }];
  } catch (error) {
    return [{ state: 'bad', what, todo: messageOf(error) }];
  }
}

function checkOwners({ accounts }: Config): Check[] {
  if (accounts.length === 0) {
    const todo = 'Name them under accounts, with their owners; until then every case is unowned.';
    return [{ state: 'warning', what: 'no account is known', todo }];
  }
  const orphans = accounts.filter(({ owner }) => owner === null).map(({ name }) => name);
  if (orphans.length === 0) {
    const counted =
      accounts.length === 1 ? '1 account, with an owner' : `${accounts.length} accounts, each with an owner`;
    return [{ state: 'good', what: counted }];
  }
  const some = orphans.length > 5 ? [...orphans.slice(0, 5), `${orphans.length - 5} more`] : orphans;
  const what = `accounts without an owner: ${some.join(', ')}`;
  return [{ state: 'warning', what, todo: 'Give each an owner: whoever is to be told and reminded.' }];
}
