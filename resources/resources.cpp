// A static library needs one object of its own; the pictures themselves travel as resource objects beside it.
