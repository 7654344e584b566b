"""Commands: arguments in, sentences for people out; one file each."""
