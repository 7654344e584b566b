"""What is kept of people from one day to the next: one small JSON document for each person.

Light: a store's library is imported when such a store is opened.
"""

from skill.store.contract import PersonRecord, Store, StoreError
from skill.store.open import open_store

__all__ = ["PersonRecord", "Store", "StoreError", "open_store"]
