import type { Gallery } from '../../../../sim/slack/page/gallery.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import { answerEntries } from './answers.ts';
import { productCases } from './bodies.ts';
import {
  auditEntries,
  configEntries,
  digestEntries,
  escalationEntries,
  intakeEntries,
  stormEntries,
  suppressionEntries,
} from './channel.ts';
import { same, shown, type Text, timeZone } from './entries.ts';
import { leaseEntries } from './leases.ts';
import { lifeEntries } from './life.ts';
import { people } from './people.ts';
import { requestEntries } from './requests.ts';
import { ruleEntries } from './rule-matches.ts';
import { noticeEntries } from './threads.ts';
import { caseOf, control, threat, typeLike } from './views.ts';

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
    title: { en: 'Every card of Yagura', ja: 'Yagura のすべてのカード' },
    about: {
      en: 'What people read, as Slack draws it. The cases are made up; the buttons do nothing here.',
      ja: 'Slack で表示されるとおりの画面です。ケースは架空のもので、ボタンは動きません。',
    },
    people,
    timeZone,
    languages: [
      { code: 'en', name: 'English' },
      { code: 'ja', name: '日本語' },
    ],
    sections: [
      {
        id: 'life',
        title: { en: 'The life of a case', ja: 'ケースの一生' },
        about: {
          en: 'One message a case, edited in place: it always shows the present state.',
          ja: '1ケースにつき1メッセージ。編集によって、いつも現在の状態を示します。',
        },
        entries: await lifeEntries(),
      },
      {
        id: 'threads',
        title: { en: 'In its thread', ja: 'スレッド' },
        about: {
          en: 'The story of a case, one line an event. Whoever is called is mentioned; everybody else is named.',
          ja: 'ケースの経過を1行ずつ。呼び出す相手だけをメンションし、ほかの人は名前で書きます。',
        },
        entries: await noticeEntries(),
      },
      ...(await channelSections()),
      {
        id: 'answers',
        title: { en: 'Answers to commands', ja: 'コマンドへの返答' },
        about: {
          en: 'Only for whoever asked: the result comes first, what can be done next comes last.',
          ja: '本人にだけ見えます。最初に結果、最後に次にできることを示します。',
        },
        entries: await answerEntries(),
      },
      {
        id: 'rules',
        title: { en: 'Rules over CloudTrail', ja: 'CloudTrail のルール' },
        about: {
          en: 'Who did what to what, from where, and whether AWS allowed it.',
          ja: '誰が、どこから、何に対して何をしたか。AWS がそれを許可したか。',
        },
        entries: await ruleEntries(),
      },
      {
        id: 'products',
        title: { en: 'Other products', ja: 'ほかの製品' },
        about: {
          en: 'What comes through Security Hub, and events of your own. Words that are not ours say whose they are.',
          ja: 'Security Hub から届くものと、独自のイベント。私たちの文でないものには、誰の言葉かを添えます。',
        },
        entries: await Promise.all(productCases().map(([title, view]) => shown(title, view))),
      },
      {
        id: 'controls',
        title: { en: 'Security Hub controls', ja: 'Security Hub のコントロール' },
        about: {
          en: 'A sample, as /secfind shows one: the card, why it matters, and what may break when it is put right.',
          ja: '一部の例です。/secfind と同じく、カード、なぜ重要か、直すと影響が出るものを示します。',
        },
        entries: await Promise.all(sampleControls.map((id) => shown(same(id), caseOf(control(id))))),
      },
      ...(await guardDutySections()),
    ],
  };
}

