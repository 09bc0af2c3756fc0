"""The language of the window: as chosen in its settings, or as the system; Qt's own words go along."""

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from canvass.desktop.settings import Settings
from canvass.wording.translation import choose_language, known_language, language_asked

QT_WORDS = "canvass-qt-words"
OF_KEYS = "QShortcut"
"""Where Qt keeps the names of keys."""


class QtWords(QTranslator):
    """What Qt itself says, except the names of keys: those stand on the keyboards, in California in English."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return a text of Qt’s in the language; None, of keys and of what is not translated, leaves it as it is."""
        if context == OF_KEYS:
            return None
        return super().translate(context, source, disambiguation, n) or None


def language_in_use(settings: Settings) -> str:
    """Return the code of the language that the window is to speak."""
    return settings.language or language_asked(os.environ) or known_language(QLocale.system().uiLanguages())


def speak(code: str, application: QCoreApplication) -> None:
    """Let every text that is shown from now on be in this language, Qt's too as far as it is shipped with them."""
    choose_language(code)
    QLocale.setDefault(QLocale("en_US"))  # figures as on American paper
    for before in application.findChildren(QTranslator, QT_WORDS):
        application.removeTranslator(before)
        before.deleteLater()
    words = QtWords(application)
    words.setObjectName(QT_WORDS)
    if words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
