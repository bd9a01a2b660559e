import { answers as answersEn } from './en/answers.ts';
import { baseline as baselineEn } from './en/baseline.ts';
import { card as cardEn } from './en/card.ts';
import { controls as controlsEn } from './en/controls.ts';
import { lease as leaseEn } from './en/lease.ts';
import { page as pageEn } from './en/page.ts';
import { products as productsEn } from './en/products.ts';
import { stages as stagesEn } from './en/stages.ts';
import { threats as threatsEn } from './en/threats.ts';
import { writeBack as writeBackEn } from './en/write-back.ts';
import { answers as answersJa } from './ja/answers.ts';
import { baseline as baselineJa } from './ja/baseline.ts';
import { card as cardJa } from './ja/card.ts';
import { controls as controlsJa } from './ja/controls.ts';
import { lease as leaseJa } from './ja/lease.ts';
import { page as pageJa } from './ja/page.ts';
import { products as productsJa } from './ja/products.ts';
import { stages as stagesJa } from './ja/stages.ts';
import { threats as threatsJa } from './ja/threats.ts';
import { writeBack as writeBackJa } from './ja/write-back.ts';

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/**
 * Every word that people see. Values go in as plain text and plain text comes out: no mrkdwn, no markup,
 * nothing escaped. Whoever draws escapes the whole sentence once. The English files are the type of the others.
 */
export interface Catalogue {
  /** What stands on cards and in their threads. */
  readonly card: typeof cardEn;
  /** Answers to commands, modals, refusals, help. */
  readonly answers: typeof answersEn;
  /** How the triage asked, and what it found. */
  readonly stages: typeof stagesEn;
  /** What the pager outside Slack says. */
  readonly page: typeof pageEn;
  /** Temporary changes to AWS. */
  readonly lease: typeof leaseEn;
  /** GuardDuty families: what happened, and what to do first. */
  readonly threats: typeof threatsEn;
  /** Security Hub controls: what is wrong, and how to put it right. */
  readonly controls: typeof controlsEn;
  /** What other AWS products report: vulnerabilities, sensitive data, sharing, notices. */
  readonly products: typeof productsEn;
  /** The card about what was there before Yagura was. */
  readonly baseline: typeof baselineEn;
  /** Notes on findings in AWS's own consoles. */
  readonly writeBack: typeof writeBackEn;
}

export const catalogues: Readonly<Record<Language, Catalogue>> = {
  en: {
    card: cardEn,
    answers: answersEn,
    stages: stagesEn,
    page: pageEn,
    lease: leaseEn,
    threats: threatsEn,
    controls: controlsEn,
    products: productsEn,
    writeBack: writeBackEn,
    baseline: baselineEn,
  },
  ja: {
    card: cardJa,
    answers: answersJa,
    stages: stagesJa,
    page: pageJa,
    lease: leaseJa,
    threats: threatsJa,
    controls: controlsJa,
    products: productsJa,
    writeBack: writeBackJa,
    baseline: baselineJa,
  },
};
