import { renderBlocks } from './blocks.ts';
import type { RenderContext } from './context.ts';
import { type Json, string } from './json.ts';
import { plainWords } from './text.ts';
import { element, type Tree } from './tree.ts';

/** The inside of a modal: title, blocks, and the buttons that close and submit. */
export function renderModal(view: Json, context: RenderContext): Tree {
  const submit = plainWords(view['submit']);
  return element(
    'form',
    { class: 'modal-form', 'data-view-id': string(view['id']), novalidate: true },
    element(
      'header',
      { class: 'modal-head' },
      element('span', { class: 'avatar avatar-app avatar-small', 'aria-hidden': 'true' }, '櫓'),
      element('h2', { id: 'modal-title' }, plainWords(view['title'])),
      element(
        'button',
        { class: 'icon-button close', type: 'button', 'data-close': true, 'aria-label': 'Close' },
        '✕',
      ),
    ),
    element('div', { class: 'modal-body' }, renderBlocks(view['blocks'], context)),
    element(
      'footer',
      { class: 'modal-foot' },
      element(
        'button',
        { class: 'button', type: 'button', 'data-close': true },
        plainWords(view['close']) || 'Close',
      ),
      submit !== '' && element('button', { class: 'button button-primary', type: 'submit' }, submit),
    ),
  );
}

/** The Home tab of the app; null where it has published none. */
export function renderHome(view: Json | null, context: RenderContext): Tree {
  const blocks = renderBlocks(view?.['blocks'], context);
  return element(
    'div',
    { class: 'home', 'data-testid': 'home-view', 'data-view-id': string(view?.['id']) || undefined },
    blocks.length > 0 ? blocks : element('p', { class: 'empty' }, 'This app has not drawn its Home tab yet.'),
  );
}
