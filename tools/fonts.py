"""Fetch the typefaces the game ships and write them to assets/fonts/ with their licences and checksums.

    python tools/fonts.py            regenerate assets/fonts/
    python tools/fonts.py --check    compare the folder with its SHA256SUMS and change nothing

The typefaces come from pinned packages of the Python package index, installed into a scratch environment that
is thrown away. Russo One and PT Sans are copied unmodified, because their licences reserve their names;
Oswald reserves none, so two weights are cut from its variable font with fonttools.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "fonts"
SUMS = "SHA256SUMS"

PACKAGES = ("fontpkg-russo-one==1.0", "fontpkg-oswald==4.103", "fontpkg-pt-sans==2.3", "fonttools==4.68.0")

# (folder inside the installed packages, file there, file here)
COPIES = (
    ("fontpkg_russo_one", "files/RussoOne-Regular.ttf", "RussoOne-Regular.ttf"),
    ("fontpkg_russo_one", "LICENSE", "RussoOne-OFL.txt"),
    ("fontpkg_pt_sans", "files/PT_Sans-Web-Regular.ttf", "PTSans-Regular.ttf"),
    ("fontpkg_pt_sans", "files/PT_Sans-Web-Bold.ttf", "PTSans-Bold.ttf"),
    ("fontpkg_pt_sans", "files/PT_Sans-Web-Italic.ttf", "PTSans-Italic.ttf"),
    ("fontpkg_pt_sans", "LICENSE", "PTSans-OFL.txt"),
    ("fontpkg_oswald", "LICENSE", "Oswald-OFL.txt"),
)
VARIABLE = ("fontpkg_oswald", "files/Oswald[wght].ttf")
WEIGHTS = {500: "Oswald-500.ttf", 600: "Oswald-600.ttf"}


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences(folder: Path = FOLDER) -> list[str]:
    """What in `folder` disagrees with its SHA256SUMS: one line a file, an empty list when all is well."""
    listed = {}
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        total, name = line.split(maxsplit=1)
        listed[name] = total
    present = {path.name for path in folder.iterdir() if path.name != SUMS}
    lines = [f"{name}: not in {SUMS}" for name in sorted(present - listed.keys())]
    for name, total in listed.items():
        if name not in present:
            lines.append(f"{name}: missing")
        elif checksum(folder / name) != total:
            lines.append(f"{name}: changed since {SUMS} was written")
    return lines


def regenerate(folder: Path = FOLDER) -> None:
    """Install the pinned packages into a scratch environment and fill `folder` from them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        binaries = Path(scratch) / ("Scripts" if sys.platform == "win32" else "bin")
        python = str(binaries / "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        found = subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        )
        installed = Path(found.stdout.strip())
        for package, source, name in COPIES:
            shutil.copyfile(installed / package / source, folder / name)
        for weight, name in WEIGHTS.items():
            # Else the file would carry today's date and never have the same checksum twice.
            subprocess.run(
                [
                    python,
                    "-m",
                    "fontTools.varLib.instancer",
                    str(installed / VARIABLE[0] / VARIABLE[1]),
                    f"wght={weight}",
                    "--no-recalc-timestamp",
                    "--quiet",
                    "-o",
                    str(folder / name),
                ],
                check=True,
            )
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    sums = "".join(f"{checksum(path)}  {path.name}\n" for path in files)
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def main() -> int:
    """Regenerate or check the folder; 0 when it is in order."""
    parser = argparse.ArgumentParser(description="Regenerate or check assets/fonts/.")
    parser.add_argument("--check", action="store_true", help="only compare the folder with its checksums")
    if not parser.parse_args().check:
        regenerate()
    lines = differences()
    print("\n".join(lines) or f"{FOLDER.name}: every file agrees with {SUMS}")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main())
