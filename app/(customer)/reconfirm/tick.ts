// Owns how the boxes of the form are named: this and our id of the connection.
export const TICK = 'confirm-';
