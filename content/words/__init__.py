"""The words of each language. A language is a folder: YAML for the sentences, ``grammar.py`` for its functions."""
