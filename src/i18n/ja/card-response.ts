import type { RunState } from '../../finding/runbook.ts';
import type { response as en } from '../en/card-response.ts';

const states: Record<RunState, string> = {
  starting: 'まもなく開始します',
  running: '実行中です',
  succeeded: '成功しました',
  failed: '失敗しました',
  cancelled: '取り消されました',
  'timed-out': '時間切れで AWS が打ち切りました',
};

export const response: typeof en = {
  run: (v) => `Runbook「${v.name}」: ${states[v.state]}`,
  runBy: (v) => `${v.who} · ${v.at} · 理由「${v.reason}」`,
  where: (v) => `${v.account} · ${v.region}`,
  execution: (v) => `AWS での実行ID: ${v.id}`,
  output: '出力はスレッドにあります。',
  step: (v) => `ステップ: ${v.step}`,
  undo: '変更を元に戻すには、ドキュメント自身の手順か、手作業が必要です。',
  stray: (v) => `${v.group} には Yagura のタグがありますが、心当たりがありません`,
  strayIs: (v) => `名前は「${v.name}」。タグではデプロイ ${v.deployment} のリース ${v.lease} です。`,
  strayWhy: '偽装、別のデプロイ、またはデータベース復元前のものと考えられます。まだ何もしていません。',
  remove: '外して削除する',
  removing: (v) => `${v.who} が削除を指示しました。次に AWS を確認するときに、すべてから外して削除します。`,
  gone: (v) => `${v.group} はなくなりました`,
  sure: '外して削除しますか?',
  sureText: '誰が付けたものでも、すべてのインターフェイスから外して削除します。元には戻せません。',
  sureYes: '削除する',
  sureNo: 'やめる',
};
