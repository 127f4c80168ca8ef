// The API's own description: OpenAPI 3.1, made of the very schemas that check requests, with who may call what.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Permission } from '../auth/policy.ts';

/** Where the description says who may call an operation. */
export const PERMISSION = 'x-permission';

/** Describes every route that is added afterwards. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Baton',
        version: '1',
        description: 'Leads, the queue, definitions and data of Baton. Sessions by cookie, programs by a secret key.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'baton' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const config = route.route.config as { readonly permission?: Permission | 'anybody' } | undefined;
      const isApi = route.url.startsWith('/api/v1');
      if (!isApi || config?.permission === undefined)
        return { ...transformed, schema: { ...transformed.schema, hide: true } };
      const security = config.permission === 'anybody' ? [] : [{ session: [] }, { key: [] }];
      return { ...transformed, schema: { ...transformed.schema, security, [PERMISSION]: config.permission } as never };
    },
  });
}
