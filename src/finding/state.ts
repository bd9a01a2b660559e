/** What one record says about the world. */
export type RecordState = 'active' | 'passed' | 'gone' | 'unverifiable' | 'external';

/** What all records of a finding say together. */
export type FindingState = 'active' | 'fixed' | 'gone' | 'unverifiable' | 'external';
