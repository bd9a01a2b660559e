export const roleNames = {
  viewer: '閲覧者(viewer)',
  responder: '対応者(responder)',
  approver: '承認者(approver)',
  admin: '管理者(admin)',
};
