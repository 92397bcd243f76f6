import { describe, expect, it } from 'vitest';
import { refusalCategories } from '../refusal';
import { credentialKinds } from './credential-kind';
import { authorityMatrix, authorityOf } from './matrix';

describe('the authority matrix', () => {
  it('has each row once, and an answer for every kind of caller', () => {
    expect(new Set(authorityMatrix.map(({ name }) => name)).size).toBe(authorityMatrix.length);
    for (const { cells } of authorityMatrix) {
      expect(Object.keys(cells).toSorted()).toEqual(Object.keys(credentialKinds).toSorted());
      for (const cell of Object.values(cells))
        expect(cell === 'allow' || cell in refusalCategories).toBe(true);
    }
  });

  it('lets no kind of agent credential near an apply, beside a session or not', () => {
    const applies = authorityMatrix.filter(({ name }) => /apply/i.test(name));
    expect(applies.map(({ name }) => name)).toEqual([
      'POST /api/v1/drafts/[id]/apply',
      'action applyDraftAction',
      'tool draft_apply',
    ]);
    const admitted = applies.flatMap(({ name, cells, scope }) => {
      expect(scope).toBeNull();
      return Object.entries(cells)
        .filter(([kind, cell]) => kind.startsWith('agent') && cell === 'allow')
        .map(([kind]) => `${name}: ${kind}`);
    });
    expect(admitted).toEqual([]);
  });

  it('lets a service credential read what was applied and ask whether the product is ready, and nothing else', () => {
    const admitted = authorityMatrix.filter(
      ({ name, cells }) => cells.service === 'allow' && !name.includes('/api/auth/'),
    );
    expect(admitted.map(({ name }) => name)).toEqual([
      'GET /api/v1/endpoints',
      'GET /api/v1/endpoints/[id]',
      'GET /api/v1/endpoints/[id]/versions',
      'GET /api/v1/health',
      'GET /api/v1/docs',
      'GET /api/mcp/surface',
    ]);
    for (const { cells, answeredInside } of authorityMatrix.filter(({ name: row }) => /apply/i.test(row))) {
      const kinds = Object.entries(cells).filter(([kind]) => kind.startsWith('service'));
      expect(kinds).toHaveLength(9);
      for (const [, cell] of kinds) {
        expect(cell).not.toBe('allow');
        expect(answeredInside).not.toContain(cell);
      }
    }
  });

  it('lets only reviewers and admins decide', () => {
    for (const name of ['POST /api/v1/drafts/[id]/apply', 'POST /api/v1/drafts/[id]/discard']) {
      const { viewer, operator, reviewer, admin } = authorityOf(name).cells;
      expect({ viewer, operator, reviewer, admin }).toEqual({
        viewer: 'ROLE_REQUIRED',
        operator: 'ROLE_REQUIRED',
        reviewer: 'allow',
        admin: 'allow',
      });
    }
  });

  it('has no row for what nobody has thought about', () => {
    expect(() => authorityOf('DELETE /api/v1/drafts')).toThrow('no authority row');
  });
});
