/** @jsxImportSource preact */
// List of data types that a page asks for.

export function DataTypes({ list }: { list: readonly string[] }) {
  return (
    <ul>
      {list.map((type) => (
        <li key={type}>{type}</li>
      ))}
    </ul>
  );
}
