import { failingControl, miner } from './bus.ts';
import { member, region, type Telling } from './telling.ts';

/** Where findings are, and what time it is there. */
type Where = Pick<Telling, 'aws' | 'now'>;

/** What one service says of a finding, in Security Hub's words; GuardDuty: archived is SUPPRESSED. */
interface Said {
  readonly word: string;
  readonly note: string | null;
}

/** One service that is told, as a test sees it from inside. */
export interface ToldService {
  readonly name: string;
  /** As the fault switch and the call log call it. */
  readonly api: { readonly service: string; readonly write: string; readonly atOnce: number };
  /** What a single finding of a batch may fail with, for now and for good; null: a batch is taken whole or not at all. */
  readonly single: { readonly passing: string; readonly final: string } | null;
  /** Findings that nobody decided about; `note`: what a person left on them. */
  put(where: Where, count: number, note?: string): Promise<void>;
  said(where: Where): readonly Said[];
  /** Somebody says otherwise there, after us. */
  overrule(where: Where): Promise<void>;
  /** What it says then. */
  readonly overruled: string;
}

const words = ['UNKNOWN', 'NEW', 'NOTIFIED', 'SUPPRESSED', 'RESOLVED'];
const hub = ({ aws }: Where) => aws.world.securityHub(member, region);
const detector = ({ aws }: Where) => aws.world.guardDuty(member, region);

const cspm: ToldService = {
  name: 'Security Hub',
  api: { service: 'securityhub', write: 'BatchUpdateFindings', atOnce: 100 },
  single: { passing: 'InternalError', final: 'InvalidInput' },
  async put(where, count, note) {
    const UpdatedAt = new Date(where.now()).toISOString();
    const more = note === undefined ? {} : { Note: { Text: note, UpdatedBy: 'dana', UpdatedAt } };
    for (let number = 0; number < count; number += 1)
      await hub(where).put(failingControl(number, { UpdatedAt, ...more }));
  },
  said: (where) =>
    (hub(where).findings() as unknown as readonly Asff[]).map(({ Workflow, Note }) => ({
      word: Workflow.Status,
      note: Note?.Text ?? null,
    })),
  async overrule(where) {
    await hub(where).put(failingControl(0, { Workflow: { Status: 'RESOLVED' } }));
  },
  overruled: 'RESOLVED',
};

interface Asff {
  readonly Workflow: { readonly Status: string };
  readonly Note?: { readonly Text: string };
}

const ocsf = (number: number, at: number, more: object = {}) => ({
  ...{ class_uid: 2003, category_uid: 2, activity_id: 1, severity_id: 4, status_id: 1, time: at },
  metadata: {
    version: '1.5.0',
    uid: `m-${number}`,
    product: { uid: `arn:aws:securityhub:${region}::productv2/aws/securityhub`, name: 'Security Hub' },
  },
  finding_info: {
    ...{ uid: `f-${number}`, title: 'A title', desc: 'A description.' },
    ...{ created_time_dt: new Date(at).toISOString(), modified_time_dt: new Date(at).toISOString() },
  },
  compliance: { control: 'EC2.19', status: 'Fail', status_id: 3, standards: [] },
  resources: [
    {
      ...{ type: 'AWS::EC2::SecurityGroup', region },
      uid: `arn:aws:ec2:${region}:${member}:security-group/sg-${number}`,
    },
  ],
  ...more,
});

const v2: ToldService = {
  name: 'Security Hub V2',
  api: { service: 'securityhub', write: 'BatchUpdateFindingsV2', atOnce: 100 },
  single: { passing: 'InternalServerException', final: 'ValidationException' },
  async put(where, count, note) {
    for (let number = 0; number < count; number += 1)
      await hub(where).putOcsf(ocsf(number, where.now(), note === undefined ? {} : { comment: note }));
  },
  said: (where) =>
    (hub(where).ocsfFindings() as unknown as readonly Ocsf[]).map(({ status_id, comment }) => ({
      word: words[status_id] ?? '',
      note: comment ?? null,
    })),
  async overrule(where) {
    const [finding] = hub(where).ocsfFindings();
    await hub(where).putOcsf({ ...finding, status_id: 4, status: 'Resolved' });
  },
  overruled: 'RESOLVED',
};

interface Ocsf {
  readonly status_id: number;
  readonly comment?: string;
}

const guardDuty: ToldService = {
  name: 'GuardDuty',
  api: { service: 'guardduty', write: 'ArchiveFindings', atOnce: 50 },
  single: null,
  async put(where, count) {
    for (let number = 0; number < count; number += 1) await detector(where).put(miner(`f${number}`));
  },
  said: (where) =>
    (detector(where).findings() as unknown as readonly Threat[]).map(({ service }) => ({
      word: service.archived ? 'SUPPRESSED' : 'NEW',
      note: null,
    })),
  async overrule(where) {
    await detector(where).put(miner('f0', { service: { archived: false } }));
  },
  overruled: 'NEW',
};

interface Threat {
  readonly service: { readonly archived: boolean };
}

export const toldServices = [cspm, v2, guardDuty] as const;
