# What desk says (fr).
