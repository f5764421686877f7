import { environment, fullName } from '../environment';
import type { Evaluator } from '../evaluate';
import type { CallExpression, Span } from '../expression';
import { concat, content, itemsOf, joinPaths, lift, list, parentOf, unknown } from '../make';
import type { Arguments, Environment, Value } from '../value';
import { encoded, changed, passed, read, severalOf } from './files';
import { columnsOf, mapped, merged, narrowed, pairs, rangeOf } from './lists';
import { imageImport } from './modules';

/** What functions of the languages and of well-known packages give; `undefined` for those that are not known. */
export function builtIn(
  evaluator: Evaluator,
  callee: Extract<Value, { kind: 'module' }>,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const { span } = call;
  const name = fullName(callee.module, callee.name);
  const [first, second] = args.positional;
  switch (name) {
    // Paths
    case 'path.join':
    case 'path.resolve':
    case 'path.posix.join':
    case 'path.posix.resolve':
    case 'path.win32.join':
    case 'os.path.join':
    case 'urljoin':
      return args.open ?? joinPaths(args.positional, span, name);
    case 'path.normalize':
    case 'os.path.normpath':
    case 'os.path.abspath':
    case 'os.path.realpath':
    case 'os.path.expanduser':
    case 'url.fileURLToPath':
    case 'fileURLToPath':
    case 'url.pathToFileURL':
    case 'os.fspath':
    case 'String':
    case 'str':
    case 'encodeURI':
    case 'pathlib.PurePath':
    case 'pathlib.PosixPath':
    case 'decodeURIComponent':
    case 'decodeURI':
      if (first === undefined) return undefined;
      return name === 'url.pathToFileURL' ? content(first, 'url', span) : first;
    case 'path.dirname':
    case 'os.path.dirname':
      return first === undefined ? undefined : parentOf(first, span);
    case 'os.path.basename':
    case 'path.basename':
      return first === undefined ? undefined : evaluator.member(first, 'name', span);
    case 'pathlib.Path':
    case 'anyio.Path':
    case 'aiopath.AsyncPath':
      return args.positional.length === 0
        ? { kind: 'path', base: 'working', text: '', literals: [], span }
        : joinPaths(args.positional, span, 'Path');
    case 'pathlib.Path.cwd':
    case 'os.getcwd':
    case 'process.cwd':
    case 'Deno.cwd':
      return { kind: 'path', base: 'working', text: '', literals: [], span };
    case 'pathlib.Path.home':
    case 'os.homedir':
    case 'os.tmpdir':
    case 'tempfile.gettempdir':
      return unknown({ kind: 'input', what: 'a folder of the machine' }, span);
    case 'URL': {
      if (first === undefined) return undefined;
      if (second === undefined) return first.kind === 'string' ? first : lift([first], ([of]) => of ?? first);
      return lift([first, second], ([relative, base]) => {
        if (relative === undefined || base === undefined) return unknown({ kind: 'limit' }, span);
        if (relative.kind === 'string' && /^[a-z][a-z\d+.-]*:/i.test(relative.text)) return relative;
        if (base.kind === 'path') {
          const folder = base.text === '' ? base : parentOf(base, span);
          return joinPaths([folder, relative], span, 'URL');
        }
        if (base.kind === 'string' && relative.kind === 'string' && URL.canParse(relative.text, base.text))
          return { kind: 'string', text: new URL(relative.text, base.text).href, span };
        return concat([base, relative], span);
      });
    }

    // Reading
    case 'fs.readFileSync':
    case 'fs.readFile':
    case 'fs.promises.readFile':
    case 'fs.createReadStream':
    case 'fs.openAsBlob':
    case 'Deno.readFile':
    case 'Deno.readFileSync':
    case 'Bun.file':
    case 'open':
    case 'io.open':
    case 'aiofiles.open':
    case 'pathlib.Path.read_bytes':
    case 'PIL.Image.open':
    case 'Image.open':
    case 'cv2.imread':
    case 'imageio.imread':
    case 'imageio.v3.imread':
    case 'skimage.io.imread':
    case 'torchvision.io.read_image':
    case 'sharp':
    case 'fs.promises.open':
    case 'jimp.Jimp.read':
    case 'Jimp.read': {
      if (first === undefined) return undefined;
      if (
        callee.module !== '' ||
        name === 'open' ||
        /^(?:Bun|Deno|fs)\./.test(name) ||
        name === 'Image.open'
      ) {
        const file = args.named.get('file') ?? args.named.get('fp') ?? first;
        return read(file, name, second, span);
      }
      return undefined;
    }
    case 'require': {
      if (first?.kind !== 'string') return undefined;
      const image = imageImport(first.text, span);
      if (image !== undefined) return image;
      const own = evaluator.imported(first.text, '*', span);
      if (own.kind !== 'unknown') return own;
      return { kind: 'module', module: first.text, name: '*', span };
    }
    case 'import':
      return first?.kind === 'string' ? { kind: 'module', module: first.text, name: '*', span } : undefined;

    // A form that is filled field by field.
    case 'FormData':
    case 'form-data.default':
    case 'form-data':
    case 'formdata-node.FormData':
    case 'undici.FormData':
    case 'URLSearchParams':
      return args.positional.length === 0 ? { kind: 'object', entries: [], span } : undefined;

    // Encoding
    case 'base64.b64encode':
    case 'base64.standard_b64encode':
    case 'base64.urlsafe_b64encode':
    case 'base64.encodebytes':
    case 'pybase64.b64encode':
    case 'btoa':
      return first === undefined ? undefined : encoded(first, span);
    case 'Buffer.from':
    case 'Uint8Array.from':
    case 'Uint8Array':
    case 'Blob':
    case 'File':
    case 'io.BytesIO':
    case 'BytesIO':
    case 'bytes':
    case 'bytearray':
    case 'memoryview':
    case 'openai.toFile':
    case 'toFile':
    case 'openai/uploads.toFile':
    case 'openai.OpenAI.toFile':
    case 'numpy.array':
    case 'numpy.asarray':
    case 'np.array': {
      const [inner] = first === undefined ? [] : (itemsOf(first) ?? [{ value: first }]);
      return inner === undefined ? undefined : passed(inner.value, span);
    }
    case 'base64.b64decode':
    case 'atob':
      return first === undefined ? undefined : passed(first, span);
    case 'PIL.ImageOps.exif_transpose':
    case 'cv2.cvtColor':
      return first;
    case 'cv2.resize':
    case 'PIL.ImageOps.fit':
    case 'PIL.ImageOps.contain':
    case 'PIL.ImageOps.pad':
    case 'PIL.ImageOps.scale':
      return first === undefined ? undefined : changed(first, name.split('.').at(-1) ?? name);
    case 'cv2.imencode':
      return second === undefined ? undefined : list([{ kind: 'boolean', value: true, span }, second], span);

    // Many files
    case 'glob.glob':
    case 'glob.iglob':
    case 'glob.sync':
    case 'glob.globSync':
    case 'glob':
    case 'glob.default.sync':
    case 'fast-glob':
    case 'fast-glob.sync':
    case 'fast-glob.glob':
    case 'fast-glob.globSync':
    case 'globby':
    case 'globby.globby':
    case 'globby.globbySync':
    case 'tinyglobby.glob':
    case 'tinyglobby.globSync':
    case 'fs.globSync':
    case 'fs.promises.glob': {
      const pattern = first === undefined ? undefined : (itemsOf(first)?.[0]?.value ?? first);
      return pattern === undefined ? undefined : severalOf(pattern, '', false, span);
    }
    case 'fs.readdirSync':
    case 'fs.readdir':
    case 'fs.promises.readdir':
    case 'Deno.readDirSync':
    case 'Deno.readDir':
    case 'os.listdir':
    case 'os.scandir':
      return first === undefined ? undefined : severalOf(first, '/*', name !== 'os.scandir', span);
    case 'os.walk':
      return first === undefined
        ? undefined
        : unknown({ kind: 'input', what: 'the files of a folder' }, span);

    // Environment and input
    case 'os.getenv':
    case 'os.environ.get':
    case 'environ.get':
    case 'Deno.env.get':
    case 'decouple.config':
    case 'env':
      return first?.kind === 'string'
        ? environment(first.text, span, second ?? args.named.get('default'))
        : undefined;
    case 'input':
    case 'prompt':
    case 'getpass.getpass':
      return unknown({ kind: 'input', what: 'the user' }, span);

    // Lists and objects
    case 'dict':
    case 'collections.OrderedDict':
      return {
        kind: 'object',
        span,
        entries: [
          ...(first?.kind === 'object' ? first.entries : []),
          ...[...args.named].map(([key, value]) => ({ key, keySpan: value.span, value })),
        ],
        ...(args.open === undefined ? {} : { open: args.open }),
      };
    case 'list':
    case 'tuple':
    case 'set':
    case 'sorted':
    case 'reversed':
    case 'iter':
    case 'Array.from':
    case 'tqdm':
    case 'tqdm.tqdm':
    case 'tqdm.auto.tqdm':
    case 'tqdm.asyncio.tqdm':
    case 'rich.progress.track':
    case 'track':
    case 'structuredClone':
    case 'copy.deepcopy':
    case 'copy.copy':
    case 'deepcopy':
    case 'Object.freeze':
    case 'Object.assign':
    case 'Promise.resolve': {
      if (name === 'Object.assign') return merged(args.positional, span);
      if (name === 'Array.from' && second?.kind === 'function' && first !== undefined)
        return mapped(evaluator, first, second, call, env);
      return first ?? list([], span);
    }
    case '__importDefault':
    case '__importStar':
    case '_interopRequireDefault':
    case '_interopRequireWildcard':
    case '__toESM':
    case 'tslib.__importDefault':
    case 'tslib.__importStar':
      return first;
    // What is shown: what it is at first, as long as that says something.
    case 'vue.ref':
    case 'vue.shallowRef':
    case 'ref':
    case 'shallowRef': {
      const value = first === undefined ? undefined : initial(first, span);
      return value && { kind: 'object', entries: [{ key: 'value', keySpan: span, value }], span };
    }
    case '$state':
    case '$state.raw':
      return initial(first ?? { kind: 'null', span }, span);
    case 'react.useState':
    case 'useState':
      return list([initial(first ?? { kind: 'null', span }, span)], span);
    case 'defineProps':
    case 'withDefaults':
    case '$props':
      return unknown({ kind: 'parameter', name: 'props', fn: undefined }, span);
    case 'Array.isArray':
      switch (first?.kind) {
        case 'list':
        case 'several':
          return { kind: 'boolean', value: true, span };
        case 'string':
        case 'text':
        case 'object':
        case 'content':
        case 'path':
        case 'null':
          return { kind: 'boolean', value: false, span };
        default:
          return unknown({ kind: 'call', what: name }, span);
      }
    case 'Promise.all':
    case 'Promise.allSettled':
    case 'Promise.any':
      return first;
    case 'asyncio.gather':
      return list(args.positional, span);
    case 'enumerate': {
      const items = first === undefined ? undefined : evaluator.iterate(first, span);
      return items === undefined
        ? undefined
        : pairs(items, (item, i) => [{ kind: 'number', value: i, span: item.span }, item], span);
    }
    case 'zip': {
      const columns = args.positional.map(value => evaluator.iterate(value, span));
      const rows = Math.min(...columns.map(column => column.length));
      if (columns.length === 0 || !Number.isFinite(rows)) return undefined;
      const [head] = columns;
      return pairs(
        (head ?? []).slice(0, rows),
        (_item, i) => columns.map(column => column[i]?.value ?? unknown({ kind: 'limit' }, span)),
        span,
      );
    }
    case 'map':
      return first === undefined || second === undefined
        ? undefined
        : mapped(evaluator, second, first, call, env);
    case 'filter':
      return second === undefined ? undefined : narrowed(second);
    case 'range':
      return rangeOf(args.positional, span);
    case 'len': {
      const items = first === undefined ? undefined : itemsOf(first);
      return items === undefined ? undefined : { kind: 'number', value: items.length, span };
    }
    case 'next':
      return first === undefined ? undefined : evaluator.at(first, { kind: 'number', value: 0, span }, span);
    case 'Object.values':
    case 'Object.entries':
    case 'Object.keys':
      return first === undefined ? undefined : columnsOf(first, name.slice(7), span);
    case 'JSON.stringify':
    case 'json.dumps':
    case 'orjson.dumps':
      return first === undefined
        ? undefined
        : { kind: 'made', callee: name, args: { positional: [first], named: new Map() }, call, span };
    case 'JSON.parse':
    case 'json.loads':
      return first?.kind === 'made' && /(?:stringify|dumps)$/.test(first.callee)
        ? first.args.positional[0]
        : undefined;
    case 'textwrap.dedent':
    case 'dedent':
    case 'inspect.cleandoc':
      return first;
    case 'dataclasses.field':
    case 'pydantic.Field':
    case 'field':
    case 'Field': {
      const fallback = args.named.get('default') ?? first;
      const factory = args.named.get('default_factory');
      if (factory?.kind === 'function')
        return evaluator.run(factory.fn, { positional: [], named: new Map() }, call, env);
      return fallback;
    }
    case 'typing.cast':
      return second;
    default:
      return undefined;
  }
}

/** A variable of a page that begins empty is filled by whoever uses the page. */
function initial(value: Value, span: Span): Value {
  const isFilled =
    (value.kind === 'string' && value.text !== '') || value.kind === 'number' || value.kind === 'object';
  return isFilled ? value : unknown({ kind: 'input', what: 'the page' }, span);
}
