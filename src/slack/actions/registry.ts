import { ack } from './ack/action.ts';
import type { Action } from './action.ts';
import { assign } from './assign/action.ts';
import { bulk } from './bulk/action.ts';
import { copyIds } from './copy-ids/action.ts';
import { done } from './done/action.ts';
import { due } from './due/action.ts';
import { endException } from './end-exception/action.ts';
import { exception } from './exception/action.ts';
import { grant } from './grant/action.ts';
import { investigate } from './investigate/action.ts';
import { leaseApprove } from './lease-approve/action.ts';
import { leaseAttach } from './lease-attach/action.ts';
import { leaseEnd } from './lease-end/action.ts';
import { leaseExtend } from './lease-extend/action.ts';
import { leaseExtension } from './lease-extension/action.ts';
import { leaseIsolate } from './lease-isolate/action.ts';
import { leaseKey } from './lease-key/action.ts';
import { leasePutRight } from './lease-put-right/action.ts';
import { leaseRefuse } from './lease-refuse/action.ts';
import { leaseRelease } from './lease-release/action.ts';
import { leaseWithdraw } from './lease-withdraw/action.ts';
import { lift } from './lift/action.ts';
import { markSample } from './mark-sample/action.ts';
import { more } from './more/action.ts';
import { note } from './note/action.ts';
import { rawEvent } from './raw-event/action.ts';
import { refuse } from './refuse/action.ts';
import { release } from './release/action.ts';
import { removeStray } from './remove-stray/action.ts';
import { reopen } from './reopen/action.ts';
import { respond } from './respond/action.ts';
import { secfindPage } from './secfind-page/action.ts';
import { secfindShare } from './secfind-share/action.ts';
import { stormShow } from './storm-show/action.ts';
import { suppress } from './suppress/action.ts';
import { unmarkSample } from './unmark-sample/action.ts';
import { wasMe } from './was-me/action.ts';
import { withdraw } from './withdraw/action.ts';

/** Every button; a test compares this list with the folders. */
export const actions: readonly Action[] = [
  ack,
  release,
  assign,
  suppress,
  lift,
  ...[done, reopen, due, note, markSample, unmarkSample],
  ...[exception, endException, grant, refuse, withdraw],
  stormShow,
  ...[more, copyIds, rawEvent],
  investigate,
  secfindPage,
  secfindShare,
  bulk,
  wasMe,
  removeStray,
  respond,
  leaseApprove,
  leaseAttach,
  leaseEnd,
  leaseExtend,
  leaseExtension,
  leaseIsolate,
  leaseKey,
  leasePutRight,
  leaseRefuse,
  leaseRelease,
  leaseWithdraw,
];
