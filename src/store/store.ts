import type { AnchorCopyRepository, AuditRepository } from './ports/audit.ts';
import type { CardRepository } from './ports/cards.ts';
import type { CaseRepository } from './ports/cases.ts';
import type {
  OnCallRepository,
  QuestionRepository,
  RequestRepository,
  SuppressionRepository,
} from './ports/decisions.ts';
import type { DigestRepository } from './ports/digests.ts';
import type { InvestigationRepository } from './ports/investigations.ts';
import type { LockRepository, RetentionRepository, SyncRepository, WatchRepository } from './ports/jobs.ts';
import type {
  LeasePageRepository,
  LeaseRepository,
  RunbookRepository,
  StrayRepository,
} from './ports/leases.ts';
import type { LedgerRepository } from './ports/ledger.ts';
import type { NoticeRepository } from './ports/notices.ts';
import type { PageRepository } from './ports/pages.ts';
import type { RuleRepository } from './ports/rules.ts';
import type { StoryRepository } from './ports/stories.ts';
import type { ActTransaction, IntakeTransaction } from './ports/transactions.ts';
import type { WishRepository } from './ports/wishes.ts';

/** What everybody but intake works with. SQLite and PostgreSQL behave alike; times are epoch milliseconds. */
export interface Repositories {
  readonly dialect: 'sqlite' | 'postgres';
  readonly audit: AuditRepository;
  readonly anchorCopies: AnchorCopyRepository;
  readonly cards: CardRepository;
  readonly notices: NoticeRepository;
  readonly stories: StoryRepository;
  readonly cases: CaseRepository;
  readonly ledger: LedgerRepository;
  readonly pages: PageRepository;
  readonly suppressions: SuppressionRepository;
  readonly requests: RequestRepository;
  readonly onCall: OnCallRepository;
  readonly questions: QuestionRepository;
  readonly digests: DigestRepository;
  readonly locks: LockRepository;
  readonly watch: WatchRepository;
  readonly retention: RetentionRepository;
  readonly rules: RuleRepository;
  readonly wishes: WishRepository;
  readonly investigations: InvestigationRepository;
  readonly leases: LeaseRepository;
  readonly leasePages: LeasePageRepository;
  readonly strays: StrayRepository;
  readonly runbooks: RunbookRepository;
  readonly syncs: SyncRepository;
  /** Throws RetryableError when the database does not answer. */
  ping(): Promise<void>;
}

/** All SQL behind one door. */
export interface Store extends Repositories {
  /**
   * One intake transaction (SQLite: BEGIN IMMEDIATE). A deadlock or a serialisation failure is retried here;
   * a database that is away throws RetryableError; data that SQL refuses throws PermanentError.
   */
  intake<T>(work: (transaction: IntakeTransaction) => Promise<T>): Promise<T>;
  /** The same for an act of a person or of the clock. */
  act<T>(work: (transaction: ActTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
