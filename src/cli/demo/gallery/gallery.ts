import type { Gallery } from '../../../../sim/slack/page/gallery.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import { answerEntries } from './answers.ts';
import { productCases } from './bodies.ts';
import { shown, timeZone } from './entries.ts';
import { intakeEntries, lifeEntries, noticeEntries } from './life.ts';
import { caseOf, control, threat, typeLike } from './views.ts';
import { people } from './world.ts';

const sampleControls = [
  'S3.8',
  'S3.1',
  'EC2.19',
  'EC2.8',
  'EC2.2',
  'EC2.7',
  'IAM.3',
  'IAM.6',
  'RDS.2',
  'Lambda.1',
  'CloudTrail.1',
  'Config.1',
  'KMS.4',
  'SSM.2',
];

/** Every kind of message in every language, drawn by the code that draws them for Slack. */
export async function gallery(): Promise<Gallery> {
  return {
    title: 'Every card of Yagura',
    about:
      'What people read, in each language, as Slack draws it. The cases are made up; the buttons do nothing here.',
    people,
    timeZone,
    languages: [
      { code: 'en', name: 'English' },
      { code: 'ja', name: '日本語' },
    ],
    sections: [
      {
        id: 'life',
        title: 'The life of a case',
        about: 'One message a case, edited in place: it always shows the present state.',
        entries: await lifeEntries(),
      },
      {
        id: 'threads',
        title: 'In its thread',
        about: 'The story of a case, one line an event.',
        entries: await noticeEntries(),
      },
      {
        id: 'intake',
        title: 'What was not understood',
        about: 'One card a day, so that nothing is lost in silence.',
        entries: await intakeEntries(),
      },
      {
        id: 'answers',
        title: 'Answers to commands',
        about: 'Only for whoever asked: the result comes first, what can be done next comes last.',
        entries: await answerEntries(),
      },
      {
        id: 'products',
        title: 'Other products',
        about:
          'What comes through Security Hub, and events of your own. Words that are not ours say whose they are.',
        entries: await Promise.all(productCases().map(([title, view]) => shown(title, view))),
      },
      {
        id: 'controls',
        title: 'Security Hub controls',
        about:
          'A sample, as /secfind shows one: the card, why it matters, and what may break when it is put right.',
        entries: await Promise.all(sampleControls.map((id) => shown(id, caseOf(control(id))))),
      },
      ...(await guardDutySections()),
    ],
  };
}

const kinds: readonly (readonly [title: string, fits: RegExp])[] = [
  ['attack sequences', /^AttackSequence:/],
  ['EC2', /:EC2\//],
  ['IAM', /:IAMUser\//],
  ['S3', /:(S3|Object)\//],
  ['Kubernetes', /:Kubernetes\//],
  ['processes', /:Runtime\//],
  ['RDS', /:RDS\//],
  ['Lambda', /:Lambda\//],
];

/** Every family of the catalogue, by what its types are about. */
async function guardDutySections(): Promise<Gallery['sections']> {
  const kindOf = (family: string) => kinds.findIndex(([, fits]) => fits.test(typeLike(family)));
  const families = Map.groupBy(Object.keys(catalogues.en.threats), kindOf);
  const entriesOf = (of: readonly string[]) =>
    Promise.all(of.map((family) => shown(family, caseOf(threat(typeLike(family))))));
  return Promise.all(
    kinds.map(async ([title], at) => ({
      id: `guardduty-${title.toLowerCase().replace(' ', '-')}`,
      title: `GuardDuty: ${title}`,
      about: 'As /secfind shows them: the card, why it matters, and what usually makes it harmless.',
      entries: await entriesOf(families.get(at) ?? []),
    })),
  );
}
