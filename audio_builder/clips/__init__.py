"""Clips: one phrase or tone each, cleaned, encoded once and kept."""
