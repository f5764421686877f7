import { cases, data, dot, dynamic, glob, url } from './marks';

describe('references in Python', () => {
  cases('python', [
    ['quotes', `a('⟦x.png⟧', "⟦y.jpg⟧", '''⟦z.png⟧''', """⟦w.png⟧""")`],
    ['prefixes', `[r'⟦a.png⟧', b"⟦b.png⟧", rb'⟦c.png⟧', u'⟦d.png⟧', BR"⟦e.png⟧", Rb'''⟦f.png⟧''']`],
    [
      'an f-string with a hole',
      `[f'⟦{d}/a.png⟧', rf"⟦{d}\\b.png⟧", f'⟦c.png⟧', f'⟦{{d}}.png⟧']`,
      dynamic,
      dynamic,
      'c.png',
      dynamic,
    ],
    [
      'str.format and %',
      `['⟦{}/a.png⟧'.format(d), '⟦{name:03d}.png⟧', '⟦%s.png⟧' % d, '⟦f%04d.png⟧']`,
      dynamic,
      dynamic,
      dynamic,
      dynamic,
    ],
    [
      'separators of Windows, escaped and raw',
      String.raw`['⟦scans\\a.png⟧', r'⟦scans\b.png⟧', r'⟦C:\x\new.png⟧']`,
      'scans\\a.png',
      {},
      {},
    ],
    ['an unknown escape keeps its backslash', String.raw`'⟦mockups\cart.png⟧'`],
    ['a known escape does not', String.raw`['scans\newest.png', '⟦scans\there.png⟧']`, 'scans\there.png'],
    [
      'code points',
      String.raw`['⟦caf\u00e9.png⟧', '⟦\U0001F600.png⟧', '⟦\x41.png⟧']`,
      'café.png',
      '😀.png',
      'A.png',
    ],
    ['# in a string', `f('⟦a#1.png⟧')  # 'no.png'`],
    ['# right behind a word', `x = 1# it's 'no.png'\nf('⟦a.png⟧')#don't\ng('⟦b.png⟧')`],
    ['pieces that are joined without a sign are read each for itself', `f('img/'\n  '⟦a.png⟧')`],
    ['a line continuation in a string', "f('⟦img/\\\na.png⟧')", 'img/a.png'],
    [
      'a docstring that says no path',
      `def f():\n    """Sends a.png to the model.\n\n    Use "b.png" instead.\n    """\n    return '⟦c.png⟧'`,
    ],
    ['a docstring that is a path is one', `"""⟦a.png⟧"""`],
    ['quotes within triple quotes', `f("""it's "x" ''' a""", '⟦a.png⟧')`],
    ['a raw string that ends in an escaped quote', String.raw`f(r'a\'', '⟦b.png⟧')`],
    ['pathlib', `Path('img') / '⟦a.png⟧'; Path(r"⟦a b.png⟧")`],
    ['an unclosed string', `f('oops\ng('⟦a.png⟧')`],
    ['an unclosed docstring', `"""oops\ng('⟦a.png⟧')`],
    [
      'a dictionary of the API',
      `{"type": "image_url", "image_url": {"url": "⟦https://x.example/a.png⟧"}}`,
      url,
    ],
    ['data URIs', `["⟦${dot}⟧", f"data:image/png;base64,{b64}", "data:image/jpeg;base64," + b]`, data],
    ['a glob', `glob.glob('⟦img/*.png⟧')`, glob],
  ]);
});

describe('references in languages like C', () => {
  cases('c', [
    ['Go: raw strings, runes', 'f(`⟦a\\b.png⟧`, "⟦c.png⟧", \'"\', \'\\\'\', "⟦d.png⟧")'],
    ['C#: verbatim strings', 'f(@"⟦C:\\img\\new.png⟧", @"x ""a.png"" y", @"two\n""lines", "⟦a.png⟧")'],
    [
      'C#: interpolated strings',
      'f($"⟦{dir}/a.png⟧", $@"⟦{dir}\\b.png⟧", $"⟦c.png⟧", @$"⟦{x}.png⟧")',
      dynamic,
      dynamic,
      'c.png',
      dynamic,
    ],
    ['C#: raw strings', 'f("""⟦a.png⟧""")'],
    ['Rust: raw strings and bytes', 'f(r"⟦img\\new.png⟧", r#"⟦a.png⟧"#, br"⟦b.png⟧", b"⟦c.png⟧")'],
    ['Rust: lifetimes', `fn f<'a>(x: &'a str, y: &'static str) -> &'a str { g('"', "⟦it's.png⟧") }`],
    ['Rust: format!', 'format!("⟦img/{}.png⟧", a)', dynamic],
    ['Java: text blocks', 'f("""\n    ⟦photos/a.png⟧\n    """, "⟦b.png⟧", \'"\', \'\\\'\')'],
    [
      'C++: raw strings, prefixes, digit separators',
      'f(R"(⟦C:\\new\\a.png⟧)", LR"x(⟦b.png⟧)x", L"⟦c.png⟧", u8"⟦d.png⟧", 1\'000, "⟦e.png⟧", 2\'000)',
    ],
    [
      'Kotlin, Dart and Groovy: interpolation',
      'f("⟦$dir/a.png⟧", "⟦${d}/b.png⟧", \'⟦$dir/c.png⟧\')',
      dynamic,
      dynamic,
      dynamic,
    ],
    ['Swift: interpolation', 'f("⟦\\(name).png⟧", "⟦a.png⟧")', dynamic],
    ['comments', '// "no.png"\n/* "no.png" */ f("⟦a.png⟧"); // don\'t "no.png"'],
    ['an annotation', '@Icon("⟦icons/a.png⟧")'],
    ['a string that never ends', 'f("oops\ng("⟦a.png⟧")'],
    ['escapes', String.raw`f("⟦caf\u00e9.png⟧", "⟦img\\a.png⟧")`, 'café.png', 'img\\a.png'],
  ]);
});

