// Prefix of the names of the form's boxes; our id of the connection follows it.
export const TICK = 'confirm-';
