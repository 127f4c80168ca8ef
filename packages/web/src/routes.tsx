// Which page stands at which address. What is searched, filtered and opened is in the address, so that Back works and a colleague sees the same.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { DefinitionPage } from './pages/definition/definition-page.tsx';
import { LeadPage } from './pages/lead/lead-page.tsx';
import { LeadsPage } from './pages/leads/leads-page.tsx';
import { Home } from './pages/overview/home.tsx';
import { OverviewPage } from './pages/overview/overview-page.tsx';
import { QueuePage } from './pages/queue/queue-page.tsx';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

// The pages that people open all day come at once; the others are loaded when somebody opens them.
type Given = Record<string, unknown>;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
const texts =
  <Name extends string>(...names: Name[]) =>
  (given: Given): { [Key in Name]?: string | undefined } =>
    Object.fromEntries(names.map((name) => [name, text(given[name])])) as { [Key in Name]?: string | undefined };

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: texts('to', 'problem'),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/set-up/set-up-page.tsx'), 'SetUpPage'),
});
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Shell });
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: Home,
});
const overview = createRoute({ getParentRoute: () => signedIn, path: '/overview', component: OverviewPage });
const queue = createRoute({
  getParentRoute: () => signedIn,
  path: '/queue',
  component: QueuePage,
  validateSearch: texts('whose', 'state', 'find'),
});
const leads = createRoute({
  getParentRoute: () => signedIn,
  path: '/leads',
  component: LeadsPage,
  validateSearch: texts('search', 'grade', 'cursor'),
});
const lead = createRoute({
  getParentRoute: () => signedIn,
  path: '/leads/$lead',
  component: LeadPage,
  validateSearch: texts('at'),
});
const definition = createRoute({ getParentRoute: () => signedIn, path: '/definition', component: DefinitionPage });
const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/definition/draft',
  // The checker and the editor are loaded when somebody drafts.
  component: lazyRouteComponent(() => import('./pages/definition/draft/draft-page.tsx'), 'DraftPage'),
  validateSearch: texts('name', 'version', 'edit', 'tab'),
});
const version = createRoute({
  getParentRoute: () => signedIn,
  path: '/definition/$name/$version',
  component: lazyRouteComponent(() => import('./pages/definition/version-page.tsx'), 'VersionPage'),
  validateSearch: texts('tab'),
});
const data = createRoute({
  getParentRoute: () => signedIn,
  path: '/data',
  component: lazyRouteComponent(() => import('./pages/data/data-page.tsx'), 'DataPage'),
  validateSearch: texts('tab', 'upload', 'entry', 'before'),
});
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
  validateSearch: texts('tab', 'actor', 'action', 'subject', 'before'),
});
const nurture = createRoute({
  getParentRoute: () => signedIn,
  path: '/nurture',
  component: lazyRouteComponent(() => import('./pages/nurture/nurture-page.tsx'), 'NurturePage'),
});
const programmeDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/nurture/draft',
  component: lazyRouteComponent(() => import('./pages/nurture/draft-page.tsx'), 'ProgrammeDraftPage'),
  validateSearch: texts('name', 'version', 'edit'),
});
const programme = createRoute({
  getParentRoute: () => signedIn,
  path: '/nurture/programmes/$name',
  component: lazyRouteComponent(() => import('./pages/nurture/programme-page.tsx'), 'ProgrammePage'),
  validateSearch: texts('version', 'tab', 'step', 'running', 'state', 'after'),
});
const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/start',
  component: lazyRouteComponent(() => import('./pages/start/start-page.tsx'), 'StartPage'),
});

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  component: lazyRouteComponent(() => import('./pages/reports/reports-page.tsx'), 'ReportsPage'),
  validateSearch: texts('tab', 'of', 'from', 'sure', 'split', 'by', 'value', 'step'),
});

const calibrate = createRoute({
  getParentRoute: () => signedIn,
  path: '/calibrate',
  component: lazyRouteComponent(() => import('./pages/calibrate/calibrate-page.tsx'), 'CalibratePage'),
  validateSearch: texts('job'),
});
const reviews = createRoute({
  getParentRoute: () => signedIn,
  path: '/reviews',
  component: lazyRouteComponent(() => import('./pages/reviews/reviews-page.tsx'), 'ReviewsPage'),
});
const packet = createRoute({
  getParentRoute: () => signedIn,
  path: '/reviews/$job',
  component: lazyRouteComponent(() => import('./pages/reviews/packet-page.tsx'), 'PacketPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    signedIn.addChildren([
      home,
      overview,
      start,
      queue,
      leads,
      lead,
      definition,
      draft,
      version,
      data,
      reports,
      calibrate,
      reviews,
      packet,
      nurture,
      programmeDraft,
      programme,
      settings,
    ]),
  ]),
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
