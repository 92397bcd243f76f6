import { LiveIndicator } from '../live/live-indicator';
import { Banners } from '../safety/banners';
import { PhoneMenu } from './phone-menu';

type Props = { title: string; middle?: React.ReactNode; end?: React.ReactNode };

/** The bar on top of a page: its name, a search if it has one, and whether it is live. */
export function Topbar({ title, middle, end }: Props) {
  return (
    <>
      <header className={middle ? 'topbar with-middle' : 'topbar'}>
        <div className="row">
          <PhoneMenu />
          <h1>{title}</h1>
        </div>
        {middle ?? <span className="flex-1" />}
        <div className="end">
          <LiveIndicator />
          {end}
        </div>
      </header>
      <Banners />
    </>
  );
}
