import { argumentsOf } from './arguments';
import type { CallExpression, Expression, FunctionExpression, Path, Span } from './expression';
import { resolve } from './flow';
import { builtIn } from './library/functions';
import { method } from './library/methods';
import { member as memberOf } from './library/members';
import { choice, concat, entryOf, itemsOf, lift, list, unknown } from './make';
import type { Bound, SourceModule } from './module';
import { environment, frame, fullName, instanceIn, nowhere } from './environment';
import { lastOfEach, operation } from './operations';
import { relocated } from './relocate';
import { calleeText, ofSdk, through } from './through';
import { isNothing, truthOf } from './truth';
import type { Arguments, Environment, ListItem, ObjectEntry, Value } from './value';

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
        return this.#list(expression.items, span, env);
      case 'object':
        return this.#object(expression, env);
      case 'function':
        return { kind: 'function', fn: expression, env: env ?? nowhere, span };
      case 'class':
        return { kind: 'class', cls: expression, env: env ?? nowhere, span };
      case 'conditional':
        return this.#conditional(expression, env);
      case 'binary':
        return this.#binary(expression, env);
      case 'comprehension':
        return this.#comprehension(expression, env);
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
    return lift([this.evaluate(object, env)], ([of]) =>
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
        const whole = of.name === '*' || of.name === 'default';
        const own = whole && of.module !== '' ? this.imported(of.module, property, span) : undefined;
        if (own !== undefined && own.kind !== 'unknown') return own;
        return (
          memberOf(of, property, span, this.world) ?? unknown({ kind: 'call', what: `.${property}` }, span)
        );
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
      env = { fn: made.fn.span.start, values: this.#given(made.fn, args, span, of.env, self), outer: env };
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

  at(of: Value, index: Value, span: Span): Value {
    const isOpen = index.kind === 'unknown' || index.kind === 'made';
    if (index.kind === 'string') {
      if (of.kind === 'module' && of.name === 'environ') return environment(index.text, span);
      return this.member(of, index.text, span);
    }
    if (index.kind === 'number') {
      const items = itemsOf(of);
      if (items !== undefined) {
        if (items.some(({ optional, repeated }) => optional === true || repeated === true)) {
          // Which one it is depends on what is left out before.
          const first = index.value === 0 ? items[0] : undefined;
          if (first !== undefined && first.optional !== true) return first.value;
          return unknown(
            { kind: 'call', what: 'an item of a list that is filled as the program runs' },
            span,
          );
        }
        const item = items.at(index.value);
        return item?.value ?? unknown({ kind: 'call', what: 'an item that the list does not have' }, span);
      }
      if (of.kind === 'several') return { ...of, narrowed: true };
      if (of.kind === 'path' || of.kind === 'content') return of;
      if (of.kind === 'object') return entryOf(of, String(index.value)) ?? { kind: 'null', span };
      // `response["choices"][0]` and the like.
      if (of.kind === 'made') return { ...of, callee: `${of.callee}[]`, span };
    }
    if (of.kind === 'object') {
      // One of its values, by a key that is not known.
      const values = of.entries.map(({ value }) => value);
      if (isOpen && of.open === undefined && values.length > 0 && values.length <= 16)
        return choice('branch', index.span.start, values, span);
    }
    if (of.kind === 'several') return { ...of, narrowed: true };
    if (of.kind === 'list') {
      const values = of.items.map(({ value }) => value);
      // A slice of a list: some of its items.
      if (index.kind === 'unknown' && index.reason.kind === 'syntax' && index.reason.what === 'a slice')
        return { ...of, items: of.items.map(item => ({ ...item, optional: true })) };
      if (isOpen && values.length > 0 && values.length <= 16)
        return choice('branch', index.span.start, values, span);
    }
    if (of.kind === 'unknown') return of;
    return unknown({ kind: 'call', what: 'an item' }, span);
  }

  #list(
    items: readonly { readonly value: Expression; readonly spread?: boolean }[],
    span: Span,
    env: Environment | undefined,
  ): Value {
    const out: ListItem[] = [];
    for (const { value, spread } of items) {
      const evaluated = this.evaluate(value, env);
      out.push(...(spread === true ? this.spread(evaluated) : [{ value: evaluated }]));
    }
    return { kind: 'list', items: out.filter(({ value }) => value.kind !== 'null'), span };
  }

  /** The items that a spread of a value adds. */
  spread(value: Value): readonly ListItem[] {
    switch (value.kind) {
      case 'list':
        return value.items;
      case 'null':
      case 'boolean':
        return [];
      case 'choice': {
        const all = value.options.map(option => this.spread(option));
        // `...(cond ? [part] : [])`.
        const filled = all.filter(items => items.length > 0);
        if (filled.length < all.length && filled.length === 1)
          return (filled[0] ?? []).map(item => ({ ...item, optional: true }));
        const lists = value.options.map((option, i): Value => ({
          kind: 'list',
          items: all[i] ?? [],
          span: option.span,
        }));
        return [{ value: { ...value, options: lists }, repeated: true }];
      }
      default:
        return [{ value, repeated: true }];
    }
  }

  #object(expression: Extract<Expression, { kind: 'object' }>, env: Environment | undefined): Value {
    const values = expression.entries.map(({ value }) => this.evaluate(value, env));
    // What each caller gives by itself: `{ model, ...options }`.
    const given = values.filter(
      (value, i) =>
        expression.entries[i]?.kind === 'spread' && value.kind === 'choice' && value.by === 'each',
    );
    return lift(given, chosen =>
      this.#objectOf(
        expression,
        values.map(value => chosen[given.indexOf(value)] ?? value),
        env,
      ),
    );
  }

  #objectOf(
    expression: Extract<Expression, { kind: 'object' }>,
    values: readonly Value[],
    env: Environment | undefined,
  ): Value {
    const entries: ObjectEntry[] = [];
    let open: Extract<Value, { kind: 'object' }>['open'];
    for (const [i, entry] of expression.entries.entries()) {
      const value = values[i] ?? unknown({ kind: 'limit' }, entry.span);
      if (entry.kind === 'spread') {
        if (value.kind === 'object') {
          entries.push(...value.entries);
          open ??= value.open;
        } else if (value.kind === 'choice') {
          // `...(cond && { detail: 'low' })`.
          const objects = value.options.filter(option => option.kind === 'object');
          for (const option of objects)
            entries.push(...option.entries.map(inner => ({ ...inner, optional: true })));
          if (objects.length + value.options.filter(isNothing).length < value.options.length)
            open ??= { kind: 'unknown', reason: { kind: 'call', what: 'a spread' }, span: value.span };
        } else if (!isNothing(value)) {
          open ??=
            value.kind === 'unknown'
              ? value
              : { kind: 'unknown', reason: { kind: 'call', what: 'a spread' }, span: value.span };
        }
        continue;
      }
      const key = typeof entry.key === 'string' ? entry.key : undefined;
      if (key !== undefined) entries.push({ key, keySpan: entry.keySpan, value, span: entry.span });
      else if (typeof entry.key !== 'string') {
        const computed = this.evaluate(entry.key, env);
        if (computed.kind === 'string')
          entries.push({ key: computed.text, keySpan: entry.keySpan, value, span: entry.span });
        else
          open ??= { kind: 'unknown', reason: { kind: 'syntax', what: 'a computed key' }, span: entry.span };
      }
    }
    return {
      kind: 'object',
      entries: lastOfEach(entries),
      span: expression.span,
      ...(open === undefined ? {} : { open }),
    };
  }

  #conditional(
    expression: Extract<Expression, { kind: 'conditional' }>,
    env: Environment | undefined,
  ): Value {
    const test = this.evaluate(expression.test, env);
    // `Array.isArray(x) ? x : [x]`: of what is not known, any number.
    if (test.kind === 'unknown' && isListTest(expression.test) && expression.otherwise.kind === 'list')
      return this.evaluate(expression.then, env);
    const truth = truthOf(test);
    if (truth !== undefined) return this.evaluate(truth ? expression.then : expression.otherwise, env);
    if (test.kind === 'choice' && test.options.every(option => truthOf(option) !== undefined)) {
      const both = [test, this.evaluate(expression.then, env), this.evaluate(expression.otherwise, env)];
      return lift(both, ([decided, then, otherwise]) =>
        decided === undefined || then === undefined || otherwise === undefined
          ? unknown({ kind: 'limit' }, expression.span)
          : truthOf(decided) === true
            ? then
            : otherwise,
      );
    }
    // One and the same test may decide several things: they go together.
    const group = groupOf(expression.test, expression.span);
    return choice(
      'branch',
      group,
      [this.evaluate(expression.then, env), this.evaluate(expression.otherwise, env)],
      expression.span,
    );
  }

  #binary(expression: Extract<Expression, { kind: 'binary' }>, env: Environment | undefined): Value {
    const { operator, span } = expression;
    const left = this.evaluate(expression.left, env);
    switch (operator) {
      case '||':
      case '??':
      case 'or': {
        if (left.kind === 'null') {
          const right = this.evaluate(expression.right, env);
          const empty = right.kind === 'list' && right.items.length === 0;
          return empty && left.unsaid !== undefined ? unknown(left.unsaid, span) : right;
        }
        if (left.kind === 'unknown' || left.kind === 'made') {
          const right = this.evaluate(expression.right, env);
          if (left.kind === 'unknown' && left.reason.kind === 'environment')
            return left.reason.fallback !== undefined
              ? left
              : { ...left, span, reason: { ...left.reason, fallback: right } };
          if (left.kind === 'unknown') return { ...left, otherwise: right };
          return right.kind === 'string' && /^\w+\/[\w.+-]+$/.test(right.text)
            ? { kind: 'unknown', reason: { kind: 'call', what: left.callee }, otherwise: right, span }
            : left;
        }
        const truth = truthOf(left);
        if (truth === false && operator !== '??') return this.evaluate(expression.right, env);
        return left;
      }
      case '&&':
      case 'and': {
        const truth = truthOf(left);
        if (truth === false) return left;
        const right = this.evaluate(expression.right, env);
        if (truth === true) return right;
        return choice('branch', groupOf(expression.left, span), [right, { kind: 'null', span }], span);
      }
    }
    const right = this.evaluate(expression.right, env);
    return lift([left, right], ([a, b]) => {
      if (a === undefined || b === undefined) return unknown({ kind: 'limit' }, span);
      return operation(operator, a, b, span, this);
    });
  }

  #comprehension(
    expression: Extract<Expression, { kind: 'comprehension' }>,
    env: Environment | undefined,
  ): Value {
    const { span, filtered } = expression;
    const out: ListItem[] = [];
    const run = (depth: number, inner: Environment | undefined, flags: Omit<ListItem, 'value'>): void => {
      const loop = expression.loops[depth];
      if (loop === undefined) {
        out.push({
          value: this.evaluate(expression.body, inner),
          ...flags,
          ...(filtered ? { optional: true } : {}),
        });
        return;
      }
      for (const item of this.iterate(this.evaluate(loop.iterable, inner), loop.iterable.span))
        run(depth + 1, frame(loop.iterable.span.start, item.value, inner), {
          ...flags,
          ...(item.optional === true ? { optional: true } : {}),
          ...(item.repeated === true ? { repeated: true } : {}),
        });
    };
    run(0, env, {});
    if (expression.key !== undefined) return unknown({ kind: 'syntax', what: 'a computed object' }, span);
    return { kind: 'list', items: out, span };
  }

  /** What a loop runs over. Of what is not known there is one item that stands for all. */
  iterate(iterable: Value, span: Span): readonly ListItem[] {
    switch (iterable.kind) {
      case 'list':
        return iterable.items.flatMap(item =>
          // A spread of something unknown within the list.
          item.repeated === true && item.value.kind === 'choice'
            ? item.value.options.flatMap(option =>
                this.iterate(option, span).map(one => ({ ...one, optional: true })),
              )
            : [item],
        );
      case 'object':
        return iterable.entries.map(({ key, keySpan }) => ({
          value: { kind: 'string', text: key, span: keySpan },
        }));
      case 'choice':
        return iterable.options.flatMap(option =>
          this.iterate(option, span).map(item =>
            iterable.by === 'branch' ? { ...item, optional: true } : item,
          ),
        );
      case 'string':
        return [{ value: unknown({ kind: 'call', what: 'the characters of a text' }, span), repeated: true }];
      case 'class': {
        return [
          { value: unknown({ kind: 'name', name: iterable.cls.name ?? 'a class' }, span), repeated: true },
        ];
      }
      default:
        return [{ value: iterable, repeated: true }];
    }
  }

  call(expression: CallExpression, env: Environment | undefined): Value {
    const { span, callee } = expression;
    // `list.push(x)` and the like are no values; what they do is found with the list.
    const args = argumentsOf(this, expression, env);
    if (callee.kind === 'member') {
      const own = this.#own(callee.object, callee.property, callee.span, env);
      if (own !== undefined) return this.apply(own, args, expression, env);
      return lift([this.evaluate(callee.object, env)], ([of]) => {
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

  /** Calls a value. */
  apply(
    callee: Value,
    args: Arguments,
    call: CallExpression,
    env: Environment | undefined,
    of?: Value,
  ): Value {
    const { span } = call;
    switch (callee.kind) {
      case 'function':
        return this.run(
          callee.fn,
          args,
          call,
          of?.kind === 'instance'
            ? { fn: -2, values: new Map([['this', of]]), outer: callee.env }
            : callee.env,
          of,
        );
      case 'class':
        return { kind: 'instance', cls: callee.cls, env: callee.env, args, span };
      case 'module': {
        const done = builtIn(this, callee, args, call, env);
        if (done !== undefined) return done;
        const name = fullName(callee.module, callee.name);
        const made = ofSdk.test(callee.module) ? undefined : through(name, args, span);
        return made ?? { kind: 'made', callee: name, args, call, span };
      }
      case 'made':
        if (/\bArgumentParser\b.*\.parse_(?:known_)?(?:intermixed_)?args$/.test(callee.callee))
          return unknown({ kind: 'input', what: 'the command line' }, span);
        return {
          kind: 'made',
          callee: callee.callee,
          args,
          call,
          span,
          of: of ?? callee.of ?? callee,
        };
      case 'choice':
        return lift([callee], ([one]) =>
          one === undefined ? unknown({ kind: 'limit' }, span) : this.apply(one, args, call, env, of),
        );
      default: {
        const name = calleeText(call);
        return (
          through(name, args, span) ??
          (callee.kind === 'unknown' && callee.reason.kind !== 'call'
            ? unknown(callee.reason.kind === 'import' ? callee.reason : { kind: 'call', what: name }, span)
            : unknown({ kind: 'call', what: name }, span))
        );
      }
    }
  }

  /** What a function of the text returns for these arguments. */
  run(
    fn: FunctionExpression,
    args: Arguments,
    call: CallExpression,
    env: Environment | undefined,
    self?: Value,
  ): Value {
    const { span } = call;
    const names = [...args.named.keys()];
    const given = [...args.positional, ...args.named.values()];
    if (given.some(({ kind }) => kind === 'choice'))
      // For each of what it may be given by itself: what it returns may depend on it.
      return lift(given, chosen => {
        const count = args.positional.length;
        const named = new Map(
          names.map((name, i) => [name, chosen[count + i] ?? unknown({ kind: 'limit' }, span)]),
        );
        return this.run(fn, { ...args, positional: chosen.slice(0, count), named }, call, env, self);
      });
    const [first] = fn.parameters;
    const method =
      this.module.language === 'python' &&
      (first?.name === 'self' || first?.name === 'cls') &&
      call.callee.kind === 'member';
    const values = this.#given(fn, args, span, env, method ? 1 : 0);
    if (self !== undefined) values.set('this', self);
    const inner: Environment = { fn: fn.span.start, values, outer: env };
    const key = `call ${String(fn.span.start)}`;
    if ((this.#running.get(key) ?? 0) > 2) return unknown({ kind: 'limit' }, span);
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    try {
      const returned = fn.returns();
      if (returned.length === 0)
        return (
          through(calleeText(call), args, span) ?? unknown({ kind: 'call', what: calleeText(call) }, span)
        );
      const results: Value[] = [];
      for (const { value, conditional } of returned) {
        const result = this.evaluate(value, inner);
        // `if (!file) return null`: the way of an error, not of a picture.
        if (!(conditional && result.kind === 'null')) results.push(result);
        if (!conditional) break;
      }
      const known = results.filter(({ kind }) => kind !== 'null');
      const result = choice('branch', fn.span.start, known.length > 0 ? known : results, span);
      // A helper that is too much for us, and was given the picture's path, is a helper all the same.
      return result.kind === 'unknown' ? (through(calleeText(call), args, span) ?? result) : result;
    } finally {
      this.#running.set(key, (this.#running.get(key) ?? 1) - 1);
    }
  }

  /** What each parameter of a function is, by its number. @param from the first that the arguments are for */
  #given(
    fn: FunctionExpression,
    args: Arguments,
    span: Span,
    env: Environment | undefined,
    from: number,
  ): Map<string, Value> {
    const values = new Map<string, Value>();
    const parameters = fn.parameters.slice(from);
    parameters.forEach((parameter, i) => {
      let value: Value | undefined;
      if (parameter.rest === 'list') value = list(args.positional.slice(i), span);
      else if (parameter.rest === 'object')
        value = {
          kind: 'object',
          span,
          entries: [...args.named]
            .filter(([key]) => !parameters.some(({ name }) => name === key))
            .map(([key, given]) => ({ key, keySpan: given.span, value: given })),
        };
      else
        value =
          (parameter.name === undefined ? undefined : args.named.get(parameter.name)) ?? args.positional[i];
      if ((value === undefined || value.kind === 'null') && parameter.default !== undefined)
        value = this.evaluate(parameter.default, env === nowhere ? undefined : env);
      values.set(String(i + from), value ?? args.open ?? { kind: 'null', span });
    });
    return values;
  }

  readonly #running = new Map<string, number>();

  /** An exported name of another file, as seen from `span` of this one. */
  imported(specifier: string, name: string, span: Span): Value {
    const other = this.world.module(specifier);
    const bound = other?.exported(name);
    if (other === undefined || bound === undefined)
      return unknown({ kind: 'import', name, module: specifier }, span);
    const evaluator = new Evaluator(other, { fileName: '', module: () => undefined });
    evaluator.begin();
    return relocated(
      evaluator.bound(name, bound, { start: other.text.length, end: other.text.length }, undefined),
      span,
      specifier,
    );
  }
}

function isListTest(test: Expression): boolean {
  return test.kind === 'call' && calleeText(test) === 'Array.isArray';
}

function isField({ cls }: Extract<Value, { kind: 'instance' }>, property: string): boolean {
  return cls.fields?.includes(property) === true;
}

/** Tests of the same plain name decide together. */
function groupOf(test: Expression, span: Span): number {
  if (test.kind !== 'name') return span.start;
  let hash = 0;
  for (const char of test.name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return -1000 - hash;
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
