# What intake says (fr).
