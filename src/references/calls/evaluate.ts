import { argumentsOf } from './arguments';
import { applied, givenTo, ran } from './calling';
import { binaryOf, comprehensionOf, conditionalOf, listFrom, objectOf } from './composite';
import { instanceIn, nowhere } from './environment';
import type { CallExpression, Expression, FunctionExpression, Path, Span } from './expression';
import { resolve } from './flow';
import { itemAt, iterated, spreadOf } from './items';
import { member as memberOf } from './library/members';
import { method } from './library/methods';
import { concat, entryOf, lift, something, unknown } from './make';
import type { Bound, SourceModule } from './module';
import { relocated } from './relocate';
import type { Arguments, Environment, ListItem, Value } from './value';

/** What an evaluation may ask of the world around the text. */
export interface World {
  /** The file's own name, without its folder: `__file__`. */
  readonly fileName: string;
  /** Another file of the project; `undefined` while it is not loaded, or cannot be. */
  readonly module: (specifier: string) => SourceModule | undefined;
}

/** Steps that may come to nothing in one text: bundles are full of calls that look like one of ours. */
const mostStepsInVain = 60_000;
/** Steps for one call: enough for a few hundred pictures, each through a helper. */
const mostStepsForCall = 8_000;
const deepest = 60;

/**
 * Works out what expressions are, without running anything: constants, what is put together from them, and what helpers
 * of the same text return. Whatever is not known stays `unknown`, with the reason.
 */
export class Evaluator {
  #steps = 0;
  #begun = 0;
  #inVain = 0;
  #limit = mostStepsForCall;
  #depth = 0;
  readonly #constants = new Map<Expression, Value>();
  readonly #names = new Map<string, Value>();
  readonly #busy = new Set<string>();

  constructor(
    readonly module: SourceModule,
    readonly world: World,
  ) {}

  /** Begins a call: it has steps of its own, so that one that goes astray does not take the others'. */
  begin(): void {
    this.#begun = this.#steps;
    this.#limit = this.#steps + Math.min(mostStepsForCall, mostStepsInVain - this.#inVain);
  }

  /** Ends it. @param found it is a call of a model: its steps were well spent */
  end(found: boolean): void {
    if (!found) this.#inVain += this.#steps - this.#begun;
  }

  evaluate(expression: Expression, env: Environment | undefined): Value {
    const known = env === undefined ? this.#constants.get(expression) : undefined;
    if (known !== undefined) return known;
    this.#steps += 1;
    if (this.#steps > this.#limit || this.#depth > deepest)
      return unknown({ kind: 'limit' }, expression.span);
    this.#depth += 1;
    try {
      const value = this.#work(expression, env);
      if (env === undefined && this.#steps <= this.#limit) this.#constants.set(expression, value);
      return value;
    } finally {
      this.#depth -= 1;
    }
  }

  #work(expression: Expression, env: Environment | undefined): Value {
    const { span } = expression;
    switch (expression.kind) {
      case 'string':
        return { kind: 'string', text: expression.text, span, content: expression.content };
      case 'number':
        return { kind: 'number', value: expression.value, span };
      case 'boolean':
        return { kind: 'boolean', value: expression.value, span };
      case 'null':
        return { kind: 'null', span };
      case 'template':
        return this.#template(expression.parts, span, env);
      case 'name':
        return this.#name(expression.name, span, env);
      case 'member':
        return this.#member(expression, env);
      case 'index':
        return this.#index(expression, env);
      case 'call':
        return this.call(expression, env);
      case 'list':
        return listFrom(this, expression.items, span, env);
      case 'object':
        return objectOf(this, expression, env);
      case 'function':
        return { kind: 'function', fn: expression, env: env ?? nowhere, span };
      case 'class':
        return { kind: 'class', cls: expression, env: env ?? nowhere, span };
      case 'conditional':
        return conditionalOf(this, expression, env);
      case 'binary':
        return binaryOf(this, expression, env);
      case 'comprehension':
        return comprehensionOf(this, expression, env);
      case 'unknown':
        return unknown({ kind: 'syntax', what: expression.what }, span);
    }
  }

  #template(parts: readonly Expression[], span: Span, env: Environment | undefined): Value {
    const values = parts.map(part => this.evaluate(part, env));
    const joined = concat(values, span);
    // Literals side by side are one literal as far as a reader is concerned.
    return joined;
  }

