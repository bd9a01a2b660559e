import type { Severity } from '../../finding/severity.ts';

/** The mark in front of the severity's word, and the colour of the bar. Never alone: the word stands beside them. */
export const marks: Readonly<Record<Severity, { readonly emoji: string; readonly color: string }>> = {
  Critical: { emoji: '🔴', color: '#c8102e' },
  High: { emoji: '🟠', color: '#e8710a' },
  Medium: { emoji: '🟡', color: '#e0b400' },
  Low: { emoji: '🔵', color: '#3b7dd8' },
  Informational: { emoji: '⚪', color: '#8fa9bf' },
};

export const closedMark = '✓';
export const setAsideMark = '➖';
/** Kept quiet by a suppression or a policy. */
export const quietMark = '🔕';
/** Accepted until its review. */
export const exceptedMark = '🤝';
/** Went into another case. */
export const foldedMark = '↪';
export const stormMark = '🌊';
/** Somebody asks others to agree. */
export const requestMark = '✋';
/** Access that is lent, and taken back; what is cut off. */
export const lentMark = '🔓';
export const takenBackMark = '🔒';
export const cutOffMark = '⛔';
export const warningMark = '⚠';
/** The bar of what needs nobody any more. */
export const grey = '#b4b8bd';
