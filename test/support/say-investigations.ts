import { activityChart } from '../../src/charts/activity.ts';
import type { Timeline } from '../../src/finding/investigation.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { catalogues } from '../../src/i18n/catalogue.ts';
import { investigate } from '../../src/slack/actions/investigate/action.ts';
import { drawInvestigation } from '../../src/slack/cards/investigation-card.ts';
import { sec } from '../../src/slack/commands/sec/command.ts';
import { timelineOf, trailEvent } from './timelines.ts';
import { caseOf, inputOf, now, toolsOf, viewOf } from './tools.ts';

const account = {
  ...{ id: '111122223333', name: 'payments-prod', environment: 'prod', owner: null, channel: null, tags: {} },
};
const link = { at: now, who: 'carol', role: 'deploy', session: 'ci', sourceIdentity: null };
const troubles = (['denied', 'throttled', 'away', 'no-way-in'] as const).map((why) => ({
  region: 'us-east-1',
  why,
}));
const timelines: readonly Timeline[] = [
  timelineOf(),
  timelineOf({ total: 0, notable: [], notableTotal: 0, reads: [], addresses: [], agents: [], chain: [link] }),
  timelineOf({ notableTotal: 90, cut: true, notable: [trailEvent({ errorCode: 'NoSuchBucket' })] }),
  timelineOf({ troubles }),
];

/** Says all that is said of CloudTrail. */
export async function sayInvestigations(language: Language): Promise<void> {
  const input = inputOf(language);
  const settings = { accounts: [account] };
  const nobody = { ...input.actor, grants: [] };
  for (const timeline of timelines) {
    const tools = toolsOf({ settings, historyOf: async () => timeline });
    await sec.run({ ...input, text: 'who carol' }, tools, []);
    for (const again of [null, now]) draw({ timeline, again }, language);
  }
  for (const text of ['who', 'who carol in nowhere'])
    await sec.run({ ...input, text }, toolsOf({ settings }), []);
  await sec.run({ ...input, text: 'who carol' }, toolsOf({}), []);
  await sec.run({ ...input, actor: nobody, text: 'who carol' }, toolsOf({ settings }), []);
  draw({ timeline: null, again: null }, language);
  const words = catalogues[language].card.picture;
  activityChart(timelineOf(), { words, timeZone: 'Asia/Tokyo', moment: String, near: String });
  words.alternative({ writes: '1', denied: '1', reads: '60' });
  for (const kind of ['asked', 'already'] as const) {
    const tools = toolsOf({ answers: { investigate: { kind, caseId: 7 } } });
    if (investigate.kind === 'answer') await investigate.run({ ...input, value: '7' }, tools);
  }
}

function draw(data: Parameters<typeof drawInvestigation>[0]['data'], language: Language): void {
  const view = viewOf(caseOf(7));
  drawInvestigation({ key: 'investigation:7', view, data }, { language, timeZone: 'Asia/Tokyo', now });
}
