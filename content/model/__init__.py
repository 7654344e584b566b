"""The types of the content, the loader that reads them from YAML, and the checks."""
