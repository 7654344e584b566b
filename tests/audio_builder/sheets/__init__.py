"""Sheets to print, as text and on paper."""
