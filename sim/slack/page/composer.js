import { element } from '../render/tree.ts';
import { build, byId, show, toast } from './dom.js';
import { icon } from './icons.js';
import { store } from './store.js';

/**
 * A box that sends messages and slash commands, with a list of the commands while one is being typed.
 *
 * @param options `{ id, testId, sendTestId, label, commands, send }`; `send(text)` answers when the text is on its way
 */
export function mountComposer({ id, testId, sendTestId, label, commands, send }) {
  const listId = `${id}-commands`;
  const form = build(
    element(
      'form',
      { class: 'composer' },
      commands &&
        element('ul', {
          class: 'command-list',
          id: listId,
          role: 'listbox',
          'aria-label': 'Commands',
          hidden: true,
        }),
      element('textarea', {
        class: 'composer-text',
        rows: 1,
        'data-testid': testId,
        'aria-label': label,
        placeholder: label,
        role: commands ? 'combobox' : undefined,
        'aria-expanded': commands ? 'false' : undefined,
        'aria-controls': commands ? listId : undefined,
      }),
      element(
        'button',
        { class: 'send', type: 'submit', 'data-testid': sendTestId, 'aria-label': 'Send' },
        icon('send'),
      ),
    ),
  );
  byId(id).replaceChildren(form);
  const box = form.querySelector('textarea');
  const list = commands ? commandList(box, form.querySelector('ul')) : undefined;

  const submit = async () => {
    const text = box.value.trim();
    if (text === '') return;
    box.value = '';
    grow(box);
    list?.close();
    form.classList.add('busy');
    try {
      await send(text);
    } catch (problem) {
      toast(problem.message);
      if (box.value === '') box.value = text;
    }
    form.classList.remove('busy');
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  box.addEventListener('input', () => {
    grow(box);
    list?.update();
  });
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || list?.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
  });
  return { relabel: (words) => relabel(box, words) };
}

function relabel(box, words) {
  box.placeholder = words;
  box.setAttribute('aria-label', words);
}

function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

function commandList(box, list) {
  let chosen = 0;
  let matches = [];
  const close = () => {
    matches = [];
    draw();
  };
  const draw = () => {
    list.hidden = matches.length === 0;
    box.setAttribute('aria-expanded', String(matches.length > 0));
    if (matches.length > 0) box.setAttribute('aria-activedescendant', `${list.id}-${chosen}`);
    else box.removeAttribute('aria-activedescendant');
    show(
      list,
      matches.map((command, index) => row(command, index)),
    );
  };
  const row = ({ command, usage_hint, description }, index) =>
    element(
      'li',
      {
        class: 'command',
        id: `${list.id}-${index}`,
        role: 'option',
        'aria-selected': String(index === chosen),
        'data-command': command,
      },
      element('span', { class: 'command-name' }, command),
      usage_hint && element('span', { class: 'command-usage' }, ` ${usage_hint}`),
      description && element('span', { class: 'command-description' }, description),
    );
  const take = (command) => {
    box.value = `${command} `;
    close();
    box.focus();
  };
  list.addEventListener('mousedown', (event) => {
    const item = event.target.closest('[data-command]');
    event.preventDefault();
    if (item !== null) take(item.dataset.command);
  });
  box.addEventListener('blur', close);
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  return {
    close,
    update: () => {
      const typed = /^\/\S*$/.test(box.value) ? box.value : undefined;
      matches =
        typed === undefined
          ? []
          : store.commands.filter(({ command }) => command.startsWith(typed) && command !== typed);
      chosen = 0;
      draw();
    },
    /** @returns whether the key was the list's */
    key: (event) => {
      if (matches.length === 0) return false;
      if (event.key in moves) chosen = (chosen + moves[event.key] + matches.length) % matches.length;
      else if (event.key === 'Enter' || event.key === 'Tab') take(matches[chosen].command);
      else if (event.key === 'Escape') close();
      else return false;
      event.preventDefault();
      draw();
      return true;
    },
  };
}
