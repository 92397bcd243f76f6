import type { Command } from 'commander';
import { Output } from '../output';
import {
  type ConfigFile,
  configNames,
  configPath,
  readConfigFile,
  usableUrl,
  writeConfigFile,
} from '../settings';
import type { Terminal } from '../terminal';

type Name = (typeof configNames)[number];

/** Settings that are no secret. A token is never one of them. */
export function addConfig(program: Command, terminal: Terminal): Command {
  const config = program.command('config').description('Show or change the settings of this command');
  const outOf = (command: Command) => new Output(terminal, command.optsWithGlobals());
  const name = () => config.createArgument('<name>', configNames.join(' or ')).choices(configNames);

  config
    .command('list', { isDefault: true })
    .description('Show every setting')
    .action((_options: unknown, command: Command) => {
      const file = readConfigFile(terminal);
      const out = outOf(command);
      out.lines(configNames.map((each) => `${each} = ${file[each] ?? '(not set)'}`));
      out.hint(`Next: draft config set url <address> (kept in ${configPath(terminal)})`);
    });
  config
    .command('get')
    .description('Show one setting')
    .addArgument(name())
    .action((which: Name, _options: unknown, command: Command) => {
      outOf(command).lines([readConfigFile(terminal)[which] ?? '']);
    });
  config
    .command('set')
    .description('Change one setting')
    .addArgument(name())
    .argument('<value>')
    .action((which: Name, value: string, _options: unknown, command: Command) => {
      const changed: ConfigFile = {
        ...readConfigFile(terminal),
        [which]: which === 'url' ? usableUrl(value) : value,
      };
      writeConfigFile(terminal, changed);
      outOf(command).hint(`Set ${which}. Next: draft doctor`);
    });
  return config;
}
