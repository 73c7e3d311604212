// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Executable, LanguageClient, LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('bnn.restart', async () => {
      await client?.stop();
      await start(context);
    }),
  );
  await start(context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const options: LanguageClientOptions = { documentSelector: [{ language: 'bnn' }] };
  client = new LanguageClient('bnn', 'BNN', server(context), options);
  try {
    await client.start();
  } catch (problem) {
    client = undefined;
    const message = `The BNN language server does not start. It needs Java 17 or later: set bnn.java.home. (${problem})`;
    void vscode.window.showErrorMessage(message, 'Open Settings').then((chosen) => {
      if (chosen !== undefined) {
        void vscode.commands.executeCommand('workbench.action.openSettings', 'bnn.java.home');
      }
    });
  }
}

/** The command of the settings, or the jar in this extension. */
function server(context: vscode.ExtensionContext): Executable {
  const settings = vscode.workspace.getConfiguration('bnn');
  const command = settings.get<string[]>('server.command', []);
  if (command.length > 0) {
    return { command: command[0], args: command.slice(1), transport: TransportKind.stdio };
  }
  const jar = context.asAbsolutePath(join('server', 'bnn-language-server.jar'));
  const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss4m', '-Xmx512m', '-Xlog:disable'];
  return { command: java(settings.get<string>('java.home', '')), args: [...flags, '-jar', jar], transport: TransportKind.stdio };
}

function java(home: string): string {
  const program = process.platform === 'win32' ? 'java.exe' : 'java';
  for (const folder of [home, process.env.JAVA_HOME ?? '']) {
    const candidate = join(folder, 'bin', program);
    if (folder !== '' && existsSync(candidate)) {
      return candidate;
    }
  }
  return program;
}
