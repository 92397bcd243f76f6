/** A whole page that says one thing and offers a way on. */
export function PageMessage({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <main className="main" id="main">
      <div className="empty">
        <h1 className="text-16 font-semibold">{title}</h1>
        {children}
      </div>
    </main>
  );
}
