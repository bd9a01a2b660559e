import type { TellableSource } from '../finding/wish.ts';
import type { Door } from './door.ts';

/**
 * Every service that is told, by the source that its copies come from. Each is loaded when something is first to be
 * said there: its SDK takes megabytes, and most deployments tell nobody.
 */
export const doors: Readonly<Record<TellableSource, () => Promise<Door>>> = {
  securityhub: async () => (await import('./security-hub.ts')).securityHub,
  'securityhub-v2': async () => (await import('./security-hub-v2.ts')).securityHubV2,
  guardduty: async () => (await import('./guard-duty.ts')).guardDuty,
};
