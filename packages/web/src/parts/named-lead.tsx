// Somebody, or a company, by name alone: the name finds them.
import { Link } from '@tanstack/react-router';

export function NamedLead({ name }: { name: string }) {
  return (
    <Link to="/leads" search={{ search: name.split(/ – |, /)[0] }}>
      {name}
    </Link>
  );
}
