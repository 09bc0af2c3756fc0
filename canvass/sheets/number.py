"""MOVED by the lead: sheet numbers stand in `canvass.journal.number` (places need them below this room). Import from there; this file goes."""

from canvass.journal.number import SheetNumber, SheetNumberRefused, check_digits, parse_sheet_number, sheet_number

__all__ = ["SheetNumber", "SheetNumberRefused", "check_digits", "parse_sheet_number", "sheet_number"]