/** Cards that are about no single case. */
async function channelSections(): Promise<Gallery['sections']> {
  return [
    {
      id: 'storms',
      title: { en: 'Storms', ja: 'アラートの集中' },
      about: {
        en: 'When more comes than a channel can take, one card stands for all that is Medium or lower.',
        ja: 'チャンネルの限界を超えたとき、重要度「中」以下を一つのカードにまとめます。',
      },
      entries: await stormEntries(),
    },
    {
      id: 'escalations',
      title: { en: 'Escalations', ja: 'エスカレーション' },
      about: {
        en: 'A message of its own for a case that nobody took.',
        ja: '誰も対応しないケースを、あらためて投稿します。',
      },
      entries: await escalationEntries(),
    },
    {
      id: 'digests',
      title: { en: 'In the morning', ja: '朝のまとめ' },
      about: {
        en: 'One message a day for each owner, never one a case.',
        ja: '担当ごとに1日1通。ケースごとには送りません。',
      },
      entries: await digestEntries(),
    },
    {
      id: 'suppressions',
      title: { en: 'Suppressions', ja: '抑制' },
      about: {
        en: 'What people decided not to see for a while, said to everybody. It always ends.',
        ja: 'しばらく表示しないと決めたことを、全員に知らせます。必ず終わりがあります。',
      },
      entries: await suppressionEntries(),
    },
    {
      id: 'requests',
      title: { en: 'Requests', ja: '申請' },
      about: {
        en: 'What one alone may not decide, in the thread of its case.',
        ja: '一人では決められないこと。ケースのスレッドで申請します。',
      },
      entries: await requestEntries(),
    },
    {
      id: 'leases',
      title: { en: 'Leases', ja: 'リース' },
      about: {
        en: 'Temporary changes to AWS: asked by one, approved by another, and undone.',
        ja: 'AWS への一時的な変更。申請した人とは別の人が承認し、必ず元に戻します。',
      },
      entries: await leaseEntries(),
    },
    {
      id: 'configuration',
      title: { en: 'The configuration', ja: '設定' },
      about: {
        en: 'A file with a mistake changes nothing, and says so.',
        ja: '誤りのあるファイルは反映せず、そのことを知らせます。',
      },
      entries: await configEntries(),
    },
    {
      id: 'audit-anchor',
      title: { en: 'The audit log', ja: '監査ログ' },
      about: {
        en: 'Once a day, so that nobody can change the log behind it unseen.',
        ja: '1日に1度。それより前のログを、気づかれずに書き換えることはできません。',
      },
      entries: await auditEntries(),
    },
    {
      id: 'intake',
      title: { en: 'What was not understood', ja: '読み取れなかったもの' },
      about: {
        en: 'One card a day, so that nothing is lost in silence.',
        ja: '1日1枚。何かが黙って失われることはありません。',
      },
      entries: await intakeEntries(),
    },
  ];
}

const kinds: readonly (readonly [id: string, title: Text, fits: RegExp])[] = [
  ['attack-sequences', { en: 'attack sequences', ja: '攻撃シーケンス' }, /^AttackSequence:/],
  ['ec2', same('EC2'), /:EC2\//],
  ['iam', same('IAM'), /:IAMUser\//],
  ['s3', same('S3'), /:(S3|Object)\//],
  ['kubernetes', same('Kubernetes'), /:Kubernetes\//],
  ['processes', { en: 'processes', ja: 'プロセス' }, /:Runtime\//],
  ['rds', same('RDS'), /:RDS\//],
  ['lambda', same('Lambda'), /:Lambda\//],
];

/** Every family of the catalogue, by what its types are about. */
async function guardDutySections(): Promise<Gallery['sections']> {
  const kindOf = (family: string) => kinds.findIndex(([, , fits]) => fits.test(typeLike(family)));
  const families = Map.groupBy(Object.keys(catalogues.en.threats), kindOf);
  const entriesOf = (of: readonly string[]) =>
    Promise.all(of.map((family) => shown(same(family), caseOf(threat(typeLike(family))))));
  return Promise.all(
    kinds.map(async ([id, title], at) => ({
      id: `guardduty-${id}`,
      title: { en: `GuardDuty: ${title.en}`, ja: `GuardDuty: ${title.ja}` },
      about: {
        en: 'As /secfind shows them: the card, why it matters, and what usually makes it harmless.',
        ja: '/secfind と同じく、カード、なぜ重要か、無害な例を示します。',
      },
      entries: await entriesOf(families.get(at) ?? []),
    })),
  );
}