describe('references in PHP', () => {
  cases('php', [
    [
      'single quotes escape nothing but themselves',
      String.raw`f('⟦C:\img\new.png⟧', '⟦it\'s.png⟧')`,
      {},
      "it's.png",
    ],
    [
      'double quotes',
      String.raw`f("⟦$dir/a.png⟧", "⟦{$x}.png⟧", "⟦img\\b.png⟧")`,
      dynamic,
      dynamic,
      'img\\b.png',
    ],
    ['comments and attributes', `#[Icon('⟦a.png⟧')]\n# 'no.png'\n// 'no.png'\n/* 'no.png' */ echo'⟦b.png⟧';`],
    ['markup with an apostrophe', `<p>Don't</p>\n<img src="⟦a.png⟧">\n<?= '⟦b.png⟧' ?>`],
  ]);
});

describe('references in scripts with # comments', () => {
  cases('hash', [
    ['Ruby', `f('⟦a.png⟧', "⟦b.png⟧", "⟦#{dir}/c.png⟧") # 'no.png'`, 'a.png', 'b.png', dynamic],
    ['Ruby: single quotes', String.raw`f('⟦img\new.png⟧', '⟦it\'s.png⟧')`, {}, "it's.png"],
    ['Perl', `f("⟦$dir/a.png⟧", '⟦$dir.png⟧'); my $n = $#list; # 'no.png'`, dynamic],
    ['Elixir, Julia: heredocs', 'f("""\n⟦a.png⟧\n""")'],
    ['an apostrophe', "=begin\nDon't\n=end\nf('⟦a.png⟧')"],
  ]);
});

describe('references in shells', () => {
  cases('shell', [
    ['quotes', `cp '⟦my photo.png⟧' "⟦b.png⟧"`],
    [
      'variables',
      'cp "⟦$HOME/a.png⟧" "⟦${d}/b.png⟧" "⟦$(pwd)/c.png⟧" \'⟦$d.png⟧\'',
      dynamic,
      dynamic,
      dynamic,
    ],
    [
      'backslashes of double quotes',
      String.raw`f "⟦a\new.png⟧" "⟦\\srv\\b.png⟧" "x \" y" "⟦c.png⟧"`,
      {},
      String.raw`\srv\b.png`,
    ],
    ['comments, and # in words', `echo a#b '⟦c.png⟧' # 'no.png'`],
    ['substitution', 'x=`f \'⟦a.png⟧\'`; y=$(f "⟦b.png⟧")'],
    ['continuation', 'f "⟦img/\\\na.png⟧"', 'img/a.png'],
    ['a here document with an apostrophe', `cat <<EOF\nDon't\nEOF\nf '⟦a.png⟧'`],
    ['a data URI in a request', `curl -d '{"url": "${dot}"}'`],
  ]);
  cases('powershell', [
    ['nothing is escaped by a backslash', String.raw`f "⟦C:\img\new.png⟧" '⟦C:\a\b.png⟧'`],
    ['quotes are doubled', `f '⟦it''s.png⟧' "x ""y"" \`" z" '⟦b.png⟧'`, "it's.png"],
    ['variables and comments', 'f "⟦$dir\\a.png⟧" # "no.png"\n<# "no.png" #> f "⟦b.png⟧"', dynamic],
  ]);
});

describe('references in other languages', () => {
  cases('config', [
    ['TOML and INI', `icon = "⟦a.png⟧" # "no.png"\nraw = '⟦C:\\new\\b.png⟧'\ntext = """⟦c.png⟧"""`],
    ['an apostrophe on a line', `text = Don't\nicon = "⟦a.png⟧"`],
    ['make and Docker', `COPY ["⟦a.png⟧", "/srv/"]\nLABEL icon="⟦b.png⟧"`],
  ]);
  cases('sql', [
    [
      'SQL',
      `insert into t values ('⟦a.png⟧', '⟦it''s.png⟧'); -- 'no.png'\n/* 'no.png' */`,
      'a.png',
      "it's.png",
    ],
  ]);
  cases('lua', [
    ['Lua', `f("⟦a.png⟧") -- 'no.png'\n--[[ "no.png"\n"no.png" ]] g('⟦b\\\\c.png⟧')`, 'a.png', 'b\\c.png'],
    ['Haskell', `f' = g "⟦a.png⟧" {- "no.png" -}`],
  ]);
  cases('plain', [
    ['nothing known but quotes', String.raw`see "⟦a.png⟧" or '⟦C:\new\b.png⟧', don't '⟦c.png⟧'`],
    ['quotes that do not fit', `"a.png and '⟦b.png⟧'`],
  ]);
});
