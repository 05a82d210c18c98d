/** @jsxImportSource preact */
// Owns the list of data that a page names.

export function DataTypes({ list }: { list: readonly string[] }) {
  return (
    <ul>
      {list.map((type) => (
        <li key={type}>{type}</li>
      ))}
    </ul>
  );
}
