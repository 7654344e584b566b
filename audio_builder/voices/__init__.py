"""One file for each speech engine, and the contract that every engine passes."""
