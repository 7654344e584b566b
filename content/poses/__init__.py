"""Poses as data, the one skeleton that takes them, and checks of them. Pure geometry: nothing is drawn here."""
