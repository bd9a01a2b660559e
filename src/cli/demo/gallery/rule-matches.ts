import type { FindingView } from '../../../finding/view.ts';
import { drawCase } from '../../../slack/cards/case-card.ts';
import { type Entry, inEachLanguage, styleOf, type Text } from './entries.ts';
import { caseOf, threat } from './views.ts';

const facts = {
  api: 'StopLogging',
  service: 'cloudtrail',
  who: 'mallory (deploy)',
  agent: 'aws-cli/2.31.4',
  rule: 'example-rule',
};

function match(over: Partial<FindingView>): FindingView {
  return threat('example-rule', {
    identity: 'rule:example-rule|111122223333|mallory',
    product: 'CloudTrail',
    sources: ['cloudtrail'],
    title: 'CloudTrail was switched off',
    severity: 'High',
    principal: 'arn:aws:sts::111122223333:assumed-role/deploy/mallory',
    remoteAddress: '198.51.100.7',
    resources: [{ type: 'Resource', id: 'main-trail' }],
    links: [],
    facts,
    ...over,
  });
}

const text = {
  en: {
    says: 'mallory (deploy) switched off the trail main-trail from 198.51.100.7.',
    first: 'switch it on again, then look at what they did before.',
  },
  ja: {
    says: 'mallory (deploy) が 198.51.100.7 から証跡 main-trail を停止しました。',
    first: 'まず記録を再開し、その前の操作を調べてください。',
  },
};

const matches: readonly (readonly [title: Text, view: FindingView])[] = [
  [{ en: 'A rule with words of its own', ja: '独自の文を持つルール' }, match({ text, count: 3 })],
  [
    { en: 'A rule without words', ja: '文を持たないルール' },
    match({ facts: { ...facts, agent: 'Mozilla/5.0 (X11; Linux x86_64)' } }),
  ],
  [
    { en: 'A call that AWS refused', ja: '拒否された呼び出し' },
    match({ facts: { ...facts, errorCode: 'AccessDenied' } }),
  ],
  [
    { en: 'A call that failed', ja: '失敗した呼び出し' },
    match({ text, facts: { ...facts, errorCode: 'TrailNotFoundException' } }),
  ],
];

/** What rules found in CloudTrail. */
export function ruleEntries(): Promise<Entry[]> {
  return Promise.all(
    matches.map(([title, view], at) =>
      inEachLanguage(title, (language) => {
        const one = caseOf(view);
        return drawCase({ ...one, case: { ...one.case, id: 1_090 + at } }, styleOf(language));
      }),
    ),
  );
}
