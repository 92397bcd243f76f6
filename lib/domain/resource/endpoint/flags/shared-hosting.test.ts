import { expect, it } from 'vitest';
import { endpointFlags } from './endpoint-flags';

const raised = (from: string, to: string) =>
  endpointFlags(
    { target_url: `https://${from}/` },
    { target_url: `https://${to}/` },
    {
      knownHosts: new Map(),
      firstDraftOfAgent: false,
    },
  ).map(({ code }) => code);

it.each([
  ['prod-12.westeurope.logic.azure.com', 'prod-13.westeurope.logic.azure.com'],
  ['abc1.execute-api.eu-west-1.amazonaws.com', 'abc2.execute-api.eu-west-1.amazonaws.com'],
  ['orders1.azurewebsites.net', 'orders2.azurewebsites.net'],
  ['orders1.herokuapp.com', 'orders2.herokuapp.com'],
  ['a1.eu.ngrok.io', 'a2.eu.ngrok.io'],
])('every host is a domain of its own under shared hosting: %s is not %s', (from, to) => {
  expect(raised(from, to)).toEqual(['lookalike-host', 'new-domain']);
});

it('takes numbers for siblings in the first label alone', () => {
  expect(raised('hooks1.eu1.acme.com', 'hooks2.eu1.acme.com')).toEqual(['new-host']);
  expect(raised('hooks1.eu1.acme.com', 'hooks1.eu2.acme.com')).toEqual(['lookalike-host']);
});

it.each([
  ['acme.service-now.com', 'evilcorp.service-now.com'],
  ['acme.my.salesforce.com', 'evilcorp.my.salesforce.com'],
  ['acme.zendesk.com', 'evilcorp.zendesk.com'],
  ['acme.atlassian.net', 'evilcorp.atlassian.net'],
  ['acme.okta.com', 'evilcorp.okta.com'],
  ['acme.myshopify.com', 'evilcorp.myshopify.com'],
])('another customer of the same service is another domain: %s is not %s', (from, to) => {
  expect(raised(from, to)).toContain('new-domain');
});
