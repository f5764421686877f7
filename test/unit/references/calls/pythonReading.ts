import type { Expression } from '../../../../src/references/calls/expression';
import type { Binding, Bound, SourceModule } from '../../../../src/references/calls/module';
import { loadGrammar } from '../../../../src/references/calls/parser';
import { pythonModule } from '../../../../src/references/calls/python/pythonModule';
import { SyntaxTree } from '../../../../src/references/calls/syntaxTree';

export async function reading(text: string): Promise<SourceModule> {
  return pythonModule(new SyntaxTree(text, await loadGrammar('python')));
}

/** The one call of `name`, first of its arguments. */
export async function argument(source: string): Promise<Expression> {
  const module = await reading(`use(${source})`);
  const [found] = [...module.calls(new Set(['use']))];
  const value = found?.call.args[0]?.value;
  if (value === undefined) throw new Error(`No argument: ${source}`);
  return value;
}

/** An expression in a line. */
export function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'string':
      return `${expression.bytes === true ? 'b' : ''}${JSON.stringify(expression.text)}`;
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'template':
      return `\`${expression.parts.map(shown).join(' ')}\``;
    case 'name':
      return expression.name;
    case 'member':
      return `${shown(expression.object)}.${expression.property}`;
    case 'index':
      return `${shown(expression.object)}[${shown(expression.index)}]`;
    case 'call':
      return `${shown(expression.callee)}(${expression.args
        .map(
          ({ name, spread, value }) =>
            `${name === undefined ? '' : `${name}=`}${spread === undefined ? '' : spread === 'list' ? '*' : '**'}${shown(value)}`,
        )
        .join(', ')})`;
    case 'list':
      return `[${expression.items.map(({ value, spread }) => `${spread === true ? '*' : ''}${shown(value)}`).join(', ')}]`;
    case 'object':
      return `{${expression.entries
        .map(entry =>
          entry.kind === 'spread'
            ? `**${shown(entry.value)}`
            : `${typeof entry.key === 'string' ? entry.key : `(${shown(entry.key)})`}: ${shown(entry.value)}`,
        )
        .join(', ')}}`;
    case 'function':
      return `fn ${expression.name ?? ''}(${expression.parameters
        .map(
          ({ name, rest, default: value }) =>
            `${rest === undefined ? '' : rest === 'list' ? '*' : '**'}${name ?? '?'}${value === undefined ? '' : `=${shown(value)}`}`,
        )
        .join(', ')})`;
    case 'class':
      return `class ${expression.name ?? ''}(${expression.bases.join(', ')})`;
    case 'conditional':
      return `(${shown(expression.test)} ? ${shown(expression.then)} : ${shown(expression.otherwise)})`;
    case 'binary':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
    case 'comprehension':
      return `[${expression.key === undefined ? '' : `${shown(expression.key)}: `}${shown(expression.body)}${expression.loops
        .map(({ iterable }) => ` for ${shown(iterable)}`)
        .join('')}${expression.filtered ? ' if' : ''}]`;
    case 'unknown':
      return `<${expression.what}>`;
  }
}

function what(binding: Binding): string {
  switch (binding.kind) {
    case 'assign':
      return `= ${shown(binding.value)}${binding.path.map(step => `[${String(step)}]`).join('')}`;
    case 'add':
      return `+= ${shown(binding.value)}`;
    case 'parameter':
      return `parameter ${String(binding.index)} of ${binding.fn.name ?? 'lambda'}${binding.rest === undefined ? '' : ` rest ${binding.rest}`}${
        binding.default === undefined ? '' : ` = ${shown(binding.default)}`
      }${binding.loop === undefined ? '' : ` each of ${shown(binding.loop.iterable)}`}`;
    case 'each':
      return `each of ${shown(binding.loop.iterable)}${binding.path.map(step => `[${String(step)}]`).join('')}`;
    case 'function':
      return `function ${binding.fn.name ?? ''}`;
    case 'class':
      return `class ${binding.cls.name ?? ''}`;
    case 'import':
      return `import ${binding.module} ${binding.name}`;
    case 'append':
      return `append${binding.first ? ' first' : ''} [${binding.path.join(',')}] ${binding.items
        .map(({ value, spread }) => `${spread === true ? '*' : ''}${shown(value)}`)
        .join(', ')}`;
    case 'set':
      return `set [${binding.path.join(',')}] ${
        binding.key === undefined ? '*' : typeof binding.key === 'string' ? binding.key : shown(binding.key)
      } ${shown(binding.value)}`;
    case 'unknown':
      return `unknown ${binding.what}`;
  }
}

/** Bindings in a line each, `?` behind those in a branch, `@` before what they loop over. */
export function lines(bound: Bound | undefined): readonly string[] | undefined {
  return bound?.bindings.map(
    binding =>
      `${what(binding)}${binding.loops.map(({ iterable }) => ` @ ${shown(iterable)}`).join('')}${binding.conditional ? ' ?' : ''}`,
  );
}

/** What a name is bound to where it stands behind `mark`, by default in `use(name)`. */
export async function bindingsOf(
  text: string,
  name: string,
  mark = `use(${name}`,
): Promise<readonly string[] | undefined> {
  const module = await reading(text);
  const at = text.lastIndexOf(mark);
  if (at < 0) throw new Error(`No ${mark}`);
  return lines(module.bindings(name, at + mark.length - name.length));
}
