import type { page as english } from '../en/page.ts';

export const page: typeof english = {
  trigger: ({ severity, label, where, title }) => `【${severity}】${label} ${where}: ${title}`,
  acknowledge: (label, title) => `${label} は担当者が対応を始めました: ${title}`,
  resolve: (label, title) => `${label} は対応不要になりました: ${title}`,
};
