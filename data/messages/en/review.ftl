# What review says (en).
