// SPDX-License-Identifier: Apache-2.0
// Copies what the extension shares with the rest of the project: the grammar, the server's jar, the license.
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(here));

const built = join(root, 'language-server', 'target');
const jars = existsSync(built)
  ? readdirSync(built).filter((name) => /^bnn-language-server-.*-all\.jar$/.test(name)).sort()
  : [];
if (jars.length === 0) {
  console.error('No server: run `mvn install -DskipTests -pl language-server -am` at the root of the repository first.');
  process.exit(1);
}

function copy(from, ...to) {
  const target = join(here, ...to);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(from, target);
}

copy(join(built, jars[jars.length - 1]), 'server', 'bnn-language-server.jar');
copy(join(root, 'editors', 'bnn.tmLanguage.json'), 'syntaxes', 'bnn.tmLanguage.json');
copy(join(root, 'editors', 'language-configuration.json'), 'syntaxes', 'language-configuration.json');
copy(join(root, 'LICENSE'), 'LICENSE');
copy(join(root, 'THIRD-PARTY.md'), 'THIRD-PARTY.md');
// Where vsce writes the package; it does not make the folder.
mkdirSync(join(here, 'target'), { recursive: true });
