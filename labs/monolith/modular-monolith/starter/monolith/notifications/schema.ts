export const notificationsSchema = `
  create table notifications (
    number integer primary key,
    recipient text not null,
    subject text not null,
    version integer not null
  );
`;
