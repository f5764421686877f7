import assert from 'node:assert/strict';
import { Evaluator } from '../../../../src/references/calls/evaluate';
import type { UnknownReason, Value } from '../../../../src/references/calls/value';
import { reading } from './pythonReading';

/** What the argument of the last `use(…)` of a source is, in a line. */
async function valueOf(source: string): Promise<string> {
  const module = await reading(source);
  try {
    const evaluator = new Evaluator(module, { fileName: 'main.py', module: () => undefined });
    const call = [...module.calls(new Set(['use']))].at(-1)?.call;
    const argument = call?.args[0]?.value;
    if (argument === undefined) throw new Error(`No use: ${source}`);
    return shown(evaluator.evaluate(argument, undefined));
  } finally {
    module.dispose();
  }
}

function shown(value: Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.text);
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'null':
      return value.unsaid === undefined ? 'None' : `None, or ${reason(value.unsaid)}`;
    case 'text':
      return `\`${value.parts.map(shown).join(' ')}\``;
    case 'path':
      return `${value.base}:${value.text}`;
    case 'several':
      return `several ${value.pattern}`;
    case 'content':
      return `${value.as} of ${shown(value.of)}${value.changed === undefined ? '' : `, ${value.changed}`}`;
    case 'list':
      return `[${value.items
        .map(
          ({ value: item, optional, repeated }) =>
            `${shown(item)}${optional === true ? '?' : ''}${repeated === true ? '*' : ''}`,
        )
        .join(', ')}]`;
    case 'object':
      return `{${value.entries
        .map(({ key, value: inner, optional }) => `${key}${optional === true ? '?' : ''}: ${shown(inner)}`)
        .join(', ')}${value.open === undefined ? '' : ', …'}}`;
    case 'choice':
      return value.options.map(shown).join(value.by === 'each' ? ' & ' : ' | ');
    case 'unknown':
      return reason(value.reason);
    case 'made':
      return `made by ${value.callee}`;
    case 'module':
      return `${value.module}:${value.name}`;
    default:
      return value.kind;
  }
}

function reason(of: UnknownReason): string {
  const named = 'name' in of ? of.name : 'what' in of ? of.what : '';
  return `?${of.kind} ${named}`;
}

interface Case {
  readonly of: string;
  readonly source: string;
  readonly is: string;
}

function hold(cases: readonly Case[]): void {
  for (const { of, source, is } of cases)
    it(of, async () => {
      assert.equal(await valueOf(source), is);
    });
}

