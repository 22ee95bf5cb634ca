"""Writes the wheel: the portable library and sqlite_news/, as PEP 427 wants it. Same input, same bytes.

python3 wheel.py VERSION LIBRARY OUTPUT_DIRECTORY LICENCE... [--static FILE...]
"""

import base64
import hashlib
import platform
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
# The C library that news.so needs at least: tests/package/portable.t holds it to this.
TAG = f"py3-none-manylinux_2_34_{platform.machine()}"

METADATA = """\
Metadata-Version: 2.1
Name: sqlite-news
Version: {version}
Summary: A SQLite extension that reads news articles: who said what, who is named, which figures, when
License: MIT AND CC-BY-SA-4.0
Requires-Python: >=3.8
Description-Content-Type: text/markdown
Provides-Extra: datasette
Requires-Dist: datasette; extra == 'datasette'
Provides-Extra: spark
Requires-Dist: pyspark; extra == 'spark'
Requires-Dist: pandas; extra == 'spark'
Requires-Dist: pyarrow; extra == 'spark'
Provides-Extra: dask
Requires-Dist: dask[dataframe]; extra == 'dask'

"""

ENTRY_POINTS = """\
[datasette]
news = sqlite_news.datasette

[sqlite_utils]
news = sqlite_news.sqlite_utils
"""

WHEEL = f"Wheel-Version: 1.0\nGenerator: sqlite-news\nRoot-Is-Purelib: false\nTag: {TAG}\n"


def files(version: str, library: Path, licences: list[Path], static: list[Path]) -> dict[str, bytes]:
    """What the wheel holds, by path, but for RECORD."""
    held = {"sqlite_news/news.so": library.read_bytes()}
    for path in sorted((HERE / "sqlite_news").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            held[str(path.relative_to(HERE))] = path.read_bytes()
    for path in static:
        held[f"sqlite_news/datasette/static/{path.name}"] = path.read_bytes()
    info = f"sqlite_news-{version}.dist-info"
    readme = (HERE / "README.md").read_text()
    held[f"{info}/METADATA"] = (METADATA.format(version=version) + readme).encode()
    held[f"{info}/WHEEL"] = WHEEL.encode()
    held[f"{info}/entry_points.txt"] = ENTRY_POINTS.encode()
    for path in licences:
        held[f"{info}/licenses/{path.name}"] = path.read_bytes()
    return held


def write(wheel: Path, held: dict[str, bytes]) -> None:
    lines = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)

        for name, content in held.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            lines.append(f"{name},sha256={digest},{len(content)}\n")
            add(name, content)
        record = next(name for name in held if name.endswith("/WHEEL")).replace("WHEEL", "RECORD")
        add(record, ("".join(lines) + f"{record},,\n").encode())


def main() -> None:
    version, library, output, *rest = sys.argv[1:]
    cut = rest.index("--static") if "--static" in rest else len(rest)
    licences, static = [Path(p) for p in rest[:cut]], [Path(p) for p in rest[cut + 1 :]]
    wheel = Path(output) / f"sqlite_news-{version}-{TAG}.whl"
    write(wheel, files(version, Path(library), licences, static))
    print(f"  {wheel} ({wheel.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
