"""Reading papers back: is it PDF/UA-1, and what does it say."""

import unicodedata

import page as page_validation
import pypdfium2

INVISIBLE = {
    ord(sign): None for sign in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\ufffe"
}


def plain(text: str) -> str:
    """NFKC, no direction marks, white space made single."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())


def read(pdf: bytes) -> str:
    """The text of all pages, as a screen reader gets it."""
    document = pypdfium2.PdfDocument(pdf)
    return plain(" ".join(page.get_textpage().get_text_range() for page in document))


def check(pdf: bytes) -> None:
    """Raises ``AssertionError`` with the rules that a paper breaks."""
    result = page_validation.validate_pdf_bytes(pdf)
    assert result.is_compliant, [(fault.rule_id, fault.message) for fault in result.failures]