  #name(name: string, span: Span, env: Environment | undefined): Value {
    const bound = this.module.bindings(name, span.start);
    if (bound === undefined) return this.#global(name, span);
    return this.bound(name, bound, span, env);
  }

  /** What a bound name is where it is used at `span`. */
  bound(name: string, bound: Bound, span: Span, env: Environment | undefined): Value {
    const key = `${name} ${String(bound.scope)} ${String(span.start)}`;
    const known = env === undefined ? this.#names.get(key) : undefined;
    if (known !== undefined) return known;
    if (this.#busy.has(key)) return unknown({ kind: 'name', name }, span);
    this.#busy.add(key);
    try {
      const value = resolve(this, name, bound, span, env);
      if (env === undefined && this.#steps <= this.#limit) this.#names.set(key, value);
      return value;
    } finally {
      this.#busy.delete(key);
    }
  }

  #global(name: string, span: Span): Value {
    switch (name) {
      case '__dirname':
        return { kind: 'path', base: 'document', text: '', literals: [], span };
      case '__filename':
      case '__file__':
        return { kind: 'path', base: 'document', text: this.world.fileName, literals: [], span };
      case 'import.meta':
        return { kind: 'module', module: '', name, span };
      case 'undefined':
      case 'None':
        return { kind: 'null', span };
      default:
        return { kind: 'module', module: '', name, span };
    }
  }

  #member(expression: Extract<Expression, { kind: 'member' }>, env: Environment | undefined): Value {
    const { object, property, span } = expression;
    const own = this.#own(object, property, span, env);
    if (own !== undefined) return own;
    return lift([something(this.evaluate(object, env))], ([of]) =>
      of === undefined ? unknown({ kind: 'limit' }, span) : this.member(of, property, span),
    );
  }

  /** `this.x`, `self.x`: of the class around. */
  #own(object: Expression, property: string, span: Span, env: Environment | undefined): Value | undefined {
    if (object.kind !== 'name' || !/^(?:this|self|cls)$/.test(object.name)) return undefined;
    const instance = instanceIn(env);
    if (instance !== undefined) {
      const bindings = this.module.memberBindings(instance.cls, property)?.bindings;
      const [only] = bindings ?? [];
      // What this very object was made with, where nothing is done to it later.
      if (
        bindings === undefined
          ? isField(instance, property)
          : bindings.length === 1 && only?.kind === 'assign'
      )
        return this.#instanceMember(instance, property, span);
    }
    const bound =
      this.module.ownBindings(property, span.start) ??
      (instance === undefined ? undefined : this.module.memberBindings(instance.cls, property));
    if (bound !== undefined) return this.bound(`this.${property}`, bound, span, env);
    if (object.name === 'this') return unknown({ kind: 'name', name: `this.${property}` }, span);
    return undefined;
  }

  /** A property of a value. */
  member(of: Value, property: string, span: Span): Value {
    switch (of.kind) {
      case 'object': {
        const found = entryOf(of, property);
        return found ?? { kind: 'null', span };
      }
      case 'instance':
        return this.#instanceMember(of, property, span);
      case 'class': {
        const bound = this.module.memberBindings(of.cls, property);
        return bound === undefined
          ? unknown({ kind: 'name', name: `${of.cls.name ?? 'a class'}.${property}` }, span)
          : this.bound(`${of.cls.name ?? ''}.${property}`, bound, span, of.env);
      }
      case 'module': {
        // A module of the project's own: what it exports.
        const name = of.name === '*' ? property : `${of.name}.${property}`;
        const own = of.module === '' ? undefined : this.imported(of.module, name, span);
        if (own !== undefined && own.kind !== 'unknown') return own;
        return (
          memberOf(of, property, span, this.world) ?? unknown({ kind: 'call', what: `.${property}` }, span)
        );
      }
      case 'unknown': {
        // `settings.model`, where another file holds the settings.
        const { reason } = of;
        if (reason.kind === 'import' && reason.name !== '' && isPlace(reason.name)) {
          const own = this.imported(reason.module, `${reason.name}.${property}`, span);
          if (own.kind !== 'unknown') return own;
        }
        return memberOf(of, property, span, this.world) ?? of;
      }
      default:
        return (
          memberOf(of, property, span, this.world) ?? unknown({ kind: 'call', what: `.${property}` }, span)
        );
    }
  }

  #instanceMember(of: Extract<Value, { kind: 'instance' }>, property: string, span: Span): Value {
    const { cls, args } = of;
    const name = this.module.language === 'python' ? '__init__' : 'constructor';
    const made = this.module.memberBindings(cls, name)?.bindings.find(binding => binding.kind === 'function');
    const values = new Map<string, Value>([['this', of]]);
    let env: Environment = { fn: -2, values, outer: of.env };
    if (made?.kind === 'function') {
      const self = this.module.language === 'python' ? 1 : 0;
      env = { fn: made.fn.span.start, values: givenTo(this, made.fn, args, span, of.env, self), outer: env };
    } else {
      // A data class takes its fields by name, or in their order.
      const index = cls.fields?.indexOf(property) ?? -1;
      const given = args.named.get(property) ?? (index < 0 ? undefined : args.positional[index]);
      if (given !== undefined) return given;
    }
    const bound = this.module.memberBindings(cls, property);
    return bound === undefined
      ? unknown({ kind: 'name', name: `${cls.name ?? 'a class'}.${property}` }, span)
      : this.bound(`${cls.name ?? ''}.${property}`, bound, span, env);
  }

  #index(expression: Extract<Expression, { kind: 'index' }>, env: Environment | undefined): Value {
    const { span } = expression;
    return lift(
      [this.evaluate(expression.object, env), this.evaluate(expression.index, env)],
      ([of, index]) => {
        if (of === undefined || index === undefined) return unknown({ kind: 'limit' }, span);
        return this.at(of, index, span);
      },
    );
  }

  /** An item of a value, by a number or a key. */
  at(of: Value, index: Value, span: Span): Value {
    return itemAt(this, of, index, span);
  }

  /** The items that a spread of a value adds. */
  spread(value: Value): readonly ListItem[] {
    return spreadOf(value);
  }

  /** What a loop runs over. Of what is not known there is one item that stands for all. */
  iterate(iterable: Value, span: Span): readonly ListItem[] {
    return iterated(iterable, span);
  }

  call(expression: CallExpression, env: Environment | undefined): Value {
    const { span, callee } = expression;
    // `list.push(x)` and the like are no values; what they do is found with the list.
    const args = argumentsOf(this, expression, env);
    if (callee.kind === 'member') {
      const own = this.#own(callee.object, callee.property, callee.span, env);
      if (own !== undefined) return this.apply(own, args, expression, env);
      return lift([something(this.evaluate(callee.object, env))], ([of]) => {
        if (of === undefined) return unknown({ kind: 'limit' }, span);
        const done = method(this, of, callee.property, args, expression, env);
        if (done !== undefined) return done;
        return this.apply(this.member(of, callee.property, callee.span), args, expression, env, of);
      });
    }
    if (callee.kind === 'function') return this.run(callee, args, expression, env);
    return lift([this.evaluate(callee, env)], ([of]) =>
      of === undefined ? unknown({ kind: 'limit' }, span) : this.apply(of, args, expression, env),
    );
  }

  /** Calls a value. @param of the value whose method it is */
  apply(
    callee: Value,
    args: Arguments,
    call: CallExpression,
    env: Environment | undefined,
    of?: Value,
  ): Value {
    return applied(this, callee, args, call, env, of);
  }

  /** What a function of the text returns for these arguments. */
  run(
    fn: FunctionExpression,
    args: Arguments,
    call: CallExpression,
    env: Environment | undefined,
    self?: Value,
  ): Value {
    return ran(this, fn, args, call, env, self);
  }

  /** How often each function is being followed just now: recursion has an end. */
  readonly running = new Map<string, number>();

  /** An exported name of another file, or what is at a property of it (`settings.model`), as seen from `span`. */
  imported(specifier: string, name: string, span: Span): Value {
    const other = this.world.module(specifier);
    const [first = name, ...rest] = name.split('.');
    const bound = other?.exported(first);
    if (other === undefined || bound === undefined)
      return unknown({ kind: 'import', name, module: specifier }, span);
    const evaluator = new Evaluator(other, { fileName: '', module: () => undefined });
    evaluator.begin();
    const end = { start: other.text.length, end: other.text.length };
    const value = rest.reduce<Value>(
      (of, property) => evaluator.member(of, property, end),
      evaluator.bound(first, bound, end, undefined),
    );
    return relocated(value, span, specifier, name);
  }
}

/** A name, or a property of one: what {@link Evaluator.imported} takes. */
function isPlace(name: string): boolean {
  return /^[\w$]+(?:\.[\w$]+)*$/.test(name);
}

function isField({ cls }: Extract<Value, { kind: 'instance' }>, property: string): boolean {
  return cls.fields?.includes(property) === true;
}

/** Into a value along a path of keys and indexes. */
export function into(evaluator: Evaluator, value: Value, path: Path, span: Span): Value {
  let at = value;
  for (const step of path)
    at = lift([at], ([of]) => {
      if (of === undefined) return unknown({ kind: 'limit' }, span);
      if (typeof step === 'string') return evaluator.member(of, step, span);
      return evaluator.at(of, { kind: 'number', value: step, span }, span);
    });
  return at;
}