describe('values of Python', () => {
  describe('constants and texts', () => {
    hold([
      { of: 'an f-string', source: 'a = "x"\nuse(f"{a}/{1}.png")', is: '"x/1.png"' },
      { of: 'format', source: 'use("{}-{b}".format("a", b=2))', is: '"a-2"' },
      { of: 'percent', source: 'use("%s.png" % "a")', is: '"a.png"' },
      { of: 'join', source: 'use("/".join(["a", "b"]))', is: '"a/b"' },
      { of: 'a choice by a condition', source: 'use("a" if x else "b")', is: '"a" | "b"' },
      { of: 'or with nothing', source: 'use(None or "a")', is: '"a"' },
      {
        of: 'a variable of the environment',
        source: 'import os\nuse(os.environ.get("M", "a"))',
        is: '?environment M',
      },
      {
        of: 'what is not known within a text',
        source: 'def f(a):\n  use(f"x{a}")',
        is: '`"x" ?parameter a`',
      },
    ]);
  });

  describe('lists and dicts', () => {
    hold([
      { of: 'dict()', source: 'use(dict(a=1, b="c"))', is: '{a: 1, b: "c"}' },
      { of: 'a spread', source: 'a = {"b": 1}\nuse({**a, "c": 2})', is: '{b: 1, c: 2}' },
      { of: 'keys set later', source: 'a = {}\na["b"] = 1\nuse(a)', is: '{b: 1}' },
      { of: 'a key set in a branch', source: 'a = {}\nif x:\n  a["b"] = 1\nuse(a)', is: '{b?: 1}' },
      { of: 'update', source: 'a = {"b": 1}\na.update(c=2)\nuse(a)', is: '{b: 1, c: 2}' },
      { of: 'append and extend', source: 'a = [1]\na.append(2)\na.extend([3])\nuse(a)', is: '[1, 2, 3]' },
      { of: 'append in a branch', source: 'a = [1]\nif x:\n  a.append(2)\nuse(a)', is: '[1, 2?]' },
      {
        of: 'append in a loop over what is known',
        source: 'a = []\nfor b in ["x", "y"]:\n  a.append(b)\nuse(a)',
        is: '["x", "y"]',
      },
      {
        of: 'a comprehension',
        source: 'use([f"{a}.png" for a in ("x", "y")])',
        is: '["x.png", "y.png"]',
      },
      { of: 'a filtered comprehension', source: 'use([a for a in [1] if a])', is: '[1?]' },
    ]);
  });

  describe('rounds of a while', () => {
    hold([
      { of: 'that are over', source: 'a = []\nwhile True:\n  a.append(1)\nuse(a)', is: '[1*]' },
      { of: 'that may be none', source: 'a = []\nwhile x:\n  a.append(1)\nuse(a)', is: '[1?*]' },
      {
        of: 'before the one of the use',
        source: 'a = [0]\nwhile True:\n  use(a)\n  a.append(1)',
        is: '[0, 1?*]',
      },
      {
        of: 'that each begin anew',
        source: 'while True:\n  a = [0]\n  use(a)\n  a.append(1)',
        is: '[0]',
      },
    ]);
  });

  describe('functions', () => {
    hold([
      { of: 'what a helper returns', source: 'def f(a):\n  return a + "!"\nuse(f("x"))', is: '"x!"' },
      { of: 'a default', source: 'def f(a="x"):\n  return a\nuse(f())', is: '"x"' },
      {
        of: 'one of several returned',
        source: 'def f():\n  if x:\n    return 1\n  return 2\nuse(f())',
        is: '1 | 2',
      },
      { of: 'a parameter by who calls', source: 'def f(a):\n  use(a)\nf("x")\nf("y")', is: '"x" & "y"' },
      { of: 'a parameter nobody gives', source: 'def f(a):\n  use(a)', is: '?parameter a' },
      {
        of: 'a parameter that is nothing by itself',
        source: 'def f(a=None):\n  use(a)',
        is: 'None, or ?parameter a',
      },
      { of: 'its default by or', source: 'def f(a=None):\n  use(a or "x")', is: '"x"' },
      { of: 'its list by or', source: 'def f(a=None):\n  use(a or [])', is: '?parameter a' },
      { of: 'nothing that is given', source: 'def f(a=None):\n  use(a)\nf()', is: 'None' },
      {
        of: 'a default that a framework reads',
        source: 'from fastapi import Form\ndef f(a=Form("x")):\n  use(a)',
        is: '?parameter a',
      },
      { of: 'a generator', source: 'def f():\n  yield 1\n  yield 2\nuse(list(f()))', is: '[1, 2]' },
      { of: 'a lambda', source: 'f = lambda a: [a]\nuse(f(1))', is: '[1]' },
    ]);
  });

  describe('classes', () => {
    const data = 'from dataclasses import dataclass\n@dataclass\nclass A:\n  b: str\n  c: str = "low"\n';
    const held = 'class A:\n  def __init__(self, b):\n    self.b = b\n  def f(self):\n    return self.b\n';
    hold([
      { of: 'a data class by position', source: `${data}use(A("x").b)`, is: '"x"' },
      { of: 'a data class by name', source: `${data}use(A("x", c="high").c)`, is: '"high"' },
      { of: 'a default of a data class', source: `${data}use(A("x").c)`, is: '"low"' },
      {
        of: 'what each object was made with',
        source: `${held}use([a.f() for a in [A(1), A(2)]])`,
        is: '[1, 2]',
      },
      {
        of: 'what another method adds',
        source:
          'class A:\n  def __init__(self):\n    self.a = [0]\n  def ask(self):\n    use(self.a)\n  def add(self):\n    self.a.append(1)',
        is: '[0, 1]',
      },
      {
        of: 'an enumeration',
        source: 'from enum import Enum\nclass A(Enum):\n  B = "x"\nuse(A.B.value)',
        is: '"x"',
      },
    ]);
  });

  describe('files and pictures', () => {
    const pillow = 'import base64, io\nfrom PIL import Image\n';
    hold([
      {
        of: 'open and b64encode',
        source: 'import base64\nwith open("a.png", "rb") as f:\n  use(base64.b64encode(f.read()).decode())',
        is: 'base64 of "a.png"',
      },
      {
        of: 'beside the file',
        source: 'from pathlib import Path\nuse((Path(__file__).parent / "a.png").read_bytes())',
        is: 'bytes of document:a.png',
      },
      {
        of: 'another format in a buffer',
        source: `${pillow}b = io.BytesIO()\nImage.open("a.png").save(b, "JPEG")\nuse(base64.b64encode(b.getvalue()))`,
        is: 'base64 of "a.png"',
      },
      {
        of: 'made smaller in place',
        source: `${pillow}i = Image.open("a.png")\ni.thumbnail((9, 9))\nb = io.BytesIO()\ni.save(b, "PNG")\nuse(b.getvalue())`,
        is: 'bytes of "a.png", thumbnail',
      },
      {
        of: 'a picture that is given',
        source: `${pillow}def f(i):\n  b = io.BytesIO()\n  i.convert("RGB").save(b, "PNG")\n  use(base64.b64encode(b.getvalue()))`,
        is: '?parameter i',
      },
      {
        of: 'what is at an address',
        source: 'import requests\nuse(requests.get("https://a.example/b.png").content)',
        is: 'bytes of "https://a.example/b.png"',
      },
      {
        of: 'a glob',
        source: 'from pathlib import Path\nuse(list(Path("a").glob("*.png")))',
        is: 'several a/*.png',
      },
      {
        of: 'the command line',
        source: 'import argparse\np = argparse.ArgumentParser()\nuse(p.parse_args().model)',
        is: '?input the command line',
      },
      {
        of: 'a folder of the command line',
        source:
          'import argparse, os\na = argparse.ArgumentParser().parse_args()\nuse(os.path.join(a.dir, "b.png"))',
        is: '?input the command line',
      },
    ]);
  });
});
