import { Argument, type Command } from 'commander';
import type { Terminal } from '../terminal';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];
type Known = { name: string; about: string; options: string[]; sub: string[] };

/** Scripts for the shells, made from the commands themselves. */
export const addCompletion = (program: Command, terminal: Terminal): Command =>
  program
    .command('completion')
    .description('Print a completion script for a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: Shell) => {
      terminal.stdout.write(scripts[shell](program.commands.map(known)));
    });

const known = (command: Command): Known => ({
  name: command.name(),
  about: command.description(),
  options: command.options.flatMap(({ long }) => (long ? [long] : [])),
  sub: command.commands.map((each) => each.name()),
});

const scripts = { bash, zsh, fish } satisfies Record<Shell, (commands: readonly Known[]) => string>;

const words = (commands: readonly Known[]) => commands.map(({ name }) => name).join(' ');

function bash(commands: readonly Known[]): string {
  const cases = commands.map(
    ({ name, options, sub }) => `    ${name}) words="${[...sub, ...options, '--help'].join(' ')}" ;;`,
  );
  return `# draft completion bash > ~/.local/share/bash-completion/completions/draft
_draft() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="${words(commands)} --help --version"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _draft draft
`;
}

function zsh(commands: readonly Known[]): string {
  const described = commands.map(({ name, about }) => `    '${name}:${about.replaceAll("'", '’')}'`);
  const cases = commands.map(
    ({ name, options, sub }) => `    ${name}) compadd -- ${[...sub, ...options, '--help'].join(' ')} ;;`,
  );
  return `#compdef draft
# draft completion zsh > "\${fpath[1]}/_draft"
_draft() {
  local -a commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "\${words[2]}" in
${cases.join('\n')}
  esac
}
compdef _draft draft
`;
}

function fish(commands: readonly Known[]): string {
  const lines = commands.flatMap(({ name, about, options, sub }) => [
    `complete -c draft -n __fish_use_subcommand -a ${name} -d '${about.replaceAll("'", '’')}'`,
    ...options.map(
      (long) => `complete -c draft -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}`,
    ),
    ...sub.map((each) => `complete -c draft -n '__fish_seen_subcommand_from ${name}' -a ${each}`),
  ]);
  return `# draft completion fish > ~/.config/fish/completions/draft.fish\ncomplete -c draft -f\n${lines.join('\n')}\n`;
}
