# What review says (fr).
