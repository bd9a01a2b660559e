import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import { type Severity, severities } from '../../../finding/severity.ts';
import { isEnough } from '../../../operations/grants.ts';
import type { CountBySeverity, SuppressionPreview } from '../../../operations/preview-suppression.ts';
import { longestReason } from '../../../operations/reason.ts';
import type { Scope } from '../../../operations/suppression-scopes.ts';
import { numberOf, type Reader, spanOf } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { type Run, richText, run } from '../../text/rich.ts';
import type { Form } from '../action.ts';

export const blocks = {
  scope: 'suppress_scope',
  howLong: 'suppress_how_long',
  until: 'suppress_until',
  idle: 'suppress_idle',
  why: 'suppress_why',
} as const;

const dayMs = 86_400_000;
export const idleMs = 7 * dayMs;
const presets = [dayMs, 7 * dayMs, 30 * dayMs, 90 * dayMs];

/** The whole window: what it is about, how much, what that would hide, how long, and why. */
export function drawSuppressForm(preview: SuppressionPreview, most: number, reader: Reader): Form {
  const { suppressions: said, decisions } = reader.words;
  const { approval } = decisions;
  const why = isEnough(preview.role, 'approver') ? [] : reasonsOf(preview, reader);
  const type = plain(preview.scope.type, 120);
  const about: Run[][] = [
    [run(said.about({ label: caseLabel(preview.caseId), type }), 'bold')],
    [run(said.limit({ severity: reader.card.severity[preview.severity] }))],
    why.length === 0 ? [] : [run(approval.needed({ reasons: why.join(reader.words.between) }), 'bold')],
  ];
  return {
    kind: 'form',
    submit: why.length === 0 ? said.submit : approval.submit,
    blocks: [
      richText(about),
      scopeInput(preview, reader),
      drawPreview(preview, reader),
      howLongInput(most, reader),
      untilInput(reader),
      idleInput(reader),
      whyInput(reader),
    ],
  };
}

/** Why a responder has to ask for it. */
function reasonsOf({ severity, truths }: SuppressionPreview, { card }: Reader): string[] {
  const { why } = card.decisions.request;
  return [...(severity === 'Critical' ? [why.critical] : []), ...(truths > 0 ? [why['true-positive']] : [])];
}

function scopeWords(scope: Pick<Scope, 'kind' | 'about'>, reader: Reader, max: number): string {
  return plain(reader.words.suppressions.scopes[scope.kind]({ about: plain(scope.about, 60) }), max);
}

/** Worst first, and a Critical is said before everything else. */
function drawPreview(preview: SuppressionPreview, reader: Reader): KnownBlock {
  const { preview: said } = reader.words.suppressions;
  const critical = preview.month.Critical;
  const lines: Run[][] = [
    [run(said.of({ scope: scopeWords(preview.scope, reader, 100) }), 'bold')],
    critical > 0 ? [run(`🔴 ${said.critical({ count: numberOf(critical, reader) })}`, 'bold')] : [],
    preview.truths === 0
      ? []
      : [run(reader.words.decisions.approval.truth({ count: numberOf(preview.truths, reader) }), 'bold')],
    [run(said.now(countsOf(preview.now, reader)))],
    [run(said.month(countsOf(preview.month, reader)))],
    ...preview.worst.map((one) => [run(`• ${exampleOf(one, reader)}`)]),
    preview.spared > 0 ? [run(said.spared({ count: numberOf(preview.spared, reader) }))] : [],
    preview.complete ? [] : [run(said.incomplete)],
  ];
  return richText(lines);
}

function exampleOf(one: SuppressionPreview['worst'][number], reader: Reader): string {
  return reader.words.suppressions.preview.example({
    severity: reader.card.severity[one.severity],
    label: one.caseId === null ? null : caseLabel(one.caseId),
    title: plain(one.title, 80),
    account: plain(one.account, 40),
  });
}

function countsOf(counts: CountBySeverity, reader: Reader): { count: string; parts: string | null } {
  const present = [...severities].reverse().filter((severity: Severity) => counts[severity] > 0);
  const total = present.reduce((sum, severity) => sum + counts[severity], 0);
  const parts = present.map((severity) =>
    reader.words.suppressions.preview.part({
      count: numberOf(counts[severity], reader),
      severity: reader.card.severity[severity],
    }),
  );
  const said = parts.length === 0 ? null : parts.join(reader.words.between);
  return { count: numberOf(total, reader), parts: said };
}

function scopeInput(preview: SuppressionPreview, reader: Reader): InputBlock {
  const options = preview.scopes.map((scope) => option(scopeWords(scope, reader, 75), scope.key));
  const chosen = preview.scopes.findIndex((scope) => scope.key === preview.scope.key);
  return input(blocks.scope, reader.words.suppressions.scope, {
    dispatch_action: true,
    element: { type: 'static_select', action_id: 'suppress:scope', options, ...initial(options[chosen]) },
  });
}

function howLongInput(most: number, reader: Reader): InputBlock {
  const allowed = presets.filter((span) => span <= most);
  const spans = allowed.length > 0 ? allowed : [most];
  const options = spans.map((span) => option(spanOf(span, reader), String(span)));
  const chosen = options[Math.min(1, options.length - 1)];
  return input(blocks.howLong, reader.words.suppressions.howLong, {
    element: { type: 'static_select', action_id: 'suppress:how_long', options, ...initial(chosen) },
  });
}

function untilInput(reader: Reader): InputBlock {
  return input(blocks.until, reader.words.suppressions.orUntil, {
    optional: true,
    element: { type: 'datepicker', action_id: 'suppress:until' },
  });
}

function idleInput(reader: Reader): InputBlock {
  const { suppressions: said } = reader.words;
  const options = [option(said.idleOption({ span: spanOf(idleMs, reader) }), String(idleMs))];
  return input(blocks.idle, said.idle, {
    optional: true,
    element: { type: 'checkboxes', action_id: 'suppress:idle', options },
  });
}

function whyInput(reader: Reader): InputBlock {
  const { suppressions: said } = reader.words;
  return input(blocks.why, said.why, {
    hint: { type: 'plain_text', text: plain(said.whyHint, 2_000) },
    element: {
      type: 'plain_text_input',
      action_id: 'suppress:why',
      multiline: true,
      max_length: longestReason,
    },
  });
}

function input(
  blockId: string,
  label: string,
  rest: Omit<InputBlock, 'type' | 'block_id' | 'label'>,
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: { type: 'plain_text', text: plain(label, 2_000) },
    ...rest,
  };
}

function option(text: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: plain(text, 75) }, value };
}

function initial(chosen: PlainTextOption | undefined): { initial_option?: PlainTextOption } {
  return chosen === undefined ? {} : { initial_option: chosen };
}
