import { element } from '../render/tree.ts';

const paths = {
  home: 'M10 2.6 2.500 9.2V17a1 1 0 0 0 1 1h4.200v-5.500h4.600V18h4.200a1 1 0 0 0 1-1V9.200L10 2.600Z',
  send: 'M2.300 3.100 18 10 2.300 16.900l1.900-5.700L12 10 4.200 8.800 2.300 3.100Z',
  reply:
    'M4 3.500h12a1.500 1.500 0 0 1 1.500 1.500v7a1.500 1.500 0 0 1-1.500 1.500h-5.200L7 17v-3.500H4A1.500 1.500 0 0 1 2.500 12V5A1.500 1.500 0 0 1 4 3.500Z',
  cloud: 'M5.500 16a4 4 0 0 1-.600-7.950A5.500 5.500 0 0 1 15.500 7.500 4.300 4.300 0 0 1 15 16H5.500Z',
  bolt: 'M11.500 1.500 3.500 11.500h5l-1 7 8-10h-5l1-7Z',
  key: 'M13 2a5 5 0 0 0-4.700 6.700L2 15v3h3.500v-2h2v-2h2l1.800-1.800A5 5 0 1 0 13 2Zm1.200 3.300a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3Z',
  menu: 'M3 5h14v1.800H3V5Zm0 4.100h14v1.800H3V9.100Zm0 4.100h14V15H3v-1.800Z',
};

export function icon(name) {
  return element(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true' },
    element('path', { d: paths[name], fill: 'currentColor' }),
  );
}
