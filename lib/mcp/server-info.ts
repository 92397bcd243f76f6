import manifest from '@/package.json';

export const serverInfo = {
  name: manifest.name,
  title: 'Countersign',
  version: manifest.version,
  description: manifest.description,
};
