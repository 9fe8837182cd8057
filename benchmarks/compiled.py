"""Compiles the reader and the grader of a copy of the program to C, which needs a C compiler.

`make compiled` makes the copy in dist/compiled and runs this in it. What thousands of transcripts
go through runs about twice as fast there; sources and results are the same. It is a copy because
a compiled module beside its source would hide every later change to it.
"""

from pathlib import Path

from mypyc.build import mypycify
from setuptools import setup

PACKAGES = ("simulator/coding", "simulator/grader", "simulator/grader/secondary")

PLAIN = ("(Noun)", "pydantic", "cached_property")
"""What marks a module that stays plain Python: pydantic's classes, and properties found once."""


def modules() -> list[str]:
    """The files to compile."""
    files = (file for package in PACKAGES for file in sorted(Path(package).glob("*.py")))
    return [
        str(file)
        for file in files
        if file.name != "__init__.py" and not any(mark in file.read_text("utf-8") for mark in PLAIN)
    ]


if __name__ == "__main__":
    setup(
        packages=[],
        py_modules=[],
        # -O1: -O3 takes three times as long to compile and runs no faster.
        ext_modules=mypycify(modules(), opt_level="1", debug_level="0", multi_file=True),
        script_args=["--quiet", "build_ext", "--inplace"],
    )
