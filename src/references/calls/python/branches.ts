import type { Span } from '../expression';
import type { Circumstances, Loop } from '../module';
import type { Node } from '../parser';
import { iterableOf, lower } from './lower';
import { calledName, isComprehension, isField, isFunction, isSame, parts, spanOf } from './nodes';

/** How a statement, or a part of one, stands in its function. */
export function circumstancesOf(at: Node, span: Span = spanOf(at)): Circumstances {
  const loops: Loop[] = [];
  const rounds: number[] = [];
  let branch: Node | undefined;
  let within = -1;
  let child = at;
  let grandchild: Node | undefined;
  for (let node = at.parent; node !== null; grandchild = child, child = node, node = node.parent) {
    if (isFunction(node)) {
      // Parameters and their defaults belong to the code around.
      if (!isField(node, 'body', child)) continue;
      const loop = iterationOf(node);
      if (loop === undefined) {
        within = node.startIndex;
        break;
      }
      loops.unshift(loop);
    } else if (node.type === 'for_statement' && isField(node, 'body', child)) {
      loops.unshift(loopOf(node));
    } else if (isComprehension(node)) {
      loops.unshift(...clausesBefore(node, child, grandchild).map(loopOf));
    } else {
      if (node.type === 'while_statement' && isField(node, 'body', child)) rounds.unshift(node.startIndex);
      if (branch === undefined && isBranch(node, child)) branch = child;
    }
  }
  return {
    span,
    conditional: branch !== undefined,
    ...(branch === undefined ? {} : { branch: spanOf(branch) }),
    loops,
    ...(rounds.length === 0 ? {} : { rounds }),
    within,
  };
}

/** A `for` statement, or a clause of a comprehension. What it runs over is read when asked for. */
export function loopOf(node: Node): Loop {
  let iterable: Loop['iterable'] | undefined;
  return {
    span: spanOf(node),
    get iterable() {
      return (iterable ??= iterableOf(node));
    },
  };
}

/** The `for`s of a comprehension that a part of it is run by. */
function clausesBefore(comprehension: Node, child: Node, grandchild: Node | undefined): readonly Node[] {
  const all = parts(comprehension).filter(({ type }) => type === 'for_in_clause');
  const index = all.findIndex(clause => isSame(clause, child));
  if (index < 0)
    return isField(comprehension, 'body', child)
      ? all
      : all.filter(({ startIndex }) => startIndex < child.startIndex);
  const target = grandchild !== undefined && isField(child, 'left', grandchild);
  return all.slice(0, target ? index + 1 : index);
}

/** For the lambda of `map(lambda x: …, list)`: it is run for each of the list. */
export function iterationOf(fn: Node): Loop | undefined {
  if (fn.type !== 'lambda' || fn.parent?.type !== 'argument_list') return undefined;
  return mapOf(fn);
}

/** The `map(function, list)` or `pool.map(function, list)` that a function is given to. */
export function mapOf(given: Node): Loop | undefined {
  const call = given.parent?.parent;
  if (call?.type !== 'call' || !/^(?:i?map|imap_unordered|map_async)$/.test(calledName(call) ?? ''))
    return undefined;
  const [first, list] = given.parent === null ? [] : parts(given.parent);
  if (list === undefined || list.type === 'keyword_argument' || !isSame(first, given)) return undefined;
  let iterable: Loop['iterable'] | undefined;
  return {
    span: spanOf(call),
    get iterable() {
      return (iterable ??= lower(list));
    },
  };
}

/** Whether the function may go past this child of a node. */
function isBranch(node: Node, child: Node): boolean {
  switch (node.type) {
    case 'if_statement':
      // The first test is always looked at.
      return !isField(node, 'condition', child) && !isMain(node);
    case 'elif_clause':
    case 'conditional_expression':
      return node.type === 'elif_clause' || !isSame(parts(node)[1], child);
    case 'while_statement':
      return !isField(node, 'condition', child) && constantOf(node.childForFieldName('condition')) !== true;
    case 'for_statement':
      return child.type === 'else_clause';
    case 'case_clause':
    case 'except_clause':
    case 'except_group_clause':
      return true;
    case 'boolean_operator':
      return isField(node, 'right', child);
    default:
      return false;
  }
}

/** `if __name__ == "__main__":` */
function isMain(statement: Node): boolean {
  const test = statement.childForFieldName('condition');
  return (
    test !== null &&
    test.endIndex - test.startIndex < 60 &&
    test.type === 'comparison_operator' &&
    /\b__name__\s*==|==\s*__name__\b/.test(test.text)
  );
}

/**
 * Whether a piece of code is never reached: `if False:`, `if TYPE_CHECKING:`, behind a `return`.
 * @param reached where blocks that were looked at before end to be reached, by their node
 */
export function isDead(at: Node, reached: Map<number, number>): boolean {
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent) {
    switch (node.type) {
      case 'if_statement':
        if (isDeadBranch(node, child)) return true;
        break;
      case 'elif_clause':
      case 'while_statement':
        if (
          !isField(node, 'condition', child) &&
          child.type !== 'else_clause' &&
          constantOf(node.childForFieldName('condition')) === false
        )
          return true;
        break;
      case 'conditional_expression': {
        const [then, test, otherwise] = parts(node);
        const value = constantOf(test);
        if ((value === false && isSame(then, child)) || (value === true && isSame(otherwise, child)))
          return true;
        break;
      }
      case 'boolean_operator': {
        const value = isField(node, 'right', child) ? constantOf(node.childForFieldName('left')) : undefined;
        if (value !== undefined && value === (node.childForFieldName('operator')?.type === 'or')) return true;
        break;
      }
      case 'block':
        if (child.startIndex > reachedUpTo(node, reached)) return true;
        break;
    }
  }
  return false;
}

function isDeadBranch(statement: Node, child: Node): boolean {
  if (isField(statement, 'condition', child)) return false;
  const first = constantOf(statement.childForFieldName('condition'));
  if (isField(statement, 'consequence', child)) return first === false;
  if (first === true) return true;
  return parts(statement).some(
    other =>
      other.type === 'elif_clause' &&
      other.startIndex < child.startIndex &&
      constantOf(other.childForFieldName('condition')) === true,
  );
}

/** Where the first statement of a block begins behind which nothing of it is reached. */
function reachedUpTo(block: Node, reached: Map<number, number>): number {
  let end = reached.get(block.id);
  if (end === undefined) {
    end = parts(block).find(endsBlock)?.startIndex ?? Infinity;
    reached.set(block.id, end);
  }
  return end;
}

const ends = new Set(['return_statement', 'raise_statement', 'break_statement', 'continue_statement']);

export function endsBlock(statement: Node): boolean {
  return ends.has(statement.type);
}

/** Whether a test is known without running anything. Type checkers alone see what is behind `TYPE_CHECKING`. */
export function constantOf(test: Node | null | undefined): boolean | undefined {
  switch (test?.type) {
    case 'parenthesized_expression':
      return constantOf(test.firstNamedChild);
    case 'not_operator': {
      const value = constantOf(test.childForFieldName('argument'));
      return value === undefined ? undefined : !value;
    }
    case 'true':
      return true;
    case 'false':
    case 'none':
      return false;
    case 'integer':
      return Number(test.text) !== 0;
    case 'identifier':
      return test.text === 'TYPE_CHECKING' ? false : undefined;
    case 'attribute':
      return test.childForFieldName('attribute')?.text === 'TYPE_CHECKING' ? false : undefined;
    default:
      return undefined;
  }
}
