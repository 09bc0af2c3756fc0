"""Many pictures on one, each with its name under it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

ACROSS = 3
CELL = QSize(640, 360)
NAME_PX = 18
GAP_PX = 6


def contact_sheet(pictures: Sequence[Path], out: Path) -> None:
    """Write one picture with all of them, three across."""
    across = min(ACROSS, len(pictures))
    rows = -(-len(pictures) // ACROSS)
    step = QSize(CELL.width() + GAP_PX, CELL.height() + NAME_PX + GAP_PX)
    sheet = QImage(across * step.width(), rows * step.height(), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    painter.setPen(QColor("#ffffff"))
    font = QFont(painter.font())
    font.setPixelSize(NAME_PX - 4)
    painter.setFont(font)
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
    for place, path in enumerate(pictures):
        left, top = place % ACROSS * step.width(), place // ACROSS * step.height()
        painter.drawImage(left, top, QImage(str(path)).scaled(CELL, whole, smooth))
        painter.drawText(QRect(left, top + CELL.height(), CELL.width(), NAME_PX), path.stem)
    painter.end()
    sheet.save(str(out))
