"""Reading a PDF back, as somebody's screen reader or search box does."""

import ctypes
import re
import unicodedata
from contextlib import closing
from typing import Literal

import page
import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
FOOT = 0.1  # the lowest tenth of a page holds its foot


ARABIC = re.compile("[\u0600-\u06ff]")
ONE_SCRIPT = re.compile("[\u0600-\u06ff\\s]+|[^\u0600-\u06ff\\s]+")
# Direction and joiner marks, and the vowel signs that a PDF draws beside their letter.
UNSEEN = ("Cf", "Cc", "Mn", "Pd", "Cn")


def flat(text: str, form: Literal["NFKC", "NFKD"] = "NFKC") -> str:
    """The letters, figures and signs that are written, without white space.

    Without hyphens too: one at the end of a line is taken for a broken word by whoever reads a PDF by its places.
    """
    plain = unicodedata.normalize(form, text)
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) not in UNSEEN)


def pieces(text: str) -> list[str]:
    """What is read as it stands: a whole text; in Arabic, where a reader of PDFs turns quotation marks and full stops,
    the words between them and, beside Latin words, each script by itself; and with vowel signs, each word.
    """
    if not ARABIC.search(text):
        return [flat(text)]
    has_vowels = any(unicodedata.category(sign) == "Mn" for sign in unicodedata.normalize("NFKC", text))
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in apart if unicodedata.category(sign) not in UNSEEN)
    parts = re.split(r"\W+" if has_vowels else r"[^\w\s]+", plain)
    return [flat(run) for part in parts for run in ONE_SCRIPT.findall(part)]


class Paper:
    """A PDF, read once and closed again."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.fonts: dict[str, bool] = {}
        """name without its tag → whether it lies inside"""
        self.sizes_mm: list[tuple[int, float]] = []
        """width and height of each page"""
        self.letters_pt: list[float] = []
        self.lowest_mm = 1000.0
        """how far above the lower edge of its page the lowest thing stands"""
        self.outside: list[int] = []
        """pages on which something reaches over an edge"""
        self.empty: list[int] = []
        """pages with nothing on them but their foot"""
        words = []
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            self.title = str(document.get_metadata_dict()["Title"])
            for number in range(len(document)):
                with closing(document[number]) as sheet:
                    words.append(self._read(sheet))
        self.text = flat(" ".join(words))
        self.letters = re.sub(r"\W+", "", flat(" ".join(words), "NFKD"))
        """without signs between words and above letters: in Arabic a reader of PDFs takes those out of their line"""

    def _read(self, sheet: pypdfium2.PdfPage) -> str:
        width, height = sheet.get_size()
        self.sizes_mm.append((round(width * MM), height * MM))
        highest = 0.0
        for thing in sheet.get_objects(max_depth=3):
            left, low, right, high = thing.get_bounds()
            self.lowest_mm = min(self.lowest_mm, low * MM)
            if thing.type == raw.FPDF_PAGEOBJ_TEXT:
                self._measure(thing)
                highest = max(highest, high)
                if left < 0 or low < 0 or right > width or high > height:
                    self.outside.append(len(self.sizes_mm))
        if highest < FOOT * height:
            self.empty.append(len(self.sizes_mm))
        with closing(sheet.get_textpage()) as said:
            return str(said.get_text_range())

    def _measure(self, thing: pypdfium2.PdfObject) -> None:
        font = raw.FPDFTextObj_GetFont(thing.raw)
        length = raw.FPDFFont_GetBaseFontName(font, None, 0)
        name = ctypes.create_string_buffer(length)
        raw.FPDFFont_GetBaseFontName(font, name, length)
        self.fonts[name.value.decode().partition("+")[2]] = bool(raw.FPDFFont_GetIsEmbedded(font))
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(thing.raw, size)
        self.letters_pt.append(round(size.value * abs(thing.get_matrix().d), 1))

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What keeps it from being PDF/UA-1."""
        report = page.validate_pdf_bytes(self.pdf)
        return [] if report.is_compliant else [(fault.rule_id, fault.message) for fault in report.failures]

    def holds(self, *texts: str) -> list[str]:
        """Those of ``texts`` that cannot be read in it."""
        return [text for text in texts if not self._holds(text)]

    def _holds(self, text: str) -> bool:
        written = self.letters if ARABIC.search(text) else self.text
        return all(piece in written for piece in pieces(text))
