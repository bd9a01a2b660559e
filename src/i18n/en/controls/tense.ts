/** The words that change when a case is over and its headline speaks of the past. */
export const is = (over: boolean) => (over ? 'was' : 'is');
export const are = (over: boolean) => (over ? 'were' : 'are');
export const has = (over: boolean) => (over ? 'had' : 'has');
export const can = (over: boolean) => (over ? 'could' : 'can');
export const does = (over: boolean) => (over ? 'did' : 'does');
