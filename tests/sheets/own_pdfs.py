"""Pages as a registrar or a print shop makes them: plain, with a stamp, a script, a lock, or a fault."""

import pypdfium2 as pdfium
from pypdfium2 import raw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from canvass.sheets.fonts import font_name

LETTER, LEGAL = (612.0, 792.0), (612.0, 1008.0)


def petition_page(canvas, size=LETTER, *, font="", upper_right=False, lower_left=False):
    """Draw eight lines in the middle of a page; the upper right and lower left corners stay free unless asked for."""
    canvas.setFont(font or font_name(bold=False), 11)
    canvas.drawString(60, size[1] - 90, "PETITION FOR RECALL, as approved by the registrar")
    for line in range(8):
        y = size[1] - 260 - 34 * line
        canvas.rect(60, y, 490, 34)
        canvas.drawString(64, y + 12, str(line + 1))
    if upper_right:
        canvas.rect(480, size[1] - 130, 90, 40, fill=1)
    if lower_left:
        canvas.rect(30, 40, 90, 60, fill=1)


def pdf(path, size=LETTER, *, pages=1, rotate=0, password="", also=None, **drawn):
    """Write a PDF and return its path."""
    lock = StandardEncryption("", ownerPassword=password) if password else None
    canvas = Canvas(str(path), pagesize=size, encrypt=lock, invariant=1, initialFontName=font_name(bold=False))  # type: ignore[arg-type]  # its stub says float
    for _ in range(pages):
        canvas.setPageRotation(rotate)
        petition_page(canvas, size, **drawn)
        if also is not None:
            also(canvas)
        canvas.showPage()
    canvas.save()
    return path


def with_script(canvas):
    """A script that runs at opening, a link to the network, and a field to fill in."""
    script = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("JavaScript"), "JS": pdfdoc.PDFString("app.alert(1)")})
    canvas._doc.Catalog.OpenAction = script
    canvas._doc.Catalog.__NoDefault__ = [*canvas._doc.Catalog.__NoDefault__, "OpenAction"]
    canvas.linkURL("https://registrar.example/secret", (60, 600, 200, 620))
    canvas.acroForm.textfield(name="officer", x=200, y=590, width=160, height=18)


def stamped(source, path):
    """Write the PDF with a mark laid on it as people lay stamps on in a viewer, to be printed too."""
    with pdfium.PdfDocument(source) as document:
        page = document[0]
        mark = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_STAMP)
        raw.FPDFAnnot_SetRect(mark, raw.FS_RECTF(300, 720, 360, 700))
        box = raw.FPDFPageObj_CreateNewRect(300, 700, 60, 20)
        raw.FPDFPageObj_SetFillColor(box, 20, 20, 20, 255)
        raw.FPDFPath_SetDrawMode(box, raw.FPDF_FILLMODE_WINDING, False)
        raw.FPDFAnnot_AppendObject(mark, box)
        raw.FPDFAnnot_SetFlags(mark, raw.FPDF_ANNOT_FLAG_PRINT)
        raw.FPDFPage_CloseAnnot(mark)
        page.close()
        document.save(path)
    return path
