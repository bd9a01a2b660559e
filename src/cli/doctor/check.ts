/** One answer of the doctor. `todo` says what to do; only what is good has none. */
export interface Check {
  readonly state: 'good' | 'warning' | 'bad';
  readonly what: string;
  readonly todo?: string;
}
