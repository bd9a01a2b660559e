import { portsOf } from '../../../finding/lease-spec.ts';
import { durationOf } from '../../commands/duration.ts';
import { isHow } from '../../leases/ask.ts';
import { attach } from '../../leases/attach.ts';
import { nothingTyped, sourceOf, type Typed } from '../../leases/attach-words.ts';
import { deskOf } from '../../leases/locate.ts';
import type { FormValues } from '../../receive/form-values.ts';
import { plain } from '../../text/plain.ts';
import type { Form, FormAction } from '../action.ts';
import { inputBlock } from '../case-form.ts';
import { checkWhy, howIn, howInput, lineInput, blocks as shared, whyInput } from '../lease-inputs.ts';

const blocks = {
  target: 'lease_target',
  port: 'lease_port',
  source: 'lease_source',
  howLong: 'lease_how_long',
} as const;

/** Asks for access in a window, with what was typed already. */
export const leaseAttach: FormAction = {
  kind: 'form',
  name: 'lease_attach',
  needs: 'responder',
  carries: (value) => typedIn(value) !== null,
  title: (words) => words.leases.form.attachTitle,
  async open(input, tools): Promise<Form | Awaited<ReturnType<typeof attach>>> {
    const at = deskOf(input, tools);
    if ('answer' in at) return at.answer;
    const { leases } = input.reader.words;
    const { form: said } = leases;
    const typed = typedIn(input.value) ?? nothingTyped;
    return {
      kind: 'form',
      submit: said.submit,
      blocks: [
        inputBlock(blocks.target, said.target, lineInput('lease_attach:target', typed.target), {
          hint: said.targetHint,
        }),
        inputBlock(blocks.port, said.port, lineInput('lease_attach:port', typed.port), {
          hint: said.portHint,
        }),
        inputBlock(blocks.source, said.source, lineInput('lease_attach:source', typed.source || 'me'), {
          hint: said.sourceHint,
        }),
        inputBlock(blocks.howLong, said.howLong, lineInput('lease_attach:how_long', typed.span || '2h'), {
          hint: said.howLongHint,
        }),
        whyInput('lease_attach', input.reader, typed.reason),
        howInput('lease_attach', typed.how, input, tools),
      ],
    };
  },
  check(values, reader) {
    const { problem } = reader.words.leases;
    const wrong: Record<string, string> = { ...checkWhy(values, reader) };
    const typed = filledIn(values);
    const word = (text: string) => ({ word: plain(text, 40) });
    if (typed.target === '' || /[*?\s]{2,}|[*?]/.test(typed.target))
      wrong[blocks.target] = problem.target(word(typed.target));
    if (portsOf(typed.port) === null) wrong[blocks.port] = problem.port(word(typed.port));
    if (sourceOf(typed.source) === null) wrong[blocks.source] = problem.source(word(typed.source));
    if (durationOf(typed.span) === null) wrong[blocks.howLong] = problem.span(word(typed.span));
    return wrong;
  },
  submit: (input, tools) => attach(filledIn(input.values), input, tools),
};

function filledIn(values: FormValues): Typed {
  const line = (block: string) => values.one(block)?.trim() ?? '';
  return {
    how: howIn(values),
    target: line(blocks.target),
    port: line(blocks.port),
    source: line(blocks.source),
    span: line(blocks.howLong),
    reason: line(shared.why),
  };
}

/** The value went through somebody's hands; it only fills in what they can change anyway. Null: it is none of ours. */
function typedIn(value: string): Typed | null {
  try {
    const given: unknown = JSON.parse(value);
    if (!isFilled(given)) return null;
    const text = (key: keyof Typed) => given[key] ?? '';
    const how = text('how');
    return {
      how: isHow(how) ? how : 'ask',
      ...{ target: text('target'), port: text('port'), source: text('source') },
      ...{ span: text('span'), reason: text('reason') },
    };
  } catch {
    return null;
  }
}

function isFilled(given: unknown): given is Partial<Readonly<Record<keyof Typed, string>>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  return Object.entries(given).every(
    ([key, text]) => Object.hasOwn(nothingTyped, key) && typeof text === 'string',
  );
}
