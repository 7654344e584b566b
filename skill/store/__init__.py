"""What people have told, kept from one day to the next: one small JSON document for each person.

Light: a store's library is imported when such a store is opened.
"""

from skill.store.contract import Kept, Store, StoreError
from skill.store.open import open_store

__all__ = ["Kept", "Store", "StoreError", "open_store"]
