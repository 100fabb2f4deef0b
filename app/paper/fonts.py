"""The fonts we print and show with: whole files from the system, by a fixed list, nothing else."""

from pathlib import Path

# Noto Naskh Arabic, not Noto Sans Arabic: only the former reads back exactly from a PDF.
FONTS = (
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoNaskhArabic-Regular",
    "NotoNaskhArabic-Bold",
    "NotoSansEthiopic-Regular",
)
NEEDED = FONTS[:4]


def font_file(fonts_dir: Path, name: str) -> Path | None:
    """The file of a font of the list; none when it is not of the list or not on this machine."""
    stem = name.removesuffix(".ttf")
    file = fonts_dir / f"{stem}.ttf"
    return file if stem in FONTS and file.is_file() else None


def missing(fonts_dir: Path) -> list[str]:
    """Fonts without which we do not print: a paper with empty squares is worse than none."""
    return [name for name in NEEDED if font_file(fonts_dir, name) is None]
