"""A YAML file as data, with the line on which everything stands.

Plain YAML 1.2 rules: only `true` and `false` are truth values, so `yes`, `no` and dates stay the
words they are. Aliases and keys that stand twice are refused, both are slips or worse.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from simulator.content.problems import Place, printable
from simulator.domain.errors import ContentError

DEEPEST = 20
"""Levels of indentation; a persona has seven."""

LARGEST = 1_000_000
"""Bytes; a persona with hundreds of lines has about 40,000."""

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML built without the C library
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]


class _Loader(_SafeLoader):
    """The safe loader without the rules of YAML 1.1 for what a plain word means."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _starts in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _starts
    )
# A leading zero does not make a number octal.
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


class Document:
    """One parsed file."""

    def __init__(self, name: str, data: object, root: yaml.Node) -> None:
        self.name = name
        self.data = data
        self._root = root

    def place(self, path: Sequence[int | str]) -> Place:
        """Where `path` (keys and indices) leads; as far as it leads, if a part is not there."""
        node, field = self._root, ""
        line = node.start_mark.line + 1
        for step in path:
            key, child = _child(node, step)
            if child is None:
                break
            label = _label(child, step) if key is None else key.value
            field = f"{field}.{label}".lstrip(".")
            node, line = child, (key or child).start_mark.line + 1
        return Place(line, field)

    def has(self, path: Sequence[int | str]) -> bool:
        """Whether the whole of `path` is in the file."""
        node: yaml.Node | None = self._root
        for step in path:
            node = _child(node, step)[1] if node is not None else None
        return node is not None

    def place_of_text(self, text: str, path: Sequence[int | str] = ()) -> Place | None:
        """Where `text` stands as a value of its own under `path`; the last time, if several."""
        last = None
        for steps, node in _walk(self._root):
            inside = list(steps[: len(path)]) == list(path)
            if inside and isinstance(node, yaml.ScalarNode) and node.value == text:
                last = Place(node.start_mark.line + 1, self.place(steps).field)
        return last


def read_document(path: Path) -> Document:
    """Parse a file; raises ContentError "FILE:LINE: what is wrong; remedy"."""
    name = printable(str(path))
    text = _read_text(path, name)
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise ContentError(
                f"{name}:1: the file is empty; copy one that came with the program and change it."
            )
        _refuse_slips(name, root)
        data = loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        raise ContentError(_syntax_message(name, error)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ContentError(
            f"{name}:{line}: there is a control character that YAML does not allow; delete it."
        ) from None
    except RecursionError:
        raise ContentError(f"{name}:1: the brackets are nested too deep; flatten them.") from None
    except ValueError:
        raise ContentError(
            f"{name}:1: a number cannot be read; write it in plain digits."
        ) from None
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise ContentError(
            f"{name}:{root.start_mark.line + 1}: the file has to start with 'field: value' lines, "
            "the first of them 'id: ...'."
        )
    return Document(name, data, root)


def _read_text(path: Path, name: str) -> str:
    if path.is_dir():
        raise ContentError(f"{name} is a folder; name a YAML file in it.")
    if not path.exists():
        raise ContentError(f"There is no file {name}; check the spelling of its path.")
    if not path.is_file():
        raise ContentError(f"{name} is not a plain file; name a YAML file.")
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise ContentError(f"{name} cannot be read ({error.strerror}).") from None
    if len(raw) > LARGEST:
        raise ContentError(f"{name} is larger than {LARGEST:,} bytes; it cannot be the right file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError(
            f"{name}:{line}: byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8."
        ) from None


def _syntax_message(name: str, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = (error.problem or "this is no YAML").strip()
    remedy = "check the indentation, the brackets and the quotes of this line and the one above."
    if "a tab character" in problem or r"'\t'" in problem:
        problem, remedy = "there is a tab", "indent with spaces."
    elif "mapping values are not allowed" in problem:
        problem = "there is a second ': ' in the line"
        remedy = "put the text in quotes, or fix the indentation."
    elif "could not determine a constructor" in problem:
        problem, remedy = "tags ('!...') are not allowed", "put the text in quotes."
    elif "expected a single document" in (error.context or ""):
        problem, remedy = "a second document begins here", "keep one file for each."
    return f"{name}:{line}: {problem}; {remedy}"


def _refuse_slips(name: str, root: yaml.Node) -> None:
    seen: set[int] = set()
    for path, node in _walk(root):
        if len(path) > DEEPEST:
            raise ContentError(f"{name}:1: the brackets are nested too deep; flatten them.")
        if id(node) in seen:
            line = node.start_mark.line + 1
            raise ContentError(
                f"{name}:{line}: this part is used again with an alias ('*name'); write it out "
                "each time."
            )
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            _refuse_odd_names(name, [key for key, _ in node.value])
            _refuse_repeats(name, [key for key, _ in node.value], "the field")
        elif isinstance(node, yaml.SequenceNode):
            ids = [_child(item, "id")[1] for item in node.value]
            plain = [found for found in ids if isinstance(found, yaml.ScalarNode)]
            _refuse_repeats(name, plain, "the id")


def _refuse_odd_names(name: str, keys: Sequence[yaml.Node]) -> None:
    for key in keys:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ContentError(f"{name}:{line}: a field's name has to be plain text.")
        if key.tag.endswith((":bool", ":null")):
            raise ContentError(
                f"{name}:{line}: the name {key.value!r} is not read as a word; put it in quotes."
            )


def _refuse_repeats(name: str, nodes: Sequence[yaml.Node], what: str) -> None:
    lines: dict[str, int] = {}
    for node in nodes:
        line = node.start_mark.line + 1
        if node.value in lines:
            raise ContentError(
                f"{name}:{line}: {what} {node.value!r} stands twice, first on line "
                f"{lines[node.value]}; delete or rename one of them."
            )
        lines[node.value] = line


def _walk(root: yaml.Node) -> Iterator[tuple[tuple[int | str, ...], yaml.Node]]:
    """Every value in the file with its path, in order."""
    waiting: list[tuple[tuple[int | str, ...], yaml.Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        children: list[tuple[tuple[int | str, ...], yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            children = [((*path, str(key.value)), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            children = [((*path, index), item) for index, item in enumerate(node.value)]
        waiting += reversed(children)


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key and value nodes that `step` leads to."""
    if isinstance(node, yaml.SequenceNode):
        if isinstance(step, int) and 0 <= step < len(node.value):
            return None, node.value[step]
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if _same_key(key, step):
                return key, value
    return None, None


def _same_key(key: yaml.Node, step: int | str) -> bool:
    if key.value == str(step):
        return True
    try:
        # pydantic names the key 60000 as 60000.0 where it reads numbers.
        return float(key.value) == float(step)
    except (TypeError, ValueError):
        return False


def _label(item: yaml.Node, index: int | str) -> str:
    """How an author would name a list's item: by its id, else counted from 1."""
    _, item_id = _child(item, "id")
    return item_id.value if isinstance(item_id, yaml.ScalarNode) else str(int(index) + 1)
